"""The manifest of a commit: what it wrote it reads, and nothing that is not whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.errors import IndexDamaged
from newsctl.whoosh_index.formats.directory import FileChecksum
from newsctl.whoosh_index.formats.manifest import Manifest
from newsctl.whoosh_index.formats.stat_cache import Extent, StatCacheInfo
from tests.laws import law

paths = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"])
    | st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF, categories=["Cs"]),
    min_size=1,
    max_size=8,
)
sizes = st.integers(0, 2**40)
extents = st.builds(Extent, sizes, sizes, sizes, sizes)
manifests = st.builds(
    Manifest,
    stat_cache=st.builds(
        StatCacheInfo,
        st.text(max_size=5),
        sizes,
        st.dictionaries(paths, extents, max_size=3),
        st.lists(paths, max_size=2).map(tuple),
    ),
    left_out=st.dictionaries(paths, st.text(max_size=9), max_size=3),
    files=st.dictionaries(st.text(max_size=5), st.builds(FileChecksum, sizes, sizes), max_size=3),
    vocabulary=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    lexicon_files=st.integers(0, 2**40),
    lexicon_posts=st.integers(0, 2**40),
)


@given(manifests)
@law
def test_what_was_dumped_is_loaded(manifest):
    assert Manifest.load(manifest.dump()) == manifest


@given(manifests, st.integers(0, 10**6))
@law
def test_what_was_cut_off_is_damage(manifest, length):
    data = manifest.dump()
    with pytest.raises(IndexDamaged):
        Manifest.load(data[: length % len(data)])


@given(manifests, st.integers(0, 10**6), st.integers(1, 255))
@law
def test_one_byte_that_was_changed_is_damage(manifest, place, change):
    data = bytearray(manifest.dump())
    data[place % len(data)] ^= change
    with pytest.raises(IndexDamaged):
        Manifest.load(bytes(data))
