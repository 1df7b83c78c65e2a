"""From the options of `add` to a draft."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError
from newsctl.core.post import Draft
from newsctl.core.query_fields import NUMBER_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.post import Value

_COUNTED = "It is counted from the body."
_NOT_BY_FIELD = {
    "title": "The title comes first: newsctl add TITLE",
    "date": "Use: --date",
    **dict.fromkeys(NUMBER_FIELDS, _COUNTED),
}


def fields_of(
    *,
    category: str | None,
    link: str | None,
    image: str | None,
    bron: str | None,
    others: Sequence[str],
) -> dict[str, Value]:
    """Return the front matter that the options give.

    Raises UsageError for a field without `=`, and for one that is not given this way.
    """
    named = {"category": category, "externe_link": link, "feature_image": image, "bron": bron}
    fields: dict[str, Value] = {key: value for key, value in named.items() if value is not None}
    for assignment in others:
        key, equals, value = assignment.partition("=")
        if not equals or not key.strip():
            raise UsageError(
                f"--field {assignment!r} is not KEY=VALUE.", hint="--field auteur=redactie"
            )
        if (name := key.strip()) in _NOT_BY_FIELD:
            raise UsageError(f"--field cannot give {name}.", hint=_NOT_BY_FIELD[name])
        fields[name] = value.strip()
    return fields


def draft_of(
    context: Context,
    title: str,
    body: str,
    *,
    fields: dict[str, Value],
    date: str | None,
    slug: str | None,
) -> Draft:
    """Return a draft of now, or of the moment that was given."""
    moment = context.now() if date is None else context.moment(date)
    return Draft(title=title, date=moment, fields=fields, body=body, slug=slug)


def body_from_standard_input() -> str:
    """Return what is on standard input; nothing when that is a terminal."""
    if sys.stdin is None or sys.stdin.isatty():
        return ""
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise UsageError(
            f"The body is not UTF-8 (at byte {error.start}).", hint="Convert it: iconv -t utf-8"
        ) from error


def lines_of_standard_input() -> Iterator[str]:
    """Yield the lines of standard input that are not empty."""
    for line in sys.stdin.buffer:
        if text := line.decode(errors="replace").strip():
            yield text
