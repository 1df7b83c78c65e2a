"""The heading that a body begins with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.markup.heading import leading_heading
from tests.clock import takes_less_than


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("# Kop\n\ntekst", "Kop"),
        ("\n\n  # Kop **vet** [x](y) #\n", "Kop vet x"),
        ("\r\n# Kop\r\n", "Kop"),
        ("#\tKop", "Kop"),
        ("import A from 'b';\nexport const x = 1\n\n# Fietsen {#fietsen}\n", "Fietsen"),
        ("# Fietsen {/* #fietsen */}\n", "Fietsen"),
        ("<!-- twee\nregels -->\n# Kop\n", "Kop"),
        ("{/* zo */}\n# Kop\n", "Kop"),
        ("Kop\n===\ntekst", "Kop"),
        ("Kop\n=", "Kop"),
        ("# C#\n", "C#"),
        ("# <b>x</b> &amp; y\n", "x & y"),
        ("# **Vet**\n", "Vet"),
    ],
)
def test_it_is_the_title(body, heading):
    assert leading_heading(body) == heading


@pytest.mark.parametrize(
    "body",
    [
        *("", "tekst\n\n# Kop", "## Kop\n", "#kop\n", "#\n", "# \n\nx", "    # code\n", "\t# code"),
        *(
            "- a\n===\n",
            "> a\n===\n",
            "a\nb\n===\n",
            "Kop\n---\n",
            "<!-- a --> # Kop\n",
            "```\n# x\n",
        ),
        *("<!-- open\n# Kop\n", "<h1>Kop</h1>"),
    ],
)
def test_a_body_may_begin_with_none(body):
    assert leading_heading(body) is None


@given(st.text(alphabet="# \n=<!->{}/*a\r\timport", max_size=80))
def test_any_body_is_read(body):
    assert leading_heading(body) != ""


@pytest.mark.parametrize(
    "piece", ["import\n", "<!--", " \n", "{/*", "<!-- -->", "<!-- \n-->\n", "#"]
)
def test_no_body_takes_long(piece):
    with takes_less_than(5):
        leading_heading(piece * 10_000)
