# The Lorenz curve of the word counts beside the line of equality.
set title "Words of the GNU GPL 3: few words make most of the text" noenhanced
set xlabel "share of the different words, rarest first"
set ylabel "share of the text"
set xrange [0:1]
set yrange [0:1]
set size square
set key left top
set grid
plot 'lorenz.dat' using 1:2 with lines linewidth 2 title "Lorenz curve", x with lines dashtype 2 title "all words equally often"
