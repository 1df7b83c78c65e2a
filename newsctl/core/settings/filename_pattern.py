"""Validation of file name patterns such as `{year}/{date}-{slug}.md`."""

from __future__ import annotations

import re
from datetime import date

from newsctl.core.messages import _
from newsctl.core.post.filename import MARKDOWN, PLACEHOLDERS, format_filename, parse_filename

_BRACES = re.compile(r"\{([^{}]*)\}")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|{}]')
_DAYS = (date(2019, 9, 5), date(1987, 12, 31))


def pattern_problem(pattern: str) -> str | None:
    """Return what is wrong with a pattern, as the end of a sentence; None if it is valid.

    For any day and slug, a valid pattern gives a path that stays in its folder, is scanned, is
    markdown, and has a name that begins with that day as `parse_filename` reads it.
    """
    name = pattern.rpartition("/")[2]
    unknown = [given for given in _BRACES.findall(pattern) if given not in PLACEHOLDERS]
    if unknown:
        return _(
            "has no {{{unknown}}}; there are {{{placeholders}}}",
            unknown=unknown[0],
            placeholders="}, {".join(PLACEHOLDERS),
        )
    if not pattern.isprintable() or _NOT_IN_NAMES.search(_BRACES.sub("", pattern)):
        return _("has a sign that file names cannot have everywhere")
    if any(not part or part.startswith((".", "_")) for part in pattern.split("/")):
        return _("has to stay in its folder, and out of hidden ones")
    if "{slug}" not in name or not name.endswith(MARKDOWN):
        return _("has to end with a name that has {slug} and ends with .md, .markdown or .mdx")
    if any(parse_filename(format_filename(day, "slug", pattern)).date != day for day in _DAYS):
        return _("has to begin the name with the date: {date}-, or {year}-{month}-{day}-")
    return None
