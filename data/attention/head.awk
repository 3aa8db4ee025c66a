# Scores of a small attention head: q . k / sqrt d for 16 queries and 128 keys of d = 32 standard normal numbers (Box and Muller), from the
# generator of Park and Miller 1988 (16807 modulo 2^31 - 1), which is exact in doubles; 5 decimals.
function uniform() {
	seed = (16807 * seed) % 2147483647
	return seed / 2147483647
}
function normal(  r) {
	r = sqrt(-2 * log(uniform()))
	return r * cos(2 * 3.141592653589793 * uniform())
}
BEGIN {
	seed = 20240614
	for (i = 0; i < (16 + 128) * 32; i++)
		v[i] = normal()
	for (q = 0; q < 16; q++)
		for (k = 0; k < 128; k++) {
			s = 0
			for (j = 0; j < 32; j++)
				s += v[q * 32 + j] * v[(16 + k) * 32 + j]
			printf "%.5f%s", s / sqrt(32), k < 127 ? "," : "\n"
		}
}
