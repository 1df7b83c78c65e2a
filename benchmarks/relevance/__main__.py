"""Measure the analyses: see README.md beside this file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.relevance import engines
from benchmarks.relevance.archives import Archive, read_archive, texts_by_word
from benchmarks.relevance.engines.newsctl_analysis import NewsctlAnalysis, Words
from benchmarks.relevance.engines.newsctl_search import NewsctlSearch
from benchmarks.relevance.judgements import JUDGED, read_judged
from benchmarks.relevance.material import read_compounds, read_pairs, read_treebank
from benchmarks.relevance.measures import constituent_score, judge
from benchmarks.relevance.report import Report
from benchmarks.relevance.retrieval import (
    Collection,
    retrieval_score,
    sample_matches,
    sample_misses,
)
from benchmarks.relevance.tables import print_tables
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.lexicon import EMPTY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.relevance.engines.engine import Engine

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Measure, print, and write JSON where asked."""
    options = _options()
    archive = read_archive(options.archive)
    alone = NewsctlAnalysis(EMPTY, "no archive")
    with_archive = NewsctlAnalysis(archive.lexicon, f"{len(archive.texts)} posts")
    others, missing = engines.peers()
    measured: list[Engine] = [*others, alone, with_archive]
    if options.end_to_end:
        measured.append(NewsctlSearch())
    report = Report(missing=missing)
    report.versions = {engine.name: engine.version for engine in measured}
    _measure_pairs(report, measured, options.data)
    for analysed in (alone, with_archive):
        _measure_constituents(report, analysed, options.data)
    over_archive = [engine for engine in measured if engine is not alone]
    _measure_retrieval(report, over_archive, archive, options)
    print_tables(report.tables(failures=options.failures), markdown=options.markdown)
    if options.json:
        text = json.dumps(report.data(), ensure_ascii=False, indent=2)
        options.json.write_text(text + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance", description=__doc__)
    add = parser.add_argument
    add(
        "--archive",
        type=Path,
        default=ROOT / "sample_posts",
        metavar="PATH",
        help="posts to search: a folder, or a file of which fifteen lines make a post",
    )
    add(
        "--data",
        type=Path,
        default=ROOT.parent / "shared/data",
        metavar="DIR",
        help="more material",
    )
    add("--sample", type=int, default=100, metavar="N", help="matches to print for people to judge")
    add("--seed", type=int, default=1, metavar="N", help="of the draws of matches")
    add("--failures", action="store_true", help="print newsctl's failing pairs")
    add("--end-to-end", action="store_true", help="run the program newsctl as well; takes minutes")
    add("--markdown", action="store_true", help="tables as markdown")
    add("--json", type=Path, metavar="FILE", help="write all numbers to a file")
    return parser.parse_args()


def _measure_pairs(report: Report, measured: Sequence[Engine], data: Path) -> None:
    material = {"pairs.tsv": read_pairs()}
    more = data / "dutch/search_pairs.tsv"
    if more.exists():
        material[more.name] = read_pairs(more)
    for name, pairs in material.items():
        for engine in measured:
            matched = judge(engine, pairs)
            report.add_pairs(name, engine.name, pairs, matched)
            if "newsctl" in engine.name:
                wrong = [
                    p for p, found in zip(pairs, matched, strict=True) if p.must_match != found
                ]
                report.failures.setdefault(engine.name, []).extend(wrong)


def _measure_constituents(report: Report, analysed: NewsctlAnalysis, data: Path) -> None:
    material = {"compounds.tsv": read_compounds()}
    for treebank in sorted(data.glob("ling/*/compounds.tsv")):
        material[f"UD treebanks ({treebank.parent.name})"] = read_treebank(treebank)
    for name, words in material.items():
        score = constituent_score(analysed.analysis, words)
        report.constituents.append((name, analysed.lexicon_name, score))


def _measure_retrieval(
    report: Report, measured: Sequence[Engine], archive: Archive, options: argparse.Namespace
) -> None:
    report.archive = f"{archive.name}, {len(archive.texts)} posts"
    texts_with = texts_by_word(archive.texts)
    judged = {path.name: Collection.of(texts_with, read_judged(path)) for path in JUDGED}
    report.unjudged = {name: collection.unjudged() for name, collection in judged.items()}
    for engine in measured:
        search = engine.index(archive.texts)
        for name, collection in judged.items():
            scores = report.retrieval.setdefault(name, {})
            scores[engine.name] = retrieval_score(engine, search, collection)
    nouns = [noun for collection in judged.values() for noun in collection.nouns]
    words = Words(DutchAnalysis(archive.lexicon), archive.texts)
    draw = (words, Collection.of(texts_with, nouns), options.sample, options.seed)
    report.sample = [*sample_matches(*draw), *sample_misses(*draw)]


if __name__ == "__main__":
    main()
