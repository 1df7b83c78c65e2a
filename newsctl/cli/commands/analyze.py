"""newsctl analyze: how Dutch analysis sees a word."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from newsctl.cli.context import Context
from newsctl.cli.options import format_option
from newsctl.cli.terminal.paging import answer_with
from newsctl.rendering.analyses import AnalysisList
from newsctl.rendering.formats import Format


def analyze(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORD...", help="Words; - reads them from standard input, one a line."
        ),
    ],
    format: Annotated[Format | None, format_option(AnalysisList)] = None,
) -> None:
    """Show how words are read: tokens, keys, parts of a compound.

    \b
    Examples:
      newsctl analyze gemeenteraadsverkiezingen
      newsctl analyze - -f jsonl < words.txt
    """
    context: Context = ctx.obj
    analysis = context.analysis
    given = (word for one in words for word in (lines_of_standard_input() if one == "-" else [one]))
    answer_with(context, AnalysisList(map(analysis.explain, given), context.out), format)


def lines_of_standard_input() -> Iterator[str]:
    """Yield the lines of standard input that are not empty."""
    for line in sys.stdin.buffer:
        if text := line.decode(errors="replace").strip():
            yield text
