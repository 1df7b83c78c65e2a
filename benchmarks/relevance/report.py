"""What was measured, as data for `--json` and as tables for people."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from benchmarks.relevance.engines.wildcard import Wildcard
from benchmarks.relevance.judgements import Verdict
from benchmarks.relevance.measures import pair_score, scores_by_phenomenon
from benchmarks.relevance.tables import Table, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.relevance.engines import Missing
    from benchmarks.relevance.material import Pair
    from benchmarks.relevance.measures import ConstituentScore, PairScore
    from benchmarks.relevance.retrieval import Match, RetrievalScore

_ALL = "all"


@dataclass(slots=True)
class Report:
    """Everything that one run measured, in the order of measuring."""

    versions: dict[str, str] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)
    pairs: dict[str, dict[str, dict[str, PairScore]]] = field(default_factory=dict)
    constituents: list[tuple[str, str, ConstituentScore]] = field(default_factory=list)
    archive: str = ""
    retrieval: dict[str, dict[str, RetrievalScore]] = field(default_factory=dict)
    unjudged: dict[str, int] = field(default_factory=dict)
    sample: list[Match] = field(default_factory=list)
    failures: dict[str, list[Pair]] = field(default_factory=dict)

    def add_pairs(
        self, material: str, engine: str, pairs: Sequence[Pair], matched: Sequence[bool]
    ) -> None:
        """Score what an engine made of some pairs."""
        scores = scores_by_phenomenon(pairs, matched) | {_ALL: pair_score(pairs, matched)}
        self.pairs.setdefault(material, {})[engine] = scores

    def data(self) -> dict[str, object]:
        """Return everything as JSON has it."""
        return {
            "versions": self.versions,
            "missing": [asdict(peer) for peer in self.missing],
            "pairs": {
                material: {
                    engine: {name: asdict(score) for name, score in scores.items()}
                    for engine, scores in engines.items()
                }
                for material, engines in self.pairs.items()
            },
            "constituents": [
                {"material": material, "lexicon": lexicon, **asdict(score)}
                for material, lexicon, score in self.constituents
            ],
            "archive": self.archive,
            "retrieval": {
                judged: {name: asdict(score) for name, score in engines.items()}
                for judged, engines in self.retrieval.items()
            },
            "unjudged": self.unjudged,
            "sample": [asdict(match) for match in self.sample],
            "failures": {
                engine: [asdict(pair) for pair in pairs] for engine, pairs in self.failures.items()
            },
        }

    def tables(self, *, failures: bool) -> Iterator[Table]:
        """Return the tables, those of the pairs first, with or without the pairs that fail."""
        yield from map(self._summary, self.pairs)
        yield from self._by_phenomenon()
        if self.constituents:
            yield self._constituents()
        yield from map(self._retrieval, self.retrieval)
        if failures:
            yield self._failures()
        if self.sample:
            yield self._sample()

    def _summary(self, material: str) -> Table:
        rows = [
            (
                engine,
                share(scores[_ALL].recall),
                share(scores[_ALL].false_matches),
                share(scores[_ALL].precision),
                self.versions.get(engine, ""),
            )
            for engine, scores in self.pairs[material].items()
        ]
        rows.extend((peer.module, "", "", "", f"missing: {peer.needs}") for peer in self.missing)
        total = next(iter(self.pairs[material].values()))[_ALL]
        return Table(
            f"Pairs: {material}",
            f"{total.musts} pairs must match (recall), {total.must_nots} must not (false matches).",
            ("analysis", "recall", "false matches", "precision", "measured"),
            rows,
        )

    def _by_phenomenon(self) -> Iterator[Table]:
        for material, engines in self.pairs.items():
            phenomena = next(iter(engines.values()))
            for title, attribute in (("Recall", "recall"), ("False matches", "false_matches")):
                rows = [
                    (
                        name,
                        *(share(getattr(scores[name], attribute)) for scores in engines.values()),
                    )
                    for name in phenomena
                    if getattr(phenomena[name], attribute) is not None
                ]
                meaning = "Of the pairs of each phenomenon that must match" + (
                    "." if attribute == "recall" else " not."
                )
                yield Table(f"{title}: {material}", meaning, ("phenomenon", *engines), rows)

    def _constituents(self) -> Table:
        rows = [
            (
                material,
                lexicon,
                str(score.expected),
                share(score.precision),
                share(score.recall),
                str(score.whole or ""),
                share(score.wrongly_split),
            )
            for material, lexicon, score in self.constituents
        ]
        return Table(
            "Constituents of compounds",
            "Parts that newsctl names, and by which a compound is found; words that are none.",
            (
                "words",
                "lexicon",
                "constituents",
                "precision",
                "recall",
                "no compounds",
                "wrongly split",
            ),
            rows,
        )

    def _retrieval(self, judged: str) -> Table:
        scores = self.retrieval[judged]
        wildcard = scores[Wildcard.name]
        rows = [
            (
                engine,
                share(_ratio(score.found, score.wanted)),
                share(_ratio(score.returned, wildcard.returned)),
                share(_ratio(score.compounds_found, score.compounds)),
                share(_ratio(score.others_found, score.others)),
            )
            for engine, score in scores.items()
        ]
        return Table(
            f"Retrieval: the nouns of {judged}, {self.archive}",
            f"{wildcard.queries} nouns; {wildcard.wanted} times a post holds a compound of one. "
            f"{wildcard.compounds} compounds and {wildcard.others} other words that hold a noun; "
            f"{self.unjudged[judged]} words are not judged.",
            (
                "analysis",
                "posts found",
                f"returned, of {Wildcard.name}",
                "compounds found",
                "others found",
            ),
            rows,
        )

    def _failures(self) -> Table:
        rows = [
            (engine, pair.phenomenon, "+" if pair.must_match else "-", pair.query, pair.text)
            for engine, pairs in self.failures.items()
            for pair in pairs
        ]
        return Table(
            "Pairs that fail",
            "+ must match and does not, - must not and does.",
            ("analysis", "phenomenon", "sign", "query", "text"),
            rows,
        )

    def _sample(self) -> Table:
        rows = [(match.query, match.word, match.rule, match.verdict or "") for match in self.sample]
        verdicts = Counter(match.verdict for match in self.sample if match.rule != "missed")
        return Table(
            "Matches and misses",
            f"Of {verdicts.total()} matches by parts and affix {verdicts[Verdict.COMPOUND]} are "
            f"judged right, {verdicts[Verdict.NONE]} wrong, {verdicts[Verdict.DOUBTFUL]} doubtful.",
            ("query", "word", "rule", "verdict"),
            rows,
        )


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
