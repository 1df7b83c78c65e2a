"""Did you mean: for words that no post has, the words of the archive that may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.hits import Suggestion
from newsctl.core.query import Word
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.suggestions import suggest
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.evaluation import Evaluator
from newsctl.whoosh_index.expansion import Expander

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.dutch.analysis import DutchAnalysis
    from newsctl.whoosh_index.snapshot import Snapshot

SEEN_OFTEN_ENOUGH = 2
"""Posts that a word must stand in to be suggested: a word seen once may be misspelt itself."""


def suggestions(
    snapshot: Snapshot, analysis: DutchAnalysis, words: Sequence[str]
) -> Iterator[Suggestion]:
    """Yield a suggestion for each word that finds nothing and resembles one that does."""
    evaluator = Evaluator(snapshot, Expander(snapshot, analysis))
    candidates: list[tuple[str, int]] | None = None
    for word in words:
        if evaluator.scores(Word(word)):
            continue
        if candidates is None:
            candidates = list(_candidates(snapshot))
        replacement = suggest(fold(normalise(word)), candidates)
        if replacement and _is_alive(snapshot, replacement):
            yield Suggestion(word, replacement)


def _candidates(snapshot: Snapshot) -> Iterator[tuple[str, int]]:
    for vocabulary in snapshot.vocabularies:
        for word, posts in vocabulary.counts():
            if posts >= SEEN_OFTEN_ENOUGH:
                yield word, posts


def _is_alive(snapshot: Snapshot, word: str) -> bool:
    """Tell whether a living post has a word: the vocabulary remembers those of deleted ones."""
    return any(
        snapshot.with_term(field, word.encode()) for field in (fields.TITLE_WORD, fields.BODY_WORD)
    )
