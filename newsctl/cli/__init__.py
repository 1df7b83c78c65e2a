"""The command line: options to a use case, its result to a renderer, errors to exit codes."""
