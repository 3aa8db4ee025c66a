#!/usr/bin/env bats
# Text from outside in drawings, tables and messages does nothing but show: no command is run, no cursor moves.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	PATH=$PWD/${BUILD:-build}/bin:$PATH
	cd "$BATS_TEST_TMPDIR" || return 1
	# Names that would make the file canary: by back-quotes, system(), !, a data block that ends, a macro, a new line, quotes of both kinds.
	evil=('`touch canary`' "'; system('touch canary'); '" '"; system("touch canary"); "' $'x\nEOD\n!touch canary\nsystem("touch canary")\n' '@ARG0'
		'$DATA' '$(touch canary)' "\\'; system('touch canary') #" "it''s" $'\e]0;title\a\e[2J\e[31m\x9b31m\b\x7f' '%1$s%n' '{/Symbol a}^2_3' $'\xe2\x80\xae\xff')
	printf 'set macros\nARG0 = "; system(\x27touch canary\x27)"\n' >macro
}

# The cell of a csv table.
cell() { printf '"%s"' "${1//\"/\"\"}"; }

# Each script is drawn by gnuplot without a word, behind a macro that would do harm, to two terminals; a script holds no control byte.
draw() {
	local f said
	for f in "$@"; do
		[ -s "$f" ] || { echo "$f is empty"; return 1; }
		! LC_ALL=C grep -aq $'[\x01-\x08\x0b-\x1f\x7f]' "$f" || { echo "$f: a control byte"; return 1; }
		said=$({ cat macro; echo "set terminal svg; set output 'x.svg'"; cat "$f"; } | LC_ALL=C.UTF-8 gnuplot - 2>&1 | grep -v 'difficulty making room') || true
		[ -z "$said" ] || { echo "$f: $said"; return 1; }
		{ cat macro; echo 'set terminal dumb'; cat "$f"; } | LC_ALL=C.UTF-8 gnuplot - >/dev/null 2>&1
		[ ! -e canary ] || { echo "$f ran a command"; return 1; }
	done
}

@test "labels, headers and titles in gnuplot scripts run nothing" {
	command -v gnuplot >/dev/null || skip "gnuplot is not installed"
	printf 'set label 1 "`touch canary`"\n' | gnuplot -
	[ -e canary ] && rm canary	# the trap works
	local i=0 e c two
	for e in "${evil[@]}"; do
		c=$(cell "$e") two=$(cell "b$e") i=$((i + 1))
		printf '%s,%s,k\n1,2,%s\n3,5,%s\n4,1,%s\n' "$c" "$two" "$c" "$two" "$c" >t.csv
		sparsity -q --by column -k 3 --out gnuplot t.csv >"sparsity-$i.gp" || true
		sparsity -q -k k -m hoyer,gini --out gnuplot t.csv >"sparsity-k-$i.gp"
		sparsity -q -g k --by all --out gnuplot t.csv >"sparsity-g-$i.gp" || true
		sparsity -q -k k --lorenz --out gnuplot t.csv >"lorenz-$i.gp"
		softmax-zoo -q -k k -m softmax,sparsemax --out gnuplot t.csv >"zoo-$i.gp"
		softmax-zoo -q -c 1,2 -m entmax:1..2/3 --out gnuplot <(head -n 2 t.csv) >"zoo-one-$i.gp" || true
		printf 'N,D,%s,%s\n' "$c" "$two" >law.csv
		awk -v c="$c" 'BEGIN { for (i = 1; i <= 12; i++) { N = 1e8 * 1.7 ^ i; D = 1e10 * 1.3 ^ (i * 5 % 7); print N "," D "," 1.7 + 400 * N ^ -.34 + 400 * D ^ -.28 + i % 3 / 1e3 ",g" } }' >>law.csv
		[[ $e == *'}'* || $e == *$'\n'* ]] || scaling-law-fit -q --ci none -y "\${$e}" --out gnuplot law.csv >"fit-$i.gp" || true
	done
	find . -name '*.gp' -empty -delete
	[ "$(find . -name '*.gp' | wc -l)" -gt 60 ]
	draw ./*.gp
}

@test "file names and arguments in gnuplot scripts run nothing" {
	command -v gnuplot >/dev/null || skip "gnuplot is not installed"
	local e
	for e in "${evil[@]}"; do
		[[ $e != */* ]] || continue
		printf '1,2\n3,5\n' >"./$e"
		sparsity -q --out gnuplot -- "./$e" "./$e" >f.gp
		softmax-zoo -q --out gnuplot -- "./$e" >z.gp
		rm -- "./$e"
		draw f.gp z.gp
	done
}

@test "control bytes in tables on a terminal and in messages are shown, not obeyed" {
	local e c out
	for e in "${evil[@]}"; do
		c=$(cell "$e")
		printf '%s,b,k\n1,2,%s\n3,5,y\n' "$c" "$c" >t.csv
		for out in table md latex; do
			sparsity -k k --by row --out $out t.csv >shown
			! LC_ALL=C grep -aq $'[\x01-\x08\x0b-\x1f\x7f\x9b]' shown || { echo "$out: $e"; return 1; }
			softmax-zoo -k k --out $out t.csv >shown
			! LC_ALL=C grep -aq $'[\x01-\x08\x0b-\x1f\x7f\x9b]' shown || { echo "$out: $e"; return 1; }
		done
		for f in text json; do
			printf '%s,b\n%s,2\n' "$c" "$c" | sparsity --errors $f -c 1 - "./no$e" 2>said >/dev/null || true
			sparsity --errors $f -m "$e" -c "$e" "--$e" "$e" 2>>said || true
			scaling-law-fit --errors $f --where "$e" t.csv 2>>said || true
			[ -s said ]
			! LC_ALL=C grep -aq $'[\x01-\x08\x0b-\x1f\x7f\x9b]' said || { echo "$f: $e"; cat -v said; return 1; }
		done
	done
}

# One table by booktabs: nothing unescaped in its cells, as many of them in a row as it announces.
latex_grammar='
function wrong(what) { print NR ": " what ": " $0; bad = 1; exit 1 }
NR == 1 { if (!/^\\begin\{tabular\}\{[lr]+\}$/) wrong("begins"); n = length($0) - length("\\begin{tabular}{}"); next }
done { wrong("goes on") }
/^\\(top|mid|bottom)rule$/ { next }
/^\\end\{tabular\}$/ { done = 1; next }
{
	row = $0
	if (!sub(/ \\\\$/, "", row)) wrong("does not end")
	gsub(/\\text(asciitilde|asciicircum|backslash|less|greater|bar)\{\}|\\[#$%&_{}]|\{[[*]\}/, "x", row)
	gsub(/\$-?([0-9.]+( \\times 10\^\{-?[0-9]+\})?|\\infty)\$/, "0", row)
	if (split(row, cells, " & ") != n) wrong("cells")
	gsub(/ & /, "", row)
	if (row ~ /[[#$%&_{}~^\\<>|"*]/) wrong("unescaped")
}
END { if (!done && !bad) { print "does not end"; exit 1 } }'

@test "labels in LaTeX are text, in as many columns as there are" {
	local e c i out
	evil+=('[2ex]' '*' ' [a]' 'a & b \\' '100 %' 'x_1^2 #3 ~\' '{}$' '\end{tabular}' '"')
	for e in "${evil[@]}"; do
		c=$(cell "$e")
		printf '%s,b,k\n1,2,%s\n3,5,%s\n' "$c" "$c" "$c" >t.csv
		printf '%s,N,D,loss\n' "$c" >law.csv
		for i in 1 2 3 4 5 6 7 8; do printf '%s,%d,%d,%d\n' "$c" $((i * 1000)) $((i * i % 5 * 7000 + 900)) $((9 - i)); done >>law.csv
		sparsity --in csv -k k -m hoyer,gini --by row --out latex t.csv >1.tex
		softmax-zoo --in csv -k k --out latex t.csv >2.tex
		scaling-law-predict -q --in csv --preset chinchilla_240 --out latex law.csv >3.tex
		scaling-law-fit -q --in csv -g 1 --law loglinear:N --ci none --out latex law.csv >4.tex
		for out in [1-4].tex; do
			awk "$latex_grammar" "$out" || { echo "$out: $e"; cat -v "$out"; return 1; }
		done
	done
}
