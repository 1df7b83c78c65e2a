"""Which newsctl this is: the number of the release, as in `CHANGELOG.md`."""

__version__ = "0.3.0"
