"""A completion request of a shell, and its answer: one line for each completion.

zsh and fish pass words and quote what they insert; bash passes a line and inserts the answer
unchanged.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.completion.bash_line import BashLine, read_line
from newsctl.cli.completion.shells import Shell
from newsctl.cli.reading.variables import COMPLETING
from newsctl.core.messages import speaks_english

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FILES, FOLDERS = "\tfiles", "\tfolders"
"""Answers that leave the word to the shell. No other answer begins with a tab."""


class Tab(NamedTuple):
    """The words up to the cursor; the last one is to be completed."""

    words: Sequence[str]
    line: BashLine | None = None

    @classmethod
    def asked(cls, arguments: Sequence[str]) -> Tab:
        """Make a request of the arguments that a shell's script passes."""
        if os.environ.get(COMPLETING) == Shell.BASH and len(arguments) == 2:
            line = read_line(*arguments)
            return cls(line.words, line)
        return cls(arguments or [""])

    @property
    def is_file(self) -> bool:
        """Whether the word is a file that the shell itself opens."""
        return self.line is not None and self.line.is_file

    def answer(self, offers: Iterable[tuple[str, str]]) -> str:
        """Format completions with their descriptions, which may be empty.

        A word that does not fit on one line is left out: with a line end or an escape sequence.
        """
        lines = []
        for word, meaning in offers:
            if word in {FILES, FOLDERS}:
                lines.append(word)
            elif not word.replace("\xa0", " ").isprintable():
                continue
            elif self.line is None:
                lines.append(f"{word}\t{_in_language(meaning)}" if meaning else word)
            elif (inserted := self.line.inserted(word)) is not None:
                lines.append(inserted)
        return "".join(f"{line}\n" for line in lines)


def _in_language(meaning: str) -> str:
    if speaks_english():
        return meaning
    from newsctl.cli.help.in_language import option_help  # noqa: PLC0415 -- English does without

    return option_help(meaning)
