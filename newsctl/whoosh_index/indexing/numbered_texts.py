"""Texts inverted by number, all words of a text at once: what many posts are written with.

A word costs one look-up and four bytes until its batch is written. To take texts apart and to
write their postings takes half of the time that it takes token by token (see `token_texts`).
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.tokens import forms, words
from newsctl.whoosh_index.indexing.array_postings import ArrayPostings
from newsctl.whoosh_index.indexing.inversion import TermsOfWords, document_counts, grouped
from newsctl.whoosh_index.indexing.numbering import NumberedText, Numbering
from newsctl.whoosh_index.indexing.texts import BODY, TITLE, Inverted, TitleAndBody

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from newsctl.whoosh_index.indexing.texts import Analysis


class NumberedTexts(TitleAndBody[NumberedText]):
    """Texts as the numbers of their words."""

    def __init__(self) -> None:
        self._numbering = Numbering()
        super().__init__(NumberedText(self._numbering), NumberedText(self._numbering))

    def tokens(self) -> Iterable[str]:
        """Return the different tokens, normalised."""
        self._title.number()
        self._body.number()
        return self._numbering.tokens

    def key_counts(self) -> Counter[str]:
        """Return in how many documents each inflection key occurs."""
        spelt = [word for token in self.tokens() for word in words(token)]
        keys = TermsOfWords([_distinct_keys(spellings) for spellings in spelt])
        title, body = (
            grouped(text.placed(), keys, with_places=False) for text in (self._title, self._body)
        )
        counts = zip(keys.terms, document_counts(title, body, keys), strict=True)
        written = chain.from_iterable(form for token in self.tokens() for form in forms(token))
        return Counter({**dict.fromkeys(written, 0), **dict(counts)})

    def inverted(self, analysis: Analysis) -> Inverted:
        """Return the postings that an analysis makes of the texts."""
        analysed = [word for token in self.tokens() for word in analysis.terms(token)]
        keys = TermsOfWords([word.keys for word in analysed])
        surfaces = TermsOfWords([word.surfaces for word in analysed])
        parts = TermsOfWords([word.parts for word in analysed])
        placed = {TITLE: self._title.placed(), BODY: self._body.placed()}

        title, body = (
            ArrayPostings(text, words, (keys, surfaces, parts)) for text, words in placed.items()
        )

        def posts(wanted: Collection[str]) -> dict[str, int]:
            counts = document_counts(title.words, body.words, surfaces)
            each = zip(surfaces.terms, counts, strict=True)
            return {word: number for word, number in each if word in wanted}

        lengths = {text.keys: keys.number_in(words) for text, words in placed.items()}
        return Inverted((title, body), lengths, posts)


def _distinct_keys(spellings: Sequence[str]) -> Sequence[str]:
    if len(spellings) == 1:
        return (inflection_key(spellings[0]),)
    return tuple(dict.fromkeys(map(inflection_key, spellings)))
