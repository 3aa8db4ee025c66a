# The years 1700..1988 and what legs with N numbers remembers of them at the end.
set multiplot layout 4,1 margins 0.07,0.98,0.06,0.97 spacing 0.03
set xrange [1700:1989]
set yrange [-40:200]
set ytics 50
set key left top
do for [n in '8 16 32 64'] {
	if (n eq '64') { set format x '%g' } else { set format x '' }
	plot n.'.dat' using (1699+$1):2 with lines linecolor rgb '#999999' title 'sunspots', \
	     n.'.dat' using (1699+$1):3 with lines linewidth 2 linecolor rgb '#cc3311' title 'N = '.n
}
unset multiplot
