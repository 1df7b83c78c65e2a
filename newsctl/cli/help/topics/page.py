"""The text of a topic as a page of help."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from newsctl.core.messages import as_message, translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from typer import _click

HEADING, ROW, CODE = "## ", "|", "    "
"""How the lines of a block begin that is no paragraph."""

_CELLS = re.compile(r"\| (.+?) \| (.+) \|")
_SPAN = re.compile("`(.+?)`")
_NO_BREAK, _NO_BREAK_HYPHEN = "\xa0", "\u2011"
_AS_TYPED = str.maketrans({_NO_BREAK: " ", _NO_BREAK_HYPHEN: "-"})
_TABLE_HEAD = 2
"""Lines of a table before its first row."""


def page_of(text: str, formatter: _click.HelpFormatter) -> str:
    """Return the text of a topic as help is written, as wide as `formatter` is."""
    below_heading = False
    for kind, lines in blocks(text):
        if not below_heading:
            formatter.write_paragraph()
        below_heading = kind == HEADING
        if kind == HEADING:
            formatter.write_heading(_looked_up(kind, lines))
        elif kind == ROW:
            with formatter.indentation():
                formatter.write_dl([(_cell(one), _cell(other)) for one, other in rows(lines)])
        elif kind == CODE:
            formatter.write(f"{_looked_up(kind, lines)}\n")
        else:
            formatter.write_text(_plain(_looked_up(kind, lines)))
    return formatter.getvalue().translate(_AS_TYPED).rstrip("\n")


def text_in(kind: str, lines: Sequence[str]) -> str:
    """Return the text of a block other than a table, as catalogs have it."""
    if kind == CODE:
        return "\n".join(lines)
    return " ".join(lines).removeprefix(HEADING)


def rows(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the two cells of each row of a table, whose head is left out."""
    for line in list(lines)[_TABLE_HEAD:]:
        if row := _CELLS.fullmatch(line):
            yield row[1], row[2]


def blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands between blank lines, with what its lines begin with."""
    for is_blank, lines in groupby(text.splitlines(), key=lambda line: not line):
        for kind, block in groupby(() if is_blank else lines, key=_kind):
            yield kind, list(block)


def _looked_up(kind: str, lines: Sequence[str]) -> str:
    return translated(as_message(text_in(kind, lines)))


def _cell(text: str) -> str:
    return _plain(translated(as_message(text)))


def _kind(line: str) -> str:
    return next((mark for mark in (HEADING, ROW, CODE) if line.startswith(mark)), "")


def _plain(text: str) -> str:
    """Return text without marks, in which lines break neither in code nor at a hyphen."""
    whole = _SPAN.sub(lambda code: code[1].replace(" ", _NO_BREAK), text)
    return whole.replace("-", _NO_BREAK_HYPHEN)
