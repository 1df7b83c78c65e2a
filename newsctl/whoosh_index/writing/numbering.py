"""Words by number: what texts are made of while they wait to be inverted."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from newsctl.dutch.normalise import normalise
from newsctl.dutch.tokens import token_pattern, words
from newsctl.whoosh_index.writing.inversion import Placed, each_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_AROUND_WORDS = '.,:;!?()"'
_LONGEST_KEPT = 100
"""Letters of a run without white space that is remembered: longer ones hardly come again."""
_LETTERS_OF_A_WORD = 6
"""With the space after it; in a text without spaces there may be three times as many words."""


class Numbering(dict[str, int]):
    """The number of each run of characters without white space.

    The words of a run have numbers of their own: those of a token follow one another, and they
    are numbered as the tokens come.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tokens: dict[str, Sequence[int]] = {}
        """The tokens, normalised, each with the numbers of its words."""
        self._next = 0
        self._words = array("i")
        self._counts = array("i")

    def __missing__(self, run: str) -> int:
        number = len(self._counts)
        before = len(self._words)
        self._words.extend(self._words_of(run))
        self._counts.append(len(self._words) - before)
        if len(run) <= _LONGEST_KEPT:
            self[run] = number
        return number

    def words_of(self, runs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the numbers of the words of some runs, and how many each of these has."""
        counts = np.frombuffer(self._counts, np.int32)
        found, _ = each_of(np.frombuffer(self._words, np.int32), counts, runs)
        return found, counts[runs]

    def _words_of(self, run: str) -> Iterable[int]:
        word = run.strip(_AROUND_WORDS).lower()
        if word.isalnum() and word.isascii():  # no need to look for a token or to normalise it
            return self._numbers(word, 1)
        return chain.from_iterable(self._each_token(run))

    def _each_token(self, run: str) -> Iterator[Sequence[int]]:
        for raw in token_pattern().findall(run):
            token = normalise(raw)
            if places := len(words(token)):
                yield self._numbers(token, places)

    def _numbers(self, token: str, places: int) -> Sequence[int]:
        numbers = self.tokens.get(token)
        if numbers is None:
            start, self._next = self._next, self._next + places
            numbers = self.tokens[token] = range(start, self._next)
        return numbers


class NumberedText:
    """One text of each document."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._runs = array("i")
        self._ends = array("i", [0])
        self.size = 0
        """How many words there are, or so."""

    def add(self, text: str) -> None:
        """Take in the text of the next document.

        No token holds white space or looks beyond it, so that each run between white space is
        taken apart once.
        """
        self._runs.extend(map(self._numbering.__getitem__, text.split()))
        self._ends.append(len(self._runs))
        self.size += len(text) // _LETTERS_OF_A_WORD

    def placed(self) -> Placed:
        """Return the words of all texts, one after the other."""
        runs = np.frombuffer(self._runs, np.int32)
        found, counts = self._numbering.words_of(runs)
        ends = np.concatenate(([0], np.cumsum(counts)))[np.frombuffer(self._ends, np.int32)]
        return Placed(found, ends.astype(np.int32))
