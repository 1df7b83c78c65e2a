"""Measure words alone, without an archive: inflection, compounds, and meetings with stop words.

    python -m benchmarks.relevance.words --data DIR [--failures]

Each set of words is halved by a hash of the word. The analysis may be changed by what the half
`open` shows; of the half `kept` only the figures are printed, so that they tell of unseen words.
"""

from __future__ import annotations

import argparse
import zlib
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.relevance.material import COMPOUNDS, EVERYDAY, read_compounds, read_treebank
from benchmarks.relevance.measures import constituent_score
from benchmarks.relevance.tables import Table, print_tables
from benchmarks.relevance.word_forms import read_word_forms
from newsctl.dutch import word_lists
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.lexicon import EMPTY
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.stop_words import is_stop_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.relevance.material import Compound
    from benchmarks.relevance.word_forms import WordForm

ROOT = Path(__file__).parents[2]
HALVES = ("open", "kept")
_MOST_FORMS = 60
"""Forms of a key beyond which the pairs are too many to count one by one: a key gone wrong."""


class Row(NamedTuple):
    """What was measured of which words, of each half, and what failed of the open one."""

    measure: str
    words: str
    figures: tuple[str, str]
    failures: Sequence[str]


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance.words")
    shared = [ROOT.parent / "shared/data"]
    parser.add_argument("--data", type=Path, default=shared, metavar="DIR", nargs="+")
    parser.add_argument("--failures", action="store_true", help="print what fails, of one half")
    parser.add_argument("--markdown", action="store_true", help="a table as markdown")
    options = parser.parse_args()
    rows = list(_measured(options.data, DutchAnalysis(EMPTY)))
    cells = [(row.measure, row.words, *row.figures) for row in rows]
    meaning = "Words alone, with an empty lexicon. The half that is kept was never looked at."
    table = Table("Words", meaning, ("measure", "words", *HALVES), cells)
    print_tables([table], markdown=options.markdown)
    if options.failures:
        for row in rows:
            print(f"\n{row.measure}, {row.words}: {' '.join(row.failures)}")


def half(word: str) -> str:
    """Return the half that a word is in."""
    return HALVES[zlib.crc32(word.encode()) & 1]


def _measured(folders: Sequence[Path], analysis: DutchAnalysis) -> Iterator[Row]:
    for name, forms in read_word_forms(folders).items():
        for of in ("noun", "verb", "adjective"):
            yield _recall(name, of, [form for form in forms if form.of == of], analysis)
        yield _pairwise(name, forms, analysis)
    compounds = {path.name: read_compounds(path) for path in (COMPOUNDS, EVERYDAY)}
    for path in _below(folders, "ling/*/compounds.tsv"):
        compounds["UD treebanks"] = read_treebank(path)
    for name, words in compounds.items():
        yield from _constituents(name, words, analysis)
    yield _meetings("simplemma", _listed(), analysis)
    for path in _below(folders, "ling/*/dutch/voc.txt"):
        yield _meetings("Snowball", path.read_text(encoding="utf-8").split(), analysis)


def _below(folders: Sequence[Path], pattern: str) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.glob(pattern))]


def _listed() -> Iterator[str]:
    """Yield all forms of the dictionary but those with hyphens, which have several words."""
    DICTIONARY.load_forms()
    return filter(str.isalpha, DICTIONARY.forms)  # type: ignore[arg-type]


def _keys(word: str, analysis: DutchAnalysis) -> frozenset[str]:
    return frozenset(key for term in analysis.terms(word) for key in term.keys)


def _recall(name: str, of: str, forms: Iterable[WordForm], analysis: DutchAnalysis) -> Row:
    """Of the forms, the share that has a key of its lemma; some are wrong in every such list."""
    counts = {one: [0, 0] for one in HALVES}
    failures = []
    for form in forms:
        found = not _keys(form.form, analysis).isdisjoint(_keys(form.lemma, analysis))
        here = half(form.lemma)
        counts[here][0] += found
        counts[here][1] += 1
        if not found and here == HALVES[0]:
            failures.append(f"{form.form}={form.lemma}")
    figures = tuple(_share(*counts[one]) for one in HALVES)
    return Row(f"{of}s found by their lemma", name, (figures[0], figures[1]), failures)


def _pairwise(name: str, forms: Sequence[WordForm], analysis: DutchAnalysis) -> Row:
    """Of pairs of forms, those that share a key against those that share a lemma."""
    figures, failures = [], []
    for one in HALVES:
        lemmas: defaultdict[str, set[str]] = defaultdict(set)
        for form in forms:
            if half(form.lemma) == one:
                lemmas[form.form].add(form.lemma)
                lemmas[form.lemma].add(form.lemma)
        by_lemma: defaultdict[str, set[str]] = defaultdict(set)
        by_key: defaultdict[str, set[str]] = defaultdict(set)
        for word, its in lemmas.items():
            for lemma in its:
                by_lemma[lemma].add(word)
            for key in _keys(word, analysis):
                by_key[key].add(word)
        true, met = _pairs(by_lemma.values()), _pairs(by_key.values())
        both = len(true & met)
        figures.append(f"{both / len(met):.3f} / {both / len(true):.3f}")
        if one == HALVES[0]:
            failures = [f"{first}~{second}" for first, second in sorted(met - true)]
    return Row("pairs: precision / recall", name, (figures[0], figures[1]), failures)


def _pairs(groups: Iterable[set[str]]) -> set[tuple[str, str]]:
    few = (group for group in groups if len(group) <= _MOST_FORMS)
    return {pair for group in few for pair in combinations(sorted(group), 2)}


def _constituents(name: str, words: Sequence[Compound], analysis: DutchAnalysis) -> Iterator[Row]:
    halves = [[word for word in words if half(word.word) == one] for one in HALVES]
    scores = [constituent_score(analysis, words) for words in halves]
    wrong = []
    for compound in halves[0]:
        score = constituent_score(analysis, [compound])
        if score.found < score.expected or score.right < score.named or score.broken:
            seen = "+".join(analysis.explain(compound.word).parts) or "one"
            wrong.append(f"{compound.word}={seen}")
    figures = [f"{one.precision or 0:.3f} / {one.recall or 0:.3f}" for one in scores]
    yield Row("constituents: precision / recall", name, (figures[0], figures[1]), wrong)
    if any(score.whole for score in scores):
        broken = [f"{score.broken} of {score.whole}" for score in scores]
        yield Row("words that are no compounds, split", name, (broken[0], broken[1]), ())


def _meetings(name: str, words: Iterable[str], analysis: DutchAnalysis) -> Row:
    """Words that are no stop words, and that have a key of one."""
    stop_words = word_lists.words("stop_words")
    stop_keys = {key for word in stop_words for key in _keys(word, analysis)}
    counts = dict.fromkeys(HALVES, 0)
    failures = []
    for word in words:
        folded = fold(normalise(word))
        if not is_stop_word(folded) and not stop_keys.isdisjoint(_keys(word, analysis)):
            counts[half(word)] += 1
            if half(word) == HALVES[0]:
                failures.append(word)
    figures = tuple(str(counts[one]) for one in HALVES)
    return Row("words that meet a stop word", name, (figures[0], figures[1]), failures)


def _share(found: int, of: int) -> str:
    return f"{found / of:.3f} of {of}" if of else "none"


if __name__ == "__main__":
    main()
