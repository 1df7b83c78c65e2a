"""newsctl, an archive manager for Dutch-language posts in markdown files."""

__version__ = "0.1.0"
