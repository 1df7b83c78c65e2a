"""The files of an index beside Whoosh's, and which commit they belong to."""
