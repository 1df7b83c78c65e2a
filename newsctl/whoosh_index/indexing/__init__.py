"""Building segments from posts."""
