"""Posts into segments: all that loads Whoosh."""
