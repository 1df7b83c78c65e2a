"""A file's bytes with other front matter, read again before they are returned."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from newsctl.core.errors import EditRefused
from newsctl.core.post.field_edits import RenameKey
from newsctl.front_matter.edits.entries import entries_removed, entries_renamed, entry_added
from newsctl.front_matter.edits.layout import MAPPINGS
from newsctl.front_matter.edits.outcome import same, values_after
from newsctl.front_matter.edits.outline import layout_of
from newsctl.front_matter.edits.sheet import BY_HAND, sheet_of, values_on, what_is_wrong
from newsctl.front_matter.edits.splices import spliced
from newsctl.front_matter.edits.style import Style, style_of
from newsctl.front_matter.edits.values import Place, ways_to_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import Value
    from newsctl.front_matter.edits.sheet import Sheet
    from newsctl.front_matter.edits.splices import Splice


def edited(data: bytes, edits: Sequence[FieldEdit]) -> bytes:
    """Return a file's bytes with these values of its front matter changed, and no byte more.

    A new value is written as the old one is: between the same quotes, on lines with the same
    dashes, in a block with the same indentation, if it can hold the value; else as most of the
    header is. Comments and blanks around it stay, and so do all other keys as they are written.
    Comments within a list or mapping go when a value of another kind takes its place.
    A value that is there already is left as it is, with 10 and "10" being two. Where the header
    has a key twice the last one counts and is changed; both are removed, and both renamed.

    What comes out is read again. Raises EditRefused when it does not say what was asked and
    all else as before: for a file without front matter that can be read, one that is `null`, an
    anchor that other keys need, a value merged by `<<`, a key without a colon. Raises UsageError
    for text that UTF-8 cannot hold.
    """
    editing = _Editing(sheet_of(data))
    for edit in edits:
        editing.carry_out(edit)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + "".join(editing.sheet).encode()


class _Editing:
    """A file between one edit and the next. Its style is that before the first."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._values: Mapping[str, Value] = values_on(sheet)
        self._style: Style | None = None

    def carry_out(self, edit: FieldEdit) -> None:
        """Write the edit in the first way that reads as it should."""
        wanted = values_after(self._values, edit)
        if same(self._values, wanted):
            return
        reasons = []
        for splices in self._ways(edit, wanted):
            rewritten = self.sheet._replace(header=spliced(self.sheet.header, splices))
            reason = what_is_wrong(rewritten, wanted, edit)
            if reason is None:
                self.sheet, self._values = rewritten, wanted
                return
            reasons.append(reason)
        message = reasons[0] if reasons else f"{edit.key} is not written as `key: value` here."
        raise EditRefused(message, hint=BY_HAND)

    def _ways(self, edit: FieldEdit, wanted: Mapping[str, Value]) -> Iterator[tuple[Splice, ...]]:
        header, key = self.sheet.header, edit.key
        root = layout_of(header)
        if root and root.kind not in MAPPINGS:
            raise EditRefused(
                "The front matter is an empty value, where `key: value` is expected.", hint=BY_HAND
            )
        style = self._style = self._style or style_of(self.sheet.opening, header, root)
        named = [part for part in root.parts if part.name == key] if root else []
        if root and named:
            if isinstance(edit, RenameKey):
                yield entries_renamed(root, named, edit.to)
            elif key in wanted:
                place = Place(header, root, named[-1], style)
                yield from ways_to_set(place, self._values[key], wanted[key])
            else:
                yield entries_removed(header, root, named, style)
        elif key in wanted:
            yield entry_added(header, root, key, wanted[key], style)
