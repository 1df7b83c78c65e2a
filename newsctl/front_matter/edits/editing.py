"""A file's bytes with other front matter, read again before they are returned."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import EditRefused
from newsctl.core.fences import Fenced, split_fences
from newsctl.core.field_edits import RenameKey
from newsctl.front_matter.decoding import NotUtf8, decode
from newsctl.front_matter.edits.entries import entries_removed, entries_renamed, entry_added
from newsctl.front_matter.edits.layout import layout_of
from newsctl.front_matter.edits.outcome import same, values_after
from newsctl.front_matter.edits.splices import spliced
from newsctl.front_matter.edits.style import style_of
from newsctl.front_matter.edits.values import Place, ways_to_set
from newsctl.front_matter.header import HeaderRefused, read_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.core.field_edits import FieldEdit
    from newsctl.core.post import Value
    from newsctl.front_matter.edits.splices import Splice
    from newsctl.front_matter.edits.style import Style

_BY_HAND = "Edit the file by hand."
_OPENING = re.compile("---[ \t]*(?:\r\n|[\r\n])")


class _Sheet(NamedTuple):
    """A file's text in three parts: the opening fence, the header, all that follows it."""

    opening: str
    header: str
    rest: str


def edited(data: bytes, edits: Sequence[FieldEdit]) -> bytes:
    """Return a file's bytes with these values of its front matter changed, and no byte more.

    A new value is written as the old one is: between the same quotes, on lines with the same
    dashes, in a block with the same indentation, if it can hold the value; else as most of the
    header is. Comments and blanks around it stay, and so do all other keys as they are written.
    A value that is there already is left as it is, with 10 and "10" being two. Where the header
    has a key twice the last one counts and is changed; it is removed and renamed with both.

    What comes out is read again. Raises EditRefused when it does not say what was asked and
    all else as before: for a file without front matter that can be read, an anchor that other
    keys need, a value merged by `<<`, a key written with `?`. Raises UsageError for text that
    UTF-8 cannot hold.
    """
    sheet = _sheet_of(data)
    values: Mapping[str, Value] = _read(sheet)
    root = layout_of(sheet.header)
    style = style_of(sheet.opening + sheet.header, sheet.header, root)
    for edit in edits:
        wanted = values_after(values, edit)
        if not same(values, wanted):
            sheet, values = _carried_out(sheet, values, edit, wanted, style), wanted
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + "".join(sheet).encode()


def _sheet_of(data: bytes) -> _Sheet:
    try:
        text = decode(data)
    except NotUtf8 as other:
        message = f"The file is not UTF-8; it looks like {other.looks_like}."
        raise EditRefused(message, hint="Save it as UTF-8.") from other
    fenced, opening = split_fences(text), _OPENING.match(text)
    if not isinstance(fenced, Fenced) or opening is None:
        raise EditRefused("The file has no front matter to change.", hint=_BY_HAND)
    start = opening.end()
    end = start + len(fenced.header)
    return _Sheet(text[:start], text[start:end], text[end:])


def _read(sheet: _Sheet) -> dict[str, Value]:
    try:
        return read_header(sheet.header).values
    except HeaderRefused as refused:
        raise EditRefused(f"The front matter cannot be read: {refused}", hint=_BY_HAND) from refused


def _carried_out(
    sheet: _Sheet,
    values: Mapping[str, Value],
    edit: FieldEdit,
    wanted: Mapping[str, Value],
    style: Style,
) -> _Sheet:
    """Return the first way to write the edit that reads as wanted."""
    reasons = []
    for splices in _ways(sheet.header, values, edit, wanted, style):
        rewritten = sheet._replace(header=spliced(sheet.header, splices))
        reason = _wrong(rewritten, wanted, edit)
        if reason is None:
            return rewritten
        reasons.append(reason)
    raise EditRefused(reasons[0] if reasons else _not_written(edit), hint=_BY_HAND)


def _ways(
    header: str,
    values: Mapping[str, Value],
    edit: FieldEdit,
    wanted: Mapping[str, Value],
    style: Style,
) -> Iterator[tuple[Splice, ...]]:
    root, key = layout_of(header), edit.key
    named = [part for part in root.parts if part.name == key] if root else []
    if root and named:
        if isinstance(edit, RenameKey):
            yield entries_renamed(root, named, edit.to)
        elif key in wanted:
            yield from ways_to_set(
                Place(header, root, named[-1], style), values.get(key), wanted[key]
            )
        else:
            yield entries_removed(header, root, named, style)
    elif key in wanted:
        yield entry_added(header, root, key, wanted[key], style)


def _not_written(edit: FieldEdit) -> str:
    return f"{edit.key} is not written as `key: value` here."


def _wrong(rewritten: _Sheet, wanted: Mapping[str, Value], edit: FieldEdit) -> str | None:
    """Read a file again and return what keeps it from being what was asked, None if nothing."""
    fenced = split_fences("".join(rewritten))
    if not isinstance(fenced, Fenced) or fenced.header != rewritten.header:
        return f"Changing {edit.key} would end the front matter earlier."
    try:
        read = read_header(fenced.header).values
    except HeaderRefused as refused:
        return f"Changing {edit.key} would make the front matter unreadable: {refused}"
    if same(read, wanted):
        return None
    others = [key for key in {**wanted, **read} if not same(wanted.get(key), read.get(key))]
    other = next((key for key in others if key != edit.key), None)
    if other is not None:
        return f"Changing {edit.key} would change {other} too."
    return f"{edit.key} cannot be written so that it reads as asked."
