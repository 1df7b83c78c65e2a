"""The streams of a command: standard output through a pager, the browser."""
