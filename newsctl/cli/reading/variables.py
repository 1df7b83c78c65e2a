"""The environment variables of newsctl."""

ARCHIVE = "NEWSCTL_ARCHIVE"
"""The archive's folder, where the command line names none."""

CACHE, DATA = "NEWSCTL_CACHE", "NEWSCTL_DATA"
"""The folders for indexes, and for what undo needs."""

COMPLETING = "_NEWSCTL_COMPLETE"
"""Set to the name of a shell when the arguments are to be completed rather than obeyed."""

LANGUAGE = "NEWSCTL_LANG"
"""The language of messages and help, where it is not that of the terminal's locale."""
