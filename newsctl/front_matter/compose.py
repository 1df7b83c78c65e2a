"""A draft to the bytes of a new post, in the shape that the archive's posts have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.dates import format_rfc_2822
from newsctl.core.errors import UsageError
from newsctl.core.word_counts import count_words
from newsctl.front_matter.yaml_text import key_to_yaml, quoted, value_to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from newsctl.core.post import Draft, FrontMatter, Value

_FIRST = ("layout", "title", "date", "category", "externe_link", "feature_image")
_THEN = ("aantal", "unieke", "bron")
_ALWAYS_QUOTED = ("title", "externe_link", "feature_image")


def compose(draft: Draft, *, date_field: str, zone: tzinfo) -> bytes:
    """Return the file of a draft: its header as in the archive's posts, an empty line, its body.

    The moment is written in the archive's zone, without fractions of a second. `aantal` and
    `unieke` are counted, whatever the draft says. Line ends become LF, the last line has one.

    Raises UsageError for text that is no Unicode and for lists within lists without end.
    """
    body = _body(draft.body)
    try:
        lines = list(_lines(_front_matter(draft, body, date_field, zone), date_field))
    except RecursionError as error:
        raise UsageError("A value of the front matter is nested too deep.") from error
    return "\n".join(("---", *lines, "---", body)).encode()


def _body(body: str) -> str:
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    quoted(text)
    return f"\n{text}\n" if text else ""


def _front_matter(draft: Draft, body: str, date_field: str, zone: tzinfo) -> FrontMatter:
    counts = count_words(body)
    given = {
        "layout": "post",
        **draft.fields,
        "title": draft.title,
        date_field: format_rfc_2822(draft.date.astimezone(zone)),
        "aantal": counts.aantal,
        "unieke": counts.unieke,
    }
    first = [date_field if key == "date" else key for key in _FIRST]
    order = [*first, *_THEN, *given]
    return {key: given[key] for key in dict.fromkeys(order) if key in given}


def _lines(front_matter: FrontMatter, date_field: str) -> Iterator[str]:
    for key, value in front_matter.items():
        yield f"{key_to_yaml(key)}: {_value(key, value, date_field)}"


def _value(key: str, value: Value, date_field: str) -> str:
    if key == date_field:
        return str(value)
    if key in _ALWAYS_QUOTED and isinstance(value, str):
        return quoted(value)
    return value_to_yaml(value)
