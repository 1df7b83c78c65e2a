"""What is judged: pairs of query and word, and compounds with their constituents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
PAIRS = HERE / "pairs.tsv"
COMPOUNDS = HERE / "compounds.tsv"
EVERYDAY = HERE / "everyday.tsv"
NOUNS = HERE / "nouns.txt"


@dataclass(frozen=True, slots=True)
class Pair:
    """A query, and a text of a word or a few that it must, or must not, find."""

    phenomenon: str
    must_match: bool
    query: str
    text: str


@dataclass(frozen=True, slots=True)
class Compound:
    """A word and the lemmas it is made of; none when it is no compound."""

    word: str
    constituents: tuple[str, ...]


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """Read phenomenon, + or -, query and text, one pair a line."""
    return [
        Pair(phenomenon, {"+": True, "-": False}[sign], query, text)
        for phenomenon, sign, query, text in rows(path)
    ]


def read_compounds(path: Path = COMPOUNDS) -> list[Compound]:
    """Read words with their constituents."""
    return [Compound(word, tuple(lemmas.split())) for word, lemmas in rows(path)]


def read_nouns() -> list[str]:
    """Read the common nouns of which some were drawn for judging."""
    lines = NOUNS.read_text(encoding="utf-8").splitlines()
    return [noun for line in lines if not line.startswith("#") for noun in line.split()]


def read_treebank(path: Path) -> list[Compound]:
    """Read the compounds of a UD treebank: form, lemma with `_` between its parts, class, count.

    Each form once, whatever its case, and only those of letters alone: a hyphen needs no finding.
    """
    found: dict[str, Compound] = {}
    for form, lemma, *_ in rows(path):
        if form.isalpha() and "_" in lemma:
            word = form.lower()
            found.setdefault(word, Compound(word, tuple(lemma.lower().split("_"))))
    return list(found.values())


def rows(path: Path) -> Iterator[list[str]]:
    """Read the cells of each line that is neither empty nor a comment."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
