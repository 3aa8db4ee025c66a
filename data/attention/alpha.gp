# Entropy, Gini index and support of entmax over its order.
set datafile separator ","
set title "Attention of 16 queries over 128 keys: entmax from softmax to beyond sparsemax" noenhanced
set xlabel "order alpha (1 softmax, 2 sparsemax)"
set ylabel "entropy, Gini index"
set y2label "scores in the support"
set y2tics
set ytics nomirror
set grid
set key center right
plot 'alpha.csv' using 1:3 skip 1 with linespoints title "entropy (nats)", '' using 1:4 skip 1 with linespoints title "Gini index", \
     '' using 1:2 skip 1 axes x1y2 with linespoints title "support (right)"
