"""Reading files of any format as items with the keys of posts."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from newsctl.core.change.items import Item
from newsctl.core.change.post_objects import OF_ANSWERS, under_meant_keys
from newsctl.core.errors import NewsctlError, UsageError
from newsctl.core.messages import _
from newsctl.core.post.post import OWN_VALUES
from newsctl.core.settings.field_types import FieldType
from newsctl.exchange.csv_values import value_of_cell, with_fractions
from newsctl.exchange.import_formats import BEGINNING, ImportFormat, format_of
from newsctl.exchange.json_lines import array_items, line_items
from newsctl.exchange.value_kinds import ValueKind, value_of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsctl.core.post.post import Value
    from newsctl.exchange.import_options import ImportOptions

LARGEST_DOCUMENT = 128 * 1024**2
"""Bytes of a file that has to be read whole: a feed of 10,000 items has some 30 million."""

_OWN_CSV = re.compile(rb"(?:\xef\xbb\xbf)?path([,;])date\1title(?:\1|\r?\n)")
"""How CSV of newsctl begins."""

_BEFORE_JSON = b"\xef\xbb\xbf \t\r\n"


def read_items(stream: BinaryIO, where: str, options: ImportOptions) -> Iterator[Item]:
    """Yield the items of a file. An error that ends the file is an item too, the last one."""
    source = io.BufferedReader(cast("io.RawIOBase", stream), BEGINNING)
    try:
        form = options.form or format_of(source.peek(BEGINNING)[:BEGINNING], where)
        if form is ImportFormat.CSV:
            options = options._replace(is_own=_is_own_csv(source.peek(BEGINNING)))
        items = _named_items(source, where, form, options)
        yield from _with_fractions(items, options) if form is ImportFormat.CSV else items
    except UsageError as error:
        yield Item(where, error)
    finally:
        source.detach()  # the owner of the stream closes it


def _named_items(
    stream: io.BufferedReader[Any], where: str, form: ImportFormat, options: ImportOptions
) -> Iterator[Item]:
    """Yield items under the keys of posts, and add their own keys to `options.keys`."""
    try:
        for item in _items_in_format(stream, where, form, options):
            if isinstance(item.content, NewsctlError):
                yield item
            else:
                options.keys.update(item.content)
                yield Item(item.where, _under_new_keys(item.content, form, options))
    except UsageError as error:
        yield Item(where, error)


def _with_fractions(items: Iterable[Item], options: ImportOptions) -> Iterator[Item]:
    items = [*items]
    posts = [item.content for item in items if not isinstance(item.content, NewsctlError)]
    changed = with_fractions(posts, options)
    for item in items:
        yield item if isinstance(item.content, NewsctlError) else Item(item.where, next(changed))


def _items_in_format(
    stream: io.BufferedReader[Any], where: str, form: ImportFormat, options: ImportOptions
) -> Iterator[Item]:
    """Yield the items of a file, read by the module of its format."""
    # Each format is loaded where it is asked for: feedparser alone takes 50 ms
    if form is ImportFormat.CSV:
        from newsctl.exchange.csv_rows import row_items  # noqa: PLC0415

        yield from row_items(stream, where, options.name_of)
    elif form is ImportFormat.WXR:
        from newsctl.exchange.wordpress import wordpress_items  # noqa: PLC0415

        yield from wordpress_items(stream, where)
    elif form is ImportFormat.HTML:
        yield Item(where, options.page(_whole(stream, where)))
    elif form is ImportFormat.SQLITE:
        from newsctl.exchange.database_rows import database_items  # noqa: PLC0415

        yield from database_items(_whole(stream, where), where)
    elif form is ImportFormat.JSONFEED:
        from newsctl.exchange.json_feed import json_feed_items  # noqa: PLC0415

        yield from json_feed_items(_whole(stream, where), where)
    elif form is not ImportFormat.JSONL:
        from newsctl.exchange.feeds import feed_items  # noqa: PLC0415

        yield from feed_items(_whole(stream, where), where, options.notice)
    elif stream.peek(BEGINNING).lstrip(_BEFORE_JSON).startswith(b"["):
        yield from array_items(_whole(stream, where), where)
    else:
        yield from line_items(stream, where)


def _is_own_csv(beginning: bytes) -> bool:
    return _OWN_CSV.match(beginning) is not None


def _whole(stream: BinaryIO, where: str) -> bytes:
    data = stream.read(LARGEST_DOCUMENT + 1)
    if len(data) > LARGEST_DOCUMENT:
        raise UsageError(
            _(
                "{where} has more than {largest_document} MB, which is too much to read at once.",
                where=where,
                largest_document=LARGEST_DOCUMENT // 1024**2,
            ),
            hint=_("Split it, or make it JSON lines: these are read one by one."),
        )
    return data


def _under_new_keys(
    values: Mapping[str, Value], form: ImportFormat, options: ImportOptions
) -> Mapping[str, Value] | UsageError:
    """Return values under their new keys, or why they cannot have them; renamed ones win.

    The text of a CSV cell becomes a value as in `set` and `--field`.
    """
    renamed_last = sorted(values.items(), key=lambda one: one[0] in options.names)
    named = {options.names.get(key, key): value for key, value in renamed_last}
    named.pop("", None)
    try:
        found = under_meant_keys(named, options.own)
    except UsageError as error:
        return error
    if form is ImportFormat.SQLITE:
        found = {key: _truth_of_number(key, value, options) for key, value in found.items()}
    elif form is ImportFormat.CSV:
        try:
            found = {key: value_of_cell(key, value, options) for key, value in found.items()}
        except UsageError as error:
            return error
        if options.is_own:
            found = {key: value for key, value in found.items() if key not in OF_ANSWERS}
    if isinstance(own := found.get(OWN_VALUES), dict):
        found[OWN_VALUES] = {options.names.get(key, key): value for key, value in own.items()}
    return found


def _truth_of_number(key: str, value: Value, options: ImportOptions) -> Value:
    """Return 0 and 1 of a database as truth values where the archive has these: SQLite has none."""
    if type(value) is not int or options.field(key).type is not FieldType.BOOLEAN:
        return value
    return value_of_kind(value, ValueKind.BOOLEAN)
