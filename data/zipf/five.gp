# Five vectors of 20 elements above, four measures of them below: each measure calls another vector the sparsest (filled).
set multiplot title "Which of five vectors is sparsest?  Four measures, four answers" noenhanced
set style fill solid 0.8 border lc rgb "#404040"
set boxwidth 0.8
unset key
names = "zeros spike pair decay ramp"
colors = "#4c72b0 #dd8452 #55a868 #c44e52 #8172b3"
set size 0.19, 0.36
set xtics nomirror out 10
unset ytics
set yrange [0:*]
do for [k = 1:5] {
	set origin 0.02 + 0.195 * (k - 1), 0.57
	set title word(names, k) noenhanced
	set xrange [0:21]
	plot "five.dat" using 1:(column(1 + k)) with boxes lc rgb word(colors, k)
}
set ytics nomirror out
unset xtics
set datafile separator ","
set size 0.245, 0.52
measures = "zero_fraction gini topk_mass:1 shannon_nats"
do for [m = 1:4] {
	set origin 0.005 + 0.248 * (m - 1), 0.02
	set title word(measures, m)."\n".(m == 4 ? "smaller" : "larger")." is sparser" noenhanced
	set xrange [0.4:5.6]
	set xtics ("zeros" 1, "spike" 2, "pair" 3, "decay" 4, "ramp" 5) rotate by -45
	stats "five-measures.csv" skip 1 using 4 + m nooutput name "S"
	best = m == 4 ? S_min : S_max
	plot "five-measures.csv" skip 1 using 0:(0):(0) with points pt 0, \
	     for [k = 1:5] "five-measures.csv" skip k every 1:1:0:0:0 using (k):(column(4 + m)) with boxes fs empty lc rgb word(colors, k), \
	     for [k = 1:5] "five-measures.csv" skip k every 1:1:0:0:0 using (k):(column(4 + m) == best ? column(4 + m) : NaN) with boxes \
	     lc rgb word(colors, k)
}
unset multiplot
