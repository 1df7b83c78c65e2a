"""Words by number: what texts are made of while they wait to be inverted."""

from __future__ import annotations

from array import array
from itertools import accumulate, chain
from typing import TYPE_CHECKING

import numpy as np

from newsctl.dutch.normalise import normalise
from newsctl.dutch.tokens import token_pattern, words
from newsctl.whoosh_index.indexing.inversion import Placed, each_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND_WORDS = '.,:;!?()"'
_LONGEST_KEPT = 100
"""Letters of a run without white space that is remembered: longer ones hardly come again."""
_LETTERS_AT_ONCE = 128 * 1024
_LETTERS_OF_A_WORD = 6
"""With the space after it; in a text without spaces there may be three times as many words."""


class Numbering(dict[str, int]):
    """What each run of characters without white space comes to: nearly always one word.

    Then it is the number of that word; of any other run, `~n` stands for the words of the n-th
    such run. The words of a token follow one another, and are numbered as the tokens come.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tokens: dict[str, int] = {}
        """The tokens, normalised, each with the number of its first word."""
        self._next = 0
        self._words = array("i")
        self._counts = array("i")

    def __missing__(self, run: str) -> int:
        word = run.strip(_AROUND_WORDS).lower()
        is_usual = word.isalnum() and word.isascii()  # no token to look for, and to normalise
        number = self._first(word, 1) if is_usual else self._of_any(run)
        if len(run) <= _LONGEST_KEPT:
            self[run] = number
        return number

    def words_of(self, runs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the numbers of the words of some runs, and how many each of these has."""
        counts = np.ones(len(runs), np.int32)
        others = runs < 0
        if not others.any():
            return runs, counts
        chosen, held = ~runs[others], np.frombuffer(self._counts, np.int32)
        counts[others] = held[chosen]
        words = np.repeat(runs, counts)
        words[words < 0] = each_of(np.frombuffer(self._words, np.int32), held, chosen)
        return words, counts

    def _of_any(self, run: str) -> int:
        words = list(self._each_word(run))
        if len(words) == 1:
            return words[0]
        self._words.extend(words)
        self._counts.append(len(words))
        return ~(len(self._counts) - 1)

    def _each_word(self, run: str) -> Iterator[int]:
        for raw in token_pattern().findall(run):
            token = normalise(raw)
            if places := len(words(token)):
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
        self._runs = array("i")
        self._ends = array("i", [0])
        self.size = 0
        """How many words there are, or so."""

    def add(self, text: str) -> None:
        """Take in the text of the next document."""
        self._waiting.append(text)
        self._letters += len(text)
        self.size += len(text) // _LETTERS_OF_A_WORD
        if self._letters >= _LETTERS_AT_ONCE:
            self.number()

    def number(self) -> None:
        """Look up the words of the texts that wait for that.

        No token holds white space or looks beyond it, so that each run between white space is
        taken apart once. Many texts wait, since the runs known by then fill the processor's
        caches, and so does all else that is done with a post.
        """
        texts, self._waiting, self._letters = self._waiting, [], 0
        runs = [text.split() for text in texts]
        numbers = list(map(self._numbering.__getitem__, chain.from_iterable(runs)))
        self._runs.fromlist(numbers)  # taken in one by one they would take a quarter longer
        self._ends.extend(accumulate(map(len, runs), initial=self._ends.pop()))

    def placed(self) -> Placed:
        """Return the words of all texts, one after the other."""
        self.number()
        found, counts = self._numbering.words_of(np.array(self._runs, np.int32))
        ends = np.concatenate(([0], np.cumsum(counts, dtype=np.int32)))
        return Placed(found, ends[np.frombuffer(self._ends, np.int32)].astype(np.int32))
