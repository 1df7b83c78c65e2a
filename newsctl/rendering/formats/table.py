"""A table that fits the window; `search` has a list with snippets instead."""

from newsctl.rendering.formats import Format

FORMAT = Format(
    "table",
    "what fits the window, for people",
    for_people=True,
    shows_snippets=True,
    shows_reasons=True,
)
