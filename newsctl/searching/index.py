"""The implementation of the index port: a stored index, and the evaluation of queries on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.searching import counting
from newsctl.searching.evaluation import MOST_REMEMBERED, Evaluator
from newsctl.searching.search import search
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.index import WhooshIndex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.archive.hits import (
        Cooccurrences,
        CountedWord,
        Dates,
        Forms,
        Page,
        PostFacts,
        Request,
        Suggestion,
    )
    from newsctl.core.archive.ports import Progress
    from newsctl.core.post.post import Post
    from newsctl.core.query.ast import Query


class SearchableIndex(WhooshIndex):
    """The index of one archive, with its answers.

    Every query may raise IndexDamaged, and TookTooLong at a deadline.

    Modules for rare queries are imported on use.
    """

    _evaluator: Evaluator | None = None

    def search(self, request: Request) -> Page:
        """Answer a request."""
        return search(self._asked(), request)

    def dates(self, query: Query) -> Dates:
        """Return the dates of the posts of a query."""
        return counting.dates(self._asked(), query)

    def has_undated(self) -> bool:
        """Tell whether there may be posts without a date."""
        return fields.NO_DATE in self._asked().snapshot.dates  # of deleted posts too

    def counts(self, query: Query, clauses: Sequence[Query]) -> Sequence[int]:
        """Return, for each clause, how many posts of a query match it too."""
        return counting.counts(self._asked(), query, clauses)

    def numbers(self, query: Query, key: str) -> Mapping[float, int]:
        """Return how many posts of a query have each number in a key."""
        return counting.numbers(self._asked(), query, key)

    def facts(self, query: Query, asked: Sequence[Sequence[str]]) -> Sequence[PostFacts]:
        """Return the facts by which the posts of a query are counted."""
        from newsctl.searching.field_values import facts  # noqa: PLC0415 -- for tables

        return facts(self._asked(), query, asked, self.facets())

    def forms(self, query: Query) -> Sequence[Forms]:
        """Return the words that each word of a query matches."""
        return counting.forms(self._asked(), query)

    def words(self, queries: Sequence[Query], progress: Progress) -> Sequence[CountedWord]:
        """Count every word in the posts of each query."""
        from newsctl.searching.word_counts import words_of  # noqa: PLC0415 -- NumPy

        return words_of(self._asked(), queries, progress)

    def cooccurrences(
        self, word: Query, window: int, query: Query, progress: Progress
    ) -> Cooccurrences:
        """Count the words near a word in the posts of a query."""
        from newsctl.searching.cooccurrences import cooccurrences_of  # noqa: PLC0415 -- NumPy

        return cooccurrences_of(self._asked(), word, window, query, progress)

    def related(self, post: Post, request: Request, least: float) -> Page:
        """Return the posts of a request that are similar to a post."""
        from newsctl.searching.related import related  # noqa: PLC0415 -- takes words apart

        return related(self._asked(), post, request, least)

    def suggest(self, words: Sequence[str]) -> Sequence[Suggestion]:
        """Suggest a word of the archive for each of these words that it does not have."""
        from newsctl.searching.suggestions import suggestions  # noqa: PLC0415 -- rarely needed

        return list(suggestions(self._asked(), words))

    @staticmethod
    def make_ready() -> None:
        """Import the modules for large answers, before many queries are asked."""
        from newsctl.searching import dense  # noqa: F401, PLC0415 -- NumPy

    def load_words(self) -> None:
        """Load the words that queries are looked up in, for a screen that must not wait."""
        self._needed().analysis.lexicon.load()

    def forget_answers(self) -> None:
        """Clear the cache of answers."""
        self._evaluator = None

    def _asked(self) -> Evaluator:
        """Return the evaluator of the current snapshot, with its cache."""
        snapshot, known = self.snapshot, self._evaluator
        if known is None or known.snapshot is not snapshot or known.size >= MOST_REMEMBERED:
            known = self._evaluator = Evaluator(snapshot, self._needed().analysis)
        return known
