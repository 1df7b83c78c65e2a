"""Every answer is of the files as they are, whatever was done to them behind newsctl's back."""

from __future__ import annotations

import os
import time

import pytest

from newsctl.core.archive.archive import Archive
from newsctl.core.archive.hits import Request
from newsctl.core.archive.ports import Freshness
from newsctl.core.archive.stat_cache import Stamp
from newsctl.core.errors import UsageError
from newsctl.core.query.ast import Everything, Word
from newsctl.core.settings import Settings
from newsctl.front_matter.archive import prefetch
from newsctl.front_matter.archive.prefetch import WalkAhead
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository
from newsctl.searching.index import SearchableIndex
from newsctl.whoosh_index.formats.index_folder import IndexFolder
from tests.contract.conftest import unwatched
from tests.fakes import MemoryRepository, post

TICK = 0.03  # longer than a kernel's clock tick, so that stamps are settled


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    for name in ("een", "twee", "drie"):
        (folder / f"2020-01-01-{name}.md").write_bytes(post(f"Zon {name}", "Een zin."))
    return folder


@pytest.fixture
def open_archive(tmp_path):
    """Open an archive as a new process would."""
    notices = []

    def _open(repository):
        folder = IndexFolder(tmp_path / "cache", repository.root)
        index = SearchableIndex(folder, reading="", notice=notices.append)
        return Archive(repository, index, notice=notices.append, watch=unwatched)

    yield _open
    assert notices == []


@pytest.fixture(params=["here", "beside"])
def titles(root, open_archive, request, monkeypatch):
    """Ask a new process for the titles of all posts, or of those with a word.

    Its files are looked at here, or ahead and by a child.
    """
    monkeypatch.setattr(prefetch, "_FEW_FILES", 0)
    monkeypatch.setattr(prefetch, "processors", lambda: 2)
    monkeypatch.setattr(prefetch, "_can_fork", lambda: True)

    def _titles(query=None):
        ahead = WalkAhead(root, Settings()) if request.param == "beside" else None
        archive = open_archive(MarkdownRepository(root, Settings(), parse=parse, ahead=ahead))
        assert archive.synchronise().freshness is Freshness.FRESH
        hits = archive.search(Request(query or Everything())).hits
        return {hit.summary.title for hit in hits}

    assert _titles() == {"Zon een", "Zon twee", "Zon drie"}
    time.sleep(TICK)
    assert _titles() == {"Zon een", "Zon twee", "Zon drie"}
    return _titles


def test_an_edited_file_answers_with_its_new_words_only(root, titles):
    (root / "2020-01-01-een.md").write_bytes(post("Maan", "Een andere zin."))
    assert titles() == {"Maan", "Zon twee", "Zon drie"}
    assert titles(Word("zon")) == {"Zon twee", "Zon drie"}


def test_a_new_file_is_found(root, titles):
    (root / "map").mkdir()
    (root / "map" / "2020-01-01-vier.md").write_bytes(post("Ster"))
    assert titles(Word("ster")) == {"Ster"}


def test_a_file_that_is_gone_is_not_found(root, titles):
    (root / "2020-01-01-een.md").unlink()
    assert titles() == {"Zon twee", "Zon drie"}


def test_a_renamed_file_is_found_under_its_new_name(root, titles, open_archive):
    (root / "2020-01-01-een.md").rename(root / "2020-01-01-nieuw.md")
    assert titles() == {"Zon een", "Zon twee", "Zon drie"}
    paths = open_archive(MarkdownRepository(root, Settings(), parse=parse)).index.paths()
    assert list(paths) == ["2020-01-01-drie.md", "2020-01-01-nieuw.md", "2020-01-01-twee.md"]


def test_two_files_that_swapped_names_swap_answers(root, titles, open_archive):
    (root / "2020-01-01-een.md").rename(root / "tijdelijk")
    (root / "2020-01-01-twee.md").rename(root / "2020-01-01-een.md")
    (root / "tijdelijk").rename(root / "2020-01-01-twee.md")
    titles()
    archive = open_archive(MarkdownRepository(root, Settings(), parse=parse))
    assert archive.index.get("2020-01-01-een.md").title == "Zon twee"


def test_a_touched_file_answers_as_before_and_its_index_is_not_written_anew(
    root, titles, open_archive
):
    (root / "2020-01-01-een.md").touch()
    archive = open_archive(MarkdownRepository(root, Settings(), parse=parse))
    before = archive.index.status()
    assert len(archive.synchronise().changes) == 1
    assert archive.index.status().segments == before.segments
    assert archive.index.status().deleted == 0
    assert titles() == {"Zon een", "Zon twee", "Zon drie"}


def test_an_edit_of_the_same_size_with_its_mtime_put_back_is_seen(root, titles):
    file = root / "2020-01-01-een.md"
    before = file.stat()
    file.write_bytes(post("Zee een", "Een zin."))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert titles() == {"Zee een", "Zon twee", "Zon drie"}


def test_a_file_that_stops_being_a_post_and_becomes_one_again(root, titles):
    file = root / "2020-01-01-een.md"
    file.write_bytes(b"Geen front matter meer.")
    assert titles() == {"Zon twee", "Zon drie"}
    file.write_bytes(post("Zon terug"))
    assert titles() == {"Zon terug", "Zon twee", "Zon drie"}


def test_many_edits_one_after_the_other_are_all_seen(root, titles):
    for number in range(12):
        (root / "2020-01-01-een.md").write_bytes(post(f"Versie {number:02}"))
        assert titles(Word("versie")) == {f"Versie {number:02}"}


def test_an_archive_that_lost_all_its_posts_answers_nothing(root, titles):
    for file in root.iterdir():
        file.unlink()
    assert titles() == set()


def test_an_archive_that_doubled_is_answered_in_full(root, titles):
    for number in range(9):
        (root / f"2021-01-0{number + 1}-nieuw.md").write_bytes(post(f"Nieuw {number}"))
    assert len(titles()) == 12


def test_an_archive_without_posts_is_answered_without_any_notice(tmp_path, open_archive):
    (tmp_path / "leeg").mkdir()
    archive = open_archive(MarkdownRepository(tmp_path / "leeg", Settings(), parse=parse))
    archive.synchronise()
    assert archive.search(Request(Everything())).total == 0


# What is asked while files are still looked at.


def test_what_is_asked_meanwhile_is_asked_of_the_index_as_it_was(open_archive):
    repository = MemoryRepository()
    repository.put("2020-01-01-a.md", post("Aap"))
    asked = []

    def count(archive):
        asked.append(archive.search(Request(Everything())).total)
        return asked[-1]

    for title in ("Aap", "Bok", None):  # at first there is no index to ask, at last no change
        if title:
            repository.put(f"2020-01-01-{title}.md", post(title))
        archive = open_archive(repository)
        total = archive.up_to_date(lambda archive=archive: count(archive), lambda _: None)
        assert total == asked[-1]
    assert asked == [2, 2, 3, 3]  # the first time late, the second early and late, then early


def test_an_error_of_what_is_asked_early_is_dropped(open_archive):
    repository = MemoryRepository()
    repository.put("2020-01-01-a.md", post("Aap"))
    open_archive(repository).synchronise()
    errors = iter([UsageError("of a field that the files have by now")])

    def ask():
        for error in errors:
            raise error
        return "an answer"

    assert open_archive(repository).up_to_date(ask, lambda _: None) == "an answer"


# The racy rule, with stamps that a test gives.


def test_two_edits_within_one_tick_and_of_one_size_are_both_seen(open_archive, monkeypatch):
    now = time.time_ns()
    stamp = Stamp(50, now, now)
    monkeypatch.setattr(time, "time_ns", lambda: now + 5_000_000)
    repository = MemoryRepository()
    for title in ("Aap", "Bok", "Eek"):
        repository.put("2020-01-01-a.md", post(title), stamp=stamp)
        archive = open_archive(repository)
        archive.synchronise()
        assert [hit.summary.title for hit in archive.search(Request(Everything())).hits] == [title]


def test_a_file_stays_unsettled_until_it_was_looked_at_a_tick_later(open_archive):
    now = time.time_ns() + 3600 * 10**9  # a clock that is ahead keeps all its stamps young
    repository = MemoryRepository()
    repository.put("2020-01-01-a.md", post("Aap"), stamp=Stamp(50, now, now))
    for _ in range(3):
        assert len(open_archive(repository).synchronise().changes) == 1
    repository.put("2020-01-01-a.md", post("Aap"))
    open_archive(repository).synchronise()
    assert len(open_archive(repository).synchronise().changes) == 0


def test_a_file_that_changes_while_it_is_looked_at_for_long_is_looked_at_again(
    open_archive, monkeypatch
):
    now = time.time_ns()
    clock = [now + 5_000_000]
    monkeypatch.setattr(time, "time_ns", lambda: clock[-1])

    class Slow(MemoryRepository):
        """Files that take a minute to read."""

        def read(self, path):
            reading = super().read(path)
            clock.append(now + 60 * 10**9)
            return reading

    repository = Slow()
    archive = open_archive(repository)
    for title in ("Aap", "Bok"):
        repository.put("2020-01-01-a.md", post(title), stamp=Stamp(50, now, now))
        archive.synchronise()
    assert [hit.summary.title for hit in archive.search(Request(Everything())).hits] == ["Bok"]
