"""Reading the command line: words, options, their defaults, and the archive it is about."""
