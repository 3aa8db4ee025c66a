#!/usr/bin/env bats
# scaling-law-fit where a shell matters: orders, units, threads, parts; and the tables of ../shared/data when they are there.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	data=${MLCORE_SHARED:-$PWD/../shared}/data
	PATH=$PWD/${BUILD:-build}/bin:$PATH
	cd "$BATS_TEST_TMPDIR" || return 1
	scaling-law-predict -q --preset besiroglu --noise .01 --at N=50M..5B/log6,D=1B..99B/log6 >runs.csv
}

# near WANT TOLERANCE: standard input is a number within the relative tolerance.
near() { awk -v w="$1" -v t="$2" '{ d = $1 / w - 1; found = 1; exit !(d <= t && d >= -t) } END { if (!found) exit 1 }'; }
value() { awk -F, -v p="$1" -v c="${2:-3}" '$1 == p { print $c }'; }

@test "any order of rows, any number of threads: the same bytes" {
	scaling-law-fit -q --bootstrap 100 --json runs.csv | grep -v sha256 >want
	{ head -n 1 runs.csv; tail -n +2 runs.csv | sort -R --random-source=runs.csv; } | scaling-law-fit -q --bootstrap 100 --json -j 1 |
		grep -v sha256 | cmp want
}

@test "the document holds the hash of the input, from files or a pipe, whatever their format" {
	cp runs.csv more.csv
	scaling-law-fit -q --ci none --json runs.csv more.csv | jq -r .sha256 >got
	cat runs.csv more.csv | sha256sum | cut -d ' ' -f 1 | cmp got
	printf '\357\273\277' | cat - runs.csv >bom.csv
	scaling-law-fit -q --ci none --json <bom.csv | jq -r .sha256 >got
	sha256sum <bom.csv | cut -d ' ' -f 1 | cmp got
	awk -F, 'NR == 1 { n = split($0, name) } NR > 1 { for (i = 1; i <= n; i++) printf "%s\"%s\": %s%s", i == 1 ? "{ " : ", ", name[i], $i, i == n ? " }\n" : "" }' \
		runs.csv >runs.json
	cat runs.json | scaling-law-fit -q --ci none --json - | jq -r .sha256 >got
	sha256sum <runs.json | cut -d ' ' -f 1 | cmp got
}

@test "parts of the draws, merged, are the whole" {
	scaling-law-fit -q --bootstrap 100 --json runs.csv >want
	scaling-law-fit -q --draws 1..30 --json runs.csv >a
	scaling-law-fit -q --draws 31..100 --json runs.csv >b
	scaling-law-fit -q --merge --json b a | cmp want
	run -3 scaling-law-fit --merge b
	run -3 scaling-law-fit --merge a a b
}

@test "parameters in other units change nothing but their amplitude" {
	scaling-law-fit -q --ci none runs.csv | value alpha >one
	scaling-law-fit -q --ci none -x 'N=N/1e9' -x 'D=D/1e9' runs.csv | value alpha | near "$(cat one)" 1e-9
}

@test "a saved law is fitted again to new data with what was fixed and tied" {
	scaling-law-fit -q --ci none --tie alpha=beta --fix E=1.8 --objective ls --save ./law.json runs.csv >want
	scaling-law-fit -q --ci none --law ./law.json runs.csv | cmp want
}

@test "an export of Weights & Biases: quoted names, empty cells of crashed runs" {
	awk -F, 'NR == 1 { print "\"Name\",\"State\",\"Model Size\",\"_step\",\"val/loss\"" }
		NR > 1 { printf "\"run %d\",\"finished\",\"%s\",\"%.17g\",\"%s\"\n", NR, $1, $2 / 1048576, $3 }
		END { print "\"bad\",\"crashed\",\"\",\"\",\"\"" }' runs.csv >export.csv
	scaling-law-fit -q --ci none runs.csv | value alpha >one
	scaling-law-fit -q --ci none -x 'D=_step*512*2048' -x 'N=${Model Size}' --where 'State == "finished"' export.csv | value alpha |
		near "$(cat one)" 1e-9
}

@test "a scalar exported from TensorBoard" {
	{ echo Wall time,Step,Value; scaling-law-predict -q --preset cerebras_gpt --at x=1e18..1e22/log20 --noise 0 --no-header-out | sed 's/^/1699999999.5,/'; } >tb.csv
	scaling-law-fit -q --ci none --law power_offset -x x=Step -y Value tb.csv | value E | near .5066 1e-6
}

@test "tables of pandas, with and without the index" {
	scaling-law-fit -q --ci none runs.csv >want
	awk -F, 'NR == 1 { print "," $0 } NR > 1 { print NR - 2 "," $0 }' runs.csv >index.csv
	scaling-law-fit -q --ci none index.csv | cmp want
	awk -F, 'NR == 1 { print ",N,D,val_loss,note" } NR > 1 { printf "%d,%.1f,%s,%s,\"a, b\"\n", NR - 2, $1, $2, $3 }' runs.csv |
		scaling-law-fit -q --ci none | value alpha | near "$(value alpha <want)" 1e-6
}

@test "a law document survives jq, and plans and predicts the same after it" {
	scaling-law-fit -q --bootstrap 50 --json runs.csv >law.json
	jq . law.json >pretty.json && jq -c . law.json >compact.json
	[ "$(scaling-law-fit -q --json runs.csv --ci none | scaling-law-plan --law - --compute '1e21..1e26*10' --no-header-out | wc -l)" -eq 6 ]
	for f in pretty compact; do
		cmp <(scaling-law-plan --law law.json) <(scaling-law-plan --law $f.json)
		cmp <(scaling-law-predict -q --law law.json runs.csv) <(scaling-law-predict -q --law $f.json runs.csv)
		scaling-law-fit --show --json $f.json | cmp law.json
		scaling-law-fit -q --law ./$f.json --check runs.csv >/dev/null
	done
}

@test "pictures are drawn without a word, and no name in them is run" {
	command -v gnuplot >/dev/null || skip "no gnuplot"
	awk -F, 'NR == 1 { print "N,D,\"`touch bad` \047x\",g" } NR > 1 { print $0 ",`touch bad` \047b" NR % 2 }' runs.csv >evil.csv
	loss='${`touch bad` '"'"'x}'
	scaling-law-fit -q --bootstrap 50 --save law.json --out gnuplot -y "$loss" evil.csv >1.gp
	scaling-law-fit -q --ci none --out gnuplot -g g -y "$loss" evil.csv >2.gp
	scaling-law-fit -q --ci none --out gnuplot --law power_offset -x x=N -y "$loss" evil.csv >3.gp
	scaling-law-fit -q --ci none --out gnuplot --law loglinear:N,D -y "$loss" evil.csv >4.gp
	scaling-law-fit -q --show --out gnuplot law.json >5.gp
	scaling-law-predict -q --law law.json -y "$loss" --out gnuplot evil.csv >6.gp
	scaling-law-predict -q --law law.json --at N=1B..4B*2,D=1B..9B*3 --out gnuplot >7.gp
	scaling-law-plan --law law.json --smaller .5 --out gnuplot >8.gp
	# In the C locale gnuplot finds no degree sign in UTF-8, and says so of every script.
	export LC_ALL=C.UTF-8
	for f in ?.gp; do
		said=$(LC_ALL=C.UTF-8 gnuplot -e 'set terminal svg; set output "x.svg"' - <"$f" 2>&1)
		[ -z "$said" ] || { echo "$f: $said"; false; }
		[ "$(gnuplot -e 'set terminal dumb' - <"$f" | grep -c '[*#oG]')" -ge 5 ]
	done
	[ ! -e bad ]
}

@test "Epoch's 240 points: the optimum, and standard errors" {
	[ -e "$data/chinchilla_epoch245_NDCL.csv" ] || skip "no $data"
	scaling-law-fit -q --drop-worst 5 "$data/chinchilla_epoch245_NDCL.csv" >got
	value objective <got | near 0.00101827401780060 1e-9
	value A <got | near 477.8259 1e-6 && value B <got | near 2143.4174 1e-6 && value E <got | near 1.8172181 1e-7
	value alpha <got | near .34731050 1e-7 && value beta <got | near .36717243 1e-7
	value A 4 <got | near 123 .1 && value B 4 <got | near 1355 .2 && value E 4 <got | near .0257 .05
	value alpha 4 <got | near .0154 .05 && value beta 4 <got | near .0206 .05
}

@test "Epoch's points: the sweep of delta, and what Besiroglu et al. minimized" {
	[ -e "$data/chinchilla_epoch245_NDCL.csv" ] || skip "no $data"
	fit() { scaling-law-fit -q --ci none --drop-worst 5 --objective "$1" "$data/chinchilla_epoch245_NDCL.csv"; }
	fit huber:3e-4 | value beta | near .36594 2e-5
	fit huber:1e-2 | value beta | near .38154 2e-5
	fit ls | value B | near 4875.64 2e-5
	fit lad | value A | near 482.006 1e-3
	scaling-law-fit -q --drop-worst 5 --judge A=482.01,B=2085.43,E=1.8172,alpha=.3478,beta=.3658 \
		"$data/chinchilla_epoch245_NDCL.csv" | value objective 2 | near .00102284 1e-5
}

@test "Epoch's points: held out by compute" {
	[ -e "$data/chinchilla_epoch245_NDCL.csv" ] || skip "no $data"
	scaling-law-fit -q --ci none --drop-worst 5 --holdout 'C >= 1e21' "$data/chinchilla_epoch245_NDCL.csv" >got
	awk -F, 'NR == 2 { exit !($2 == 23 && $3 > .0120 && $3 < .0130 && $4 > -.0005 && $4 < 0) }' got
}

@test "a group for each isoFLOP experiment" {
	[ -e "$data/isoflops_openathena.csv" ] || skip "no $data"
	scaling-law-fit -q --ci none -g experiment --where 'outlier == "False"' "$data/isoflops_openathena.csv" >got
	awk -F, '$2 == "a" { n++; a[n] = $4 } END { exit !(n == 8 && a[1] > .538 && a[1] < .540 && a[4] > .508 && a[4] < .510) }' got
}
