#!/usr/bin/env bash
# Published coefficients judged: a row for each set and each table of points.  usage: table.sh SYNTHETIC.csv RUNS.csv TABLE3.csv
set -euo pipefail
synthetic=$1 runs=$2 table3=$3

# The named column of a table.
column() { awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i } NR > 1 { print $c }'; }

# Number, root mean square and mean, the two in per cent, of ln predicted - ln observed.
errors() { awk '{ s += $1 * $1; b += $1; n++ } END { printf "%d,%.2f,%.2f", n, 100 * sqrt(s / n), 100 * b / n }'; }

# loss PRESET POINTS COEFFICIENTS FILE [OPTION of the fit...]
loss() {
	local preset=$1 points=$2 coefficients=$3 columns=()
	shift 3
	[ "$preset" != cerebras_gpt ] || columns=(-x C=flops)
	printf '%s,%s,' "$preset" "$points"
	scaling-law-predict -q --preset "$preset" "${columns[@]}" --out csv "$1" | column log_residual | errors
	scaling-law-fit -q --ci none --out csv "$@" | awk -F, '$1 == "log_rmse" { printf ",%.2f", 100 * $3 }'
	scaling-law-fit -q --judge "$coefficients" --out csv "$@" | awk -F, '{ v[$1] = $2 }
		function billions(x) { return x == "nan" ? x : sprintf("%.3g", x / 1e9) }
		END { printf ",%.3g,%s,%s\n", v["gap"], billions(v["params_given"]), billions(v["params_optimum"]) }'
}

# size PRESET: the best N for a compute, against table 3 of Hoffmann et al.
size() {
	printf '%s,table 3,' "$1"
	if [ "$1" = hoffmann_approach1 ]; then
		scaling-law-predict -q --preset "$1" -y N --out csv "$table3" | column log_residual
	else
		scaling-law-plan -q --preset "$1" --compute "$(column C <"$table3" | paste -sd, -)" --out csv | column params |
			paste -d ' ' - <(column N <"$table3") | awk '{ print log($1 / $2) }'
	fi | errors
	echo ,nan,nan,nan,nan
}

rounded=E=1.69,A=406.4,B=410.7,alpha=.34,beta=.28
printed=E=1.6933737,A=406.40102,B=410.72283,alpha=.33917084,beta=.2849083
besiroglu=E=1.8172,A=482.01,B=2085.43,alpha=.3478,beta=.3658
kaplan=N_c=6.4e13,D_c=1.8e13,alpha_N=.076,alpha_D=.103

echo coefficients,points,n,log_rmse,bias,best_log_rmse,gap,params,best_params
loss hoffmann_rounded synthetic "$rounded" "$synthetic"
loss hoffmann synthetic "$printed" "$synthetic"
loss besiroglu synthetic "$besiroglu" "$synthetic"
loss hoffmann_rounded Pile "$rounded" "$runs"
loss besiroglu Pile "$besiroglu" "$runs"
loss kaplan_nd Pile "$kaplan" "$runs" --law kaplan_nd
grep -e '^family' -e '^cerebras' "$runs" >seven.csv
loss cerebras_gpt Cerebras-GPT C_c=5.984e22,alpha_C=.0737,E=.5066 seven.csv -x C=flops --formula '(C/C_c)^-alpha_C + E' --bound C_c=0..inf \
	--bound E=0..inf --start C_c=1e18..1e26 --start alpha_C=.02..1 --objective ls
for p in hoffmann_approach1 hoffmann hoffmann_rounded besiroglu chinchilla_240; do size "$p"; done
