"""Mapped files: read as copies of them would be, without a copy."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage, RamStorage

from newsctl.whoosh_index.mapped_files import MappedFiles

law = settings(derandomize=True, deadline=None, database=None, max_examples=80)
DATA = bytes(range(40))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.integers(-1, 50)),
        st.tuples(st.just("seek"), st.integers(0, 50)),
        st.tuples(st.just("seek"), st.just(0), st.just(io.SEEK_END)),
        st.tuples(st.just("seek"), st.integers(0, 9), st.just(io.SEEK_CUR)),
        st.tuples(st.just("tell")),
    ),
    max_size=12,
)


class Segment:
    """What of a segment tells its file."""

    COMPOUND_EXT = ".seg"

    def make_filename(self, ext):
        return f"some{ext}"


def assembled(storage):
    """Put a file between two others into one."""
    for name, data in (("a", b"before"), ("b", DATA), ("c", b"after")):
        with storage.create_file(name) as file:
            file.write(data)
    CompoundStorage.assemble(storage.create_file("some.seg"), storage, ["a", "b", "c"])
    return MappedFiles(storage, Segment())


def done(file, step):
    what, *arguments = step
    return getattr(file, what)(*arguments)


def test_a_mapped_file_is_read_as_a_copy_of_it_would_be(tmp_path_factory):
    files = assembled(FileStorage(str(tmp_path_factory.mktemp("files"))))

    @given(steps)
    @law
    def holds(found):
        mapped, copy = files.open_file("b"), io.BytesIO(DATA)
        for step in found:
            assert done(mapped, step) == done(copy, step)
        assert mapped.get(3, 5) == DATA[3:8]

    holds()
    files.close()


def test_nothing_is_copied_when_a_file_is_opened(tmp_path):
    files = assembled(FileStorage(str(tmp_path)))
    assert files.open_file("b")._buf.obj is files._source
    assert not isinstance(files.open_file("b").file, io.BytesIO)


def test_files_in_memory_are_read_too():
    assert assembled(RamStorage()).open_file("b").read(4) == DATA[:4]
