"""The speed benchmark runs, end to end and small, and calls a miss a miss."""

from __future__ import annotations

import json
import subprocess
import sys
from operator import ge, le

import pytest

from benchmarks import __main__ as program
from benchmarks import engines
from benchmarks.archive.site import texts_of, write_site
from benchmarks.archive.words import vocabulary
from benchmarks.contest import NEWSCTL
from benchmarks.figures import Figure, of, quantile
from benchmarks.processes import Program, run
from benchmarks.questions import questions
from benchmarks.report import table
from benchmarks.targets import Target, target_of

SMALL = ["--posts", "10", "--rounds", "1", "--questions", "6"]


@pytest.fixture
def only_sqlite(monkeypatch):
    """Leave SQLite as the one peer, and one that nobody has."""
    kept = {name: engines.ENGINES[name] for name in (NEWSCTL, "SQLite FTS5")}
    monkeypatch.setattr(engines, "ENGINES", {**kept, "nobody": ("no_such_engine", "Nobody")})


def test_a_small_run_measures_who_is_there_and_names_who_is_not(
    only_sqlite, monkeypatch, tmp_path, capsys
):
    written = tmp_path / "speed.json"
    arguments = [*SMALL, "--only", "queries", "start", "--markdown", "--json", str(written)]
    monkeypatch.setattr("sys.argv", ["benchmarks", *arguments])
    program.main()
    told = capsys.readouterr()
    assert told.err.startswith("nobody is not installed, and not measured.\nbuild, newsctl: ")
    assert "| build | " in told.out
    figures = json.loads(written.read_text())["figures"]
    assert {figure["who"] for figure in figures} == {NEWSCTL, "SQLite FTS5"}
    assert {figure["what"] for figure in figures} >= {
        "build", "index size", "peak memory of a build", "warm query: median", "warm query: date",
        "--version", "--help", "completion of a value",
    }  # fmt: skip
    assert all(figure["value"] > 0 for figure in figures)


NATURAL = """\
's Avonds (in de stad) zei de burgemeester: "verkiezingen zijn er niet".
De gemeenteraad [van 2019] wil "meer" fietsen-en-treinen: date:2019 OR bron:NOS, zei de wethouder*.
"""


def test_questions_about_natural_sentences_are_words_of_letters(tmp_path):
    lines = tmp_path / "text.txt"
    word = vocabulary()
    others = (
        f'Zij ("{word(rank)}") {word(rank + 1)} zei {word(rank + 2)}?' for rank in range(3000)
    )
    lines.write_text(NATURAL + "\n".join(others), encoding="utf-8")
    write_site(tmp_path / "site", texts_of(lines), posts=60, seed=1)
    asked = questions(tmp_path / "site", number=120, seed=1)
    assert all(word.isalpha() for question in asked for word in question.words)
    assert {question.kind for question in asked} >= {"rare", "common", "phrase", "compound"}


def test_what_a_program_that_fails_says_is_shown(capfd):
    fails = [sys.executable, "-c", "import sys; print('No engine.', file=sys.stderr); sys.exit(2)"]
    with pytest.raises(subprocess.CalledProcessError):
        run(Program(fails, {}))
    assert capfd.readouterr().err == "No engine.\n"


def test_ratios_are_those_of_rounds_run_together():
    bare = Figure("start", "bare", [1.0, 2.0, 4.0], "ms")
    own = Figure("start", NEWSCTL, [3.0, 8.0, 8.0], "ms").beside(bare)
    assert (own.ratios, own.ratio, own.reference) == ([3.0, 4.0, 2.0], 3.0, "bare")


@pytest.mark.parametrize(
    ("target", "met"),
    [
        (Target(le, 3, "bare"), True),
        (Target(le, 2.9, "bare"), False),
        (Target(ge, 3, "bare"), True),
        (Target(le, 3, "another"), None),
        (Target(le, 5), False),
        (Target(ge, 5), True),
    ],
)
def test_a_target_is_of_the_ratio_it_names_or_else_of_the_value(target, met):
    figure = Figure("start", NEWSCTL, [6.0], "ms", "bare", [3.0])
    assert target.is_met(figure) is met


@pytest.mark.parametrize(
    ("what", "posts", "is_meant"),
    [
        ("one search, whole process", 10_000, True),
        ("one search, whole process", 100_000, False),
        ("one search, fresh check included", 10_000, False),
        ("one search, fresh check included", 100_000, True),
        ("--version", 1_000_000, True),
        ("index size", 100, False),
    ],
)
def test_a_target_is_of_archives_of_its_size(what, posts, is_meant):
    figure = Figure(what, NEWSCTL, [6.0], "ms")
    assert (target_of(figure, posts) is not None) is is_meant


def test_a_line_shows_newsctl_its_spread_its_target_and_its_peers():
    bare = Figure("--version", "bare Python", [10.0, 10.0], "ms")
    figures = [Figure("--version", NEWSCTL, [60.0, 80.0], "ms").beside(bare)]
    figures.append(Figure("--version", "another", [20.0, 20.0], "ms"))
    ((*shown,),) = table({"posts": 100}, figures).rows
    assert shown == [
        "--version", "70 ms", "7 (6 to 8) × bare Python", "at most 5 ×", "missed", "20"
    ]  # fmt: skip


def test_what_was_not_measured_is_not_found():
    assert of("nobody", [Figure("build", NEWSCTL, [1.0], "s")]) is None


@pytest.mark.parametrize(("share", "value"), [(0.95, 95), (0.5, 50), (1, 99), (0, 0)])
def test_a_quantile_is_the_value_that_a_share_stays_below(share, value):
    assert quantile(range(100), share) == value
