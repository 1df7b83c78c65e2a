"""The text of a topic as a page of help."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typer import _click

_HEADING, _ROW, _CODE = "## ", "|", "    "
_CELLS = re.compile(r"\| (.+?) \| (.+) \|")
_SPAN = re.compile("`(.+?)`")
_NO_BREAK, _NO_BREAK_HYPHEN = "\xa0", "\u2011"
_AS_TYPED = str.maketrans({_NO_BREAK: " ", _NO_BREAK_HYPHEN: "-"})
_TABLE_HEAD = 2
"""Lines of a table before its first row."""


def page_of(text: str, formatter: _click.HelpFormatter) -> str:
    """Return the text of a topic as help is written, as wide as `formatter` is."""
    below_heading = False
    for kind, lines in _blocks(text):
        if not below_heading:
            formatter.write_paragraph()
        below_heading = kind == _HEADING
        if kind == _HEADING:
            formatter.write_heading(lines[0].removeprefix(_HEADING))
        elif kind == _ROW:
            with formatter.indentation():
                formatter.write_dl(list(_rows(lines)))
        elif kind == _CODE:
            formatter.write("".join(f"{line}\n" for line in lines))
        else:
            formatter.write_text(_plain(" ".join(lines)))
    return formatter.getvalue().translate(_AS_TYPED).rstrip("\n")


def _rows(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the two cells of each row of a table, whose head is left out."""
    for line in list(lines)[_TABLE_HEAD:]:
        if row := _CELLS.fullmatch(line):
            yield _plain(row[1]), _plain(row[2])


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands between blank lines, with what its lines begin with."""
    for is_blank, lines in groupby(text.splitlines(), key=lambda line: not line):
        for kind, block in groupby(() if is_blank else lines, key=_kind):
            yield kind, list(block)


def _kind(line: str) -> str:
    return next((mark for mark in (_HEADING, _ROW, _CODE) if line.startswith(mark)), "")


def _plain(text: str) -> str:
    """Return text without marks, in which lines break neither in code nor at a hyphen."""
    whole = _SPAN.sub(lambda code: code[1].replace(" ", _NO_BREAK), text)
    return whole.replace("-", _NO_BREAK_HYPHEN)
