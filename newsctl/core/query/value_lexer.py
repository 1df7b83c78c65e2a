"""The lexer of a field's value: commas separate values, two dots make a range.

`NOS,"de Volkskrant"` is two values, `300..` a range without an upper end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.messages import _
from newsctl.core.query.quotes import closing_quote
from newsctl.core.query.spans import Span, syntax_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.errors import QuerySyntaxError

WHOLE = "="
"""What stands before a value that is the whole of it: `title:="de hele titel"`."""

_COMMA = ","

# Two dots range, three are an ellipsis. Parentheses inside a value belong to it (addresses of
# Wikipedia have them), and so do the commas of an address (those of older news sites have them).
_DOTS = r"(?<!\.)\.\.(?!\.)"
_SCHEME = r"[A-Za-z]{2,9}://"
_BOUNDED = re.compile(
    rf"(?P<cut>,|{_DOTS})"
    rf"|(?:{_SCHEME}(?:\([^\s()]*\)|[^\s()])*|\([^\s()]*\)|(?!{_DOTS})[^\s(),])+"
)
_SPACED = re.compile(rf"(?P<cut>,(?=\S)|,$|{_DOTS})|(?:{_SCHEME}\S*|,(?=\s)|(?!{_DOTS})[^,])+")


class ValuePart(NamedTuple):
    """One value, or one end of a range: `text` without quotes, and its offsets.

    `starred` tells that it has an asterisk outside of quotes.
    """

    text: str
    start: int
    end: int
    quoted: bool = False
    starred: bool = False


class ValueItem(NamedTuple):
    """One of the listed values: a single part, or the two ends of a range."""

    parts: tuple[ValuePart, ...]

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.parts[-1].end


def value_end(text: str, start: int) -> int:
    """Return the end of a value: the next space or parenthesis outside of quotes."""
    end = start
    if text.startswith(WHOLE, start) and closing_quote(text, start + len(WHOLE)):
        start += len(WHOLE)
    for _place, piece in _pieces(text, start, _BOUNDED):
        end = piece.end
    return end


def split_values(text: str, start: int, end: int, *, spaced: bool) -> tuple[ValueItem, ...]:
    """Split the value `text[start:end]` at commas and at two dots.

    A `spaced` value lost its quotes in the shell: in it a comma separates only if no space follows.
    Raises QuerySyntaxError for a missing value in a list or range.
    """
    items: list[ValueItem] = []
    parts: list[ValuePart] = []
    part = ValuePart("", start, start)
    for cut, piece in _pieces(text[:end], start, _SPACED if spaced else _BOUNDED):
        if not cut:
            part = _joined(part, piece)
            continue
        parts.append(part)
        part = ValuePart("", piece.end, piece.end)
        if cut == _COMMA:
            items.append(_item(text, parts))
            parts = []
    return (*items, _item(text, [*parts, part]))


def _pieces(text: str, start: int, plain: re.Pattern[str]) -> Iterator[tuple[str, ValuePart]]:
    """Yield the separators and the texts between them; a quote counts only at a beginning."""
    at, begins = start, True
    while at < len(text):
        if begins and (end := closing_quote(text, at)):
            yield "", ValuePart(text[at + 1 : end - 1], at, end, quoted=True)
            at, begins = end, False
        elif piece := plain.match(text, at):
            cut = piece["cut"] or ""
            yield cut, ValuePart(piece.group(), at, piece.end(), starred="*" in piece.group())
            at, begins = piece.end(), bool(cut)
        else:
            return


def _joined(part: ValuePart, piece: ValuePart) -> ValuePart:
    quoted, starred = part.quoted or piece.quoted, part.starred or piece.starred
    return ValuePart(part.text + piece.text, part.start, piece.end, quoted, starred)


def _item(text: str, parts: list[ValuePart]) -> ValueItem:
    item = ValueItem(tuple(_trimmed(part) for part in parts))
    if len(parts) > 2:
        raise syntax_error(text, item, _("A range has two ends: 2019..2020"))
    if not any(part.text for part in item.parts):
        raise _nothing(text, item)
    return item


def _trimmed(part: ValuePart) -> ValuePart:
    text = part.text.strip()
    if part.quoted:
        return part._replace(text=text)
    start = part.start + len(part.text) - len(part.text.lstrip())
    return ValuePart(text, start, start + len(text), starred=part.starred)


def _nothing(text: str, item: ValueItem) -> QuerySyntaxError:
    """Return the error of an item without a value, at its quotes or at a comma beside it."""
    start = min(item.start, len(text) - 1)
    if item.end > item.start:
        place = Span(item.start, item.end)
    elif text[start] == _COMMA:
        place = Span(start, start + 1)
    else:
        place = Span(start - 1, start)
    return syntax_error(
        text,
        place,
        _("A value is missing here."),
        hint=_('A list has no spaces: bron:NOS,NU.nl or bron:NOS,"de Volkskrant"'),
    )
