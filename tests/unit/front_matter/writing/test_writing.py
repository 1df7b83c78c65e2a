import errno
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsctl.core.archive.file_changes import Change, Write
from newsctl.core.errors import ArchiveError
from newsctl.core.post.post import Draft
from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository
from newsctl.front_matter.writer import MarkdownWriter
from newsctl.storage.atomic import sync_folder
from tests.changes import unheard

MOMENT = datetime(2019, 9, 4, 22, 7, 7, tzinfo=UTC)


@pytest.fixture
def write_new(tmp_path):
    """Write a new file into the test's folder."""
    writer = MarkdownWriter(tmp_path, Settings(), lock=None, journal=None)

    def write(path, data):
        writer.carry_out(Change("add", (Write(path, None, data),)), unheard)

    return write


@pytest.fixture
def path_of(tmp_path):
    """Return the path that a draft gets in the test's folder."""
    writer = MarkdownWriter(tmp_path, Settings(), lock=None, journal=None)
    return lambda draft: writer.compose(draft)[0]


def names(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_new_post_is_written_whole_with_its_folders(write_new, tmp_path):
    write_new("_posts/2019/a.md", b"data")
    assert (tmp_path / "_posts/2019/a.md").read_bytes() == b"data"
    assert names(tmp_path) == ["a.md"]


def test_a_new_file_has_the_mode_of_any_new_file(write_new, tmp_path):
    write_new("a.md", b"data")
    (tmp_path / "b.md").touch()
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "b.md").stat().st_mode


def test_nothing_is_written_over(write_new, files, tmp_path):
    files("a.md", text="oud")
    (tmp_path / "wijst.md").symlink_to("weg.md")
    for path in ("a.md", "wijst.md"):
        with pytest.raises(ArchiveError, match=r"there already|leads nowhere"):
            write_new(path, b"nieuw")
    assert (tmp_path / "a.md").read_text() == "oud"
    assert names(tmp_path) == ["a.md"]


@pytest.mark.parametrize(
    "path", ["../x.md", "/tmp/x.md", "a/../../x.md", "", ".", "a\0b.md", "C:/x.md"]
)
def test_no_path_leads_out_of_the_archive(write_new, path):
    with pytest.raises(ArchiveError, match="not a path inside"):
        write_new(path, b"data")


def test_no_link_leads_out_of_the_archive(write_new, tmp_path, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (tmp_path / "uit").symlink_to(outside)
    (tmp_path / "binnen").symlink_to("echt")
    (tmp_path / "echt").mkdir()
    for path in ("uit/x.md", "uit/diep/x.md"):
        with pytest.raises(ArchiveError, match="out of the archive"):
            write_new(path, b"data")
    write_new("binnen/x.md", b"data")
    assert not list(outside.iterdir())
    assert (tmp_path / "echt/x.md").read_bytes() == b"data"


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_of_many_writers_of_one_name_exactly_one_wins(write_new, tmp_path, monkeypatch, links):
    if not links:
        monkeypatch.setattr(os, "link", _no_links)

    def write(number):
        try:
            write_new("a.md", str(number).encode() * 10_000)
        except ArchiveError:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(write, range(8))) == 1
    assert len((tmp_path / "a.md").read_bytes()) == 10_000
    assert names(tmp_path) == ["a.md"]


def _no_links(*_):
    raise OSError(errno.EPERM, "Operation not permitted")


def _full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("step", ["fsync", "link"])
def test_a_write_that_fails_leaves_nothing(write_new, tmp_path, monkeypatch, step):
    monkeypatch.setattr(os, step, _full)
    with pytest.raises(ArchiveError, match="No space left"):
        write_new("a.md", b"data")
    assert names(tmp_path) == []


def test_a_rename_that_fails_gives_the_name_free(write_new, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", _no_links)
    monkeypatch.setattr(type(tmp_path), "replace", _full)
    with pytest.raises(ArchiveError, match="No space left"):
        write_new("a.md", b"data")
    assert names(tmp_path) == []


def test_folders_that_cannot_be_synchronised_are_no_error(tmp_path, monkeypatch):
    def refusing(_):
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refusing)
    sync_folder(tmp_path)


def test_a_file_where_a_folder_should_be_is_named(write_new, files):
    files("map.md")
    with pytest.raises(ArchiveError, match=r"map\.md/a\.md: Not a directory"):
        write_new("map.md/a.md", b"data")


def test_a_loop_of_links_is_named(write_new, tmp_path):
    (tmp_path / "lus").symlink_to("lus")
    with pytest.raises(ArchiveError, match=r"lus/a\.md: Too many levels|out of the archive"):
        write_new("lus/a.md", b"data")


def test_a_draft_goes_to_posts_where_there_is_that_folder(path_of, tmp_path):
    draft = Draft("Één: titel", MOMENT, {}, "x")
    assert path_of(draft) == "2019-09-05-een-titel.md"
    (tmp_path / "_posts").mkdir()
    assert path_of(draft) == "_posts/2019-09-05-een-titel.md"


def test_a_draft_may_have_a_slug_of_its_own(path_of):
    draft = Draft("Titel", MOMENT, {}, "x", slug="../Iets Anders")
    assert path_of(draft) == "2019-09-05-iets-anders.md"


@settings(max_examples=50)
@given(st.text(), st.none() | st.text())
def test_no_draft_leads_out_of_the_archive(tmp_path_factory, title, slug):
    root = tmp_path_factory.mktemp("archive")
    writer = MarkdownWriter(root, Settings(), lock=None, journal=None)
    path, data = writer.compose(Draft(title, MOMENT, {}, "x", slug=slug))
    writer.carry_out(Change("add", (Write(path, None, data),)), unheard)
    archive = MarkdownRepository(root, Settings(), parse=parse)
    assert list(archive.scan()) == [path]
    assert archive.read(path).post.summary.path == path


def test_a_full_disk_leaves_nothing(write_new, tmp_path):
    resource = pytest.importorskip("resource", reason="there are no such limits here")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(ArchiveError, match=r"Cannot write a\.md: File too large"):
            write_new("a.md", b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert names(tmp_path) == []
