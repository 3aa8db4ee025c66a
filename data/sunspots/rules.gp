# How far the state of each rule is from the exact one after 289 years, and how far that of a constant input from the constant.
set style fill solid 0.8
set xtics 0, 0.1
set ytics noenhanced
set grid x
set xlabel 'relative distance from the exact state'
set xrange [0:*]
set yrange [7.6:-0.6]
set key bottom right
plot 'rules.dat' using ($2/2):($0-0.15):($2/2):(0.14):ytic(1) with boxxyerror linecolor rgb '#4477aa' title 'sunspots', \
     'rules.dat' using ($3/2):($0+0.15):($3/2):(0.14) with boxxyerror linecolor rgb '#cc3311' title 'a constant'
