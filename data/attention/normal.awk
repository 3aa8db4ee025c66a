# The n scores Phi^-1((i + 1/2)/n), i = 0..n-1, one row: what n keys of a standard normal score look like without luck.
# Phi(x) = 1/2 + phi(x) (x + x^3/3 + x^5/15 + ...), and Newton steps on it from 0.
function cdf(x,  t, s, k) {
	t = s = x
	for (k = 3; s + t != s; k += 2)
		s += t *= x * x / k
	return 0.5 + s * exp(-x * x / 2) / sqrt(2 * 3.141592653589793)
}
function quantile(u,  x, step, k) {
	if (u > 0.5)
		return -quantile(1 - u)
	x = 0
	for (k = 0; k < 60; k++) {
		step = (cdf(x) - u) * exp(x * x / 2) * sqrt(2 * 3.141592653589793)
		x -= step > 1 ? 1 : step
		if (step < 1e-13 && step > -1e-13)
			break
	}
	return x
}
BEGIN {
	for (i = 0; i < n; i++)
		printf "%.9f%s", quantile((i + 0.5) / n), i < n - 1 ? "," : "\n"
}
