#!/usr/bin/env bats
# scaling-law-predict where a shell matters: pipes with its sisters, the same bytes again.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	PATH=$PWD/${BUILD:-build}/bin:$PATH
	cd "$BATS_TEST_TMPDIR" || return 1
}

@test "a law from a pipe, and its document through jq, predict the same" {
	scaling-law-predict -q --preset besiroglu --noise .01 --at N=50M..5B/log6,D=1B..99B/log6 >runs.csv
	scaling-law-fit -q --bootstrap 50 --json runs.csv >law.json
	scaling-law-predict -q --law - --at N=70B,D=1.4T <law.json >one
	jq . law.json | scaling-law-predict -q --law - --at N=70B,D=1.4T >two
	cmp one two
}

@test "inside its own runs a law knows nine of ten, and the interval of a run holds that of the curve" {
	scaling-law-predict -q --preset besiroglu --noise .01 --at N=50M..5B/log9,D=1B..99B/log9 >runs.csv
	scaling-law-fit -q --bootstrap 200 --save law.json runs.csv >/dev/null
	scaling-law-predict -q --law law.json runs.csv | awk -F, 'NR > 1 { n++; in_ += $11; if ($7 > $5 || $8 < $6) bad = 1 }
		END { exit !(n == 81 && in_ / n >= .9 && !bad) }'
}

@test "several laws lead by their names" {
	run -0 --separate-stderr scaling-law-predict -q --preset besiroglu --preset hoffmann --at N=1B,D=20B
	[ "${#lines[@]}" = 3 ] && [[ ${lines[1]} == besiroglu,* && ${lines[2]} == hoffmann,* ]]
}
