from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.filename import (
    FileName,
    format_filename,
    parse_filename,
    slugify,
    title_of_slug,
)
from newsctl.core.references import slug_of


@pytest.mark.parametrize(
    ("name", "day", "slug"),
    [
        ("2019-09-05-fbi.md", date(2019, 9, 5), "fbi"),
        ("_posts/2019/2019-09-05-a-b.markdown", date(2019, 9, 5), "a-b"),
        ("18-1-24-slug.md", date(2018, 1, 24), "slug"),
        ("69-1-24-slug.md", date(1969, 1, 24), "slug"),
        ("2019-9-5-v1.2.md", date(2019, 9, 5), "v1.2"),
        ("2019-09-05-.md", date(2019, 9, 5), ""),
        ("2019-09-05.md", None, "2019-09-05"),
        ("over-ons.md", None, "over-ons"),
        ("een map/Hallo Wereld 🎉.md", None, "Hallo Wereld 🎉"),
        (".md", None, ".md"),
        ("", None, ""),
    ],
)
def test_a_name_says_date_and_slug(name, day, slug):
    assert parse_filename(name) == FileName(day, slug)
    assert slug_of(name) == slug


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("2019-02-30-x.md", "2019-02-30"),
        ("2019-13-01-x.md", "2019-13-01"),
        ("0000-01-01-x.md", "0000-01-01"),
        ("201-01-01-x.md", "201-01-01"),
    ],
)
def test_an_impossible_date_is_named(name, written):
    assert parse_filename(name) == FileName(None, "x", impossible_date=written)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Techbedrijven werken samen met FBI", "techbedrijven-werken-samen-met-fbi"),
        ("Crèche in 's-Hertogenbosch: één op de tien", "creche-in-s-hertogenbosch-een-op-de-tien"),
        ("Foto's van IJmuiden 2019–2020", "fotos-van-ijmuiden-2019-2020"),
        ("Straße, Øresund & Łódź", "strasse-oresund-lodz"),
        ("€ 5 korting", "euro-5-korting"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "zonder-titel"),
        ("", "zonder-titel"),
        ("🎉 Привет", "zonder-titel"),
        ("CON", "con-post"),
        ("a\0b\nc", "a-b-c"),
    ],
)
def test_a_title_makes_a_slug(title, slug):
    assert slugify(title) == slug


def test_a_long_slug_is_cut_between_words():
    assert slugify("verkiezingen " * 20) == "-".join(["verkiezingen"] * 6)
    assert slugify("a" * 200) == "a" * 80


def test_a_slug_has_words_for_a_title():
    assert title_of_slug("over-ons_allemaal") == "Over ons allemaal"
    assert title_of_slug("") == ""


@given(st.text(), st.dates(min_value=date(1000, 1, 1)))
def test_a_made_name_stays_in_its_folder_and_reads_back(title, day):
    slug = slugify(title)
    assert slug.isascii()
    assert 0 < len(slug) <= 85
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slugify(slug) == slug
    assert parse_filename(format_filename(day, slug)) == FileName(day, slug)


@given(st.text())
def test_no_name_crashes(name):
    parse_filename(name)
