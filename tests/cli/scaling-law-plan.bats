#!/usr/bin/env bats
# scaling-law-plan where a shell matters: pipes with its sisters; tables of ../shared/data when they are there.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	data=${MLCORE_SHARED:-$PWD/../shared}/data
	PATH=$PWD/${BUILD:-build}/bin:$PATH
	cd "$BATS_TEST_TMPDIR" || return 1
}

@test "fit to plan through a pipe: six rows" {
	scaling-law-predict -q --preset besiroglu --noise .01 --at N=50M..5B/log6,D=1B..99B/log6 >runs.csv
	run -0 bash -c "scaling-law-fit -q --bootstrap 50 --json runs.csv | scaling-law-plan --law - --compute 1e21..1e26*10"
	[ "${#lines[@]}" = 7 ]
}

@test "the frontier of Epoch's 240 points" {
	[ -e "$data/chinchilla_epoch245_NDCL.csv" ] || skip "no $data"
	scaling-law-fit -q --ci none --json --drop-worst 5 "$data/chinchilla_epoch245_NDCL.csv" >law.json
	scaling-law-plan --law law.json --compute 1e21,5.76e23,1e25 --digits 5 | cut -d, -f1,4,7,10,13 >got
	printf '%s\n' compute,params,tokens,tokens_per_param,loss 1e21,2791700000,59700000000,21.385,2.3045 \
		5.76e23,73190000000,1311600000000,17.921,1.9739 1e25,317300000000,5252600000000,16.554,1.9114 | cmp - got
}
