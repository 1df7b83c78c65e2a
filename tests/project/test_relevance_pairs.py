"""The material of the relevance benchmark is sound, and newsctl does not get worse on it."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))  # benchmarks are no part of the installed package

from benchmarks.relevance.engines.newsctl_analysis import NewsctlAnalysis
from benchmarks.relevance.material import COMPOUNDS, PAIRS, read_compounds, read_pairs
from benchmarks.relevance.measures import constituent_score, judge, pair_score
from newsctl.dutch.lexicon import EMPTY

PHENOMENA = [
    "inflection",
    "irregular-plural",
    "diminutive",
    "verb",
    "adjective",
    "diacritics",
    "apostrophe",
    "hyphen",
    "number",
    "abbreviation",
    "compound-head",
    "compound-modifier",
    "compound-inner",
    "linking-s-en",
    "false-split",
    "false-conflation",
    "name",
    "loan",
]


@pytest.fixture(scope="module")
def newsctl() -> NewsctlAnalysis:
    return NewsctlAnalysis(EMPTY, "no archive")


@pytest.mark.parametrize(("path", "columns"), [(PAIRS, 4), (COMPOUNDS, 2)])
def test_every_line_has_its_columns_without_stray_space(path, columns):
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        assert len(cells) == columns, line
        assert [" ".join(cell.split()) for cell in cells] == cells, line


def test_every_phenomenon_has_twenty_pairs():
    counts = Counter(pair.phenomenon for pair in read_pairs())
    assert sorted(counts) == sorted(PHENOMENA)
    assert min(counts.values()) >= 20


def test_there_are_pairs_enough_of_both_kinds():
    signs = Counter(pair.must_match for pair in read_pairs())
    assert signs[True] >= 480
    assert signs[False] >= 180


def test_no_pair_stands_twice_in_either_direction():
    seen = Counter(frozenset((p.query.lower(), p.text.lower())) for p in read_pairs())
    assert [pair for pair, times in seen.items() if times > 1] == []


def test_there_are_compounds_and_other_words_enough():
    compounds = read_compounds()
    assert sum(bool(one.constituents) for one in compounds) >= 400
    assert sum(not one.constituents for one in compounds) >= 120


def test_no_compound_stands_twice_or_has_one_constituent():
    compounds = read_compounds()
    assert len({one.word.lower() for one in compounds}) == len(compounds)
    assert [one for one in compounds if len(one.constituents) == 1] == []


def test_newsctl_finds_what_it_must_and_little_else(newsctl):
    pairs = read_pairs()
    score = pair_score(pairs, judge(newsctl, pairs))
    assert score.recall >= 0.96
    assert score.precision >= 0.95
    assert score.false_matches <= 0.06


def test_newsctl_takes_compounds_apart_and_leaves_other_words_whole(newsctl):
    score = constituent_score(newsctl.analysis, read_compounds())
    assert score.recall >= 0.96
    assert score.precision >= 0.94
    assert score.wrongly_split <= 0.03
