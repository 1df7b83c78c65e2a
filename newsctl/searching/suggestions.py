"""Spelling suggestions for query words that few posts have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.archive.hits import FEW_POSTS, Suggestion
from newsctl.core.deadline import check_deadline
from newsctl.core.query.ast import Word
from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.suggestions import suggest
from newsctl.whoosh_index import schema as fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.searching.evaluation import Evaluator
    from newsctl.whoosh_index.snapshot import Snapshot

SEEN_OFTEN_ENOUGH = 2
"""Posts that a word must stand in to be suggested: a word seen once may be misspelt itself."""

_FAR_COMMONER = 10
_TRIES = 20
_SHORTEST = 4


def suggestions(evaluator: Evaluator, words: Sequence[str]) -> Iterator[Suggestion]:
    """Yield a suggestion for each word that finds little or nothing and resembles another.

    Words in the dictionary are right: three in ten of them resemble a common word, but only three
    in a hundred typing errors are such words. Another word that is found may be right and rare. So
    the suggestion must be nearer (see `suggest`) and in ten times as many posts, and there is none
    for a name that the archive knows by its capitals.
    """
    snapshot = evaluator.snapshot
    candidates: list[tuple[str, int]] | None = None
    for word in filter(_may_be_misspelt, words):
        folded = fold(normalise(word))
        found = len(evaluator.documents(Word(word)))
        if found > FEW_POSTS or DICTIONARY.has(folded):
            continue
        if evaluator.expander.is_name(folded):
            continue
        if candidates is None:
            candidates = list(snapshot.vocabulary.counts())
        replacement = _replacement(snapshot, folded, candidates, found)
        if replacement:
            yield Suggestion(word, replacement)


def _may_be_misspelt(word: str) -> bool:
    """Tell whether a word consists of enough letters for a suggestion."""
    return len(word) >= _SHORTEST and word.isalpha()


def _replacement(
    snapshot: Snapshot, word: str, candidates: list[tuple[str, int]], found: int
) -> str | None:
    """Return the likeliest candidate that is in enough living posts.

    The counts of the vocabulary are from when a word was first indexed, and include deleted posts.
    """
    needed = max(SEEN_OFTEN_ENOUGH, _FAR_COMMONER * found)
    for _ in range(_TRIES):
        check_deadline()
        likeliest = suggest(word, candidates, is_found=found > 0)
        if likeliest is None or _posts_with(snapshot, likeliest) >= needed:
            return likeliest
        candidates = [candidate for candidate in candidates if candidate[0] != likeliest]
    return None


def _posts_with(snapshot: Snapshot, word: str) -> int:
    term = word.encode()
    in_title = snapshot.with_term(fields.TITLE_WORD, term)
    return len(in_title | snapshot.with_term(fields.BODY_WORD, term))
