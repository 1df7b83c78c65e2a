"""What the shell offers on Tab."""
