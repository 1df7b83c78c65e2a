"""Posts of other programs in, and posts out to them: a format has a module."""
