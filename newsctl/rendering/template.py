"""Templates given by the user: `{date:%Y-%m-%d} {title}`.

A field is looked up by its name only: there are no attributes, items, conversions or calls, so that
a template from an archive's settings is safe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newsctl.core.errors import UsageError
from newsctl.core.messages import _, said_by
from newsctl.core.query.fields import AS_WRITTEN
from newsctl.rendering.dutch_dates import check_pattern, formatted
from newsctl.rendering.fields import (
    canonical,
    check_field,
    field_text,
    field_value,
    value_text,
)
from newsctl.rendering.harmless import one_line_of_data

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from newsctl.core.archive.hits import Hit
    from newsctl.core.research.tables import Cell, Row
    from newsctl.rendering.paths import Place

_ESCAPES = {r"\n": "\n", r"\t": "\t", r"\0": "\0", r"\\": "\\"}
_ESCAPE = re.compile(r"\\[nt0\\]")

# Fill only with blanks and zeros, widths of three digits: `{title:9999999999}` eats the memory.
_SPEC = re.compile(r"(?P<align>[<>^]?)(?P<number>0?)(?P<width>\d{0,3})(\.(?P<most>\d{1,3}))?f?")


MOST_CHARACTERS, MOST_FIELDS = 10_000, 100
"""What a template may hold: an archive's settings may bring one, to be filled in for each post."""


class _Slot(NamedTuple):
    """A field in a template, with its format."""

    name: str
    spec: str


_TemplatePiece: TypeAlias = str | _Slot


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed template, to be filled in for each hit."""

    pieces: Sequence[_TemplatePiece]

    @classmethod
    def parse(
        cls, text: str, known: Collection[str] | None = None, *, scored: bool = True
    ) -> Template:
        r"""Parse a template; `known` and `scored` are those of `canonical`.

        A line end is added, unless the template ends with `\n` or `\0`. Raises UsageError.
        """
        if len(text) > MOST_CHARACTERS:
            raise UsageError(
                _(
                    "A template has at most {most_characters:,} characters.",
                    most_characters=MOST_CHARACTERS,
                )
            )
        pieces = list(_pieces(text, known, scored=scored))
        if sum(isinstance(piece, _Slot) for piece in pieces) > MOST_FIELDS:
            raise UsageError(
                _("A template has at most {most_fields} fields.", most_fields=MOST_FIELDS)
            )
        last = pieces[-1] if pieces else ""
        if not (isinstance(last, str) and last.endswith(("\n", "\0"))):
            pieces.append("\n")
        return cls(tuple(pieces))

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it names."""
        return tuple(piece.name for piece in self.pieces if isinstance(piece, _Slot))

    def fill(self, hit: Hit, place: Place) -> str:
        """Fill in the fields of one hit; missing ones are empty."""
        return "".join(
            piece if isinstance(piece, str) else _filled(piece, hit, place) for piece in self.pieces
        )

    def fill_row(self, row: Row) -> str:
        """Fill in the cells of a row of figures."""
        return "".join(
            piece if isinstance(piece, str) else _cell(row[piece.name], piece.spec)
            for piece in self.pieces
        )

    def fill_all(self, hits: Iterable[Hit], place: Place) -> Iterator[str]:
        """Yield the template, filled in for each hit."""
        for hit in hits:
            yield self.fill(hit, place)


def _pieces(text: str, known: Collection[str] | None, *, scored: bool) -> Iterator[_TemplatePiece]:
    """Yield the literal texts and the fields of a template. Raises UsageError."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise UsageError(
            _("The template is not understood: {error}.", error=said_by(error)),
            hint=_("A brace itself is {{ or }}."),
        ) from error
    for literal, name, spec, conversion in parts:
        if literal:
            yield _ESCAPE.sub(lambda match: _ESCAPES[match.group()], literal)
        if name is not None:
            _refuse_conversion(name, conversion)
            yield _slot(name, spec or "", known, scored=scored)


def _refuse_conversion(name: str, conversion: str | None) -> None:
    if conversion:
        raise UsageError(
            _(
                "A template has no conversions: {{{name}!{conversion}}}.",
                name=name,
                conversion=conversion,
            )
        )


def _slot(name: str, spec: str, known: Collection[str] | None, *, scored: bool) -> _Slot:
    """Return a field with its format. Raises UsageError for an invalid one."""
    if not name or (known is None and not _is_a_name(name)):
        raise UsageError(
            _("A template has no field {{{name}}}.", name=name),
            hint=_("A field is a name: {title}, {bron}."),
        )
    name = canonical(name, known, scored=scored)
    check_field(name, known)
    if name == "date" and "%" in spec:
        check_pattern(spec)
    elif not _SPEC.fullmatch(spec):
        raise UsageError(
            _("Field {name} cannot be formatted by {spec!r}.", name=name, spec=spec),
            hint=_("A width and a most, such as {title:>40.40}; {date:%d %B %Y} for the date."),
        )
    return _Slot(name, spec)


def _is_a_name(name: str) -> bool:
    return not re.search(r"[.\[\]{}]", name.removeprefix(AS_WRITTEN))


def _filled(slot: _Slot, hit: Hit, place: Place) -> str:
    """Return the text of a field of one hit."""
    if slot.name == "path" and not slot.spec:
        return place.line(hit.summary.path)  # not a cell of data, in which line ends are spaces
    if "%" in slot.spec:
        date = hit.summary.date
        return formatted(date, slot.spec) if date else ""
    value = field_value(hit, slot.name, place)
    if isinstance(value, int | float) and not isinstance(value, bool) and slot.spec:
        return _number(value, slot.spec)
    text = one_line_of_data(field_text(hit, slot.name, place))
    return _fitted(text, slot.spec) if slot.spec else text


def _cell(cell: Cell, spec: str) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and spec:
        return _number(cell, spec)
    text = one_line_of_data(value_text(cell))
    return _fitted(text, spec) if spec else text


def _number(number: float, spec: str) -> str:
    """Format a number; a precision without a type means decimal places."""
    return format(number, spec if spec.endswith("f") or "." not in spec else spec + "f")


def _fitted(text: str, spec: str) -> str:
    parts = _SPEC.fullmatch(spec)
    if parts is None:  # checked when the template was understood
        return text
    text = text[: int(parts["most"])] if parts["most"] else text
    return format(text, f"{parts['align'] or '<'}{parts['width']}")
