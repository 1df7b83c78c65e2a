"""Markdown to paste into a post or a message: a list of links, or a table."""

from newsctl.rendering.formats import Format

FORMAT = Format(
    "md", "a list or a table in markdown, to paste", takes_fields=False, shows_snippets=True
)
