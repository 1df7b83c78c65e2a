"""A completion request of a shell, and its answer: one line for each completion.

zsh and fish pass words and quote what they insert. bash passes the line as typed, with quotes, and
inserts completions unchanged: each must be quoted for the place where it is inserted. Readline
itself quotes only file names, and would mistake a value for a folder of the same name. Quoting:
https://www.gnu.org/software/bash/manual/html_node/Quoting.html
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.completion.shells import Shell
from newsctl.cli.reading.variables import COMPLETING
from newsctl.core.messages import speaks_english

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_PLAIN = re.compile(r"[\w%+,./:=@-]", re.ASCII)
"""Characters that mean themselves anywhere in a word; letters beyond ASCII do as well."""

_VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)\})", re.ASCII)
_BLANKS, _OPERATORS = " \t\n", "<>&|;()"
_ESCAPED_IN_DOUBLE_QUOTES = '$`"\\'


class BashLine(NamedTuple):
    """The words after the program's name, and how completions of the last are inserted.

    `kept` is the part of the last word that stays on the line, None if it cannot be known without
    running something; `quote` is the quote open behind it. `is_file` tells that bash itself
    completes a file, after `>` or `<`.
    """

    words: list[str]
    kept: str | None = ""
    quote: str = ""
    is_file: bool = False

    def inserted(self, value: str) -> str | None:
        """Return a completion as bash is to insert it; None if it cannot follow what stays."""
        if self.kept is None or not value.startswith(self.kept):
            return None
        return quoted(value[len(self.kept) :], self.quote)


def quoted(value: str, quote: str = "") -> str:
    """Quote a printable value so that bash reads it back, within this quote if one is open.

    Readline closes the quote, unless one is last already. `!` expands history in double quotes,
    even behind a backslash, which would remain.
    """
    if not quote:
        return "".join(map(_escaped, value))
    if quote == "'":
        written = value.replace("'", "'\\''")
    else:
        escapes = {ord(mark): f"\\{mark}" for mark in _ESCAPED_IN_DOUBLE_QUOTES}
        written = value.translate({**escapes, ord("!"): '"\\!"'})
    return f"{written}{quote}" if written.endswith(quote) else written


def _escaped(character: str) -> str:
    means_itself = _PLAIN.match(character) or not character.isascii()
    return character if means_itself else f"\\{character}"


def read_line(line: str, replaced: str) -> BashLine:
    """Parse a line up to the cursor. `replaced` is its end, which a completion replaces."""
    words: list[str] = []
    is_file = False
    at = 0
    while True:
        while line[at : at + 1] and line[at] in _BLANKS:
            at += 1
        if line[at : at + 1] and line[at] in _OPERATORS:
            is_file = line[at] in "<>" or (is_file and line[at] == "&")
            at += 1
            continue
        word = _BashWord(line, at)
        if word.end == len(line):
            kept, quote = word.before(len(line) - len(replaced))
            words.append("" if word.is_expanded else word.text)
            return BashLine(words[1:] or [""], kept, quote, is_file)
        is_number_of_stream = line[word.end] in "<>" and word.text.isdecimal()
        if not (is_file or is_number_of_stream):
            words.append(word.text)
        is_file = False
        at = word.end


class _BashWord:
    """A word that begins at an offset, up to its end or that of the line."""

    def __init__(self, line: str, start: int) -> None:
        self.text = ""
        self.is_expanded = False
        self._states: dict[int, tuple[str, str]] = {}
        quote = ""
        at = start
        while True:
            self._states[at] = (self.text, quote)
            character = line[at : at + 1]
            if not character or (not quote and character in _BLANKS + _OPERATORS):
                break
            if character == quote or (not quote and character in "'\""):
                quote = "" if quote else character
                at += 1
            elif quote != "'" and character == "\\":
                self.text += _unescaped(line[at : at + 2], quote)
                at += 2
            elif quote != "'" and character in "$`":
                self.is_expanded = True
                text, at = _expanded(line, at)
                self.text += text
            else:
                self.text += character
                at += 1
        self.end = min(at, len(line))

    def before(self, at: int) -> tuple[str | None, str]:
        """Return the text before an offset and the quote open there; None if it is expanded."""
        text, quote = self._states.get(at, (None, ""))
        return (None if self.is_expanded else text), quote


def _expanded(line: str, at: int) -> tuple[str, int]:
    """Return the value of a variable, or nothing for a substitution that would run, and its end."""
    if variable := _VARIABLE.match(line, at):
        return os.environ.get(variable[1] or variable[2], ""), variable.end()
    if line[at] == "`":
        end = line.find("`", at + 1)
        return "", end + 1 or len(line)
    open_ = 0
    for place in range(at + 1, len(line)):
        open_ += {"(": 1, ")": -1}.get(line[place], 0)
        if not open_:
            return "", place + (line[place] == ")")
    return "", len(line)


def _unescaped(pair: str, quote: str) -> str:
    if pair[1:] == "\n":
        return ""
    stays = quote and pair[1:] not in _ESCAPED_IN_DOUBLE_QUOTES
    return pair if stays else pair[1:]


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
