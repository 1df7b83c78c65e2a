"""Words judged by hand: which of those that hold the letters of a noun are compounds of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from benchmarks.relevance.material import rows
from newsctl.dutch.normalise import fold

JUDGED = tuple(sorted((Path(__file__).parent / "judged").glob("*.tsv")))
"""The lists of judged words; each says how its nouns were drawn."""


class Verdict(StrEnum):
    """What a word is to a noun."""

    COMPOUND = "+"
    NONE = "-"
    DOUBTFUL = "?"
    INFLECTION = "="


@dataclass(frozen=True, slots=True)
class JudgedNoun:
    """A noun as a reader types it, and the folded words that were judged, with their verdicts."""

    noun: str
    verdicts: dict[str, Verdict] = field(default_factory=dict)

    def words(self, verdict: Verdict) -> set[str]:
        """Return the words with one verdict."""
        return {word for word, judged in self.verdicts.items() if judged is verdict}

    def spellings(self) -> set[str]:
        """Return the noun and those inflections that do not hold its letters: stad, steden."""
        noun = fold(self.noun)
        return {noun} | {word for word in self.words(Verdict.INFLECTION) if noun not in word}

    def unjudged(self, vocabulary: set[str]) -> set[str]:
        """Return the words of letters alone that hold the noun and that nobody judged."""
        spellings = self.spellings()
        return {
            word
            for word in vocabulary - self.verdicts.keys() - spellings
            if word.isalpha() and any(spelling in word for spelling in spellings)
        }


def read_judged(path: Path) -> list[JudgedNoun]:
    """Read noun, word and verdict, one word a line. Raises ValueError for another verdict."""
    nouns: dict[str, JudgedNoun] = {}
    for noun, word, verdict in rows(path):
        nouns.setdefault(noun, JudgedNoun(noun)).verdicts[word] = Verdict(verdict)
    return list(nouns.values())
