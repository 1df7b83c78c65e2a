"""Did you mean: for words that no post has, the words of the archive that may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.archive.hits import Suggestion
from newsctl.core.query.ast import Word
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.suggestions import suggest
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.searching.evaluation import Evaluator
from newsctl.whoosh_index.searching.expansion import Expander

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.dutch.analysis import DutchAnalysis
    from newsctl.whoosh_index.searching.snapshot import Snapshot

SEEN_OFTEN_ENOUGH = 2
"""Posts that a word must stand in to be suggested: a word seen once may be misspelt itself."""

_TRIES = 20
_SHORTEST = 4


def suggestions(
    snapshot: Snapshot, analysis: DutchAnalysis, words: Sequence[str]
) -> Iterator[Suggestion]:
    """Yield a suggestion for each word that finds nothing and resembles one that does."""
    evaluator = Evaluator(snapshot, Expander(snapshot, analysis))
    candidates: list[tuple[str, int]] | None = None
    for word in words:
        if not _may_be_misspelt(word) or evaluator.scores(Word(word)):
            continue
        if candidates is None:
            candidates = [pair for one in snapshot.vocabularies for pair in one.counts()]
        replacement = _replacement(snapshot, word, candidates)
        if replacement:
            yield Suggestion(word, replacement)


def _may_be_misspelt(word: str) -> bool:
    """Tell whether a word is long enough, and of letters, to tell what it was meant to be."""
    return len(word) >= _SHORTEST and word.isalpha()


def _replacement(snapshot: Snapshot, word: str, candidates: list[tuple[str, int]]) -> str | None:
    """Return the likeliest candidate that is in enough posts as they are now.

    The vocabulary knows how many had a word when it first came, and of words that are gone.
    """
    for _ in range(_TRIES):
        likeliest = suggest(fold(normalise(word)), candidates)
        if likeliest is None or _posts_with(snapshot, likeliest) >= SEEN_OFTEN_ENOUGH:
            return likeliest
        candidates = [candidate for candidate in candidates if candidate[0] != likeliest]
    return None


def _posts_with(snapshot: Snapshot, word: str) -> int:
    term = word.encode()
    in_title = snapshot.with_term(fields.TITLE_WORD, term)
    return len(in_title | snapshot.with_term(fields.BODY_WORD, term))
