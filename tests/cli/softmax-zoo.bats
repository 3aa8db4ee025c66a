#!/usr/bin/env bats
# softmax-zoo where a shell matters: formats against each other, threads, npy types, pipes into other programs.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	root=$PWD
	PATH=$PWD/${BUILD:-build}/bin:$PATH
	cd "$BATS_TEST_TMPDIR" || return 1
}

@test "npy input gives the numbers of csv input, in every type, byte order and memory order" {
	printf '0,1,2\n3,4,5\n' | softmax-zoo >want
	for f in "$root"/tests/vectors/npy/[fiu]?_[lb]e_[cf].npy; do
		softmax-zoo "$f" | cmp - want || { echo "$f"; return 1; }
	done
}

@test "npy out has the float type of npy in, and --dtype overrides it" {
	for k in 2 4 8; do
		softmax-zoo --out npy "$root/tests/vectors/npy/f${k}_be_c.npy" >x.npy
		head -c 40 x.npy | grep -qa "<f$k"
		[ "$(softmax-zoo -m sparsemax "$root/tests/vectors/npy/f${k}_le_c.npy" --out npy --dtype f4 | softmax-zoo --digits 3 -m sum_norm)" = "$(printf '0,0,1\n0,0,1')" ]
	done
	softmax-zoo --out npy --dtype f4 "$root/tests/vectors/npy/f8_le_c.npy" | head -c 40 | grep -qa "<f4"
	printf '1,2\n' | softmax-zoo --out npy | head -c 40 | grep -qa "<f8"
}

@test "halves are the nearest" {
	command -v /usr/bin/python3 >/dev/null && /usr/bin/python3 -c 'import numpy' || skip "numpy is not installed"
	/usr/bin/python3 -c 'import numpy as np; np.save("x.npy", np.random.default_rng(0).standard_normal((200, 50)) * 4)'
	softmax-zoo --out npy --dtype f8 -o d.npy x.npy
	softmax-zoo --out npy --dtype f2 -o h.npy x.npy
	softmax-zoo --out npy --dtype f4 -o s.npy x.npy
	/usr/bin/python3 -c '
import numpy as np
d, h, s = (np.load(f + ".npy") for f in "dhs")
assert h.dtype == np.float16 and np.array_equal(h, d.astype(np.float16)) and np.array_equal(s, d.astype(np.float32))'
}

@test "any number of threads gives the same bytes" {
	seq 1 60000 | awk '{ printf "%s%s", sin($1) * 10, $1 % 20 ? "," : "\n" }' >x.csv
	for m in softmax entmax:1.5 csoftmax:0.2 top_p:0.9; do
		softmax-zoo -m "$m" -j 1 x.csv >one
		softmax-zoo -m "$m" -j 4 x.csv | cmp - one
	done
	softmax-zoo --gumbel --seed 3 -j 1 x.csv >one
	softmax-zoo --gumbel --seed 3 -j 4 x.csv | cmp - one
}

@test "an error is that of the first bad row, whatever the threads" {
	seq 1 40000 | awk '{ print ($1 == 20001 || $1 == 39999) ? "-inf,-inf" : "1,2" }' >x.csv
	run -4 --separate-stderr softmax-zoo -j 4 x.csv
	[[ $stderr == *"x.csv:20001: every score"* ]]
}

@test "log probabilities read back: softmax of them is softmax again" {
	printf '1,2,-inf\n0,0.5,1000\n' >x.csv
	softmax-zoo --log --json x.csv | softmax-zoo --out csv --digits 12 >again
	softmax-zoo --digits 12 x.csv | cmp - again
}

@test "the output is the input of sparsity and of --check" {
	printf '1,2,3\n5,5,0\n' | softmax-zoo -m entmax:1.5 | sparsity -m zero_fraction --no-header-out >z
	[ "$(cat z)" = "$(printf '1,3,0,0.3333333333333333\n2,3,0,0.3333333333333333')" ]
	printf '1,2,3\n5,5,0\n' | softmax-zoo -m entmax:1.5 | softmax-zoo --check --no-header-out
}

@test "gnuplot accepts what --out gnuplot writes" {
	command -v gnuplot >/dev/null || skip "gnuplot is not installed"
	printf '1,2,3\n3,1,0\n' | softmax-zoo --out gnuplot >x.gp
	printf '1,2,3\n' | softmax-zoo -m entmax:1..2/11 --out gnuplot >y.gp
	printf 'a,b\n1,2\n3,1\n0,5\n' | softmax-zoo -m softmax,sparsemax --out gnuplot >z.gp
	printf '1,2\n3,1\n' | softmax-zoo -m softmax,sparsemax -T 0.1..10/log5 --out gnuplot >t.gp
	seq 1 30 | softmax-zoo -m entmax:1..2/3 --out gnuplot >u.gp
	printf '1,2\n3,1\n' | softmax-zoo -m softmax,sparsemax -T 0.1..10/log5 --stats --out gnuplot >v.gp
	printf '1,2\n3,1\n' | softmax-zoo --top 2 --out gnuplot >w.gp
	for f in x.gp y.gp z.gp t.gp u.gp v.gp w.gp; do
		LC_ALL=C.UTF-8 gnuplot -e "set terminal dumb" "$f" >drawn 2>said
		[ -s drawn ] && [ ! -s said ] || { echo "$f"; cat said; return 1; }
	done
}

@test "-o, and a full disk" {
	printf '1,2\n' | softmax-zoo -m sparsemax -o p.csv
	[ "$(cat p.csv)" = "0,1" ]
	run -5 bash -c "printf '1,2\n' | softmax-zoo >/dev/full"
}
