"""Headers in TOML (`+++`), edited and composed by tomlkit, which preserves formatting."""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, Date, DateTime, Item, String, StringType

from newsctl.core.errors import EditRefused, UsageError
from newsctl.core.messages import _, said_by
from newsctl.core.post.date_forms import DateText
from newsctl.core.post.field_edits import RenameKey
from newsctl.core.post.numbers import TypedNumber
from newsctl.front_matter.editing.item_changes import item_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import Value

_LITERAL = {StringType.SLL, StringType.MLL}
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def header_after(
    header: str, values: Mapping[str, Value], wanted: Mapping[str, Value], edit: FieldEdit
) -> str:
    """Return a header with the wanted values, and all else as written.

    Raises EditRefused for what tomlkit cannot parse or would write otherwise, and for a value that
    TOML cannot hold.
    """
    if isinstance(edit, RenameKey):
        return _renamed(header, edit)
    try:
        document = tomlkit.parse(header)
    except TOMLKitError as error:
        raise EditRefused(
            _("The front matter cannot be changed: {error}.", error=said_by(error))
        ) from error
    if tomlkit.dumps(document) != header:
        raise EditRefused(_("The front matter cannot be written as it was."))
    key = edit.key
    old = document.item(key) if key in document else None
    if key not in wanted:
        document.remove(key)
    elif isinstance(old, Array) and isinstance(new := wanted[key], list):
        _change_list(old, values[key], new)
    elif old is not None:
        document[key] = _item(wanted[key], old)
    else:
        item = _item(wanted[key], None)
        item.trivia.trail = "\r\n" if "\r\n" in header else "\n"
        document.append(key, item)
        return _with_line(header, f"{tomlkit.key(key).as_string()} = ", item, document)
    return tomlkit.dumps(document)


def _with_line(header: str, begins: str, item: Item, document: TOMLDocument) -> str:
    """Return a header with the line of a new key where tomlkit appends it.

    That is before all tables, where tomlkit would also insert an empty line.
    """
    appended = tomlkit.dumps(document)
    at = header.rfind("\n", 0, len(posixpath.commonprefix([header, appended]))) + 1
    line = f"{begins}{item.as_string()}{item.trivia.trail}"
    return header[:at] + line + header[at:] if appended.startswith(line, at) else appended


def as_moment(header: str, key: str, value: Value) -> Value:
    """Return a date for a key that has one now, or no text, as what a TOML date is parsed to."""
    try:
        old = tomllib.loads(header).get(key)
    except ValueError:
        return value
    moment = _moment(value) if isinstance(old, date) or _is_new_date(value, old) else None
    return value if moment is None else moment_text(moment)


def _is_new_date(value: Value, old: object) -> bool:
    return isinstance(value, DateText) and not isinstance(old, str)


def moment_text(moment: date) -> DateText:
    """Format a TOML date as ISO 8601, with Z for UTC."""
    return DateText(re.sub(r"\+00:00\Z", "Z", moment.isoformat()))


def entry(key: str, value: Value, quote: str | None) -> str:
    """Return the line of a key, text with these quotes if possible.

    A date without quotes is a TOML date. Raises UsageError for what TOML cannot hold.
    """
    name = tomlkit.key(key).as_string()
    if isinstance(value, DateText) and not quote and _moment(value):
        return f"{name} = {value}"
    return f"{name} = {_new(value, is_literal=quote == chr(39)).as_string()}"


def _change_list(old: Array, was: Value, wanted: Sequence[Value]) -> None:
    """Change the items of a list; all others stay as written."""
    changes = item_changes(list(was) if isinstance(was, Sequence) else [], wanted)
    is_literal = _has_literals(old)
    for index, value in changes.replaced.items():
        old[index] = _item(value, old[index])
    for index in range(len(old), -1, -1):
        for value in reversed(changes.added.get(index, ())):
            old.insert(index, _new(value, is_literal=is_literal))
        if index in changes.removed:
            del old[index]


def _has_literals(items: Item) -> bool:
    return "'" in items.as_string() and '"' not in items.as_string()


def _item(value: Value, old: object) -> Item:
    """Return a value as an item formatted like the old one, with its comment."""
    if (isinstance(old, Date | DateTime) or _is_new_date(value, old)) and _moment(value):
        return _in_place_of(old, tomlkit.value(str(value)))
    is_literal = isinstance(old, String) and old._t in _LITERAL  # noqa: SLF001 -- told nowhere else
    return _in_place_of(old, _new(value, is_literal=is_literal))


def _in_place_of(old: object, new: Item) -> Item:
    if isinstance(old, Item):
        new.trivia.comment_ws, new.trivia.comment = old.trivia.comment_ws, old.trivia.comment
        new.trivia.trail, new.trivia.indent = old.trivia.trail, old.trivia.indent
    return new


def _new(value: Value, *, is_literal: bool) -> Item:
    """Return a value as a TOML item. Raises UsageError for what TOML cannot hold."""
    if any(one is None for one in _values_within(value)):
        raise UsageError(
            _("TOML has no empty value."), hint=_("Take the key out: newsctl set KEY! ...")
        )
    if isinstance(value, str):
        if is_literal and "'" not in value and value.isprintable():
            return tomlkit.string(value, literal=True)
        return tomlkit.string(value)
    if isinstance(value, Sequence):
        items = tomlkit.array()
        items.extend(_new(one, is_literal=is_literal) for one in value)
        return items
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update({key: _new(one, is_literal=is_literal) for key, one in value.items()})
        return table
    return tomlkit.value(value.written) if isinstance(value, TypedNumber) else tomlkit.item(value)


def _values_within(value: Value) -> Iterator[Value]:
    """Yield a value and all values nested in it."""
    yield value
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _values_within(one)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for one in value:
            yield from _values_within(one)


def _moment(value: Value) -> date | None:
    """Return the date that a text is in TOML; None if it is none."""
    try:
        found = tomllib.loads(f"x = {value}")["x"] if isinstance(value, str) else None
    except ValueError:
        return None
    return found if isinstance(found, date) else None


def _renamed(header: str, edit: RenameKey) -> str:
    """Rename the key in place, at the root and above all tables."""
    table = _TABLE.search(header)
    names = "|".join(re.escape(f"{q}{edit.key}{q}") for q in ("", '"', "'"))
    found = re.compile(rf"^[ \t]*({names})(?=[ \t]*=)", re.MULTILINE).search(
        header, 0, table.start() if table else len(header)
    )
    if found is None:
        raise EditRefused(_("{key} is not written as `key = value` here.", key=edit.key))
    name = tomlkit.key(edit.to).as_string()
    return header[: found.start(1)] + name + header[found.end(1) :]
