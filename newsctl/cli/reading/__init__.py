"""Reading the command line: words, options, their defaults, and where it is meant."""
