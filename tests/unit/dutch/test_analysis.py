import subprocess
import sys
from pathlib import Path

import pytest

from newsctl.dutch.analysis import AnalysedWord, DutchAnalysis, fingerprint
from newsctl.dutch.lexicon import EMPTY
from newsctl.dutch.stop_words import is_stop_word
from newsctl.dutch.tokens import iter_tokens

PAIRS = Path(__file__).parents[4] / "shared" / "data" / "dutch" / "search_pairs.tsv"


@pytest.fixture(scope="module")
def analysis():
    return DutchAnalysis(EMPTY)


def answers(analysis, query, text):
    """Whether every word of the query shares a key with some key or part of the text."""
    terms = [term for *_, raw in iter_tokens(text) for term in analysis.terms(raw)]
    found = {key for term in terms for key in (*term.keys, *term.parts)}
    asked = [term for *_, raw in iter_tokens(query) for term in analysis.terms(raw)]
    return all(found & set(term.keys) for term in asked)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("verkiezing", "presidentsverkiezingen", True),
        ("kiezen", "gekozen", True),
        ("noord brabant", "Noord-Brabant", True),
        ("e-mail", "e-mails", True),
        ("ijsland", "Ĳsland", True),
        ("cafe", "cafés", True),
        ("reclame", "reclame-uitingen", True),
        ("nieuws", "nepnieuws", True),
        ("gemeenteraad", "gemeenteraadsverkiezingen", True),
        ("zon", "zo'n", False),
        ("nieuw", "nieuws", False),
        ("bom", "bomen", False),
        ("man", "manen", False),
        ("kam", "kamer", False),
        ("ster", "minister", False),
        ("kan", "kantoor", False),
        ("ring", "regering", False),
        ("test", "testament", False),
    ],
)
def test_what_a_reader_expects_is_found(analysis, query, text, expected):
    assert answers(analysis, query, text) is expected


@pytest.mark.skipif(not PAIRS.exists(), reason="the shared pairs of query and word are not here")
def test_the_shared_pairs(analysis):
    lines = [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines()[1:]]
    wrong = [line for line in lines if answers(analysis, *line[2:]) is not (line[1] == "+")]
    assert wrong == []


def test_terms_are_one_for_each_position(analysis):
    noord, brabant = analysis.terms("Noord-Brabant")
    assert noord.surfaces == ("noord", "noordbrabant")
    assert brabant == AnalysedWord(("brabant",), ("brabant",), ())


def test_the_parts_leave_out_the_keys_of_the_word(analysis):
    for raw in ("verkiezingen", "huisarts", "EU-top", "zo'n"):
        for term in analysis.terms(raw):
            assert not set(term.parts) & set(term.keys)


def test_a_word_is_explained(analysis):
    found = analysis.explain("Gemeenteraadsverkiezingen")
    assert found.word == "Gemeenteraadsverkiezingen"
    assert found.tokens == ("gemeenteraadsverkiezingen",)
    assert found.parts == ("gemeenteraad", "verkiezingen", "gemeente", "raad")
    assert "gemeenteraad + verkiezingen" in found.why


def test_even_nothing_is_explained(analysis):
    assert analysis.explain("?!").why == "no letters or digits"


def test_the_fingerprint_is_steady():
    assert fingerprint() == fingerprint()
    assert fingerprint().startswith("dutch-")


@pytest.mark.parametrize(
    "word",
    [
        "de",
        "het",
        "een",
        "van",
        "zijn",
        "niet",
        "ook",
        "was",
        "waar",
        "die",
        "en",
        "of",
        "maar",
    ],
)
def test_function_words_are_stop_words(word):
    assert is_stop_word(word)


@pytest.mark.parametrize(
    "word",
    [
        "verkiezing",
        "huis",
        "rutte",
        "weer-bericht",
        "kiezen",
        "nieuw",
        "zon",
    ],
)
def test_content_words_are_none(word):
    assert not is_stop_word(word)


def test_importing_the_analysis_loads_neither_list_nor_distance():
    code = (
        "import sys, newsctl.dutch.analysis, newsctl.dutch.suggestions, newsctl.dutch.affixes;"
        "print(sorted({'simplemma', 'rapidfuzz'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
