"""Edits of front matter in the bytes of a file, verified by parsing the result."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import EditRefused
from newsctl.core.messages import _
from newsctl.core.post.date_forms import as_date, is_timestamp
from newsctl.core.post.fences import Syntax, Unfenced, split_fences
from newsctl.core.post.field_edits import RenameKey, SetValue
from newsctl.front_matter.editing import json_header
from newsctl.front_matter.editing.item_changes import item_changes
from newsctl.front_matter.editing.layout import (
    BLOCK_SCALARS,
    LISTS,
    MAPPINGS,
    NodeKind,
    Splice,
    Style,
    layout_of,
    line_end,
    line_end_before,
    line_start,
    next_line,
    same_line,
    spliced,
    style_of,
)
from newsctl.front_matter.editing.split_file import (
    BY_HAND,
    same,
    split_file,
    values_after,
    values_in,
    what_is_wrong,
)
from newsctl.front_matter.editing.write_list import change_flow_list, change_list, lines_of_list
from newsctl.front_matter.editing.write_value import (
    key_on_one_line,
    key_to_yaml,
    on_one_line,
    rewritten_block,
)
from newsctl.front_matter.reading.decoding import NotUtf8, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import Value
    from newsctl.front_matter.editing.layout import LayoutNode, LayoutPart, Style
    from newsctl.front_matter.editing.split_file import SplitFile


def edited(data: bytes, edits: Sequence[FieldEdit]) -> bytes:
    """Return a file's bytes with edits of its front matter, and no other byte changed.

    A new value is written like the old one: with the same quotes, on lines with the same dashes, in
    a block with the same indentation, if that can hold the value; else like most of the header.
    Comments and blanks around it stay, and so do all other keys as written. Comments within a list
    or mapping are lost when a value of another type replaces it. An equal value is left as it is;
    10 and "10" are different. If the header has a key twice, the last one counts and is changed;
    both are removed, and both renamed.

    The result is parsed. Raises EditRefused if it does not have the new values and all others as
    before: for a file without valid front matter, one that is `null`, an anchor that other keys
    need, a value merged by `<<`, a key without a colon. Raises UsageError for text that UTF-8
    cannot encode.
    """
    editing = _Editing(split_file(data))
    for edit in edits:
        editing.carry_out(edit)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + "".join(editing.sheet).encode()


def edited_or_opened(data: bytes, edits: Sequence[FieldEdit]) -> bytes:
    """Return a file's bytes with edits of its front matter, which it gets if it has none.

    The fences stand above the text, whose bytes stay, below a byte order mark. Raises as `edited`.
    """
    try:
        fenced = split_fences(decode(data))
    except NotUtf8:
        return edited(data, edits)
    if fenced is not Unfenced.MISSING:
        return edited(data, edits)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    fence = b"---\r\n" if b"\r\n" in data else b"---\n"
    opened = mark + fence + fence + data.removeprefix(mark)
    new = edited(opened, edits)
    return data if new == opened else new


class _Editing:
    """A file during a series of edits. Its style is that before the first."""

    def __init__(self, sheet: SplitFile) -> None:
        self.sheet = sheet
        self._values: Mapping[str, Value] = values_in(sheet)
        self._style: Style | None = None

    def carry_out(self, edit: FieldEdit) -> None:
        """Apply an edit in the first way whose result is verified."""
        wanted = values_after(self._values, edit)
        if same(self._values, wanted):
            return
        reasons = []
        if self.sheet.syntax is Syntax.TOML:
            from newsctl.front_matter.editing.toml_header import as_moment, header_after  # noqa: PLC0415 -- 0.1 s

            if edit.key in wanted:
                moment = as_moment(self.sheet.header, edit.key, wanted[edit.key])
                wanted = {**wanted, edit.key: moment}
            headers = iter([header_after(self.sheet.header, self._values, wanted, edit)])
        elif self.sheet.syntax is Syntax.JSON:
            headers = iter(
                [json_header.header_after(self.sheet.header, self._values, wanted, edit)]
            )
        else:
            ways = self._ways_to_write(edit, wanted)
            headers = (spliced(self.sheet.header, splices) for splices in ways)
        for header in headers:
            rewritten = self.sheet._replace(header=header)
            reason = what_is_wrong(rewritten, wanted, edit)
            if reason is None:
                self.sheet, self._values = rewritten, wanted
                return
            reasons.append(reason)
        message = (
            reasons[0] if reasons else _("{key} is not written as `key: value` here.", key=edit.key)
        )
        raise EditRefused(message, hint=BY_HAND)

    def _ways_to_write(
        self, edit: FieldEdit, wanted: Mapping[str, Value]
    ) -> Iterator[tuple[Splice, ...]]:
        """Yield the ways to write an edit in YAML, the one with the fewest changes first."""
        header, key = self.sheet.header, edit.key
        root = layout_of(header)
        if root and root.kind not in MAPPINGS:
            raise EditRefused(
                _("The front matter is an empty value, where `key: value` is expected."),
                hint=BY_HAND,
            )
        style = self._style = self._style or style_of(self.sheet.opening, header, root)
        named = [part for part in root.parts if part.name == key] if root else []
        if root and named:
            if isinstance(edit, RenameKey):
                yield entries_renamed(root, named, edit.to)
            elif key in wanted:
                place = Target(header, root, named[-1], style)
                yield from ways_to_set(place, self._values[key], wanted[key])
            else:
                yield entries_removed(header, root, named, style)
        elif key in wanted:
            after = edit.after if isinstance(edit, SetValue) else ()
            yield entry_added(header, root, (key, wanted[key]), style, after)


def entry_added(
    header: str,
    root: LayoutNode | None,
    item: tuple[str, Value],
    style: Style,
    after: Sequence[str] = (),
) -> tuple[Splice, ...]:
    """Return the splices that insert a key and value behind the last of `after`, or at the end.

    In a root with braces they are inserted before the closing brace, else before the closing fence.
    """
    key, value = item
    if root and root.kind is NodeKind.FLOW_MAPPING:
        text = on_one_line(value, NodeKind.PLAIN, style.quote, in_flow=True)
        entry = f"{key_on_one_line(key, NodeKind.PLAIN, in_flow=True)}: {text}"
        return change_flow_list(header, root, range(len(root.parts)), [entry], style)
    first = root.parts[0].start if root else 0
    indent = header[line_start(header, first) : first]
    name = f"{indent}{key_on_one_line(key, NodeKind.PLAIN, in_flow=False)}:"
    entry = f"{name}{_behind_colon(value, style)}{style.newline}"
    before = [part for part in root.parts if part.name in after] if root else []
    at = next_line(header, before[-1].end) if before else len(header)
    return (Splice(at, at, entry),)


def _behind_colon(value: Value, style: Style) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and value and style.dash:
        return lines_of_list(value, style.dash, NodeKind.PLAIN, style)
    return f" {on_one_line(value, NodeKind.PLAIN, style.quote)}"


def entries_removed(
    header: str, root: LayoutNode, named: Sequence[LayoutPart], style: Style
) -> tuple[Splice, ...]:
    """Return the splices that remove entries, with their lines and the comment behind each.

    Comments above it stay: they often concern what follows as well.
    """
    if root.kind is NodeKind.FLOW_MAPPING:
        kept = [index for index, part in enumerate(root.parts) if part not in named]
        return change_flow_list(header, root, kept, (), style)
    return tuple(
        Splice(line_start(header, part.start), next_line(header, part.end)) for part in named
    )


def entries_renamed(root: LayoutNode, named: Sequence[LayoutPart], to: str) -> tuple[Splice, ...]:
    """Return the splices that rename the key of entries, with the same quotes."""
    in_flow = root.kind is NodeKind.FLOW_MAPPING
    keys = [part.key for part in named if part.key]
    return tuple(
        Splice(key.content, key.end, key_on_one_line(to, key.kind, in_flow=in_flow)) for key in keys
    )


def cleared(header: str, part: LayoutPart) -> tuple[Splice, ...]:
    """Return the splices that remove the value; its anchor and tag stay."""
    old, behind = part.value, part.behind_mark
    if old.kind is NodeKind.EMPTY:
        return ()
    if not same_line(header, behind, old.content):
        end = (
            line_end(header, old.end)
            if old.kind in {NodeKind.BLOCK_LIST, NodeKind.BLOCK_MAPPING}
            else old.end
        )
        return (Splice(line_end_before(header, old.content), end),)
    if old.kind in BLOCK_SCALARS:
        lines = line_end(header, old.content)
        first = Splice(behind, old.content + len(old.indicators))
        return (first, Splice(lines, max(lines, old.end)))
    return (Splice(behind, old.end),)


def place_of_lines(header: str, part: LayoutPart) -> int:
    """Return the offset at which lines that replace the value are inserted.

    It is the end of a line: of the last one of a value that begins beside its key, else of the
    key's own, which includes the indicators of a block scalar (`|`, `>`).
    """
    old, behind = part.value, part.behind_mark
    begins_beside = old.kind not in BLOCK_SCALARS and same_line(header, behind, old.content)
    return line_end(header, old.end if begins_beside else behind)


def gap_before(header: str, part: LayoutPart) -> str:
    """Return the blanks between the colon and a value behind it; one for a value below it."""
    gap = header[part.behind_mark : part.value.content]
    return gap if gap and not gap.strip(" \t") else " "


_IN_LINES = {*BLOCK_SCALARS, NodeKind.BLOCK_LIST, NodeKind.BLOCK_MAPPING}


class Target(NamedTuple):
    """An entry of a header's root mapping, with the style of its value."""

    header: str
    root: LayoutNode
    part: LayoutPart
    style: Style

    @property
    def in_flow(self) -> bool:
        """Whether the root is written between braces."""
        return self.root.kind is NodeKind.FLOW_MAPPING

    @property
    def column(self) -> int:
        """The column of the root's keys."""
        return self.part.start - line_start(self.header, self.part.start)


def ways_to_set(target: Target, was: Value, value: Value) -> Iterator[tuple[Splice, ...]]:
    """Yield ways to write a value, the best first; the caller verifies each.

    There are none for a key without a colon: `? key`, and a lone key between braces.
    """
    old = target.part.value
    if target.part.mark is None:
        return
    match value:
        case str() if old.kind in BLOCK_SCALARS:
            yield from _block(target, value)
        case list() if value and isinstance(was, list) and old.kind in LISTS:
            changes = item_changes(was, value)
            yield change_list(target.header, old, changes, target.style)
            yield change_list(target.header, old, changes, target.style, keep_tags=False)
        case list() if value and target.style.dash and not target.in_flow:
            yield _list_in_lines(target, target.style.dash, value)
        case dict() if value and old.kind is NodeKind.BLOCK_MAPPING:
            yield _mapping_in_lines(target, value)
        case None if _shares_line(target) and not target.in_flow:
            yield cleared(target.header, target.part)
    yield from _on_one_line(target, value)


def _block(target: Target, text: str) -> Iterator[tuple[Splice, ...]]:
    old = target.part.value
    block = rewritten_block(target.header, old, text, target.column, target.style.newline)
    if block:
        yield block


def _list_in_lines(target: Target, dash: str, items: list[Value]) -> tuple[Splice, ...]:
    lines = lines_of_list(items, dash, target.part.value.kind, target.style)
    return _in_lines(target, lines)


def _mapping_in_lines(target: Target, mapping: Mapping[str, Value]) -> tuple[Splice, ...]:
    first, quote = target.part.value.parts[0].start, target.style.quote
    before = target.style.newline + target.header[line_start(target.header, first) : first]
    entries = (
        f"{before}{key_to_yaml(key)}: {on_one_line(value, NodeKind.PLAIN, quote)}"
        for key, value in mapping.items()
    )
    return _in_lines(target, "".join(entries))


def _in_lines(target: Target, lines: str) -> tuple[Splice, ...]:
    at = place_of_lines(target.header, target.part)
    return (Splice(at, at, lines), *cleared(target.header, target.part))


def _on_one_line(target: Target, value: Value) -> Iterator[tuple[Splice, ...]]:
    """Yield ways to write a value on the line of its key."""
    header, part = target.header, target.part
    old = part.value
    if isinstance(value, str) and old.kind is NodeKind.PLAIN and is_timestamp(old.text):
        value = as_date(value) or value
    text = on_one_line(value, old.kind, target.style.quote, in_flow=target.in_flow)
    if old.kind is NodeKind.EMPTY:
        yield (Splice(old.content, old.content, f" {text}"),)
    elif old.kind in _IN_LINES:
        at = part.behind_mark
        new = Splice(at, at, gap_before(header, part) + text)
        yield (new, *cleared(header, part))
    else:
        yield (Splice(old.content, old.end, text),)
    if old.behind_tag is not None and old.kind not in _IN_LINES:
        yield (Splice(old.start, old.end, text),)


def _shares_line(target: Target) -> bool:
    """Tell whether a value is on the line of its colon, so that it can be left out."""
    old, mark = target.part.value, target.part.behind_mark
    return same_line(target.header, mark, old.content) or old.kind in _IN_LINES
