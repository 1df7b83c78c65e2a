"""Random posts, command lines and settings, to find what breaks newsctl."""
