# The seven models, the fitted curve with its band, and the equation of the paper.
set datafile separator ','
set logscale x
set format x '10^{%L}'
set xlabel 'training FLOPs'
set ylabel 'Pile test loss, nats per token'
set grid
set key top right
plot 'curve.csv' using 1:3:4 skip 1 with filledcurves fillstyle transparent solid 0.25 title '95 % of the curve', \
     'curve.csv' using 1:2 skip 1 with lines linewidth 2 title 'fit of seven models', \
     (x / 5.984e22) ** -0.0737 + 0.5066 with lines dashtype 2 title 'equation of the paper', \
     'models.csv' using 4:5 skip 1 with points pointtype 7 title 'Cerebras-GPT'
