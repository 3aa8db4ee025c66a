#!/usr/bin/env bats
# sparsity where a shell matters: formats against each other, pipes, output files, threads.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	root=$PWD
	PATH=$PWD/${BUILD:-build}/bin:$PATH
	cd "$BATS_TEST_TMPDIR" || return 1
}

@test "npy input gives the bytes of csv input, in every type, byte order and memory order" {
	printf '0,1,2\n3,4,5\n' | sparsity -m l1,l2_over_l1,gini >want
	for f in "$root"/tests/vectors/npy/[fiu]?_[lb]e_[cf].npy; do
		sparsity -m l1,l2_over_l1,gini "$f" | cmp - want || { echo "$f"; return 1; }
	done
	run -3 --separate-stderr sparsity "$root/tests/vectors/npy/c16_le_c.npy"
	[[ $stderr == *complex* ]]
}

@test "the output of --out npy reads back" {
	printf '3,0,4\n1,1,1\n' | sparsity -m l1,max_abs --out npy >x.npy
	# the rows are 1,3,0,7,4 and 2,3,0,3,1: vector, n, n_missing, l1, max_abs
	[ "$(sparsity -m l1 --no-header-out x.npy)" = "$(printf '1,5,0,15\n2,5,0,9')" ]
}

@test "any number of threads gives the same bytes" {
	seq 1 200000 | awk '{ print sin($1) * 10 ^ ($1 % 30 - 15) }' >x.csv
	sparsity -m l1,l2,lp:0.5,hoyer,gini,shannon_nats -j 1 x.csv >one
	sparsity -m l1,l2,lp:0.5,hoyer,gini,shannon_nats -j 4 x.csv >four
	cmp one four
	sort -R --random-source=x.csv x.csv | sparsity -m l1,l2,lp:0.5,hoyer,gini,shannon_nats >shuffled
	cmp one shuffled
	# npy is read ahead by a thread of its own; here text stands for the numbers
	{ printf '\223NUMPY\1\0\166\0%-117s\n' "{'descr': '<f8', 'fortran_order': False, 'shape': (200000,), }"; seq 1 200000 | head -c 1200000
		head -c 400000 x.csv; } >x.npy
	sparsity -m l1,lp:0.5,hoyer x.npy >one
	sparsity -m l1,lp:0.5,hoyer -j 2 x.npy | cmp - one
	sparsity -m l1,lp:0.5,hoyer -j 0 - <x.npy | cmp - one
}

@test "-o replaces the file only by success, and leaves equal bytes alone" {
	printf '1,2\n' | sparsity -m l1 -o out.csv
	touch -d 2001-01-01 out.csv
	printf '1,2\n' | sparsity -m l1 -o out.csv
	[ "$(stat -c %Y out.csv)" = "$(date -d 2001-01-01 +%s)" ]
	cp out.csv before
	run -3 bash -c "printf '1,2\n3,x\n' | sparsity -m l1 -o out.csv"
	cmp out.csv before
	[ "$(echo .mlcoreutils* ./*.tmp)" = ".mlcoreutils* ./*.tmp" ]
	printf '1,2\n' | sparsity -m l1 -o out.json
	[ "$(jq -r '.[0].l1' out.json)" = 3 ]
}

@test "standard input may be the output file of the same run" {
	printf '1,2\n' >x.csv
	sparsity -m l1 -o x.csv x.csv
	[ "$(tail -n 1 x.csv)" = "1,2,0,3" ]
}

@test "gnuplot accepts what --out gnuplot writes" {
	command -v gnuplot >/dev/null || skip "gnuplot is not installed"
	printf 'a`touch evil`,b$(touch evil)\n1,2\n3,5\n' >x.csv
	seq 1 90 | awk '{ print $1 "," $1 ^ 3 "," 1 - $1 % 2 }' >long.csv
	for ask in "x.csv" "--by column x.csv" "--stats x.csv" "--lorenz x.csv" "--matrix x.csv" "--gradient -m l2,gini x.csv" "--matrix --histogram x.csv" \
		"-m gini long.csv" "-m l1,gini,zero_fraction long.csv" "--by column --long long.csv" "--by all long.csv"; do
		# shellcheck disable=SC2086 # words
		sparsity -q $ask --out gnuplot >x.gp
		for terminal in dumb "svg size 600,450"; do
			LC_ALL=C.UTF-8 gnuplot -e "set terminal $terminal" x.gp >drawn 2>said || true
			[ -s drawn ] && [ ! -s said ] || { echo "$ask, $terminal"; cat said; return 1; }
		done
	done
	[ ! -e evil ]
}

@test "parts of shards in any order give the bytes of one run, at any -j and in every format" {
	m=gini_sketch:1e-4,hoyer,l1,renyi:0.9,shannon_nats,H_G,lp:0.5,kappa4
	awk 'BEGIN { srand(3); for (i = 0; i < 70000; i++) print (i % 2 ? -1 : 1) * (i % 7 == 0 ? 1e308 : 10 ^ (40 * rand() - 20)) }' >all.csv
	for i in 0 1 2 3 4 5 6; do sed -n "$((10000 * i + 1)),$((10000 * (i + 1)))p" all.csv >"shard$i.csv"; done
	sparsity --by all -m $m all.csv >want
	for order in "0 1 2 3 4 5 6" "6 2 4 0 5 1 3"; do
		for i in $order; do sparsity --by all --partial -j 4 -m $m "shard$i.csv"; done | sparsity --merge | cmp - want
	done
	cat shard[0-2].csv | sparsity --by all --partial -m $m -o a.part
	cat shard[3-6].csv | sparsity --by all --partial -m $m -o b.part
	sparsity --merge b.part a.part | cmp - want
	sparsity --merge --json --long a.part b.part >a.json
	sparsity --by all --json --long -m $m all.csv | cmp - a.json
	sparsity --by all -j 4 -m $m shard?.csv | cmp - want
}

@test "where memory fails, parts are not merged, and it is memory that is named" {
	printf 'g,x\na,1\nb,2\na,3\n' | sparsity --by column -g g -m l1 --partial >p
	[ "$(sparsity --merge p)" = "$(printf 'g,vector,n,n_missing,l1\na,x,2,0,4\nb,x,1,0,2')" ]
	for ((k = 1; k < 500; k++)); do
		rc=0
		MLCORE_MEM_FAIL=$k "$root/${BUILD:-build}/test/bin/sparsity" --merge p >got 2>err || rc=$?
		[ $rc -ne 0 ] || break
		[ $rc -eq 5 ] && [ ! -s got ] && [[ $(cat err) == *memory* ]] || { echo "allocation $k: $rc, $(cat err)"; return 1; }
	done
	[ "$k" -gt 20 ] && sparsity --merge p | cmp - got
}
