#!/usr/bin/python3
# SPDX-License-Identifier: MIT
# Writes sparsity_more.tsv and sparsity_more_vectors.txt: the measures by their textbook formulas in 100-digit decimal
# arithmetic, from the exact values of the doubles.  Run in tests/vectors; nothing here shares code with the library.
import math
import random
from decimal import Decimal as D, MAX_EMAX, MIN_EMIN, getcontext
from fractions import Fraction

getcontext().prec = 100
getcontext().Emax, getcontext().Emin = MAX_EMAX, MIN_EMIN

random.seed(20)
noise = [1 + 1e-8 * random.gauss(0, 1) for _ in range(24)]
vectors = {
    "one": [3.5],
    "tenths": [0.1] * 10,
    "thirds7": [1 / 3] * 7,
    "noise24": noise,
    "noise24_huge": [v * 2.0**1020 for v in noise],
    "huge": [1.7e308, -1.7e308, 1e308, 3e307, 1e300, -1.2345e308],
    "tiny": [5e-324, -1e-323, 0.0, 4.4e-323, 5e-324, 2.5e-322],
    "wide": [1e-300, 1e300, -2e300, 1e-10, 5e-324, 3.0, 1e299],
    "signs": [0.5, -0.25, -0.125, 2.0, -2.0, 1.0, 0.0, 0.75],
    "post": [3.0, -1.0, 0.0, 2.0, 0.5],
    "primes": [2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0, 23.0, 29.0, 31.0, 37.0],
}


def ln(v):
    return v.ln()


def power(v, p):
    """v^p for v >= 0, with 0^0 = 0: zeros do not count."""
    return D(0) if v == 0 else v ** p


def powsum(c, p):
    return sum(power(v, p) for v in c)


def mean_power(c, p):
    n = D(len(c))
    if p == math.inf:
        return max(c)
    if p == 0:
        return D(0) if 0 in c else (sum(map(ln, c)) / n).exp()
    return (powsum(c, D(p)) / n) ** (1 / D(p))


def entropy(p):
    return -sum(v * ln(v) for v in p if v > 0)


def renyi(p, a):
    if a == math.inf:
        return -ln(max(p))
    if a == 1:
        return entropy(p)
    return ln(share_of_powers(p, a)) / (1 - D(a))


def k_for_mass(c, q):
    down = sorted(map(Fraction, c), reverse=True)
    return next(k for k in range(1, len(c) + 1) if sum(down[:k]) >= Fraction(q) * sum(down))


def tanh(v):
    e = (-2 * v).exp()
    return (1 - e) / (1 + e)


def moment(x, k):
    mu = sum(x) / D(len(x))
    return sum((v - mu) ** k for v in x) / D(len(x))


def u_theta(c, theta):
    n, s = len(c), sorted(c)
    m = math.ceil(D(theta) * n)
    if n < 2 or m == n or s[-1] == s[0]:
        return None
    return 1 - min(s[i + m - 1] - s[i] for i in range(n - m + 1)) / (s[-1] - s[0])


def gini(c):
    n, s = len(c), sorted(c)
    return sum((2 * (k + 1) - n - 1) * v for k, v in enumerate(s)) / (n * sum(c))


def gini_sketch(c, eps):
    """Gini's index where all of a bin (a binade's 2^-m, m = ceil(log2(1/(4 eps)))) is equal at its mean."""
    m = math.ceil(math.log2(1 / (4 * eps)))

    def key(v):
        if v < D(2) ** -1022:
            return -1022, int(v * D(2) ** (1022 + m))
        e = math.frexp(float(v))[1] - 1
        return e, int((v / D(2) ** e - 1) * 2 ** m) + 2 ** m
    bins = {}
    for v in c:
        bins.setdefault(key(v), []).append(v)
    return gini([sum(b) / len(b) for b in bins.values() for _ in b])


def share_of_powers(p, a):
    """sum p^a over p > 0"""
    return sum(v ** D(a) for v in p if v > 0)


def measures(x):
    x = [D(v) for v in x]
    c = [abs(v) for v in x]
    n, s1, s2, s4, top = D(len(c)), powsum(c, 1), powsum(c, 2), powsum(c, 4), max(c)
    p = [v / s1 for v in c]
    q = [v * v / s2 for v in c]
    l1, l2 = s1, s2.sqrt()
    zeros = sum(v == 0 for v in c)
    nonzero = [v for v in c if v]
    down = sorted(c, reverse=True)
    yield "zeros", zeros
    yield "nnz", n - zeros
    yield "zero_fraction", zeros / n
    for a in (0.25, 0.5, 1, 1.5, 2, 3, 4, 7.3, 100):
        yield f"lp(p={a})", powsum(c, D(a)) ** (1 / D(a))
    yield "lp(p=inf)", top
    yield "l1", l1
    yield "l2", l2
    yield "linf", top
    yield "mean_abs", l1 / n
    yield "rms", (s2 / n).sqrt()
    yield "l2_over_l1", l2 / l1
    yield "kappa4", s4 / s2 ** 2
    yield "hoyer", (n.sqrt() - l1 / l2) / (n.sqrt() - 1) if n > 1 else None
    for a, b in ((0.25, 3), (0.5, 1.5), (1, 4), (1, math.inf)):
        yield f"pq_mean(p={a},q={b})", -mean_power(c, a) / mean_power(c, b)
    yield "gini", gini(c)
    for eps in (0.25, 0.01, 0.0001):
        yield f"gini_sketch(eps={eps})", gini_sketch(c, eps)
    yield "gini_corrected", gini(c) * n / (n - 1) if n > 1 else None
    yield "treves_rolls", s1 ** 2 / (n * s2)
    yield "effective_number", s1 ** 2 / s2
    yield "shannon_nats", entropy(p)
    yield "shannon_normalised", entropy(p) / ln(n) if n > 1 else None
    yield "eff_number_expH", entropy(p).exp()
    yield "theil", ln(n) - entropy(p)
    for k in (1, 3, 100):
        yield f"topk_mass(k={k})", sum(down[:k]) / s1
    yield "topk_mass(k=25%)", sum(down[:math.ceil(n / 4)]) / s1
    for a in (0.1, 0.5, 0.9, 1):
        yield f"k_for_mass(q={a})", k_for_mass(c, a)
    yield "l0", zeros
    for a in (0, 0.125, 0.3):
        yield f"l0_eps(eps={a})", sum(v <= D(a) for v in c)
        yield f"near_zero_fraction(eps={a})", sum(v <= D(a) for v in c) / n
        yield f"near_zero_fraction_rel_max(eps={a})", sum(v <= D(a) * top for v in c) / n
        yield f"near_zero_fraction_rel_rms(eps={a})", sum(v <= D(a) * (s2 / n).sqrt() for v in c) / n
    yield "neg_l1", -l1
    yield "neg_lp(p=0.5)", -powsum(c, D(0.5)) ** 2
    for a in (-0.5, -1, -0.25):
        yield f"neg_lp_neg(p={a})", -share_of_powers(c, a)
    for a, b in ((1, 2), (0.5, 1), (3, 0.5)):
        yield f"neg_tanh(a={a},b={b})", -sum(tanh(power(D(a) * v, D(b))) for v in c)
    yield "neg_log", -sum(ln(1 + v * v) for v in c)
    yield "H_G", -sum(ln(v * v) for v in c) if not zeros else D("inf")
    yield "energy_entropy_nats", entropy(q)
    yield "H_S", 2 * entropy(q)
    yield "H_S_prime", -2 * sum(v * ln(v) for v in nonzero)
    yield "vinje_gallant", (1 - s1 ** 2 / (n * s2)) / (1 - 1 / n) if n > 1 else None
    yield "participation_ratio_energy", s2 ** 2 / s4
    yield "simpson", s2 / s1 ** 2
    yield "gini_simpson", 1 - s2 / s1 ** 2
    yield "berger_parker", top / s1
    yield "l1_over_linf", s1 / top
    yield "su_S0", s1 / n / top
    for a in (1.5, 2, 3):
        yield f"su_S_1p(p={a})", s1 / n / powsum(c, D(a)) ** (1 / D(a))
    for a, b in ((0, 1), (0, 2), (0.5, 2), (1, 3), (1, math.inf), (2, 4)):
        yield f"su_Sstar(q={a},p={b})", mean_power(c, a) / mean_power(c, b)
    yield "pq_index(p=0.5,q=2)", 1 - mean_power(c, 0.5) / mean_power(c, 2)
    for a in (0.25, 0.5, 1):
        yield f"atkinson(eps={a})", 1 - mean_power(c, 1 - a) / mean_power(c, 1)
    for a in (1.5, 2):
        yield f"atkinson(eps={a})", 1 - mean_power(c, 1 - a) / mean_power(c, 1) if not zeros else D(1)
    yield "cosine_signs", s1 / (len(nonzero) * s2).sqrt()
    yield "snr", s1 ** 2 / (n * s2 - s1 ** 2) if n * s2 - s1 ** 2 > s1 ** 2 * D("1e-60") else D("inf")
    yield "shannon_bits", entropy(p) / ln(D(2))
    for a in (0, 0.5, 0.75, 1 - 1e-12, 1, 1 + 1e-6, 1.25, 1.5, 2, 3, math.inf):
        yield f"renyi(alpha={a})", renyi(p, a)
        yield f"hill(alpha={a})", renyi(p, a).exp()
    for a in (0, 0.5, 0.75, 1 - 1e-12, 1, 1 + 1e-6, 1.25, 1.5, 2, 3):
        yield f"tsallis(q={a})", (1 - share_of_powers(p, a)) / (D(a) - 1) if a != 1 else entropy(p)
    shares = [abs(v - 1 / n) for v in p]
    yield "hoover", sum(shares) / 2
    for k in (1, 3):
        yield f"sigma_k_l2(k={k})", sum((v * v for v in down[k:]), D(0)).sqrt()
    for a in (0.1, 0.5, 0.75, 1):
        yield f"u_theta(theta={a})", u_theta(c, a)
    m2 = moment(x, 2)
    yield "excess_kurtosis", moment(x, 4) / m2 ** 2 - 3 if max(x) > min(x) else None
    if top < 1e4:
        yield "mean_over_lse(k=3)", s1 / n / (ln(sum((3 * v).exp() for v in c)) / 3)


def text(v):
    """20 digits; what 100-digit arithmetic leaves of a difference of equal numbers is 0; past the doubles: inf."""
    if v is None:
        return "nan"
    v = D(v)
    if v.is_infinite():
        return "inf"
    if v == 0 or -200 < v.adjusted() < -60:
        return "0"
    if abs(v) >= D(2) ** 1024:
        return "inf" if v > 0 else "-inf"
    return f"{v:.20g}" if v != int(v) or abs(v) > 10**19 else str(int(v))


with open("sparsity_more_vectors.txt", "w", encoding="ascii") as f:
    f.write("# Source: sparsity_more.py.  One vector a line: name, then the shortest decimal of each double.\n")
    for name, x in vectors.items():
        f.write(name + " " + " ".join(map(repr, x)) + "\n")
with open("sparsity_more.tsv", "w", encoding="ascii") as f:
    f.write("# Source: sparsity_more.py (100-digit decimal arithmetic on the exact doubles, 20 digits printed).\n")
    f.write("# Tolerance as in sparsity.tsv.\n#vector\tmeasure\tvalue\n")
    for name, x in vectors.items():
        for measure, value in measures(x):
            f.write(f"{name}\t{measure}\t{text(value)}\n")
