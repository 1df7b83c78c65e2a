"""Numbers that say how good an analysis is: pairs, and constituents of compounds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.relevance.engines.engine import Engine
    from benchmarks.relevance.material import Compound, Pair
    from newsctl.dutch.analysis import DutchAnalysis

_LINKS = ("", "s", "en", "e", "n", "er")


@dataclass(frozen=True, slots=True)
class PairScore:
    """How many of the pairs that must match do, and how many of those that must not."""

    musts: int
    found: int
    must_nots: int
    wrong: int

    @property
    def recall(self) -> float | None:
        """The share of the pairs that must match that do."""
        return _share(self.found, self.musts)

    @property
    def false_matches(self) -> float | None:
        """The share of the pairs that must not match that do."""
        return _share(self.wrong, self.must_nots)

    @property
    def precision(self) -> float | None:
        """The share of the pairs that match that must."""
        return _share(self.found, self.found + self.wrong)


def judge(engine: Engine, pairs: Sequence[Pair]) -> list[bool]:
    """Tell of each pair whether the query finds the text, each text being a document."""
    texts = list(dict.fromkeys(pair.text for pair in pairs))
    number = {text: place for place, text in enumerate(texts)}
    search = engine.index(texts)
    answers = {query: search(query) for query in dict.fromkeys(pair.query for pair in pairs)}
    return [number[pair.text] in answers[pair.query] for pair in pairs]


def pair_score(pairs: Sequence[Pair], matched: Sequence[bool]) -> PairScore:
    """Count matches of pairs that must and must not match."""
    must = [found for pair, found in zip(pairs, matched, strict=True) if pair.must_match]
    must_not = [found for pair, found in zip(pairs, matched, strict=True) if not pair.must_match]
    return PairScore(len(must), sum(must), len(must_not), sum(must_not))


def scores_by_phenomenon(pairs: Sequence[Pair], matched: Sequence[bool]) -> dict[str, PairScore]:
    """Score the pairs of each phenomenon, in the order of the file."""
    scores = {}
    for phenomenon in dict.fromkeys(pair.phenomenon for pair in pairs):
        chosen = [n for n, pair in enumerate(pairs) if pair.phenomenon == phenomenon]
        scores[phenomenon] = pair_score([pairs[n] for n in chosen], [matched[n] for n in chosen])
    return scores


@dataclass(frozen=True, slots=True)
class ConstituentScore:
    """How well words are taken apart.

    `expected` constituents of the compounds, of which `found` can be searched for; `named` parts
    in compounds of which `right` are constituents or several in a row; `whole` words that are no
    compounds, of which `broken` were split.
    """

    expected: int
    found: int
    named: int
    right: int
    whole: int
    broken: int

    @property
    def recall(self) -> float | None:
        """The share of the constituents by which the compound is found."""
        return _share(self.found, self.expected)

    @property
    def precision(self) -> float | None:
        """The share of the parts that are constituents."""
        return _share(self.right, self.named)

    @property
    def wrongly_split(self) -> float | None:
        """The share of the words that are no compounds that were split."""
        return _share(self.broken, self.whole)


def constituent_score(analysis: DutchAnalysis, words: Iterable[Compound]) -> ConstituentScore:
    """Compare the parts of words with their constituents, by their keys."""
    expected = found = named = right = whole = broken = 0
    for compound in words:
        parts = analysis.explain(compound.word).parts
        if not compound.constituents:
            whole += 1
            broken += bool(parts)
            continue
        searched = {key for term in analysis.terms(compound.word) for key in term.parts}
        expected += len(compound.constituents)
        found += sum(bool(searched & _keys(analysis, one)) for one in compound.constituents)
        named += len(parts)
        true_parts = set().union(*(_keys(analysis, one) for one in _runs(compound)))
        right += sum(bool(true_parts & _keys(analysis, part)) for part in parts)
    return ConstituentScore(expected, found, named, right, whole, broken)


def _keys(analysis: DutchAnalysis, word: str) -> set[str]:
    return {key for term in analysis.terms(word) for key in term.keys}


def _runs(compound: Compound) -> Iterable[str]:
    """Return each constituent, and those in a row that stand in the word, however linked."""
    lemmas = compound.constituents
    for start in range(len(lemmas)):
        whole_too = start > 0 or len(lemmas) == 1  # medewerker, of which mede is no part
        for end in range(start + 1, len(lemmas) + whole_too):
            for links in product(_LINKS, repeat=end - start - 1):
                joined = [
                    lemma + link
                    for lemma, link in zip(lemmas[start:end], (*links, ""), strict=True)
                ]
                yield "".join(joined)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
