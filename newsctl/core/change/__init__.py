"""Changes of an archive: edits, plans, and the use cases that make them."""
