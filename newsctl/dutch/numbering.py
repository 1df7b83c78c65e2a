"""Texts as the numbers of their words, until they are inverted.

A word costs one look-up and four bytes. Each distinct token is analysed once, when the batch is
written; by then all of it can contribute to the lexicon.
"""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from newsctl.dutch.left_out import SIGN, may_leave_out, spelt_out
from newsctl.dutch.normalise import normalise
from newsctl.dutch.tokens import token_pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND_WORDS = '.,:;!?()"'
_LONGEST_KEPT = 100
"""Letters of a run without white space that is remembered: longer ones hardly come again."""
_LETTERS_AT_ONCE = 128 * 1024
_LETTERS_OF_A_WORD = 6
"""With the space after it; in a text without spaces there may be three times as many words."""


class PlacedWords(NamedTuple):
    """The words of several documents, by number, separated by `bounds`."""

    words: array[int]
    bounds: array[int]


class Numbering(dict[str, tuple[int, ...]]):
    """The words of each run of characters without white space, by number: nearly always one.

    The words of a token are adjacent, numbered in order of tokens.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tokens: dict[str, int] = {}
        """The tokens, normalised, each with the number of its first word."""
        self._next = 0

    def __missing__(self, run: str) -> tuple[int, ...]:
        word = run.strip(_AROUND_WORDS).lower()
        is_usual = word.isalnum() and word.isascii()  # no token to look for, and to normalise
        numbers = (self._first(word, 1),) if is_usual else tuple(self._each_word(run))
        if len(run) <= _LONGEST_KEPT:
            self[run] = numbers
        return numbers

    def _each_word(self, run: str) -> Iterator[int]:
        for raw in token_pattern().findall(run):
            token = normalise(raw)
            # The part that a word leaves out has no place of its own; analysis adds it
            if places := 1 if SIGN in token else len(words(token)):
                first = self._first(token, places)
                yield from range(first, first + places)

    def _first(self, token: str, places: int) -> int:
        first = self.tokens.setdefault(token, self._next)
        if first == self._next:
            self._next += places
        return first


class NumberedText:
    """One text of each document."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._waiting: list[str] = []
        self._letters = 0
        self._words = array("i")
        self._bounds = array("i", [0])
        self.size = 0
        """How many words there are, or so."""

    def add(self, text: str) -> None:
        """Add the text of the next document."""
        self._waiting.append(text)
        self._letters += len(text)
        self.size += len(text) // _LETTERS_OF_A_WORD
        if self._letters >= _LETTERS_AT_ONCE:
            self._number()

    def placed(self) -> PlacedWords:
        """Return the words of all texts."""
        self._number()
        return PlacedWords(self._words, self._bounds)

    def _number(self) -> None:
        """Look up the words of the texts that were added since.

        No token contains white space or depends on context, so that each run between white space is
        tokenised once. Texts are numbered in batches, since the known runs fill the processor's
        caches, and so does other work on posts.
        """
        texts, self._waiting, self._letters = self._waiting, [], 0
        words_of = self._numbering.__getitem__
        for text in texts:
            if may_leave_out(text):
                text = spelt_out(text)  # noqa: PLW2901
            self._words.fromlist([*chain.from_iterable(map(words_of, text.split()))])
            self._bounds.append(len(self._words))
