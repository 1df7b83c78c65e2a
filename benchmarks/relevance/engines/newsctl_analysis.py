"""newsctl's analysis of Dutch, without its index: keys, parts and the affix rule."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from benchmarks.relevance.engines.engine import Search, intersection
from newsctl.dutch.affixes import affix_matches
from newsctl.dutch.analysis import DutchAnalysis, fingerprint
from newsctl.dutch.tokens import forms, token_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.dutch.lexicon import Lexicon

RULES = ("exact", "inflection", "compound", "affix")
"""Why a word of a text answers a word of a query; the surest first."""


class NewsctlAnalysis:
    """What `newsctl search` finds, over one lexicon."""

    def __init__(self, lexicon: Lexicon, lexicon_name: str) -> None:
        self.name = f"newsctl ({lexicon_name})"
        self.lexicon_name = lexicon_name
        self.version = fingerprint()
        self.analysis = DutchAnalysis(lexicon)

    def index(self, texts: Sequence[str]) -> Search:
        """Take in texts."""
        return Words(self.analysis, texts).search


class Words:
    """The words of some texts, found by any of newsctl's rules."""

    def __init__(self, analysis: DutchAnalysis, texts: Sequence[str]) -> None:
        self._analysis = analysis
        self._texts_with: dict[str, set[int]] = {}
        for number, text in enumerate(texts):
            for raw in token_pattern().findall(text):
                self._texts_with.setdefault(raw, set()).add(number)
        self._under: dict[str, dict[str, set[str]]] = {rule: {} for rule in RULES[:3]}
        for raw in self._texts_with:
            for term in analysis.terms(raw):
                for rule, names in zip(RULES, (term.surfaces, term.keys, term.parts), strict=False):
                    for name in names:
                        self._under[rule].setdefault(name, set()).add(raw)
        self._forward = sorted(self._under["exact"])
        self._backward = sorted(word[::-1] for word in self._forward)

    def search(self, query: str) -> set[int]:
        """Return the texts with all words of a query."""
        return intersection([self._token(raw) for raw in token_pattern().findall(query)])

    def matches(self, surface: str) -> dict[str, str]:
        """Return the words, as written in the texts, that a folded word finds, with the rule."""
        own_keys = [key for term in self._analysis.terms(surface) for key in term.keys]
        names = {
            "affix": self._affixes(surface),
            "compound": own_keys,
            "inflection": own_keys,
            "exact": [surface],
        }
        found: dict[str, str] = {}
        for rule, wanted in names.items():
            under = self._under["exact" if rule == "affix" else rule]
            for name in wanted:
                found.update(dict.fromkeys(under.get(name, ()), rule))
        return found

    def _token(self, raw: str) -> set[int]:
        """Find a hyphenated word by its parts together, or joined (*e-mail*, *email*)."""
        positions = forms(raw)
        if not positions:
            return set()
        apart = intersection([self._slot(surfaces[0]) for surfaces in positions])
        return apart.union(*(self._slot(joined) for joined in positions[0][1:]))

    def _slot(self, surface: str) -> set[int]:
        return set().union(*(self._texts_with[raw] for raw in self.matches(surface)))

    def _affixes(self, surface: str) -> list[str]:
        return affix_matches(
            surface,
            ending=lambda end: (word[::-1] for word in _starting(self._backward, end[::-1])),
            starting=lambda start: _starting(self._forward, start),
            lexicon=self._analysis.lexicon,
        )


def _starting(words: Sequence[str], start: str) -> Iterator[str]:
    for place in range(bisect_left(words, start), len(words)):
        if not words[place].startswith(start):
            return
        yield words[place]
