# Entropy over the number of keys, with and without the factor log n / log 512.
set datafile separator ","
set title "Normal scores: does log n keep the entropy?" noenhanced
set xlabel "keys n"
set ylabel "entropy (nats)"
set logscale x 2
set grid
set key left top
plot 'length.csv' using 1:2 skip 1 with linespoints title "softmax(x)", '' using 1:3 skip 1 with linespoints title "softmax(x log n / log 512)", \
     '' using 1:4 skip 1 with linespoints title "entmax, alpha = 1.5", '' using 1:5 skip 1 with linespoints title "softmax(2.35294 x)", \
     5.747845 with lines dashtype 2 title "entropy at n = 512"
