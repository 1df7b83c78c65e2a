"""The words met while posts are indexed: what each was indexed under, and in how many posts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsctl.whoosh_index.vocabulary import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.dutch.analysis import AnalysedWord, DutchAnalysis
    from newsctl.whoosh_index.vocabulary import Vocabulary


class WordRegister:
    """Analyses raw tokens, each type once, and keeps account of the words that come of it."""

    def __init__(self, analysis: DutchAnalysis) -> None:
        self._analysis = analysis
        self._terms: dict[str, tuple[AnalysedWord, ...]] = {}
        self._keys: dict[str, set[str]] = {}
        self._parts: dict[str, set[str]] = {}
        self._posts: Counter[str] = Counter()

    def terms(self, raw: str) -> tuple[AnalysedWord, ...]:
        """Return the analysis of a raw token."""
        known = self._terms.get(raw)
        if known is None:
            known = self._terms[raw] = self._analysis.terms(raw)
            for word in known:
                self._register(word)
        return known

    def count(self, surfaces: Iterable[str]) -> None:
        """Count one more post for each of these words."""
        self._posts.update(surfaces)

    def entries(self, known: Vocabulary) -> Iterator[Entry]:
        """Yield the words that were counted and that a vocabulary does not have."""
        later = known.later_words()
        for surface, posts in self._posts.items():
            if surface not in later and not known.has_sorted(surface):
                keys, parts = self._keys[surface], self._parts[surface]
                yield Entry(surface, tuple(sorted(keys)), tuple(sorted(parts - keys)), posts)

    def _register(self, word: AnalysedWord) -> None:
        """Note the keys of each surface; where hyphens gave several, each has its own."""
        alone = len(word.surfaces) == 1
        for surface in word.surfaces:
            for one in [word] if alone else self._analysis.terms(surface):
                self._keys.setdefault(surface, set()).update(one.keys)
                self._parts.setdefault(surface, set()).update(one.parts)
