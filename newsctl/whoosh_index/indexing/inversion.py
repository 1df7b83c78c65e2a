"""Inversion: from the texts of a batch to postings, in three fields for titles and for bodies.

Numbered words are made into postings in two ways with equal results: by loops here, and by sorting
arrays (`array_inversion`) for many posts, with a library that takes longer to import than an edit
takes as a whole.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.names import names_in
from newsctl.dutch.numbering import NumberedText, Numbering
from newsctl.dutch.tokens import forms, words
from newsctl.whoosh_index.formats.postings import FieldPostings
from newsctl.whoosh_index.schema import IN_BODY, IN_TITLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from newsctl.dutch.analysis import AnalysedWord
    from newsctl.dutch.numbering import PlacedWords

    Invert = Callable[[Sequence[Sequence[str]], Sequence[PlacedWords], bool], list[FieldPostings]]
    """Makes postings of numbered texts. The terms of each word come first; each text has its own
    postings; the last tells whether they have places."""


_MANY_TOKENS = 5_000
"""Tokens whose analysis looks up more forms of Dutch than reading all of them takes time for."""


class Analysis(Protocol):
    """Analyses tokens."""

    def terms(self, raw: str) -> tuple[AnalysedWord, ...]:
        """Return the words of a token, one for each position."""


class InvertedTexts(NamedTuple):
    """The postings of texts by field, and the number of keys of each document by field.

    `word_counts` is the number of documents with each word as written.
    """

    postings: Mapping[str, FieldPostings]
    lengths: Mapping[str, Sequence[int]]
    word_counts: Mapping[str, int]


class Texts:
    """The title and the body of each document, in the order in which they are added."""

    def __init__(self, invert: Invert) -> None:
        self._invert = invert
        self._numbering = Numbering()
        self._title = NumberedText(self._numbering)
        self._body = NumberedText(self._numbering)
        self._names: Counter[str] = Counter()

    @property
    def size(self) -> int:
        """The approximate number of words, by which memory is limited."""
        return self._title.size + self._body.size

    def add(self, title: str, body: str) -> None:
        """Add the texts of the next document."""
        self._title.add(title)
        self._body.add(body)
        self._names.update(names_in(body))

    def tokens(self) -> Iterable[str]:
        """Return the distinct normalised tokens."""
        self._placed()
        return self._numbering.tokens

    def key_counts(self) -> Counter[str]:
        """Return the number of documents with each inflection key.

        Words that differ from their key have the number 0, and capitalised ones a measure of how
        much they look like names (see `dutch.lexicon`).
        """
        placed = self._placed()
        if len(self._numbering.tokens) > _MANY_TOKENS:
            DICTIONARY.load_forms()
        spelt = [word for token in self.tokens() for word in words(token)]
        keys = [list(dict.fromkeys(map(inflection_key, spellings))) for spellings in spelt]
        counts = document_counts(*self._invert(keys, placed, False))  # noqa: FBT003
        written = chain.from_iterable(form for token in self.tokens() for form in forms(token))
        return Counter({**dict.fromkeys(written, 0), **counts, **self._names})

    def inverted(self, analysis: Analysis) -> InvertedTexts:
        """Return the postings of the texts by an analysis."""
        placed = self._placed()
        analysed = [word for token in self.tokens() for word in analysis.terms(token)]
        postings: dict[str, FieldPostings] = {}
        for number, (title, body) in enumerate(zip(IN_TITLE, IN_BODY, strict=True)):
            terms = [(word.keys, word.surfaces, word.parts)[number] for word in analysed]
            has_places = title == IN_TITLE.keys
            postings[title], postings[body] = self._invert(terms, placed, has_places)
        numbers = [len(word.keys) for word in analysed]
        lengths = {
            text.keys: [
                sum(map(numbers.__getitem__, one.words[start:end]))
                for start, end in pairwise(one.bounds)
            ]
            for text, one in zip((IN_TITLE, IN_BODY), placed, strict=True)
        }
        counts = document_counts(postings[IN_TITLE.words], postings[IN_BODY.words])
        return InvertedTexts(postings, lengths, counts)

    def _placed(self) -> list[PlacedWords]:
        return [self._title.placed(), self._body.placed()]


def invert(
    terms: Sequence[Sequence[str]],
    texts: Sequence[PlacedWords],
    has_places: bool,  # noqa: FBT001
) -> list[FieldPostings]:
    """Make the postings of numbered texts, one document after another."""
    return [_inverted(terms, text, has_places=has_places) for text in texts]


def document_counts(one: FieldPostings, other: FieldPostings) -> dict[str, int]:
    """Return the number of documents with each term, in either of two texts."""
    counts: dict[str, int] = {}
    few, many = sorted((one, other), key=lambda postings: len(postings.terms))
    of_few = {
        term: few.documents[start:end]
        for term, (start, end) in zip(few.terms, pairwise(few.bounds), strict=True)
    }
    for term, (start, end) in zip(many.terms, pairwise(many.bounds), strict=True):
        others = of_few.pop(term, None)
        both = end - start if others is None else len({*others, *many.documents[start:end]})
        counts[term.decode()] = both
    counts.update((term.decode(), len(documents)) for term, documents in of_few.items())
    return counts


def _inverted(
    terms: Sequence[Sequence[str]], text: PlacedWords, *, has_places: bool
) -> FieldPostings:
    found: defaultdict[str, list[tuple[int, list[int]]]] = defaultdict(list)
    for document, (start, end) in enumerate(pairwise(text.bounds)):
        here: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(text.words[start:end]):
            for term in terms[word]:
                here[term].append(place)
        for term, places in here.items():
            found[term].append((document, places))
    every = sorted(found)  # letters sort as their UTF-8 does
    bounds, place_bounds = array("I", [0]), array("I", [0])
    documents, counts, every_place = array("I"), array("I"), array("I")
    for term in every:
        for document, places in found[term]:
            documents.append(document)
            counts.append(len(places))
            every_place.fromlist(places)
        bounds.append(len(documents))
        place_bounds.append(len(every_place))
    encoded = [term.encode() for term in every]
    if not has_places:
        return FieldPostings(encoded, bounds, documents, counts)
    return FieldPostings(encoded, bounds, documents, counts, place_bounds, every_place)
