# SPDX-License-Identifier: MIT
"""The recipe of published fits of L = E + A/N^alpha + B/D^beta, written from its description: SciPy's L-BFGS-B from 4500 starts, then one
refit from the optimum for every bootstrap sample, with Huber's delta = 1e-3 on log residuals.  For timing only.
usage: scipy_scaling.py points.csv STARTS DRAWS [analytic]   prints seconds of each, all 4500 and 4000 extrapolated from those made"""
import sys
import time
from itertools import product

import numpy as np
from scipy.optimize import minimize

path, starts, draws, analytic = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), len(sys.argv) > 4
with open(path) as f:
    column = {name: k for k, name in enumerate(f.readline().strip().split(","))}
    table = np.loadtxt(f, delimiter=",")
N, D, L = (np.log(table[:, column[name]]) for name in "NDL")


def loss(t, n, d, l):
    z = np.stack([t[0] - t[3] * n, t[1] - t[4] * d, np.full_like(n, t[2])])
    top = z.max(0)
    p = np.exp(z - top)
    total = p.sum(0)
    r = top + np.log(total) - l
    value = np.where(abs(r) <= 1e-3, r * r / 2, 1e-3 * (abs(r) - 5e-4)).sum()
    if not analytic:
        return value
    g = np.clip(r, -1e-3, 1e-3) * p / total
    return value, np.array([g[0].sum(), g[1].sum(), g[2].sum(), -(g[0] * n).sum(), -(g[1] * d).sum()])


def fit(t, *data):
    return minimize(loss, t, data, method="L-BFGS-B", jac=analytic)


five = np.linspace(0, 2, 5)
grid = np.array(list(product(range(0, 30, 5), range(0, 30, 5), np.linspace(-1, 1, 5), five, five)))
rng = np.random.default_rng(0)
begin = time.perf_counter()
best = min((fit(t, N, D, L) for t in grid[rng.permutation(len(grid))[:starts]]), key=lambda r: r.fun)
grid_time = (time.perf_counter() - begin) * len(grid) / starts
begin = time.perf_counter()
for _ in range(draws):
    i = rng.integers(0, len(N), len(N))
    fit(best.x, N[i], D[i], L[i])
draw_time = (time.perf_counter() - begin) * 4000 / max(draws, 1)
print(f"{grid_time:.6f} {draw_time if draws else 0:.6f} {best.fun:.9g}")
