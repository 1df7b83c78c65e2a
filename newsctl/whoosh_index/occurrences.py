"""Where raw tokens stand in the posts of a batch: inverted as they are read, analysed later.

A token costs one look-up and eight bytes. What it is indexed under is worked out once for each
different token, when the batch is written; by then all of it can tell the compound lexicon.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from newsctl.dutch.keys import inflection_key
from newsctl.dutch.tokens import TOKEN, forms, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Codes: TypeAlias = Sequence[int]
    """Places in rising order: each a document's number and, in its lower bits, a place in it."""

_PLACE_BITS = 24  # a file of 8 MB, the largest, has fewer tokens
_PLACE = (1 << _PLACE_BITS) - 1


class Occurrences:
    """The raw tokens of one text of each document, each with the places where it begins."""

    def __init__(self) -> None:
        self._codes: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._widths = _Widths()
        self.size = 0

    def add(self, document: int, text: str) -> None:
        """Take in a text of a document, whose number is above those before it."""
        codes, widths = self._codes, self._widths
        place = first = document << _PLACE_BITS
        for raw in TOKEN.findall(text):
            codes[raw].append(place)
            place += widths[raw]
        self.size += place - first

    def tokens(self) -> Mapping[str, Codes]:
        """Return the places of each raw token."""
        return self._codes


class _Widths(dict[str, int]):
    """How many places a raw token takes."""

    def __missing__(self, raw: str) -> int:
        width = self[raw] = len(words(raw))
        return width


def joined(runs: Sequence[Codes]) -> Codes:
    """Return the places of several runs in one, in rising order."""
    return runs[0] if len(runs) == 1 else sorted(chain.from_iterable(runs))


def moved(codes: Codes, steps: int) -> Codes:
    """Return the places so many steps further on."""
    return array("Q", [code + steps for code in codes]) if steps else codes


def documents(codes: Codes) -> list[int]:
    """Return the document of each place."""
    return [code >> _PLACE_BITS for code in codes]


def places(codes: Codes) -> list[int]:
    """Return each place as its document counts it, from 0."""
    return [code & _PLACE for code in codes]


def key_counts(texts: Iterable[Occurrences]) -> Counter[str]:
    """Return in how many documents each inflection key occurs, in any of their texts.

    The words that are written otherwise than their key are there with 0 (see `dutch.lexicon`).
    """
    runs: dict[str, list[Codes]] = {}
    for text in texts:
        for raw, codes in text.tokens().items():
            for key in set(_keys(raw)):
                runs.setdefault(key, []).append(codes)
            for position in forms(raw):
                for form in position:
                    runs.setdefault(form, [])
    return Counter({key: document_count(found) for key, found in runs.items()})


def document_count(runs: Iterable[Codes]) -> int:
    """Return how many documents have a place in any of the runs."""
    return len({document for codes in runs for document in documents(codes)})


def _keys(raw: str) -> Iterator[str]:
    return (inflection_key(word) for position in words(raw) for word in position)
