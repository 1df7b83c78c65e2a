"""The values of a post that cells of CSV mean."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from newsctl.core.change.assignments import (
    Assignment,
    Operator,
    check_type,
    comma_message,
    has_decimal_comma,
    value_of,
)
from newsctl.core.messages import _
from newsctl.core.post.json_cells import json_in
from newsctl.core.post.numbers import has_thousands
from newsctl.core.settings.field_types import FieldType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.core.post.post import Value
    from newsctl.exchange.import_options import ImportOptions

_FRACTION = re.compile(r"-?\d+(?:\.\d+)?e[+-]?\d+|-?\d+\.\d+", re.ASCII)
"""A fraction as newsctl writes it, in which a point is no thousand."""

_TEXTS = {"title", "date", "slug", "path", "body", "text", "guid"}


def value_of_cell(key: str, cell: Value, options: ImportOptions) -> Value:
    """Return the value of a cell as `set` and `--field` read it. Raises UsageError.

    In CSV of newsctl, JSON is what it says; in other CSV, only a list of texts.
    """
    if not isinstance(cell, str) or key in _TEXTS:
        return cell
    kind = options.field(key).type
    if options.is_own and kind is FieldType.NUMBER and _FRACTION.fullmatch(cell):
        return float(cell)
    found = json_in(cell)
    if found is not None and (options.is_own or _is_list_of_texts(found)):
        return found
    if kind is FieldType.DATE:
        return options.date(key, cell)
    check_type(Assignment(key, Operator.SET, cell), kind)
    read = value_of(key, cell, kind)
    if has_decimal_comma(cell, read):
        options.notice(comma_message(key))
    return read


def _is_list_of_texts(value: Value) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def with_fractions(
    posts: Sequence[Mapping[str, Value]], options: ImportOptions
) -> Iterator[Mapping[str, Value]]:
    """Yield the posts of a file, with numbers in columns that have fractions and numbers alone.

    These are columns of keys that no post of the archive has. Texts are kept, and
    that is told, where a number would be written otherwise (`3.10`), or may be a thousand; then
    all of a column are texts, but those of newsctl's own files, which are what they say.
    """
    columns: dict[str, list[Value]] = defaultdict(list)
    for post in posts:
        for key in post.keys() - _TEXTS - {*options.own.keys}:
            columns[key].append(post[key])
    kinds = {key: _kind(key, values, options) for key, values in columns.items()}
    for post in posts:
        yield {key: _of_kind(kinds.get(key), value) for key, value in post.items()}


def _of_kind(kind: type[str | float] | None, value: Value) -> Value:
    if kind is float and isinstance(value, str):
        return float(value)
    return str(value) if kind is str and type(value) is int else value


def _kind(key: str, values: Sequence[Value], options: ImportOptions) -> type[str | float] | None:
    """Return what all values of a column become; None if they stay as they are."""
    texts = [value for value in values if type(value) not in {int, float}]
    fractions = [text for text in texts if isinstance(text, str) and _FRACTION.fullmatch(text)]
    if not fractions or len(fractions) < len(texts) or options.field(key).type is not FieldType.ANY:
        return None
    for text in fractions:
        if str(float(text)) != text or (has_thousands(text) and not options.is_own):
            options.notice(
                _(
                    "{key} is kept as text, for {text} and the like. To have numbers, newsctl.toml "
                    'says so: type = "number" under [fields.{key}].',
                    key=key,
                    text=text,
                )
            )
            return None if options.is_own else str
    return float
