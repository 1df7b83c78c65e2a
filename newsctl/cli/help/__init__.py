"""Help pages and the list of commands."""
