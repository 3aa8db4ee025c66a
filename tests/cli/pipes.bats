#!/usr/bin/env bats
# Pipes as users build them: jq, Miller, datamash, gnuplot and GNU parallel on both sides of every program.  A program is one row.
bats_require_minimum_version 1.5.0

# program | its input, a table with a header or a document | arguments | a column of its output | the largest number in it, by hand
rows='
sparsity|a,b\n0,1\n3,-4\n|-m l1|l1|7
softmax-zoo|a,b\n0.5,0\n0,0.25\n|-m sparsemax|b|0.625
hippo-matrix|u\n1\n1\n3\n3\n|legs_rational -N 2 --encode --digits 10|x1|1.5
nab-min|N\n17\n130\n||S|23
scaling-law-fit|x,loss\n1,10\n4,6\n16,4\n64,3\n256,2.5\n|-q --ci none --law power_offset -x x=x --digits 10|estimate|8
scaling-law-predict|N,D\n4,4\n100,25\n|-q --law law.json|predicted|101
scaling-law-plan|law.json|--law - --compute 6e20,6e18|params|1e10
'

setup_file() {
	export at=$BATS_FILE_TMPDIR
	# E + A/sqrt N + B/sqrt D with A = B, so half of the logarithm of compute belongs to each
	cat >"$at/law.json" <<-'LAW'
		{"schema": "mlcoreutils/law/1", "law": "chinchilla", "formula": "", "roles": [{"name": "N"}, {"name": "D"}], "response": {"name": "loss"},
		 "parameters": [{"name": "E", "estimate": 1}, {"name": "A", "estimate": 100}, {"name": "B", "estimate": 100},
		  {"name": "alpha", "estimate": 0.5}, {"name": "beta", "estimate": 0.5}]}
	LAW
	while IFS='|' read -r p input _; do
		if [ "$input" = law.json ]; then cp "$at/law.json" "$at/$p.json"; else printf '%b' "$input" >"$at/$p.csv"; fi
	done <<<"${rows:1:-1}"
}

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	PATH=$PWD/${BUILD:-build}/bin:$PATH
	root=$PWD
	cd "$at" || return 1
}

need() { command -v "$1" >/dev/null || skip "$1 is not installed"; }

# same NUMBER: is that what standard input says, to nine digits?
same() { awk -v want="$1" '{ n++; off = $1 - want; if (off < 0) off = -off; bad += !($1 != "" && off <= 1e-9 * want) } END { exit n != 1 || bad }'; }

# all FUNCTION: calls it for every row, with $p, $args, $column and $most set; stops at the first that fails.
all() {
	while IFS='|' read -r p _ words column most; do
		read -ra args <<<"$words"
		"$@" </dev/null || { echo "program: $p"; return 1; }
	done <<<"${rows:1:-1}"
}

# The program on its own input, in format $1.
run_as() { "$p" "${args[@]}" --out "$1" <"$p".[cj]s[vo]*; }

# into PROGRAM-THAT-WRITES...: what it makes of the input gives the program's own result, that is, the known one.
into() { "$@" | "$p" "${args[@]}" | highest || { echo "from: $*"; return 1; }; }

# Of CSV, without any of the tools.
highest() {
	awk -F, -v c="$column" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == c) k = i; next } $k + 0 > most { most = $k } END { printf "%.17g\n", most }' |
		same "$most"
}

@test "every program has its row" {
	for f in "$root"/cmd/*.c; do grep -q "^$(basename "$f" .c)|" <<<"$rows" || { echo "$f"; return 1; }; done
}

@test "jq reads and writes for every program" {
	need jq
	# a document has its rows under a key
	largest() { jq "$@" '(.parameters? // .[0].parameters? // .) | map(.[$c] | tonumber) | max' --arg c "$column" | same "$most"; }
	from() { run_as json | largest && run_as ndjson | largest -s; }
	all from
	to() {
		if [ -e "$p.json" ]; then into jq . "$p.json" && into jq -c . "$p.json"; return; fi
		# a table as records in an array, or one after the other; and back to CSV and TSV
		jq -Rn '[inputs | split(",")] | .[0] as $h | [.[1:][] | [$h, map(tonumber)] | transpose | map({(.[0]): .[1]}) | add]' "$p.csv" >records
		into jq . records && into jq -c '.[]' records || return 1
		for f in @csv @tsv; do into jq -r "(.[0] | keys_unsorted), (.[] | [.[]]) | $f" records || return 1; done
	}
	all to
}

@test "Miller reads and writes for every program" {
	need mlr
	# of every field of that name, also in a document, where it is parameters.1.estimate
	largest() {
		mlr "$1" --onidx flatten then cut -r -f "(^|[.])$column\$" then put -q 'begin { @m = -1 } for (k, v in $*) { @m = max(@m, float(v)) } end { emit @m }' |
			same "$most"
	}
	from() { for f in csv tsv json ndjson; do run_as $f | largest --i${f/nd/}$([ $f = ndjson ] && echo l) || { echo $f; return 1; }; done; }
	all from
	to() {
		if [ -e "$p.json" ]; then into mlr --ijson --ojsonl cat "$p.json"; return; fi
		for f in --ocsv --otsv --ojson --ojsonl --opprint; do
			into mlr --icsv $f cat "$p.csv" || return 1
		done
	}
	all to
}

@test "datamash reads and writes for every program" {
	need datamash
	from() { run_as csv | datamash -t, -H max "$column" | tail -n 1 | same "$most" && run_as tsv | datamash -H max "$column" | tail -n 1 | same "$most"; }
	all from
	to() {
		[ -e "$p.csv" ] || return 0
		again() { datamash -t, transpose <"$p.csv" | datamash -t, transpose; }
		tabs() { tr , '\t' <"$p.csv" | datamash -H rmdup 1; }
		into again && into tabs
	}
	all to
	# the mean of each group, under the header that datamash gives it: 2 and 5
	printf 'g,x\nu,1\nu,3\nv,5\n' | datamash -t, -s -H -g g mean x | sparsity -c 'mean(x)' -m l1 | tail -n 1 | grep -qx 'mean(x),2,0,7'
}

@test "gnuplot reads and writes for every program" {
	need gnuplot
	from() {
		run_as csv | gnuplot -e "set datafile separator ','; set datafile columnheaders; stats '<cat' using '$column' nooutput; print STATS_max" 2>&1 |
			same "$most"
	}
	all from
	to() {
		[ -e "$p.csv" ] || return 0	# no documents from gnuplot
		columns=$(head -n 1 "$p.csv" | awk -F, '{ printf 1; for (i = 2; i <= NF; i++) printf ":%d", i }')
		for separator in "" "separator comma" "separator tab"; do
			table() { head -n 1 "$p.csv" | case $separator in *comma) cat ;; *tab) tr , '\t' ;; *) tr , ' ' ;; esac
				gnuplot -e "set datafile separator ','; set table '/dev/stdout' $separator; plot '$p.csv' skip 1 using $columns with table"; }
			into table || return 1
		done
	}
	all to
	# what it writes of a plot: three lines of comment, and after each point its kind
	printf '0 1\n3 -4\n' | gnuplot -e "set table '/dev/stdout'; plot '-' using 1:2" | sparsity --comment '#' -c 1,2 -m l1 --out tsv >got
	[ "$(cut -f 4 got | tr '\n' ' ')" = "l1 1 7 " ]
}

@test "GNU parallel runs before, after and around every program" {
	need parallel
	quiet=(parallel --will-cite -k)
	from() { run_as csv | "${quiet[@]}" -j 1 --colsep , --header : echo "{$column}" | sort -g | tail -n 1 | same "$most"; }
	all from
	to() { into "${quiet[@]}" cat ::: "$p".[cj]s[vo]*; }
	all to
	# one job a program, in the order of the rows
	rm -f jobs && job() { echo "$p ${args[*]} <$(echo "$p".[cj]s[vo]*)" >>jobs; } && all job
	"${quiet[@]}" --files :::: jobs >outputs
	around() { read -r file <&3 && highest <"$file"; }
	all around 3<outputs
	xargs rm <outputs
}

@test "an export of W&B: x and the loss by their names, and what a stranger is told" {
	{ echo '"Step","run-7 - loss","run-7 - loss__MIN","run-7 - loss__MAX"'
		echo '"1","10","10","10"'; echo '"4","6","6","6"'; echo '"16","4","4","4"'; echo '"64","3","3","3"'; echo '"256","2.5","2.5","2.5"'; } >wandb.csv
	fit=(scaling-law-fit -q --ci none --law power_offset --digits 10)
	"${fit[@]}" -x x=Step -y '${run-7 - loss}' wandb.csv | head -n 4 | cut -d, -f 1,3 | cmp - <(printf 'parameter,estimate\nE,2\nb,8\nc,0.5\n')
	# two runs in one export: where one has no value the cell is empty
	{ echo '"Step","a - loss","b - loss"'; echo '"1","10",""'; echo '"4","6","1"'; echo '"16","4",""'; echo '"64","3","2"'; echo '"256","2.5",""'; } >two.csv
	"${fit[@]}" -x x=Step -y '${a - loss}' two.csv | sed -n 2p | grep -q '^E,fitted,2,'
	sparsity --by column --na skip -c '* - loss' -m l1 two.csv | cut -d, -f 1-4 | cmp - <(printf 'vector,n,n_missing,l1\na - loss,5,0,25.5\nb - loss,2,3,3\n')
	run -2 --separate-stderr "${fit[@]}" wandb.csv
	[[ $stderr == *'say -x x=EXPR; the columns are Step, run-7 - loss, run-7 - loss__MIN, run-7 - loss__MAX' ]]
}

@test "a CSV of TensorBoard" {
	printf 'Wall time,Step,Value\n1668000000.123,1,10\n1668000060.25,4,6\n1668000120.5,16,4\n1668000180,64,3\n1668000240,256,2.5\n' >tb.csv
	scaling-law-fit -q --ci none --law power_offset --digits 10 -x x=Step -y Value tb.csv | sed -n 2p | grep -q '^E,fitted,2,'
	sparsity -c Value -m l1 tb.csv | cmp - <(printf 'vector,n,n_missing,l1\nValue,5,0,25.5\n')
}

@test "a CSV of pandas, with its index and without, and of R" {
	l1='vector,n,n_missing,l1'
	printf 'a,b\n1.0,2.5\n3.0,-4.0\n' | sparsity -m l1 | cmp - <(printf "$l1\n1,2,0,3.5\n2,2,0,7\n")
	printf ',a,b\n0,1.0,2.5\n1,3.0,-4.0\n' >pandas.csv
	sparsity -c 2.. -m l1 pandas.csv | cmp - <(printf "$l1\n1,2,0,3.5\n2,2,0,7\n")
	sparsity -k 1 -m l1 pandas.csv | cmp - <(printf ",$l1\n0,1,2,0,3.5\n1,2,2,0,7\n")
	softmax-zoo -k 1 -m hardmax_first pandas.csv | cmp - <(printf ',a,b\n0,0,1\n1,1,0\n')
	run -0 --separate-stderr sparsity -m l1 pandas.csv
	[[ $stderr == *'the first column has no name'*'-k 1 takes it as labels, -c 2.. leaves it out' ]]
	printf '"","a","b"\n"x",1,2.5\n"y",3,-4\n' | sparsity -k 1 -m l1 | cmp - <(printf ",$l1\nx,1,2,0,3.5\ny,2,2,0,7\n")
	# without names: 0,1 is a header that looks like data, and is told so
	run -0 --separate-stderr sparsity -m l1 <<<$'0,1\n2,3'
	[[ $stderr == *'the first row is 0,1,..,1 and is read as data; --header reads it as names'* ]]
}

@test "a text file of np.savetxt, with a header and without" {
	printf '1.000000000000000000e+00 2.500000000000000000e+00\n3.000000000000000000e+00 -4.000000000000000000e+00\n' >save.txt
	printf 'vector,n,n_missing,l1\n1,2,0,3.5\n2,2,0,7\n' >want
	sparsity -m l1 save.txt | cmp - want
	{ echo '# a b'; cat save.txt; } >headed.txt
	sparsity --comment '#' -m l1 headed.txt | cmp - want
	run -3 --separate-stderr sparsity -m l1 headed.txt
	[[ $stderr == *"line begins with #; --comment '#' skips such lines" ]]
}

@test "what uniq -c counts" {
	printf 'the\na\nthe\nthe\n' | sort | uniq -c >counts
	softmax-zoo -k 2 -m sum_norm counts | cmp - <(printf 'a,0.25\nthe,0.75\n')
	sparsity -k 2 -m l1,gini counts | cmp - <(printf 'vector,n,n_missing,l1,gini\n1,2,0,4,0.25\n')
	# lines with blanks: the count, then the whole line
	printf 'no way\nno way\nyes\n' | sort | uniq -c | sed 's/^ *//; s/ /\t/' | softmax-zoo -k 2 -m sum_norm --digits 3 | cmp - <(printf 'no way,0.667\nyes,0.333\n')
}
