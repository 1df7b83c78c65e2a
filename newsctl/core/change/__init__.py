"""What is to change in an archive: edits, plans, and the use cases that make them."""
