"""Composing the bytes of a new post from a draft, in the style of the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.change.post_style import SEED, TitlePlace
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.post.date_forms import DateText, as_date
from newsctl.core.post.fences import Syntax
from newsctl.core.post.filename import note_name
from newsctl.core.post.word_counts import count_words
from newsctl.front_matter.editing.write_value import is_plain, key_to_yaml, quoted, value_to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

    from newsctl.core.change.post_style import PostStyle
    from newsctl.core.post.post import Draft, FrontMatter, Value


def compose(draft: Draft, style: PostStyle = SEED, *, date_field: str, zone: tzinfo) -> bytes:
    """Return the bytes of a draft, written in a style.

    The date is written in the archive's zone, without fractions of a second. That of an import
    (`keeps_offset`) keeps its own offset if posts have one. `aantal` and `unieke` are counted,
    whatever the draft says. Line ends become those of the style, and the last line has one.

    Raises UsageError for text that is not valid Unicode and for endless nesting of lists.
    """
    body = _body(_headed(draft, style), style)
    date = _date_text(draft, style, zone)
    front_matter = _front_matter(draft, style, body, {date_field: date} if date else {})
    try:
        lines = [*_lines(front_matter, style)]
    except RecursionError as error:
        raise UsageError(_("A value of the front matter is nested too deep.")) from error
    fence = "+++" if style.syntax is Syntax.TOML else "---"
    text = "\n".join((fence, *lines, fence, body))
    return text.replace("\n", style.line_end).encode()


def _date_text(draft: Draft, style: PostStyle, zone: tzinfo) -> str | None:
    if draft.date is None:
        return None
    if draft.keeps_offset and draft.date.tzinfo and style.date and style.date.zone:
        zone = draft.date.tzinfo
    return style.date_text(draft.date, zone, is_exact=draft.is_dated)


def _headed(draft: Draft, style: PostStyle) -> str:
    """Return a body with the title as its heading, if posts have it there."""
    if style.title is not TitlePlace.HEADING:
        return draft.body
    return f"# {draft.title}\n\n{draft.body}"


def _body(body: str, style: PostStyle) -> str:
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    quoted(text)
    return "\n" * style.is_spaced + f"{text}\n" if text else ""


def _front_matter(
    draft: Draft, style: PostStyle, body: str, date: Mapping[str, str]
) -> FrontMatter:
    """Return the front matter of a draft, in the order and with the counts of the style."""
    fields = style.fields_of(draft.fields)
    counts = {
        key: count
        for key, count in count_words(body)._asdict().items()
        if key in style.counts or key in fields
    }
    layout = {} if style.layout is None else {"layout": style.layout}
    given = {**layout, **style.flags, **fields, "title": draft.title, **date, **counts}
    if style.title is TitlePlace.HEADING or (
        style.title is TitlePlace.NAME and not draft.slug and note_name(draft.title) == draft.title
    ):
        del given["title"]  # which the heading or the file name tells
    keys = [key for name in style.keys for key in (date if name == "date" else (name,))]
    return {
        key: _of_style(given[key], style, key)
        for key in dict.fromkeys([*keys, *given])
        if key in given
    }


def _of_style(value: Value, style: PostStyle, key: str) -> Value:
    """Return a value, as a date if it looks like one and posts have dates under this key."""
    if isinstance(value, str) and key in style.dates:
        return as_date(value) or value
    return value


def _lines(front_matter: FrontMatter, style: PostStyle) -> Iterator[str]:
    """Yield the lines of front matter in the syntax and with the quotes of the style."""
    if style.syntax is Syntax.TOML:
        from newsctl.front_matter.editing.toml_header import entry  # noqa: PLC0415 -- 0.1 s

        for key, value in front_matter.items():
            yield entry(key, value, style.quotes.get(key))
        return
    for key, value in front_matter.items():
        name, dash = key_to_yaml(key), style.dashes.get(key)
        if dash and value and isinstance(value, list | tuple):
            yield f"{name}:"
            yield from (f"{dash}{value_to_yaml(item)}" for item in value)
        elif value and isinstance(value, list | tuple) and style.quotes.get(key):
            items = (_item(item, style.quotes[key]) for item in value)
            yield f"{name}: [{', '.join(items)}]"
        elif isinstance(value, str):
            yield f"{name}: {_text(value, style.quotes.get(key))}"
        else:
            yield f"{name}: {value_to_yaml(value)}"


def _item(value: Value, quote: str) -> str:
    return _text(value, quote) if isinstance(value, str) else value_to_yaml(value)


def _text(text: str, quote: str | None) -> str:
    """Write text with these quotes; empty quotes mean plain if possible, None means the default."""
    if isinstance(text, DateText) and not quote:
        return text
    if quote is None or (not quote and is_plain(text)):
        return value_to_yaml(text)
    if quote == '"':
        return quoted(text)
    from newsctl.front_matter.editing.layout import NodeKind  # noqa: PLC0415 -- 70 ms, rarely needed
    from newsctl.front_matter.editing.write_value import on_one_line  # noqa: PLC0415 -- the same

    kind = NodeKind.SINGLE if quote else NodeKind.PLAIN
    return on_one_line(text, kind, kind if quote else NodeKind.DOUBLE)
