"""From where tokens stand to the postings of a text: keys by place, words and parts counted.

Each different token is analysed once, and its places are handed to each of its terms as they are;
only terms of several tokens (*huis*, *huizen*) have anything to sort.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from newsctl.whoosh_index.indexing.coding import coded
from newsctl.whoosh_index.indexing.occurrences import documents, joined, moved, parted, places
from newsctl.whoosh_index.indexing.postings import Postings
from newsctl.whoosh_index.reading.positions import encoded, packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.dutch.analysis import AnalysedWord
    from newsctl.whoosh_index.indexing.occurrences import Codes, Occurrences
    from newsctl.whoosh_index.indexing.postings import CodedTerm
    from newsctl.whoosh_index.indexing.texts import Analysis, TextFields

_ONCE = b"\1"


class TextPostings:
    """The postings of one text of each document of a batch, worked out term by term."""

    def __init__(self, text: TextFields, occurrences: Occurrences, analysis: Analysis) -> None:
        self._text = text
        self._runs: dict[str, defaultdict[str, list[Codes]]] = {
            field: defaultdict(list) for field in text
        }
        self.lengths = list(occurrences.lengths)
        """How many places the keys of each document have, all together."""
        for token, codes in occurrences.tokens().items():
            for steps, word in enumerate(analysis.terms(token)):
                self._add(word, moved(codes, steps))

    @property
    def words(self) -> Mapping[str, Sequence[Codes]]:
        """The places of each word as written, accents and capitals apart."""
        return self._runs[self._text.words]

    def fields(self) -> Sequence[str]:
        """Return the fields that have postings, sorted."""
        return sorted(field for field, runs in self._runs.items() if runs)

    def terms(self, field: str, lengths: bytes | None) -> Iterator[CodedTerm]:
        """Yield the terms of a field in byte order."""
        postings = _placed if field == self._text.keys else _unplaced
        runs = self._runs[field]
        for term in sorted(runs):  # letters sort as their UTF-8 does
            yield term.encode(), *coded(postings(joined(runs[term])), lengths)

    def _add(self, word: AnalysedWord, codes: Codes) -> None:
        for field, terms in zip(self._text, (word.keys, word.surfaces, word.parts), strict=True):
            runs = self._runs[field]
            for term in terms:
                runs[term].append(codes)
        if more := len(word.keys) - 1:
            for document in documents(codes):
                self.lengths[document] += more


def _placed(codes: Codes) -> Postings:
    """Return the postings of a key."""
    if len(codes) == 1:  # three in four
        document, place = parted(codes[0])
        return Postings((document,), _ONCE, (packed((place,)),))
    found, counts = _counted(codes)
    return Postings(found, counts, encoded(places(codes), counts))


def _unplaced(codes: Codes) -> Postings:
    """Return the postings of a word or a part."""
    if len(codes) == 1:
        return Postings((parted(codes[0])[0],), _ONCE, ())
    return Postings(*_counted(codes), ())


def _counted(codes: Codes) -> tuple[Sequence[int], Sequence[int]]:
    """Return the documents of some places, and how many each has."""
    counts = Counter(documents(codes))
    numbers = counts.values()
    return array("I", counts), bytes(numbers) if max(numbers) < 256 else list(numbers)
