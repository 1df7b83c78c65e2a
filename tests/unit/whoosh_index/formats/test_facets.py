"""Facets: counted as posts come and go, they are what counting them all would give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.archive.hits import Facet
from newsctl.whoosh_index.formats.directory import DiskDirectory, write_checksums
from newsctl.whoosh_index.formats.facets import MOST_VALUES, FacetCounter, facets_without_index
from newsctl.whoosh_index.formats.index_folder import IndexFolder
from newsctl.whoosh_index.formats.manifest import Manifest
from newsctl.whoosh_index.indexing.batch import FrontMatters
from tests.laws import law

values = st.recursive(
    st.sampled_from([None, "", "NOS", "nos", 1, 2.5, True, "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.just("x"), inner, max_size=1),
    max_leaves=4,
)
posts = st.lists(st.dictionaries(st.sampled_from(["bron", "tags", "é"]), values), max_size=6)


def counted(front_matters):
    found = FrontMatters()
    for document, front_matter in enumerate(front_matters):
        found.add(document, front_matter)
    return found.facets()


@given(posts, posts)
@law
def test_posts_that_went_leave_no_trace(stay, go):
    counter = counted([*stay, *go])
    for front_matter in go:
        counter.remove(front_matter)
    assert counter.facets() == counted(stay).facets()


@given(posts)
@law
def test_what_was_dumped_is_loaded(front_matters):
    counter = counted(front_matters)
    assert FacetCounter.load(counter.dump()).facets() == counter.facets()


@given(posts, posts)
@law
def test_merging_counts_both(some, others):
    counter = counted(some)
    counter.merge(counted(others))
    assert counter.facets() == counted([*some, *others]).facets()


def test_a_post_counts_once_by_a_value_that_it_has_twice():
    counter = counted([{"tags": ["a", "a", "b"]}, {"tags": {"x": ["a"], "y": "a"}}, {"tags": "a"}])
    assert counter.facets()["tags"].values == {"a": 3, "b": 1}
    counter.remove({"tags": ["a", "a", "b"]})
    assert counter.facets()["tags"].values == {"a": 2}


def test_values_come_by_how_common_they_are_and_then_by_name():
    facets = counted([{"bron": "b"}, {"bron": "c"}, {"bron": "a"}, {"bron": "c"}]).facets()
    assert list(facets["bron"].values.items()) == [("c", 2), ("a", 1), ("b", 1)]


def test_a_key_with_very_many_values_is_counted_without_them():
    facets = counted({"link": str(number)} for number in range(MOST_VALUES + 1)).facets()
    assert facets == {"link": Facet("link", MOST_VALUES + 1)}


@pytest.mark.parametrize("data", [b"", b"{", b"\xff"])
def test_facets_that_are_not_whole_are_a_value_error(data):
    with pytest.raises(ValueError):  # noqa: PT011 -- of JSON or of UTF-8
        FacetCounter.load(data)


# Beside the index.


@pytest.fixture
def folder(tmp_path):
    folder = IndexFolder(tmp_path / "cache", tmp_path / "archive")
    with folder.locked():
        build = folder.new_build()
        folder.publish(build, "made by a test")
    for generation, source in ((2, "NU.nl"), (9, "oud"), (10, "NOS")):
        name, directory = f"facets-{generation}", DiskDirectory(build)
        directory.write(name, counted([{"bron": source}]).dump())
        manifest = Manifest(
            files={name: write_checksums(directory, name)}, lexicon_files=1, lexicon_posts=1
        )
        directory.write(f"manifest-{generation}", manifest.dump())
    (build / "last").write_text("10\n")
    return folder


def test_facets_without_the_index_are_those_of_the_last_commit(folder, tmp_path):
    found = facets_without_index(tmp_path / "cache", tmp_path / "archive")
    assert found["bron"].values == {"NOS": 1}


@pytest.mark.parametrize("amiss", ["no index", "no file", "no pointer", "garbage", "one bit"])
def test_completion_has_no_facets_rather_than_an_error(folder, tmp_path, amiss):
    root = tmp_path / "archive"
    if amiss == "no index":
        root = tmp_path / "other"
    elif amiss == "no pointer":
        (folder.path / "current").unlink()
    for file in folder.path.glob("build-*/facets-*"):
        if amiss == "no file":
            file.unlink()
        elif amiss == "garbage":
            file.write_bytes(b"\xff")
        elif amiss == "one bit":
            file.write_bytes(file.read_bytes().replace(b"NOS", b"NOR"))
    assert facets_without_index(tmp_path / "cache", root) == {}
