"""A first heading that is the title, and such as are not."""

from __future__ import annotations

import pytest


def again(check, title, body, **options):
    text = f"---\ntitle: {title}\ndate: 2019-09-05\n---\n{body}\n"
    return check(text, "2019-09-05-zon.md", select=["body-title-again"], **options)


@pytest.mark.parametrize(
    "body",
    [
        "# Zon & zee\n\nTekst.",
        "\n\n## zon & ZEE ##\nTekst.",
        "Zon & zee\n=========\nTekst.",
        "<h1 class=x>Zon &amp; zee</h1>\n<p>Tekst.</p>",
        "# **Zon** & _zee_.\nTekst.",
        "# Zon & zee",
    ],
)
def test_a_heading_that_repeats_the_title(body, check):
    (problem,) = again(check, '"Zon & zee"', body)
    assert problem.severity == "info"
    assert not problem.fix.safe


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ('"Zon"', "# Zon en zee\n"),
        ('"Zon"', "Zon\n\nTekst."),
        ('"Zon"', "Tekst.\n\n# Zon\n"),
        ('"Zon"', "### Zon\n"),
        ('"Zon"', "#Zon\n"),
        ('""', "# \n"),
        ('"Zon"', "    # Zon\n"),
    ],
)
def test_another_heading_is_well(title, body, check):
    assert again(check, title, body) == ()


@pytest.mark.parametrize("generator", ["Docusaurus", "MkDocs", "Obsidian"])
def test_pages_that_are_named_by_their_heading_have_it(generator, check):
    assert again(check, '"Zon"', "# Zon\n", generator=generator) == ()
