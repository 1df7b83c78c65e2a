"""Measure how words of a treebank are found by one another, of files given by path.

    python -m benchmarks.relevance.treebank FILE... [--failures]

A file is a treebank of Universal Dependencies (`*.conllu`), or a table of forms, lemmas and their
classes (`*.tsv`: NOUN, VERB, ADJ). Two words that share a lemma are to share a key, and two that
share a key are to share a lemma. Words of different classes whose lemmas share a key are joined on
purpose (*werk*, *werken*; *gespannen*, *spannen*); precision is given with them and without.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.relevance.tables import Table, print_tables
from benchmarks.relevance.word_forms import read_file
from newsctl.dutch.lemmas import search_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.relevance.word_forms import WordForm

_Pair = tuple[str, str]


class Pairs(NamedTuple):
    """Pairs of words: those that share a lemma, those that share a key, and the joined of these."""

    of_lemma: frozenset[_Pair]
    of_key: frozenset[_Pair]
    joined: frozenset[_Pair]

    @property
    def right(self) -> frozenset[_Pair]:
        """Return the pairs that share both."""
        return self.of_lemma & self.of_key


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.relevance.treebank", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("files", type=Path, metavar="FILE", nargs="+", help="*.conllu or *.tsv")
    parser.add_argument("--failures", action="store_true", help="print the pairs that fail")
    parser.add_argument("--markdown", action="store_true", help="a table as markdown")
    options = parser.parse_args()
    forms = sorted({form for path in options.files for form in read_file(path)})
    pairs = pairs_of(forms)
    wrong = pairs.of_key - pairs.right
    cells = [
        *(_found(of, forms) for of in ("noun", "verb", "adjective")),
        ("pairs: recall", _share(pairs.right, pairs.of_lemma)),
        ("pairs: precision", _share(pairs.right, pairs.of_key)),
        ("the same without joined classes", _share(pairs.right, pairs.of_key - pairs.joined)),
    ]
    table = Table("Treebank", "Words by their forms.", ("measure", "share"), cells)
    print_tables([table], markdown=options.markdown)
    if options.failures:
        _print_pairs("missed", pairs.of_lemma - pairs.right)
        _print_pairs("wrong", wrong - pairs.joined)
        _print_pairs("joined classes", pairs.joined)


def pairs_of(forms: Iterable[WordForm]) -> Pairs:
    """Return the pairs of all forms and lemmas."""
    lemmas: defaultdict[str, set[_Pair]] = defaultdict(set)
    for form in forms:
        lemmas[form.form].add((form.lemma, form.of))
        lemmas[form.lemma].add((form.lemma, form.of))
    keys = {word: set(search_keys(word)) for word in lemmas}
    of_lemma = _pairs({word: {lemma for lemma, _ in its} for word, its in lemmas.items()})
    of_key = _pairs(keys)
    joined = {
        (one, other)
        for one, other in of_key - of_lemma
        if any(
            of != its_class and not keys[lemma].isdisjoint(keys[its])
            for lemma, of in lemmas[one]
            for its, its_class in lemmas[other]
        )
    }
    return Pairs(of_lemma, of_key, frozenset(joined))


def _pairs(marks: Mapping[str, Iterable[str]]) -> frozenset[_Pair]:
    """Return the pairs of words that share a mark."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(marks):
        for mark in marks[word]:
            alike[mark].append(word)
    return frozenset(pair for words in alike.values() for pair in combinations(words, 2))


def _found(of: str, forms: Sequence[WordForm]) -> _Pair:
    """Return the share of the inflected forms of a class that share a key with their lemma."""
    inflected = {form for form in forms if form.of == of and form.form != form.lemma}
    found = [
        one
        for one in inflected
        if not set(search_keys(one.form)).isdisjoint(search_keys(one.lemma))
    ]
    return f"inflected {of}s found by their lemma", _share(found, inflected)


def _share(some: Sequence[object] | frozenset[_Pair], every: Iterable[object]) -> str:
    number = len(list(every))
    return f"{len(some) / number:.3f} of {number}" if number else "none"


def _print_pairs(name: str, pairs: Iterable[_Pair]) -> None:
    print(f"\n{name}: {' '.join(f'{one}~{other}' for one, other in sorted(pairs))}")


if __name__ == "__main__":
    main()
