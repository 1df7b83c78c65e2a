"""What a shell asks on Tab, and how it is answered, a line for each word that may be meant.

zsh and fish hand over the words and quote what they take. bash gets what it will insert.
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
    """The words up to the cursor, of which the last is to be completed."""

    words: Sequence[str]
    line: BashLine | None = None

    @classmethod
    def asked(cls, arguments: Sequence[str]) -> Tab:
        """Take what the script of a shell hands over."""
        if os.environ.get(COMPLETING) == Shell.BASH and len(arguments) == 2:
            line = read_line(*arguments)
            return cls(line.words, line)
        return cls(arguments or [""])

    @property
    def is_file(self) -> bool:
        """Whether the word is a file that the shell itself opens."""
        return self.line is not None and self.line.is_file

    def answer(self, offers: Iterable[tuple[str, str]]) -> str:
        """Return the answer of some words with their meanings, which may be empty.

        A word that cannot be shown on one line is left out: a line end, an escape sequence.
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
