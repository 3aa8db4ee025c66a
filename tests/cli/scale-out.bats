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
