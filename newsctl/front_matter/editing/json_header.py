"""Edits of front matter in JSON: the members of the object, each with its place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.field_edits import RenameKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import Value

_NAME = re.compile(r'[\s,]*("(?:[^"\\]|\\.)*")\s*:\s*')


class _Member(NamedTuple):
    """A key of an object, with the offsets of its name and its value."""

    key: str
    start: int
    name_end: int
    value_start: int
    end: int


def header_after(header: str, wanted: Mapping[str, Value], edit: FieldEdit) -> str:
    """Return a header with the wanted values; a new key stands last, apart as the others are.

    The header has to be valid. A list or mapping that changes is written on one line.
    """
    members = _members(header)
    named = [member for member in members if member.key == edit.key]
    if named and isinstance(edit, RenameKey):
        return _spliced(header, named[-1].start, named[-1].name_end, _written(edit.to))
    if named and edit.key in wanted:
        return _spliced(header, named[-1].value_start, named[-1].end, _written(wanted[edit.key]))
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
