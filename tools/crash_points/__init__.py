"""Kill the real program before each system call that changes a file, and look at what is left."""
