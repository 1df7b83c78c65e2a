"""References: what a user may write to name one post."""

from __future__ import annotations

import pytest

from newsctl.core.archive.references import find_post, posts_named, slug_of
from newsctl.core.errors import AmbiguousPost, PostNotFound
from tests.contract.conftest import quiet
from tests.fakes import MemoryRepository, OracleIndex, post

LINK = "https://nos.nl/artikel/2300"
FILES = {
    "_posts/2019-09-05-kabinet-valt.md": post("Kabinet valt", externe_link=f"{LINK}1-kabinet"),
    "_posts/2019-09-06-kabinet-valt-toch-niet.md": post("Toch niet", externe_link=f"{LINK}2"),
    "_posts/2019-09-07-kabinet-valt-toch.md": post("Toch", externe_link="https://nu.nl/A?b=1#c"),
    "_posts/2020-01-01-zon.markdown": post("Zon", externe_link=""),
    "_posts/oud/2010-01-01-zon.md": post("Oude zon"),
    "_posts/oud/los-blad.md": post("Los blad"),
    "2020-02-02-wortel.md": post("Wortel"),
    "2021-01-01-anders.md": post("Zo’n één: dag"),
}


@pytest.fixture(scope="module")
def index():
    repository, index = MemoryRepository(FILES), OracleIndex()
    index.rebuild(repository.scan(), repository.read, quiet)
    return index


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("_posts/2019-09-05-kabinet-valt.md", "_posts/2019-09-05-kabinet-valt.md"),
        ("./_posts/oud/../oud/los-blad.md", "_posts/oud/los-blad.md"),
        ("2019-09-05-kabinet-valt.md", "_posts/2019-09-05-kabinet-valt.md"),
        ("2019-09-05-kabinet-valt", "_posts/2019-09-05-kabinet-valt.md"),
        ("kabinet-valt", "_posts/2019-09-05-kabinet-valt.md"),
        ("los-blad", "_posts/oud/los-blad.md"),
        ("los-blad.md", "_posts/oud/los-blad.md"),
        ("_posts/oud/los", "_posts/oud/los-blad.md"),
        ("_posts/2019-09-06", "_posts/2019-09-06-kabinet-valt-toch-niet.md"),
        ("2019-09-06", "_posts/2019-09-06-kabinet-valt-toch-niet.md"),
        ("kabinet-valt-toch-n", "_posts/2019-09-06-kabinet-valt-toch-niet.md"),
        ("2020-01-01-zon", "_posts/2020-01-01-zon.markdown"),
        ("wortel", "2020-02-02-wortel.md"),
        (f"{LINK}1-kabinet", "_posts/2019-09-05-kabinet-valt.md"),
        (f"{LINK}1", "_posts/2019-09-05-kabinet-valt.md"),
        ("https://nu.nl/a?b=1#c", "_posts/2019-09-07-kabinet-valt-toch.md"),
        ("https://nu.nl", "_posts/2019-09-07-kabinet-valt-toch.md"),
        ("Kabinet valt", "_posts/2019-09-05-kabinet-valt.md"),
        ("toch", "_posts/2019-09-07-kabinet-valt-toch.md"),
        ("  OUDE  zon ", "_posts/oud/2010-01-01-zon.md"),
        ("Oude z", "_posts/oud/2010-01-01-zon.md"),
        ("Zo'n één: dág", "2021-01-01-anders.md"),
        ("zo'n een", "2021-01-01-anders.md"),
    ],
)
def test_a_post_is_named_by(index, reference, path):
    assert find_post(index, reference) == path


@pytest.mark.parametrize(
    ("reference", "here", "path"),
    [
        ("los-blad.md", "_posts/oud", "_posts/oud/los-blad.md"),
        ("../2020-01-01-zon.markdown", "_posts/oud", "_posts/2020-01-01-zon.markdown"),
        ("_posts/oud/los-blad.md", "_posts", "_posts/oud/los-blad.md"),
        ("oud/2010", "_posts", "_posts/oud/2010-01-01-zon.md"),
    ],
)
def test_a_path_is_relative_to_the_current_folder_or_to_the_archive(index, reference, here, path):
    assert find_post(index, reference, here=here) == path


def test_a_whole_slug_wins_over_the_beginning_of_others(index):
    assert find_post(index, "kabinet-valt-toch") == "_posts/2019-09-07-kabinet-valt-toch.md"


@pytest.mark.parametrize(
    ("reference", "candidates"),
    [
        ("zon", ("_posts/2020-01-01-zon.markdown", "_posts/oud/2010-01-01-zon.md")),
        (
            "kabinet-valt-t",
            (
                "_posts/2019-09-06-kabinet-valt-toch-niet.md",
                "_posts/2019-09-07-kabinet-valt-toch.md",
            ),
        ),
        (
            LINK,
            (
                "_posts/2019-09-05-kabinet-valt.md",
                "_posts/2019-09-06-kabinet-valt-toch-niet.md",
            ),
        ),
    ],
)
def test_an_ambiguous_reference_lists_the_posts_it_fits(index, reference, candidates):
    with pytest.raises(AmbiguousPost) as caught:
        find_post(index, reference)
    assert tuple(sorted(caught.value.candidates)) == candidates
    assert caught.value.message.startswith("2 posts fit")


@pytest.mark.parametrize(
    "reference", ["", ".", "/", "nooit", "https://example.com/nooit", "los-blad.txt", "../x", "\0"]
)
def test_what_names_no_post_is_an_error_that_says_so(index, reference):
    with pytest.raises(PostNotFound) as caught:
        find_post(index, reference)
    assert repr(reference) in caught.value.message
    assert caught.value.hint


def test_whole_names_are_told_from_beginnings(index):
    assert posts_named(index, "kabinet-valt") == ["_posts/2019-09-05-kabinet-valt.md"]
    assert posts_named(index, "Toch niet") == ["_posts/2019-09-06-kabinet-valt-toch-niet.md"]
    assert posts_named(index, "kabinet") == []


def test_a_post_without_a_link_is_not_named_by_the_beginning_of_every_link(index):
    with pytest.raises(AmbiguousPost) as caught:
        find_post(index, "https://")
    assert "_posts/2020-01-01-zon.markdown" not in caught.value.candidates


def test_a_slug_is_a_file_name_without_folder_date_and_extension():
    assert slug_of("_posts/2019-09-05-kabinet-valt.md") == "kabinet-valt"
    assert slug_of("los.blad.md") == "los.blad"
