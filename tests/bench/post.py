# The last algorithm of https://kexue.fm/archives/9775, written from its description: with p = a + b and q = b - a, 4S = 4p + 4N - p^2 + q^2;
# p = floor(2 sqrt N) with q in {0, 1}, then every p in (2 sqrt N, 2 sqrt N + 2 + sqrt(1 + 4 sqrt N)], each with its least q.
import sys
from math import isqrt


def post(n):
    r = isqrt(4 * n)
    best = None
    last = r + 3 + isqrt(1 + 4 * isqrt(n))
    for p in range(r, last + 1):
        d = p * p - 4 * n
        if d <= 0:
            q = p & 1
        else:
            q = isqrt(d - 1) + 1
            q += (q ^ p) & 1
        s = p + (q * q - d) // 4
        if best is None or s < best[0]:
            a = (p - q) // 2
            best = (s, a, p - a)
    s, a, b = best
    return n, a, b, n - a * b, s


print("N,a,b,c,S")
for line in sys.stdin:
    print(*post(int(line)), sep=",")
