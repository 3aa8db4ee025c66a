#!/usr/bin/env bats
# nab-min where a shell matters: ways to the same answer, threads, levels of instructions, pipes.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	build=$PWD/${BUILD:-build}
	PATH=$build/bin:$PATH
	cd "$BATS_TEST_TMPDIR" || return 1
}

@test "numbers one by one agree with the range" {
	seq 100 20000 | nab-min >list
	nab-min --range 100..20000 --triples >range
	cmp list range
	nab-min --range 100..20000 | cut -d, -f2 >sums
	cut -d, -f5 list | cmp - sums
}

@test "operands, lines, columns and JSON give the same" {
	nab-min 130 10^36+61 >want
	printf '130\n10^36+61\n' | nab-min | cmp - want
	printf 'x,N\na,130\nb,10^36+61\n' | nab-min -c N | cmp - want
	printf '[{"N":130},{"N":"10^36+61"}]' | nab-min -c N | cmp - want
	nab-min --json 130 10^36+61 | jq -r '(.[0] | keys_unsorted), (.[] | [.[]]) | join(",")' | cmp - want
}

@test "any number of threads and any level of instructions give the same bytes" {
	n="31415926535897932384626433832795028841971 271828182845904523536028747135266249775724 10^40+61"
	for mode in --all --trace; do
		# shellcheck disable=SC2086 # three numbers
		nab-min $mode -j 1 $n >want
		for j in 2 5; do nab-min $mode -j $j $n | cmp - want; done
		if [ -x "$build/test/bin/nab-min" ]; then
			for isa in portable avx2 avx512; do MLCORE_ISA=$isa "$build/test/bin/nab-min" $mode $n | cmp - want; done
		fi
	done
}

@test "threads share a list of numbers, in order, and the error of the first bad one" {
	awk 'BEGIN { srand(7); for (i = 0; i < 2500; i++) { printf "%d", 1 + 9 * rand(); for (k = int(rand() * (i % 500 ? 20 : 30)); k; k--) printf "%d", 10 * rand(); print "" } }' >list
	for mode in --all --trace --signed "--cost 2:3" "--max-c 1000000000000000" --stats --certificate; do
		# shellcheck disable=SC2086 # options with values
		nab-min $mode -j 1 <list >want
		for j in 2 5; do nab-min $mode -j $j <list | cmp - want; done
	done
	sed -i '1700s/.*/x/; 1900s/.*/y/' list
	run -3 --separate-stderr bash -c "nab-min --no-header-out -j 3 <list | tee got | wc -l; exit \${PIPESTATUS[0]}"
	[ "$output" -eq 1699 ] && [[ $stderr == "nab-min: <stdin>:1700: \"x\" is not a natural number"* ]]
}

@test "a certificate holds, and not when a sum of it is changed where the sample looks" {
	nab-min --certificate -j 2 3141592653589793238462643383279 >c
	[ "$(jq '.witnesses | length' c)" -eq 123 ] && [ "$(jq .block c)" -eq 1024 ]
	nab-min --check -j 2 c
	jq -c '.witnesses[62].c = "117230"' c >d
	run -1 --separate-stderr nab-min --check d
	[[ $stderr == "nab-min: a witness is not the least of its block, which is at a + b = 3544907701"* ]]
	nab-min --check --sample 3 d	# blocks 0, 41, 82
	jq -c '.a = "1772450087220577" | .c = "1"' c >d
	run -1 --separate-stderr nab-min --check d
	[ "$stderr" = "nab-min: N = a b + c, S = a + b + c do not hold" ]
}

@test "progress is told when asked for, as a fraction of the median, on standard error alone" {
	n=31415926535897932384626433832795028841971693993751
	run -0 --separate-stderr nab-min --progress -j 2 $n
	[[ $stderr =~ ^nab-min:\ [0-9]+\ %\ of\ the\ median\ length,\ [0-9.e+]+\ sums/s,\ N\ =\ 31415926 ]] && [ "${#lines[@]}" -eq 2 ]
	for flags in "" --no-progress -q "--progress --no-progress"; do
		# shellcheck disable=SC2086 # flags
		run -0 --separate-stderr nab-min $flags $n
		[ -z "$stderr" ]
	done
}

@test "the histogram counts every number, and follows the law" {
	nab-min --range 1..1000000 --stats >range
	seq 1 3000 | nab-min --stats >list
	nab-min --range 1..3000 --stats | cmp - list
	awk -F, '$1 == "x" { n += $4; e += $5 } END { exit !(n == 1000000 && e > 999999 && e < 1000001) }' range
	awk -F, '$1 == "ties" { n += $4 } END { exit n != 1000000 }' range
}

@test "gnuplot accepts what --out gnuplot writes" {
	command -v gnuplot >/dev/null || skip "gnuplot is not installed"
	nab-min --range 1000..1200 --out gnuplot >x.gp
	nab-min --trace 10^40+61 130 5 --out gnuplot >y.gp
	nab-min --range 1..5000 --stats --out gnuplot >z.gp
	for f in x.gp y.gp z.gp; do run -0 --separate-stderr gnuplot -e "set terminal dumb" "$f"; [[ $stderr != *empty* ]] && [ "${#lines[@]}" -gt 15 ] || return 1; done
}

@test "parts of shards, merged in any order, give the whole; a missing one is named" {
	n=31415926535897932384626433832795028841971
	nab-min --all $n >want
	for k in 1 2 7; do
		for i in $(seq $k -1 1); do nab-min --partial --shard $i/$k $n; done >parts
		nab-min --merge --all <parts | cmp - want
	done
	run -4 --separate-stderr bash -c "sed 4d parts | nab-min --merge"
	[[ $stderr == *"sums are missing; make the part --from 354490770181103205459 --to "* ]]
	{ sed 4d parts; nab-min --partial --from 354490770181103205459 --to "${stderr##* }" $n; } | nab-min --merge --all | cmp - want
	# a bound that is known shortens the other parts; a wrong one is found out
	best=$(cut -d, -f5 want | tail -n 1)
	{ nab-min --partial --shard 1/2 --best "$best" $n; nab-min --partial --shard 2/2 --best "$best" $n; } | nab-min --merge --all | cmp - want
	run -4 bash -c "nab-min --partial --best 354490770181103205460 $n | nab-min --merge"
	if command -v parallel >/dev/null; then
		parallel --will-cite -j 2 nab-min --partial --shard {}/5 $n ::: 1 2 3 4 5 2>/dev/null | nab-min --merge --all | cmp - want
	fi
}

@test "rows before an error are written" {
	run -3 --separate-stderr bash -c "printf '130\n6\nx\n' | nab-min"
	[ "${lines[2]}" = 6,2,3,0,5 ] && [[ $stderr == "nab-min: <stdin>:3: "* ]]
}
