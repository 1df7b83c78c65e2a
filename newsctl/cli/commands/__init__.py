"""The commands, one file each: declare the options, then say what happens in a sentence."""
