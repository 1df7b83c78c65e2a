"""Published lists of word forms are read as the measuring of words needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.relevance import word_forms, words
from benchmarks.relevance.word_forms import WordForm, read_word_forms

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def without_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_forms, "find_spec", lambda _name: None)


def test_a_treebank_gives_the_words_of_open_classes(tmp_path: Path) -> None:
    lines = [
        "# text = De Boeken",
        "1\tDe\tde\tDET\t_\t_\t2\tdet\t_\t_",
        "2\tBoeken\tboek\tNOUN\t_\t_\t0\troot\t_\t_",
        "3\tzakenman\tzaak_man\tNOUN\t_\t_\t0\troot\t_\t_",
    ]
    (tmp_path / "a.conllu").write_text("\n".join(lines), encoding="utf-8")
    assert read_word_forms([tmp_path]) == {
        "UD": [WordForm("boeken", "boek", "noun"), WordForm("zakenman", "zaakman", "noun")]
    }


def test_unimorph_gives_the_lemma_first(tmp_path: Path) -> None:
    (tmp_path / "unimorph").mkdir()
    rows = "lopen\tgelopen\tV.PTCP;PST\nlopen\tik loop\tV;PRS\nmooi\tmooie\tADJ\n"
    (tmp_path / "unimorph/nld").write_text(rows, encoding="utf-8")
    assert read_word_forms([tmp_path]) == {
        "UniMorph": [
            WordForm("gelopen", "lopen", "verb"),
            WordForm("mooie", "mooi", "adjective"),
        ]
    }


def test_pattern_gives_the_forms_of_a_verb_behind_it(tmp_path: Path) -> None:
    row = "lopen,loop,loopt,loopt,,lopend,,,,liepen,liep,gelopen\n;;; a comment\n"
    (tmp_path / "nl-verbs.txt").write_text(row, encoding="utf-8")
    forms = ("gelopen", "liep", "liepen", "loop", "loopt", "lopend")
    assert read_word_forms([tmp_path]) == {
        "pattern": [WordForm(form, "lopen", "verb") for form in forms]
    }


def test_frog_gives_the_words_that_it_is_sure_of_and_no_names(tmp_path: Path) -> None:
    lines = [
        "1\tLiepen\tlopen\tWW(pv,verl,mv)\t0.990000\t\t\t",
        "2\tBosch\tBosch\tN(eigen,ev)\t0.990000\t\t\t",
        "3\tboeken\tboek\tN(soort,mv,basis)\t0.990000\t\t\t",
        "4\tboeken\tboeken\tWW(inf,vrij)\t0.600000\t\t\t",
        "5\t(\t(\tLET()\t1.000000\t\t\t",
    ]
    (tmp_path / "text.frog").write_text("\n".join(lines), encoding="utf-8")
    assert read_word_forms([tmp_path]) == {
        "Frog": [WordForm("boeken", "boek", "noun"), WordForm("liepen", "lopen", "verb")]
    }


def test_the_halves_are_of_like_size_and_do_not_change() -> None:
    halves = [words.half(f"woord{n}") for n in range(1000)]
    assert 400 < halves.count("open") < 600
    assert words.half("fiets") == words.half("fiets")
