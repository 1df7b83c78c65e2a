"""newsctl: the program builds, and the index it has built is asked inside one process."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from benchmarks.engines.engine import PAGE
from newsctl import __version__
from newsctl.cli.context import Context
from newsctl.cli.reading.variables import CACHE
from newsctl.core.archive.hits import Request, Sort
from newsctl.core.query.ast import all_of

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.engines.engine import Ask, Question
    from newsctl.core.query.ast import Query

_ORDERS = {False: Sort("relevance"), True: Sort("date")}


class Newsctl:
    """The whole program, with compounds, inflections, facets and the check of the files."""

    name = "newsctl"
    version = f"newsctl {__version__}"

    def build(self, archive: Path, index: Path, most: int | None) -> None:
        """Index all posts; `most` is for engines that would take too long."""
        del most
        program = [sys.executable, "-m", "newsctl", "-C", str(archive)]
        environment = os.environ | {CACHE: str(index)}
        subprocess.run([*program, "index", "rebuild"], env=environment, check=True)

    def open(self, archive: Path, index: Path) -> Ask:
        """Open the index as a command does, without a look at the files.

        What an index remembers of earlier questions is forgotten before each: the others have to
        work an answer out again too.
        """
        context = Context(archive_option=archive, env=os.environ | {CACHE: str(index)})

        def ask(question: Question) -> int:
            context.index.forget_answers()
            request = Request(_query(context, question), _ORDERS[question.newest], limit=PAGE)
            return context.archive.search(request).total

        return ask


def _query(context: Context, question: Question) -> Query:
    words = " ".join(question.words)
    query = context.parser.parse_arguments([f'"{words}"' if question.phrase else words])
    if question.bron is None:
        return query
    return all_of([query, context.parser.field("bron", question.bron)])
