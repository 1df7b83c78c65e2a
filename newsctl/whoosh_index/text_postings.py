"""From where raw tokens stand to the postings of a text: keys by place, words and parts counted.

Each different token is analysed once, and its places are handed to each of its terms as they are;
only terms of several tokens (*Huis*, *huizen*) have anything to sort.
"""

from __future__ import annotations

import struct
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from whoosh import formats

from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.occurrences import documents, joined, moved, places
from newsctl.whoosh_index.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from newsctl.dutch.analysis import AnalysedWord
    from newsctl.whoosh_index.occurrences import Codes, Occurrences

_encode_positions = formats.Positions().encode
_encode_frequency = struct.Struct("!I").pack  # as whoosh.formats.Frequency encodes it


class Analysis(Protocol):
    """What tells the words of a raw token."""

    def terms(self, raw: str) -> tuple[AnalysedWord, ...]:
        """Return the words of a raw token, one for each position."""
        ...


class TextFields(NamedTuple):
    """The three fields of a text."""

    keys: str
    words: str
    parts: str


TITLE = TextFields(fields.TITLE, fields.TITLE_WORD, fields.TITLE_PART)
BODY = TextFields(fields.BODY, fields.BODY_WORD, fields.BODY_PART)


class TextPostings:
    """The postings of one text of each document of a batch, worked out term by term."""

    def __init__(self, text: TextFields, occurrences: Occurrences, analysis: Analysis) -> None:
        self._text = text
        self._runs: dict[str, dict[str, list[Codes]]] = {field: {} for field in text}
        for raw, codes in occurrences.tokens().items():
            for steps, word in enumerate(analysis.terms(raw)):
                self._add(word, moved(codes, steps))

    @property
    def words(self) -> Mapping[str, Sequence[Codes]]:
        """The places of each word as written, accents and capitals apart."""
        return self._runs[self._text.words]

    def lengths(self, size: int) -> list[int]:
        """Return for each of `size` documents how many places its keys have, all together."""
        found = [0] * size
        for runs in self._runs[self._text.keys].values():
            for codes in runs:
                for document in documents(codes):
                    found[document] += 1
        return found

    def fields(self) -> Sequence[str]:
        """Return the fields that have postings, sorted."""
        return sorted(field for field, runs in self._runs.items() if runs)

    def terms(self, field: str) -> Iterator[tuple[bytes, Postings]]:
        """Yield the terms of a field in byte order."""
        postings = _placed if field == self._text.keys else _counted
        runs = self._runs[field]
        for term in sorted(runs):  # letters sort as their UTF-8 does
            yield term.encode(), postings(joined(runs[term]))

    def _add(self, word: AnalysedWord, codes: Codes) -> None:
        for field, terms in zip(self._text, (word.keys, word.surfaces, word.parts), strict=True):
            runs = self._runs[field]
            for term in terms:
                runs.setdefault(term, []).append(codes)


def _placed(codes: Codes) -> Postings:
    return _postings(codes, lambda counts: _positions(places(codes), counts))


def _counted(codes: Codes) -> Postings:
    return _postings(codes, lambda counts: map(_encode_frequency, counts))


def _postings(codes: Codes, values: Callable[[Sequence[int]], Iterable[bytes]]) -> Postings:
    if len(codes) == 1:  # half of all terms
        return Postings(documents(codes), (1.0,), list(values((1,))))
    by_document = Counter(documents(codes))
    counts = list(by_document.values())
    return Postings(list(by_document), list(map(float, counts)), list(values(counts)))


def _positions(found: Sequence[int], counts: Sequence[int]) -> Iterator[bytes]:
    """Encode the places of each document, of which the first has `counts[0]`."""
    if len(found) == len(counts):
        return map(_one_position, found)
    rest = iter(found)
    return (
        _one_position(next(rest)) if count == 1 else _encode_positions(islice(rest, count))
        for count in counts
    )


@lru_cache(maxsize=4096)
def _one_position(place: int) -> bytes:
    return _encode_positions([place])
