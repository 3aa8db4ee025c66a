#!/usr/bin/env bats
# Beyond one machine: data/scale-out, whose jobs give the bytes of one run.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	scale=(make -s -C data/scale-out BIN="$PWD/${BUILD:-build}/bin" OUT="$BATS_TEST_TMPDIR")
	unset MAKEFLAGS MAKELEVEL
}

same() { "${scale[@]}" "$1-one" >"$BATS_TEST_TMPDIR/want" && "${scale[@]}" "${@:2}" | cmp - "$BATS_TEST_TMPDIR/want"; }

@test "tasks of an array and a streaming job give the bytes of one run" {
	same number array
	same words streaming
}

@test "GNU parallel gives the bytes of one run" {
	command -v parallel >/dev/null || skip "GNU parallel is not installed"
	for job in words number law; do same $job $job; done
}

@test "GNU parallel gives them over --sshlogin too, from hosts that know nothing of us" {
	command -v parallel >/dev/null || skip "GNU parallel is not installed"
	# shellcheck disable=SC2016 # make and the host expand
	for job in words number law; do same $job $job 'engine=$(hosts)'; done
	# shellcheck disable=SC2016
	SECRET=1 parallel --will-cite --ssh "$PWD/data/scale-out/node" --sshlogin 1/alpha 'pwd; echo $LOGNAME$SECRET' ::: '' | tr '\n' ' ' |
		grep -q '^/ node *$'
}

@test "a part that fails stops everything" {
	command -v parallel >/dev/null || skip "GNU parallel is not installed"
	run ! "${scale[@]}" words words=/dev/null
	run ! "${scale[@]}" law slices='1..10 11..20 21..x'
}

@test "the lines of the Hadoop and Spark recipes, as a pipeline, give what one run gives" {
	readme=$PWD/data/scale-out/README.md PATH=$PWD/${BUILD:-build}/bin:$PATH
	mapper=$(sed -n "s/.*-mapper '\([^']*\)'.*/\1/p" "$readme") reducer=$(sed -n "s/.*-reducer '\([^']*\)'.*/\1/p" "$readme")
	pipe=$(sed -n 's/.*[.]pipe("\([^"]*\)".*/\1/p' "$readme")
	cd "$BATS_TEST_TMPDIR" || return 1
	seq -f %.3f 0.5 0.37 200 >numbers
	split -n l/4 numbers part.
	sh -c "${mapper/--partial/} numbers" >want
	for p in part.*; do sh -c "$mapper" <"$p" || exit; done | sort | sed 's/$/\t/' | sh -c "$reducer" | cmp - want
	for p in part.*; do sh -c "$pipe" <"$p" || exit; done | sparsity --merge | cmp - want
}
