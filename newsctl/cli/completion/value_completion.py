"""Fast completion of field values, without Typer, whose import takes four times as long as Python.

Only clear values of options are completed here, with the same result as `completion`.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from newsctl.cli.completion.beginnings import beginning, last_of_list
from newsctl.cli.completion.tab import Tab
from newsctl.cli.reading.head_start import archive_named, command_named
from newsctl.core.errors import NewsctlError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsctl.cli.context import Context

FIELDS = {"--bron": "bron", "--category": "category", "--categorie": "category"}
"""Options whose values are those of a field, in the commands that have them."""

COMMANDS = (
    *("search", "list", "set", "replace", "add", "facets", "stats", "trend", "kwic"),
    *("words", "collocates", "related", "manifest", "import", "export"),
)
"""The commands that have them."""

DATES = ("--since", "--sinds", "--until", "--tot")
WITH_QUERY = ("search", "list")
OF_POSTS = ("show", "open", "edit", "unpublish", "rename", "rm", "related")
"""Commands whose words are those of a query, or posts."""


def print_values(arguments: Sequence[str]) -> bool:
    """Answer a completion request, if the last word is the value of such an option."""
    tab = Tab.asked(arguments)
    values = None if tab.is_file else offered_values(tab.words)
    if values is None:
        return False
    with suppress(OSError):  # nobody reads it any more
        os.write(1, tab.answer((value, "") for value in values).encode(errors="replace"))
    return True


def offered_values(words: Sequence[str]) -> list[str] | None:
    """Return completions of the last word; None if it is not clearly a value.

    A word after another option may be its value, though it looks like one of these.
    """
    if len(words) < 2 or "--" in words or words[-1].startswith("-"):
        return None
    command = command_named(words)
    before = words[-2]
    if before.startswith("-") and (len(words) < 3 or words[-3].startswith("-")):
        return None
    if before in FIELDS and command in COMMANDS:
        return _values(FIELDS[before], words)
    if before in DATES and command in WITH_QUERY:
        from newsctl.cli.completion.archive_completion import dates as offered  # noqa: PLC0415 -- for a Tab
    elif before.startswith("-"):
        return None
    elif command in WITH_QUERY and (":" in words[-1] or words[-1].startswith("@")):
        from newsctl.cli.completion.archive_completion import in_query as offered  # noqa: PLC0415
    elif words[-1] and command in OF_POSTS:
        from newsctl.cli.completion.archive_completion import posts as offered  # noqa: PLC0415
    else:
        return None
    context = _context_of(words)
    return offered(context, words[-1]) if context else []


def _values(field: str, words: Sequence[str]) -> list[str]:
    context = _context_of(words)
    with suppress(NewsctlError):
        facet = context.facets_beside_index.get(field) if context else None
        return _values_beginning(facet.values if facet else (), words[-1])
    return []


def _context_of(words: Sequence[str]) -> Context | None:
    """Return the context of the archive of a line; None for an unknown user's home."""
    from pathlib import Path  # noqa: PLC0415 -- for values alone

    from newsctl.cli.context import Context  # noqa: PLC0415

    named = archive_named(words)
    with suppress(RuntimeError):
        archive = Path(named).expanduser() if named else None  # as the shell would have
        return Context(archive_option=archive)
    return None


def _values_beginning(values: Iterable[str], typed: str) -> list[str]:
    """Return the values with this beginning; case counts only if one begins exactly so."""
    exactly = [value for value in last_of_list(values, typed) if value.startswith(typed)]
    return exactly or beginning(values, typed)
