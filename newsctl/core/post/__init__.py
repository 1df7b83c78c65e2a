"""One post: its name, fields, dates, lists, links and words."""
