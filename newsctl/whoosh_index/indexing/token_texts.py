"""Texts inverted token by token: what a few posts are written with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.whoosh_index.indexing.occurrences import Occurrences, document_count, key_counts
from newsctl.whoosh_index.indexing.text_postings import TextPostings
from newsctl.whoosh_index.indexing.texts import BODY, TITLE, Inverted, TitleAndBody

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Iterable

    from newsctl.whoosh_index.indexing.texts import Analysis


class TokenTexts(TitleAndBody[Occurrences]):
    """Texts as the places of each token."""

    def __init__(self) -> None:
        super().__init__(Occurrences(), Occurrences())

    def tokens(self) -> Iterable[str]:
        """Return the different tokens, normalised."""
        return self._title.tokens().keys() | self._body.tokens().keys()

    def key_counts(self) -> Counter[str]:
        """Return in how many documents each inflection key occurs."""
        return key_counts((self._title, self._body))

    def inverted(self, analysis: Analysis) -> Inverted:
        """Return the postings that an analysis makes of the texts."""
        title = TextPostings(TITLE, self._title, analysis)
        body = TextPostings(BODY, self._body, analysis)
        lengths = {TITLE.keys: title.lengths, BODY.keys: body.lengths}

        def posts(words: Collection[str]) -> dict[str, int]:
            runs = ((*title.words.get(one, ()), *body.words.get(one, ())) for one in words)
            return dict(zip(words, map(document_count, runs), strict=True))

        return Inverted((title, body), lengths, posts)
