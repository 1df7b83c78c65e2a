from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.archive.references import slug_of
from newsctl.core.post.filename import (
    FileName,
    format_filename,
    parse_filename,
    parse_path,
    slugify,
    title_of_slug,
)


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


@pytest.mark.parametrize(
    ("path", "day", "slug"),
    [
        ("blog/2024/03/09-veilig-fietsen.md", date(2024, 3, 9), "veilig-fietsen"),
        ("2024/03/09/veilig-fietsen.md", date(2024, 3, 9), "veilig-fietsen"),
        ("blog/2024-03-09-veilig-fietsen/index.md", date(2024, 3, 9), "veilig-fietsen"),
        ("blog/2024-03-09-veilig-fietsen/index.en.md", date(2024, 3, 9), "veilig-fietsen"),
        ("blog/2024/03/09-veilig-fietsen/index.md", date(2024, 3, 9), "veilig-fietsen"),
        ("2024/03/09-veilig-fietsen.md", date(2024, 3, 9), "veilig-fietsen"),
        ("blog/2024-03-09/veilig-fietsen.md", date(2024, 3, 9), "veilig-fietsen"),
        ("blog/2024-03-09/veilig-fietsen/index.md", date(2024, 3, 9), "veilig-fietsen"),
        ("blog/2024-03-09/diep/veilig.md", None, "veilig"),
        ("_posts/2024-03-09/veilig.md", None, "veilig"),
        ("src/nl/blog/2012/11/25-euro-korting.md", None, "25-euro-korting"),
        ("nieuws/2012/11/25-euro-korting.md", None, "25-euro-korting"),
        ("posts/welkom/index.md", None, "welkom"),
        ("index.md", None, "index"),
        ("blog/2024/03/veilig.md", None, "veilig"),
        ("blog/2024/13/09-veilig.md", None, "09-veilig"),
        ("blog/2024/3/9-veilig.md", None, "9-veilig"),
        ("blog/12024/03/09-veilig.md", None, "09-veilig"),
        ("_posts/2024/03/09-veilig.md", None, "09-veilig"),
        ("site/_posts/2024/03/09-veilig.md", None, "09-veilig"),
        ("blog/2024/03/2023-01-02-veilig.md", date(2023, 1, 2), "veilig"),
        ("blog/2024/03/2023-02-30-veilig.md", None, "veilig"),
    ],
)
def test_folders_may_hold_the_date(path, day, slug):
    name = parse_path(path)
    assert (name.date, name.slug) == (day, slug)


@given(st.text(alphabet="0123456789-/index.md_posts", max_size=40))
def test_any_path_is_read_as_its_name_is_where_that_has_a_date(path):
    if parse_filename(path).date:
        assert parse_path(path) == parse_filename(path)
    else:
        parse_path(path)
