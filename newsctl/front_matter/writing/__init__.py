"""Transactions on the files of an archive, recorded in a journal, and their undoing."""
