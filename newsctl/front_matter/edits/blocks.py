"""Text as a literal (`|`) or folded (`>`) block of lines, indented as the one before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.front_matter.edits.layout import Kind
from newsctl.front_matter.edits.plain import CONTROLS
from newsctl.front_matter.edits.splices import LINE_END, Splice, line_end

if TYPE_CHECKING:
    from newsctl.front_matter.edits.layout import Node

_BLANKS = re.compile(r"[ \t]")
_USUAL_INDENT = 2


def rewritten_block(
    header: str, old: Node, text: str, column: int, newline: str
) -> tuple[Splice, ...] | None:
    """Return the splices that give a block scalar another text, None if no block can hold it.

    `column` is that of the mapping which holds it. How many line ends the text has at its end
    decides between `|-`, `|` and `|+`; the old indicator is kept where it says the same. A folded
    block is not folded anew: each line of the text is one line.
    """
    body = text.rstrip("\n")
    if not body or CONTROLS.search(body.replace("\n", "")):
        return None
    if old.kind is Kind.FOLDED and _BLANKS.search(_line_beginnings(body)):
        return None
    indent = _indent(header, old, column)
    leads = body.lstrip("\n").startswith(" ")
    digit = str(indent - column) if leads or _digit(old) else ""
    ends = len(text) - len(body)
    chomp = _chomp(ends, keeps="+" in old.indicators)
    shown = re.sub(r"\n+", r"\g<0>\n", body) if old.kind is Kind.FOLDED else body
    lines = [" " * indent + line if line else "" for line in shown.split("\n")]
    lines += [""] * (ends - 1 if chomp == "+" else 0)
    behind = line_end(header, old.content)
    return (
        Splice(old.content, old.content + len(old.indicators), f"{old.kind}{digit}{chomp}"),
        Splice(behind, max(behind, old.end), "".join(newline + line for line in lines)),
    )


def _line_beginnings(body: str) -> str:
    return "".join(line[:1] for line in body.split("\n"))


def _chomp(line_ends: int, *, keeps: bool) -> str:
    if line_ends == 0:
        return "-"
    return "+" if line_ends > 1 or keeps else ""


def _digit(old: Node) -> int:
    """Return the indentation that the indicators tell, 0 if they tell none."""
    return int(old.indicators.strip("|>+-") or 0)


def _indent(header: str, old: Node, column: int) -> int:
    if digit := _digit(old):
        return column + digit
    lines = LINE_END.split(header[line_end(header, old.content) : old.end])
    blanks = (len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" "))
    return next(blanks, column + _USUAL_INDENT)
