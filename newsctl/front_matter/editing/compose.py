"""A draft to the bytes of a new post, in the shape that the archive's posts have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.change.post_style import SEED
from newsctl.core.errors import UsageError
from newsctl.core.post.word_counts import count_words
from newsctl.front_matter.editing.write_value import is_plain, key_to_yaml, quoted, value_to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

    from newsctl.core.change.post_style import PostStyle
    from newsctl.core.post.post import Draft, FrontMatter


def compose(draft: Draft, style: PostStyle = SEED, *, date_field: str, zone: tzinfo) -> bytes:
    """Return the file of a draft, written in a style.

    The moment is written in the archive's zone, without fractions of a second. `aantal` and
    `unieke` are counted, whatever the draft says. Line ends become LF, the last line has one.

    Raises UsageError for text that is no Unicode and for lists within lists without end.
    """
    body = _body(draft.body, style)
    date = style.date_text(draft.date, zone, is_exact=draft.is_dated)
    front_matter = _front_matter(draft, style, body, {date_field: date} if date else {})
    try:
        lines = [*_lines(front_matter, style, date_field)]
    except RecursionError as error:
        raise UsageError("A value of the front matter is nested too deep.") from error
    return "\n".join(("---", *lines, "---", body)).encode()


def _body(body: str, style: PostStyle) -> str:
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    quoted(text)
    return "\n" * style.is_spaced + f"{text}\n" if text else ""


def _front_matter(
    draft: Draft, style: PostStyle, body: str, date: Mapping[str, str]
) -> FrontMatter:
    fields = style.fields_of(draft.fields)
    counts = {
        key: count
        for key, count in count_words(body)._asdict().items()
        if key in style.counts or key in fields
    }
    layout = {} if style.layout is None else {"layout": style.layout}
    given = {**layout, **fields, "title": draft.title, **date, **counts}
    keys = [key for name in style.keys for key in (date if name == "date" else (name,))]
    return {key: given[key] for key in dict.fromkeys([*keys, *given]) if key in given}


def _lines(front_matter: FrontMatter, style: PostStyle, date_field: str) -> Iterator[str]:
    for key, value in front_matter.items():
        name, dash = key_to_yaml(key), style.dashes.get(key)
        if dash and value and isinstance(value, list | tuple):
            yield f"{name}:"
            yield from (f"{dash}{value_to_yaml(item)}" for item in value)
        elif isinstance(value, str):
            yield f"{name}: {_text(value, style.quotes.get(key), is_date=key == date_field)}"
        else:
            yield f"{name}: {value_to_yaml(value)}"


def _text(text: str, quote: str | None, *, is_date: bool) -> str:
    """Write text with these quotes, of an empty one plain if that can be, of None as is usual."""
    if is_date and not quote:
        return text
    if quote is None or (not quote and is_plain(text)):
        return value_to_yaml(text)
    if quote == '"':
        return quoted(text)
    from newsctl.front_matter.editing.layout import NodeKind  # noqa: PLC0415 -- 70 ms, rarely needed
    from newsctl.front_matter.editing.write_value import on_one_line  # noqa: PLC0415 -- the same

    kind = NodeKind.SINGLE if quote else NodeKind.PLAIN
    return on_one_line(text, kind, kind if quote else NodeKind.DOUBLE)
