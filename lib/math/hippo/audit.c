/* SPDX-License-Identifier: MIT */
/* audit: see audit.h.  Sources: HiPPO 2008.07669, S4 2111.00396, HTTYH 2206.12037, S4D 2206.11893, Su kexue.fm 10114, 10137, 10162. */
#include "math/hippo/audit.h"

const struct convention hippo_conventions[] = {
	{ "HiPPO paper", "LegS", "legs", "x' = -A x + B u", "no", "no", "all since the start", "1: implicit", "A is minus ours" },
	{ "hippo-code", "legs", "legs", "x' = A x + B u", "no", "no", "all since the start", "1: implicit",
	  "--rule hippo_*: starts from x = 0 and does not keep constants" },
	{ "hippo-code csrc", "legs", "legs", "x' = A x + B u", "no", "no", "all since the start", "1/2",
	  "--rule cpp_bilinear: starts from x = u e_0, keeps constants" },
	{ "state-spaces/s4", "legs", "legs", "x' = A x + B u", "no", "no", "time-invariant, exp(-t) warped", "1: implicit",
	  "B loses 1/2 in S4D-LegS code; B_clip = 2 clips V* B" },
	{ "Su 10114", "LegS", "legs_orthonormal", "x' = A x + B u", "no", "B times sqrt 2", "all since the start", "0: implicit",
	  "basis sqrt((2n+1)/2) P_n on [-1, 1]; his alpha weights x(t): alpha = 1 - ours" },
	{ "Su 10137", "LegS", "legs_rational", "x' = A x + B u", "no", "no", "all since the start", "0: implicit",
	  "--rule su_bilinear: does not keep constants; su_log mends most of it" },
	{ "HiPPO paper", "LegT", "legt", "x' = -A x + B u", "no", "no", "theta", "1: implicit", "A is minus ours" },
	{ "hippo-code", "legt", "legt", "x' = A x + B u", "no", "no", "theta", "1: implicit", "" },
	{ "state-spaces/s4", "legt", "legt_s4", "x' = A x + B u", "A and B", "no", "2", "1: implicit",
	  "halved for \"timescale correctness\"" },
	{ "LMU paper", "LMU", "lmu", "theta x' = A x + B u", "no", "no", "theta", "zoh", "legt with the basis reversed in time" },
	{ "Su 10114", "LegT", "lmu", "x' = A x + B u", "no", "B times sqrt 2", "w", "0: implicit",
	  "lambda_n = sqrt(2/(2n+1)) gives lmu; the printed 2/sqrt(2n+1) is a slip" },
	{ "HiPPO paper", "LagT", "tlagt:1", "x' = -A x + B u", "no", "no", "exp(-tau)", "1: implicit", "diagonal 1" },
	{ "hippo-code", "lagt", "lagt", "x' = A x + B u", "diagonal", "no", "exp(-tau/2)", "1: implicit", "diagonal -1/2" },
	{ "HTTYH paper", "FouT", "fout", "x' = A x + B u", "no", "modes sqrt 2", "2", "1/2", "cosine and sine in turn" },
	{ "state-spaces/s4", "fourier", "fout", "x' = A x + B u", "A and B", "modes sqrt 2", "2", "1/2",
	  "the visualisation file has 2 pi and 2 B: fourier2, window 1" },
	{ "Su 10114", "FouT", "fout_complex", "x' = A x + B u", "no", "no", "w", "0: implicit", "exp(2 pi i n s), modes -M..M" },
	{ "Su 10137", "FouS", "fous_complex", "x' = A x + B u", "no", "no", "all since the start", "0: implicit", "with 1/t, as legs" },
	{ "S4D paper", "S4D-Lin", "s4d_lin", "Lambda = -1/2 + i omega", "no", "no", "", "1/2 or zoh", "the code keeps -1/2 - i omega" },
	{ "scipy", "cont2discrete gbt", "any", "x' = A x + B u", "no", "no", "", "1: implicit", "as S4: alpha weights the new x" },
};

const size_t hippo_n_conventions = sizeof hippo_conventions / sizeof hippo_conventions[0];
