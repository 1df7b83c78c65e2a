"""The files of an archive changed all or nothing, recorded in a journal, and taken back."""
