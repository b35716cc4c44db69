# What findings about a chart say, on screen and on the command line.
