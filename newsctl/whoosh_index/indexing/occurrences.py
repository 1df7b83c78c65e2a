"""Where tokens stand in the posts of a batch: inverted as they are read, analysed later.

A token costs one look-up and eight bytes. What it is indexed under is worked out once for each
different token, when the batch is written; by then all of it can tell the compound lexicon.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter, defaultdict, deque
from itertools import chain, count
from operator import call, index
from typing import TYPE_CHECKING, TypeAlias

from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.normalise import normalise
from newsctl.dutch.tokens import forms, token_pattern, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Codes: TypeAlias = array[int]
    """Places in rising order: in the upper half of each the number of a document, in the lower half
    how many places of it stand before."""

_HALF = 32
_PLACE = (1 << _HALF) - 1
_LOWER, _UPPER = (0, 1) if sys.byteorder == "little" else (1, 0)
_AROUND_WORDS = '.,:;!?()"'
_LONGEST_KEPT = 100
"""Letters of a run without white space that is remembered: longer ones hardly come again."""


class Occurrences:
    """The tokens of one text of each document, normalised, each with the places where it begins."""

    def __init__(self) -> None:
        self._codes: defaultdict[str, Codes] = defaultdict(lambda: array("Q"))
        self._runs = _Runs(self._codes)
        self.lengths: list[int] = []
        """How many places each document has."""
        self.size = 0

    def add(self, text: str) -> None:
        """Take in the text of the next document.

        No token holds white space or looks beyond it, so that each run between white space is
        taken apart once: a fifth of the time of looking for tokens in every text.
        """
        found = list(chain.from_iterable(map(self._runs.__getitem__, text.split())))
        deque(map(call, found, count(len(self.lengths) << _HALF)), maxlen=0)
        self.lengths.append(len(found))
        self.size += len(found)

    def tokens(self) -> Mapping[str, Codes]:
        """Return the places of each token."""
        return self._codes


class _Runs(dict[str, tuple["Callable[[int], object]", ...]]):
    """What takes the places of a run of characters without white space, in their order."""

    def __init__(self, codes: Mapping[str, Codes]) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, run: str) -> tuple[Callable[[int], object], ...]:
        word = run.strip(_AROUND_WORDS).lower()
        if word.isalnum() and word.isascii():  # no need to look for a token or to normalise it
            takers: tuple[Callable[[int], object], ...] = (self._codes[word].append,)
        else:
            takers = tuple(chain.from_iterable(map(self._takers, token_pattern().findall(run))))
        if len(run) <= _LONGEST_KEPT:
            self[run] = takers
        return takers

    def _takers(self, raw: str) -> Iterator[Callable[[int], object]]:
        """Yield one for each place that a raw token takes: only where it begins is written down."""
        token = normalise(raw)
        for place in range(len(words(token))):
            yield index if place else self._codes[token].append


def joined(runs: Sequence[Codes]) -> Codes:
    """Return the places of several runs in one, in rising order."""
    return runs[0] if len(runs) == 1 else array("Q", sorted(chain.from_iterable(runs)))


def moved(codes: Codes, steps: int) -> Codes:
    """Return the places so many steps further on."""
    return array("Q", [code + steps for code in codes]) if steps else codes


def parted(code: int) -> tuple[int, int]:
    """Return the document of a place, and the place."""
    return code >> _HALF, code & _PLACE


def documents(codes: Codes) -> array[int]:
    """Return the document of each place."""
    return array("I", codes.tobytes())[_UPPER::2]


def places(codes: Codes) -> array[int]:
    """Return each place as its document counts it, from 0."""
    return array("I", codes.tobytes())[_LOWER::2]


def key_counts(texts: Iterable[Occurrences]) -> Counter[str]:
    """Return in how many documents each inflection key occurs, in any of their texts.

    The words that are written otherwise than their key are there with 0 (see `dutch.lexicon`).
    """
    runs: defaultdict[str, list[Codes]] = defaultdict(list)
    for text in texts:
        for token, codes in text.tokens().items():
            for key in set(_keys(token)):
                runs[key].append(codes)
            for form in chain.from_iterable(forms(token)):
                runs.setdefault(form, [])
    return Counter({key: document_count(found) for key, found in runs.items()})


def document_count(runs: Sequence[Codes]) -> int:
    """Return how many documents have a place in any of the runs."""
    if len(runs) == 1 and len(runs[0]) == 1:  # half of all
        return 1
    return len(set().union(*map(documents, runs)))


def _keys(token: str) -> Iterator[str]:
    return (inflection_key(word) for position in words(token) for word in position)
