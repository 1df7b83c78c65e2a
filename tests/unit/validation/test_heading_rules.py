"""A first heading that is the title, and such as are not."""

from __future__ import annotations

import pytest


def text(title, body):
    return f"---\ntitle: {title}\ndate: 2019-09-05\n---\n{body}\n".encode()


def again(check_beside, title, body, **options):
    file = ("2019-09-05-zon.md", text(title, body))
    return check_beside(file, select=["body-title-again"], **options)


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
def test_a_heading_that_repeats_the_title(body, check_beside):
    (problem,) = again(check_beside, '"Zon & zee"', body)
    assert problem.severity == "info"


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
def test_another_heading_is_well(title, body, check_beside):
    assert again(check_beside, title, body) == ()


@pytest.mark.parametrize("generator", ["Docusaurus", "MkDocs", "Obsidian"])
def test_pages_that_are_named_by_their_heading_have_it(generator, check_beside):
    assert again(check_beside, '"Zon"', "# Zon\n", generator=generator) == ()


@pytest.mark.parametrize(("others", "told"), [(1, True), (2, False), (3, False)])
def test_an_archive_whose_posts_begin_so_does_not_show_the_title(others, told, check_beside):
    files = [
        *((f"2019-09-{day:02}-zee.md", text("Zee", "Tekst.")) for day in (1, 2)),
        *((f"2019-09-{day:02}-zon.md", text("Zon", "# Zon")) for day in range(3, 4 + others)),
    ]
    assert bool(check_beside(*files, select=["body-title-again"])) is told
