"""Pages of help and the list of commands."""
