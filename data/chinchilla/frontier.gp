# Left: the best parameters for every compute, with their interval.  Right: residuals of the runs.
set datafile separator ','
set multiplot layout 1,2
set grid
set logscale xy
set format '10^{%L}'
set xlabel 'training FLOPs'
set ylabel 'parameters'
set key top left
plot 'frontier.csv' using 1:5:6 skip 1 with filledcurves fillstyle transparent solid 0.25 title '95 %', \
     'frontier.csv' using 1:4 skip 1 with lines linewidth 2 title 'frontier', \
     'residuals.csv' using (6 * $1 * $2):1 skip 1 with points pointtype 7 pointsize 0.4 title 'runs'
unset logscale y
set format y '%g'
set ylabel 'ln predicted - ln observed'
plot 'residuals.csv' using (6 * $1 * $2):10 skip 1 with points pointtype 7 pointsize 0.5 notitle, 0 with lines linecolor black notitle
unset multiplot
