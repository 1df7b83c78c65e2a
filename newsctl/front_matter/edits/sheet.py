"""A file's text with its header apart, and whether that says what it should."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import EditRefused
from newsctl.core.post.fences import Fenced, Syntax, split_fences
from newsctl.core.post.field_edits import RenameKey
from newsctl.front_matter.decoding import NotUtf8, decode
from newsctl.front_matter.edits.outcome import same
from newsctl.front_matter.header import HeaderRefused, read_header

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import Value

BY_HAND = "Edit the file by hand."
_FIRST_LINE = re.compile("[^\r\n]*(?:\r\n|[\r\n])")


class Sheet(NamedTuple):
    """A file's text in three parts: the opening fence, the header, all that follows it."""

    opening: str
    header: str
    rest: str


def sheet_of(data: bytes) -> Sheet:
    """Part a file's text. Raises EditRefused for one without front matter, or not in UTF-8."""
    try:
        text = decode(data)
    except NotUtf8 as other:
        message = f"The file is not UTF-8; it looks like {other.looks_like}."
        raise EditRefused(message, hint="Save it as UTF-8.") from other
    fenced, opening = split_fences(text), _FIRST_LINE.match(text)
    if not isinstance(fenced, Fenced) or opening is None:
        raise EditRefused("The file has no front matter.", hint=BY_HAND)
    if fenced.syntax is not Syntax.YAML:
        message = f"The front matter is {fenced.syntax}, which newsctl reads and does not change."
        raise EditRefused(message, hint=BY_HAND)
    start, end = opening.end(), opening.end() + len(fenced.header)
    return Sheet(text[:start], text[start:end], text[end:])


def values_on(sheet: Sheet) -> dict[str, Value]:
    """Read the header. Raises EditRefused for one that cannot be read."""
    try:
        return read_header(sheet.header).values
    except HeaderRefused as refused:
        raise EditRefused(f"The front matter cannot be read: {refused}", hint=BY_HAND) from refused


def what_is_wrong(sheet: Sheet, wanted: Mapping[str, Value], edit: FieldEdit) -> str | None:
    """Read the whole file again and say why it is not what the edit was for, None if it is."""
    fenced = split_fences("".join(sheet))
    if not isinstance(fenced, Fenced) or fenced.header != sheet.header:
        return f"Changing {edit.key} would end the front matter elsewhere."
    try:
        read = read_header(fenced.header).values
    except HeaderRefused as refused:
        return f"Changing {edit.key} would make the front matter unreadable: {refused}"
    return None if same(read, wanted) else _difference(read, wanted, edit)


def _difference(read: Mapping[str, Value], wanted: Mapping[str, Value], edit: FieldEdit) -> str:
    asked = {edit.key, edit.to} if isinstance(edit, RenameKey) else {edit.key}
    for key in {**wanted, **read}:
        if key not in asked and not same(wanted.get(key), read.get(key)):
            return f"Changing {edit.key} would change {key} too."
    return f"{edit.key} cannot be written so that it reads as asked."
