"""Edits of front matter in JSON: the members of the object, each with its place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.field_edits import RenameKey
from newsctl.front_matter.editing.item_changes import item_changes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import Value

_NAME = re.compile(r'[\s,]*("(?:[^"\\]|\\.)*")\s*:\s*')
_BETWEEN_ITEMS = re.compile(r"[\s,]*")


class _Member(NamedTuple):
    """A key of an object, with the offsets of its name and its value."""

    key: str
    start: int
    name_end: int
    value_start: int
    end: int


def header_after(
    header: str, values: Mapping[str, Value], wanted: Mapping[str, Value], edit: FieldEdit
) -> str:
    """Return a header with the wanted values; a new key stands last, apart as the others are.

    The header has to be valid. A mapping that changes is written on one line, and so is a list that
    gets longer or shorter; else its other items stay as written.
    """
    members = _members(header)
    named = [member for member in members if member.key == edit.key]
    if named and isinstance(edit, RenameKey):
        return _spliced(header, named[-1].start, named[-1].name_end, _written(edit.to))
    if named and edit.key in wanted:
        start, end = named[-1].value_start, named[-1].end
        text = _rewritten(header[start:end], values[edit.key], wanted[edit.key])
        return _spliced(header, start, end, text)
    if named:
        return _without(header, members, members.index(named[-1]))
    return _with(header, members, edit.key, wanted[edit.key])


def _members(header: str) -> list[_Member]:
    """Return the members of the object itself, not of those within it."""
    members: list[_Member] = []
    at = header.index("{") + 1
    while name := _NAME.match(header, at):
        _, at = json.JSONDecoder().raw_decode(header, name.end())
        members.append(_Member(json.loads(name[1]), *name.span(1), name.end(), at))
    return members


def _rewritten(text: str, was: Value, wanted: Value) -> str:
    """Return the text of a value in place of another."""
    if isinstance(was, list) and isinstance(wanted, list):
        changes = item_changes(was, wanted)
        if not changes.removed and not changes.added:
            places = _places(text)
            for index in sorted(changes.replaced, reverse=True):
                text = _spliced(text, *places[index], _written(changes.replaced[index]))
            return text
    return _written(wanted)


def _places(text: str) -> list[tuple[int, int]]:
    """Return the offsets at which each item of a list starts and ends."""
    places: list[tuple[int, int]] = []
    end = 1
    while (gap := _BETWEEN_ITEMS.match(text, end)) and text[gap.end()] != "]":
        start = gap.end()
        _, end = json.JSONDecoder().raw_decode(text, start)
        places.append((start, end))
    return places


def _without(header: str, members: list[_Member], number: int) -> str:
    """Remove a member with the comma behind it, or that before it for the last one."""
    if number + 1 < len(members):
        return _spliced(header, members[number].start, members[number + 1].start, "")
    start = members[number - 1].end if number else members[number].start
    return _spliced(header, start, members[number].end, "")


def _with(header: str, members: list[_Member], key: str, value: Value) -> str:
    if not members:
        at = header.index("{") + 1
        return _spliced(header, at, at, f"{_written(key)}: {_written(value)}")
    last = members[-1]
    before = members[-2].end if len(members) > 1 else header.index("{") + 1
    gap = header[before : last.start].rpartition(",")[2]
    colon = header[last.name_end : last.value_start]
    return _spliced(header, last.end, last.end, f",{gap}{_written(key)}{colon}{_written(value)}")


def _written(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, default=dict)


def _spliced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]
