# Shares of x = (S - s0) / N^(1/6) in bins of a quarter, and the law.
set title "N = ab + c: how far the least a + b + c is above 2 sqrt(N), all N to 10^7" noenhanced
set xlabel "(S - s0) / N^(1/6)" noenhanced
set ylabel "share of all N in a quarter"
set datafile separator ','
set xrange [0:5]
set grid
n = 1e7
plot 'stats.csv' using ($2+0.125):(stringcolumn(1) eq 'x' ? $4/n : 1/0) with boxes title "counted", \
     'stats.csv' using ($2+0.125):(stringcolumn(1) eq 'x' ? $5/n : 1/0) with linespoints title "exp(-(2/3) x^(3/2))" noenhanced
