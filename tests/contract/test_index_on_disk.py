"""An index on disk: whatever happens to its files, answers are right and one line says so."""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
import zlib
from pathlib import Path

import pytest

from newsctl.core.archive.archive import OVERLAY_LIMIT, Archive
from newsctl.core.archive.hits import Request, Sort
from newsctl.core.archive.ports import Freshness
from newsctl.core.archive.reconcile import reconcile
from newsctl.core.errors import IndexBusy, IndexDamaged, IndexUnavailable
from newsctl.core.query.ast import Everything, Phrase, Word
from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository
from newsctl.searching.index import SearchableIndex
from newsctl.whoosh_index.formats import commit, lexicon
from newsctl.whoosh_index.formats.directory import DiskDirectory
from newsctl.whoosh_index.formats.documents import dump_front_matter
from newsctl.whoosh_index.formats.index_folder import IndexFolder, remove_indexes
from newsctl.whoosh_index.formats.manifest import last_generation
from newsctl.whoosh_index.indexing import builder
from tests.contract.conftest import quiet, unwatched
from tests.fakes import post

POSTS = 12


class Place:
    """An archive and the cache for its index, opened as often as one likes."""

    def __init__(self, folder):
        self.root = folder / "archive"
        self.cache = folder / "cache"
        self.root.mkdir()
        self.notices = []

    @property
    def index_folder(self):
        return IndexFolder(self.cache, self.root)

    @property
    def files(self):
        return sorted(file for file in self.cache.rglob("*") if file.is_file())

    def write(self, name, title, body="Een kamer, en een verkiezing."):
        (self.root / f"2020-01-01-{name}.md").write_bytes(post(title, body))

    def repository(self):
        return MarkdownRepository(self.root, Settings(), parse=parse)

    def index(self, reading=""):
        return SearchableIndex(self.index_folder, reading=reading, notice=self.notices.append)

    def archive(self, reading=""):
        index = self.index(reading)
        return Archive(self.repository(), index, notice=self.notices.append, watch=unwatched)

    def titles(self, query=None, **options):
        """Ask as a new process would."""
        archive = self.archive(**options)
        archive.synchronise()
        return titles_of(archive, query)

    def expected(self):
        readings = map(self.repository().read, self.repository().scan())
        return {reading.post.summary.title for reading in readings if reading.post}


def titles_of(archive, query=None):
    return {hit.summary.title for hit in archive.search(Request(query or Everything())).hits}


@pytest.fixture(scope="session")
def indexed(tmp_path_factory):
    """An archive that was indexed in several commits, to be copied."""
    place = Place(tmp_path_factory.mktemp("indexed"))
    for number in range(POSTS):
        place.write(f"{number:02}", f"Tweede Kamerverkiezingen {number}")
    place.titles()
    place.write("00", "Gemeenteraadsverkiezingen 0")
    place.write("nieuw", "Verkiezing van een burgemeester")
    (place.root / "2020-01-01-01.md").unlink()
    (place.root / "2020-01-01-los.md").write_bytes(b"geen post")
    place.titles()
    time.sleep(0.03)
    place.titles()
    return place


@pytest.fixture
def place(indexed, tmp_path):
    """A copy of an archive and of its index, which is found by the path of the archive."""
    copy = Place(tmp_path)
    shutil.copytree(indexed.root, copy.root, dirs_exist_ok=True)
    if indexed.cache.exists():
        target = copy.index_folder.path
        shutil.copytree(indexed.index_folder.path, target)
        (target / "archive").write_bytes(os.fsencode(copy.root))
    copy.titles()
    copy.notices.clear()
    return copy


@pytest.fixture
def bare(tmp_path):
    """An archive that was never indexed."""
    place = Place(tmp_path)
    for number in range(POSTS):
        place.write(f"{number:02}", f"Tweede Kamerverkiezingen {number}")
    return place


def assert_healthy_but_for_verifying(place):
    """Check that answers are right, and that nothing is left to say about the index."""
    place.notices.clear()
    assert place.titles() == place.expected()
    phrase = {title for title in place.expected() if title.startswith("Tweede")}
    assert place.titles(Phrase("tweede kamer verkiezingen")) == phrase
    assert place.notices == []


def assert_healthy(place):
    """Check the same, and every byte of the index."""
    assert_healthy_but_for_verifying(place)
    repository = place.repository()
    assert list(place.index().verify(repository.scan(), repository.read, quiet)) == []
    assert place.notices == []


# Where it is.


def test_an_index_is_never_written_inside_the_archive(place):
    place.write("meer", "Meer")
    place.titles()
    place.archive().rebuild()
    assert {file.suffix for file in place.root.rglob("*")} == {".md"}


def test_an_index_folder_is_for_its_user_alone(bare):
    bare.titles()
    assert bare.index_folder.path.stat().st_mode & 0o077 == 0


def test_archives_of_one_name_have_an_index_each(tmp_path):
    cache = tmp_path / "cache"
    first, second = (IndexFolder(cache, tmp_path / where / "archive") for where in ("a", "b"))
    assert first.path != second.path
    assert first.path.parent == second.path.parent == cache


def test_reading_makes_no_folder(bare):
    assert bare.index().known() == {}
    assert not bare.cache.exists()


# Damage.

DAMAGES = {
    "gone": lambda data: None,
    "empty": lambda data: b"",
    "cut in half": lambda data: data[: len(data) // 2],
    "short of its last byte": lambda data: data[:-1],
}
leaky = pytest.mark.filterwarnings(
    # Whoosh leaves a table of contents open that it cannot read.
    "ignore::pytest.PytestUnraisableExceptionWarning",
    "ignore::ResourceWarning",
)
KINDS = ["current", "last", "facets-*", "lexicon", "manifest-*", "stat-cache-*", "vocabulary-*"]
KINDS += ["*.seg", "*.sums"]
UNTOLD = ["archive", "lock", "*.toc"]
"""Files that no answer needs: the last is for stock Whoosh."""


@pytest.fixture(autouse=True)
def _nothing_left_open(request):
    """Let what Whoosh leaves open be closed within the test that expects it."""
    yield
    if request.node.get_closest_marker("filterwarnings"):
        gc.collect()


def assert_healed_with_one_notice(place):
    """Check that damage breaks no answer, and that it is met when every byte is read."""
    assert place.titles() == place.expected()
    assert list(place.archive().verify()) == []
    assert len(place.notices) == 1
    assert_healthy(place)


def damaged(place, kind, damage):
    (*_, file) = place.index_folder.path.rglob(kind)
    whole = file.read_bytes()
    broken = DAMAGES[damage](whole)
    if broken is None:
        file.unlink()
    else:
        file.write_bytes(broken)


def test_every_file_of_an_index_is_damaged_in_these_tests(place):
    told = [file for file in place.files if not any(map(file.match, UNTOLD))]
    kinds = [kind for file in told for kind in KINDS if file.match(kind)]
    assert set(kinds) == set(KINDS)
    assert len(kinds) == len(told)


@leaky
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_healed_with_one_notice_and_right_answers(place, kind, damage):
    damaged(place, kind, damage)
    assert place.titles() == place.expected()
    assert len(place.notices) == 1
    assert_healthy(place)


@leaky
@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_healed_when_there_are_changes_too(place, kind):
    damaged(place, kind, "cut in half")
    place.write("meer", "Nog een verkiezing")
    assert place.titles() == place.expected()
    assert len(place.notices) == 1
    assert_healthy(place)


def test_every_segment_that_is_gone_is_noticed(place):
    for segment in place.index_folder.path.rglob("*.seg"):
        segment.unlink()
        assert place.titles() == place.expected()
        assert len(place.notices) == 1
        break
    assert_healthy(place)


@pytest.mark.parametrize("kind", UNTOLD)
def test_files_that_no_answer_needs_may_go(place, kind):
    (file,) = place.index_folder.path.rglob(kind)
    file.unlink()
    assert_healthy_but_for_verifying(place)


def test_a_build_that_is_gone_is_healed(place):
    (build,) = place.index_folder.path.glob("build-*")
    shutil.rmtree(build)
    assert place.titles() == place.expected()
    assert len(place.notices) == 1
    assert_healthy(place)


def test_an_index_folder_that_is_gone_is_made_anew_without_a_word(place):
    shutil.rmtree(place.cache)
    assert_healthy(place)


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x00\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'"text"',
        b'{"build": "build-nooit"}',
    ],
)
def test_garbage_in_the_pointer_is_healed_with_one_notice(place, garbage):
    (place.index_folder.path / "current").write_bytes(garbage)
    assert place.titles() == place.expected()
    assert len(place.notices) == 1
    assert_healthy(place)


def a_folder(path):
    (path / "with" / "more").mkdir(parents=True)


IN_THE_WAY = {
    "a folder": a_folder,
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "nothing": lambda path: path.symlink_to("/dev/null"),
    "a loop": lambda path: path.symlink_to(path.name),
}


@pytest.mark.skipif(os.name != "posix", reason="there are no pipes or devices in folders")
@pytest.mark.parametrize("what", IN_THE_WAY)
@pytest.mark.parametrize("name", ["current", "lock", "archive", "manifest-*", "last", "*.seg"])
def test_what_is_no_file_is_healed_and_neither_waited_for_nor_read_without_end(place, what, name):
    (*_, file) = place.index_folder.path.rglob(name)
    file.unlink()
    IN_THE_WAY[what](file)
    place.write("meer", "Nog een verkiezing")
    assert place.titles() == place.expected()
    assert len(place.notices) == int(name not in UNTOLD)
    place.archive().rebuild()
    assert_healthy(place)
    assert all(one.is_dir() or one.is_file() for one in place.index_folder.path.rglob("*"))


@pytest.mark.parametrize("build", ["", "../..", "build-nooit", "current"])
def test_a_pointer_to_no_build_is_healed_with_one_notice(place, build):
    current = place.index_folder.path / "current"
    current.write_text(json.dumps(json.loads(current.read_bytes()) | {"build": build}))
    assert place.titles() == place.expected()
    assert len(place.notices) == 1
    assert_healthy(place)


@leaky
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "current"])
def test_bytes_that_were_overwritten_are_healed_with_one_notice(place, kind):
    (*_, file) = place.index_folder.path.rglob(kind)
    file.write_bytes(b"\x7f" * file.stat().st_size)
    assert_healed_with_one_notice(place)


CHECKED = ["lexicon", "facets-*", "manifest-*", "stat-cache-*", "vocabulary-*", "*.seg"]


@pytest.mark.parametrize("kind", CHECKED)
def test_one_wrong_byte_is_met_when_it_is_read(place, kind):
    for file in sorted(place.index_folder.path.rglob(kind)):
        with_a_wrong_byte(file)
        break
    assert_healed_with_one_notice(place)


@pytest.mark.parametrize("kind", ["lexicon", "stat-cache-*", "vocabulary-*", "*.seg"])
def test_a_file_with_a_wrong_byte_is_named_when_the_index_is_verified(place, kind):
    (*_, file) = place.index_folder.path.rglob(kind)
    with_a_wrong_byte(file)
    assert list(place.archive().verify()) == []
    (notice,) = place.notices
    assert f"{file.name} is not as it was written" in notice
    assert_healthy(place)


def with_a_wrong_byte(file):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def test_damage_that_is_met_within_an_answer_breaks_no_answer_off(place):
    archive = place.archive()
    expected = list(archive.search(Request(Everything(), Sort("path"))).hits)
    with_wrong_summary(place, expected[5].summary)
    assert list(archive.search(Request(Everything(), Sort("path"))).hits) == expected
    assert len(place.notices) == 1
    assert_healthy(place)


def with_wrong_summary(place, summary):
    """Spoil what a segment shows of a post, which is kept compressed."""
    kept = zlib.compress(dump_front_matter(summary.front_matter), 1)
    for file in place.index_folder.path.rglob("*.seg"):
        data = file.read_bytes()
        if kept in data:
            file.write_bytes(data.replace(kept, kept[::-1]))
            return
    raise AssertionError("no segment has it")


def test_damage_is_healed_wherever_it_is_met(place):
    """Only the first question is asked of a damaged index."""
    for ask in (
        lambda archive: archive.facets(),
        lambda archive: archive.suggest(["verkeizing"]),
        lambda archive: archive.find("2020-01-01-02.md"),
        lambda archive: archive.verify(),
    ):
        damaged(place, "manifest-*", "empty")
        place.notices.clear()
        ask(place.archive())
        assert len(place.notices) == 1
    assert_healthy(place)


# Other versions.


def test_a_damaged_lexicon_is_found_out_before_a_word_is_analysed(place):
    (lexicon,) = place.index_folder.path.glob("build-*/lexicon")
    lexicon.write_bytes(bytes(byte ^ 1 for byte in lexicon.read_bytes()))
    archive = place.archive()
    assert archive.healed(lambda: archive.index.analysis).terms("kamer")
    assert len(place.notices) == 1
    assert_healthy(place)


def test_an_index_made_by_another_way_of_reading_is_made_anew_with_one_notice(place):
    assert place.titles(reading="another zone") == place.expected()
    assert len(place.notices) == 1
    assert "read posts in another way" in place.notices[0]
    place.notices.clear()
    assert place.titles(reading="another zone") == place.expected()
    assert place.notices == []


def test_an_index_of_another_version_is_swept_away(place):
    (old,) = place.index_folder.path.glob("build-*")
    place.titles(reading="another zone")
    assert not old.exists()


# Folders that cannot be written.


@pytest.mark.parametrize("depth", ["cache", "index"])
def test_without_a_folder_answers_come_from_the_files_with_one_notice(bare, depth):
    if depth == "cache":
        bare.cache.write_bytes(b"in the way")
    else:
        bare.cache.mkdir()
        bare.index_folder.path.write_bytes(b"in the way")
    assert bare.titles(Word("verkiezing")) == bare.expected()
    assert len(bare.notices) == 1
    assert "answering from the files" in bare.notices[0]


def test_a_rebuild_without_a_folder_says_so(bare):
    bare.cache.write_bytes(b"in the way")
    with pytest.raises(IndexUnavailable):
        bare.archive().rebuild()


def read_only(place, monkeypatch):
    """Let writing fail as on a file system that is mounted for reading only."""

    def refuse(*_args, **_options):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(IndexFolder, "locked", refuse)


def test_an_index_that_cannot_be_written_is_overlaid_with_changes(place, monkeypatch):
    read_only(place, monkeypatch)
    place.write("meer", "Nog een verkiezing")
    archive = place.archive()
    assert archive.synchronise().freshness is Freshness.OVERLAID
    assert titles_of(archive) == place.expected()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_overlaid_with_changes(place):
    place.write("meer", "Nog een verkiezing")
    folders = [place.index_folder.path, *place.index_folder.path.glob("build-*")]
    for folder in folders:
        folder.chmod(0o500)
    try:
        archive = place.archive()
        assert archive.synchronise().freshness is Freshness.OVERLAID
        assert titles_of(archive) == place.expected()
    finally:
        for folder in folders:
            folder.chmod(0o700)


# Other processes: a held lock.


def test_a_held_index_answers_with_few_changes_laid_over(place):
    place.write("meer", "Nog een verkiezing")
    place.write("02", "Anders")
    (place.root / "2020-01-01-03.md").unlink()
    with place.index_folder.locked():
        archive = place.archive()
        assert archive.synchronise().freshness is Freshness.OVERLAID
        assert titles_of(archive) == place.expected()
        assert titles_of(archive, Word("verkiezing")) == place.expected()
    assert place.notices == []
    assert_healthy(place)


def test_a_held_index_answers_as_it_is_with_many_changes(place):
    before = place.expected()
    for number in range(OVERLAY_LIMIT + 1):
        (place.root / f"2021-01-01-{number}.md").write_bytes(b"geen post")
    place.write("meer", "Nog een verkiezing")
    with place.index_folder.locked():
        archive = place.archive()
        synchronised = archive.synchronise()
        assert synchronised.freshness is Freshness.BEHIND
        assert len(synchronised.changes) > OVERLAY_LIMIT
        assert titles_of(archive) == before
    assert place.notices == []


def test_a_held_index_that_was_never_made_is_answered_from_the_files(bare):
    with bare.index_folder.locked():
        assert bare.titles() == bare.expected()
    assert len(bare.notices) <= 1
    assert_healthy(bare)


@leaky
def test_a_held_and_damaged_index_is_answered_from_the_files(place):
    damaged(place, "last", "empty")
    with place.index_folder.locked():
        assert place.titles() == place.expected()
    assert place.titles() == place.expected()
    assert_healthy(place)


def test_what_was_laid_over_comes_in_once_the_index_is_free(place):
    archive = place.archive()
    with place.index_folder.locked():
        place.write("meer", "Nog een verkiezing")
        archive.synchronise()
    assert archive.synchronise().freshness is Freshness.FRESH
    assert titles_of(archive) == place.expected()
    assert_healthy(place)


# Other processes: readers.


def test_a_reader_answers_from_before_a_commit_that_came_after_it(place):
    reader = place.archive()
    before = place.expected()
    reader.synchronise()
    assert titles_of(reader) == before
    for number in range(4):
        place.write("meer", f"Nog een verkiezing {number}")
        place.titles()
    assert titles_of(reader) == before
    assert titles_of(reader, Word("verkiezing")) == before
    assert place.notices == []


@pytest.mark.parametrize("rebuilt", [False, True], ids=["updated", "rebuilt"])
def test_a_reader_that_only_looked_answers_after_another_process_wrote(place, rebuilt):
    reader = place.archive()
    before = place.expected()
    reader.synchronise()
    place.write("meer", "Nog een verkiezing")
    place.titles()
    if rebuilt:
        place.archive().rebuild()
    assert titles_of(reader) in (before, place.expected())
    assert place.notices == []


def test_hits_are_read_to_the_end_though_the_index_is_swapped_meanwhile(place):
    archive = place.archive()
    archive.synchronise()
    hits = iter(archive.search(Request(Everything(), snippets=True)).hits)
    first = next(hits)
    place.write("meer", "Nog een verkiezing")
    place.titles()
    place.archive().rebuild()
    assert {first.summary.title, *(hit.summary.title for hit in hits)} | {
        "Nog een verkiezing"
    } == place.expected()


def test_a_writer_takes_in_what_another_wrote_since_it_looked(place):
    writer = place.archive()
    writer.index.known()
    place.write("een", "Eerste verkiezing")
    place.titles()
    place.write("twee", "Nog een verkiezing")
    writer.synchronise()
    assert titles_of(writer) == place.expected()
    assert_healthy(place)


def committed(place, number):
    place.write("meer", f"Nog een verkiezing {number}")
    place.titles()


def rebuilt(place, _number):
    place.archive().rebuild()


@pytest.mark.parametrize("other", [committed, rebuilt])
@pytest.mark.parametrize(
    "opening", ["known", "facets", "suggest", "find", "verify", "search"], ids=str
)
def test_whatever_a_reader_asks_late_is_of_the_commit_that_it_opened(place, other, opening):
    """Nothing is left on disk of that by then."""
    reader, before = place.archive(), place.archive()
    reader.synchronise()
    before.synchronise()
    found = place.repository().scan()
    asked = {
        "known": lambda one: {path: seen.digest for path, seen in one.index.known().items()},
        "facets": lambda one: one.facets(),
        "suggest": lambda one: one.suggest(["verkeizing"]),
        "find": lambda one: one.find("2020-01-01-02.md"),
        "verify": lambda one: one.index.verify(found, place.repository().read, quiet),
        "search": titles_of,
    }[opening]
    expected = asked(before)
    for number in range(3):
        other(place, number)
    (place.root / "2020-01-01-meer.md").unlink(missing_ok=True)
    assert asked(reader) == expected
    assert place.notices == []


@pytest.mark.parametrize("method", ["view", "read"])
def test_a_commit_that_is_made_while_another_is_opened_is_opened_in_its_place(
    place, monkeypatch, method
):
    """Its writer deletes what the reader is about to open."""
    honest, numbers = getattr(DiskDirectory, method), iter(range(5))

    def late(self, *args):
        found = honest(self, *args)
        with monkeypatch.context() as others:
            others.setattr(DiskDirectory, method, honest)
            if (number := next(numbers, None)) is not None:
                committed(place, number)
        return found

    monkeypatch.setattr(DiskDirectory, method, late)
    assert len(titles_of(place.archive())) == POSTS + 1
    assert place.notices == []


def test_damage_that_another_process_has_mended_is_not_mended_again(place):
    damaged(place, "last", "empty")
    first, second = place.archive(), place.archive()
    assert titles_of(first) == place.expected()
    (made,) = place.index_folder.path.glob("build-*")
    place.notices.clear()
    with place.index_folder.locked(), pytest.raises(IndexBusy):
        heal(second)
    place.write("meer", "Nog een verkiezing")
    heal(second)
    assert titles_of(second) == place.expected()
    assert list(place.index_folder.path.glob("build-*")) == [made]
    assert place.notices == []


def heal(archive):
    """Heal an index that was found damaged when another had not mended it yet."""
    repository = archive.repository
    archive.index.heal(IndexDamaged("as it was"), repository.scan(), repository.read, quiet)


def test_one_notice_is_enough_for_damage_that_a_new_commit_shares(place):
    """Whoever opened the commit before heals it by the last one, and that once more."""
    reader = place.archive()
    reader.synchronise()
    with_wrong_summary(place, next(iter(reader.search(Request(Everything())).hits)).summary)
    place.write("meer", "Nog een verkiezing")
    place.titles(Word("meer"))
    assert titles_of(reader) == place.expected()
    assert len(place.notices) == 1
    assert_healthy(place)


# Leftovers.


def test_an_index_that_is_replaced_again_and_again_while_it_is_opened_answers(place, monkeypatch):
    opened, rebuilds = commit.Commit.segments, iter(range(3))

    def replaced_before(self, base=0):
        if next(rebuilds, None) is not None:
            with monkeypatch.context() as others:
                others.setattr(commit.Commit, "segments", opened)
                place.archive().rebuild()
        return opened(self, base)

    monkeypatch.setattr(commit.Commit, "segments", replaced_before)
    assert titles_of(place.archive()) == place.expected()
    assert place.notices == []


def test_leftovers_are_swept_by_the_next_rebuild(place):
    folder = place.index_folder.path
    (folder / "build-dood").mkdir()
    (folder / "build-dood" / "posts_x.seg").write_bytes(b"half")
    (folder / "current.123.tmp").write_bytes(b"half")
    place.archive().rebuild()
    assert len(list(folder.glob("build-*"))) == 1
    assert list(folder.rglob("*.tmp")) == []
    assert_healthy(place)


def test_an_update_leaves_no_files_of_commits_before_it(place):
    for number in range(6):
        place.write("meer", f"Nog een verkiezing {number}")
        place.titles()
    (build,) = place.index_folder.path.glob("build-*")
    names = [file.name.partition("-")[0] for file in build.iterdir()]
    assert [names.count(name) for name in ("manifest", "facets")] == [1, 1]
    assert len(list(build.glob("*.toc"))) == 1
    assert all(any(map(file.match, [*KINDS, *UNTOLD])) for file in build.iterdir())


def test_an_interrupted_rebuild_leaves_the_old_build_alone(place, monkeypatch):
    archive = place.archive()
    archive.synchronise()
    reads = iter(range(POSTS))

    def interrupt(path):
        if next(reads) == 3:
            raise KeyboardInterrupt
        return place.repository().read(path)

    monkeypatch.setattr(archive.repository, "read", interrupt)
    with pytest.raises(KeyboardInterrupt):
        archive.rebuild()
    assert len(list(place.index_folder.path.glob("build-*"))) == 1
    assert_healthy(place)


def in_small_batches(monkeypatch):
    """Let a lexicon be made of six posts, and three be committed at once."""
    monkeypatch.setattr(lexicon, "SAMPLE", 6)
    monkeypatch.setattr(builder, "BATCH", 3)


def stopped(archive):
    with pytest.raises(KeyboardInterrupt):
        archive.synchronise()


def test_an_interrupted_first_build_goes_on_from_its_last_commit(bare, monkeypatch):
    in_small_batches(monkeypatch)
    chosen = len(lexicon.sample(bare.repository().scan()))
    archive, reads = bare.archive(), []

    def interrupt(path):
        reads.append(path)
        if len(reads) == chosen + 5:
            raise KeyboardInterrupt
        return bare.repository().read(path)

    monkeypatch.setattr(archive.repository, "read", interrupt)
    stopped(archive)
    kept = chosen + 3
    assert bare.notices == [f"Stopped; {kept} of {POSTS} files are in the index."]
    assert len(bare.index().known()) == kept
    pointer = bare.index_folder.pointer()
    index, repository, told = bare.index(), bare.repository(), []
    changes = reconcile(repository.scan(), index.known())
    assert len(changes.added) == POSTS - kept
    index.update(repository.scan(), repository.read, lambda *now: told.append(now))
    first = POSTS - len(changes.to_read) + 1  # some may be read again, that were just written
    assert (told[0], told[-1]) == ((first, POSTS), (POSTS, POSTS))
    assert bare.index_folder.pointer() == pointer
    assert_healthy(bare)


@pytest.mark.parametrize("name", ["facets", "vocabulary", "stat", "manifest", "_", "last"])
def test_an_interrupted_commit_is_given_up_and_those_before_it_stay(bare, monkeypatch, name):
    in_small_batches(monkeypatch)
    written = []

    def interrupted(write):
        def writing(place, file, data, **where):
            if file.startswith(name):
                written.append(file)
                if len(written) == 3:
                    signal.raise_signal(signal.SIGINT)
            write(place, file, data, **where)

        return writing

    with monkeypatch.context() as patch:
        for way in ("write", "extend"):
            patch.setattr(DiskDirectory, way, interrupted(getattr(DiskDirectory, way)))
        stopped(bare.archive())
    kept = len(bare.index().known())
    assert bare.notices == [f"Stopped; {kept} of {POSTS} files are in the index."]
    assert kept < POSTS
    assert kept in range(3, POSTS, 3)
    pointer = bare.index_folder.pointer()
    assert_healthy(bare)
    assert bare.index_folder.pointer() == pointer


def test_an_interrupted_rebuild_says_that_the_old_index_stays(place, monkeypatch):
    archive = place.archive()

    def interrupt(path):
        raise KeyboardInterrupt

    monkeypatch.setattr(archive.repository, "read", interrupt)
    with pytest.raises(KeyboardInterrupt):
        archive.rebuild()
    assert place.notices == ["Stopped; the index is as it was."]


def test_ctrl_c_is_heard_again_afterwards(bare):
    before = signal.getsignal(signal.SIGINT)
    bare.titles()
    assert signal.getsignal(signal.SIGINT) is before


def test_posts_can_be_indexed_outside_the_main_thread(bare):
    answers = []
    thread = threading.Thread(target=lambda: answers.append(bare.titles()))
    thread.start()
    thread.join()
    assert answers == [bare.expected()]


def test_a_first_build_that_was_interrupted_early_leaves_nothing_to_say(bare, monkeypatch):
    archive = bare.archive()

    def interrupt(path):
        raise KeyboardInterrupt

    monkeypatch.setattr(archive.repository, "read", interrupt)
    with pytest.raises(KeyboardInterrupt):
        archive.synchronise()
    assert_healthy(bare)


def test_removing_indexes_takes_this_archive_and_those_that_are_gone(place, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    other = tmp_path / "other"
    other.mkdir()
    for root in (gone, other):
        folder = IndexFolder(place.cache, root)
        with folder.locked():
            folder.publish(folder.new_build(), "")
    gone.rmdir()
    assert remove_indexes(place.cache, place.root) == 2
    assert IndexFolder(place.cache, other).path.exists()
    assert not place.index_folder.path.exists()
    assert remove_indexes(place.cache, None) == 1


# Other processes: killed, interrupted, at once.

PROGRAM = textwrap.dedent(
    """
    import sys
    from contextlib import contextmanager
    from pathlib import Path
    from newsctl.core.archive.archive import Archive
    from newsctl.core.settings import Settings
    from newsctl.front_matter.reading.reader import parse
    from newsctl.front_matter.repository import MarkdownRepository
    from newsctl.whoosh_index.formats.index_folder import IndexFolder
    from newsctl.searching.index import SearchableIndex

    @contextmanager
    def watch(what):
        yield lambda done, total: None

    root, cache, what = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    notice = lambda message: print(message, file=sys.stderr)
    index = SearchableIndex(IndexFolder(cache, root), reading="", notice=notice)
    repository = MarkdownRepository(root, Settings(), parse=parse)
    archive = Archive(repository, index, notice=notice, watch=watch)
    from newsctl.dutch.dictionary import DICTIONARY
    DICTIONARY.has('de')
    # prepared
    print("ready", flush=True)
    sys.stdin.readline()
    getattr(archive, what)()
    print("done", flush=True)
    """
)


def started(place, what, preparation=""):
    """Start a process that is about to write the index, all it needs loaded."""
    program = PROGRAM.replace("# prepared\n", preparation)
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(place.root), str(place.cache), what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        text=True,
        start_new_session=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def go(process):
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.fixture
def many(tmp_path, dictionary):
    """An archive that takes a while to index, beside a dictionary that is ready."""
    place = Place(tmp_path)
    dictionary.write(place.cache)
    for number in range(100):
        body = " ".join(f"Woord{number % 37}x{one} en nog iets." for one in range(60))
        place.write(f"{number:03}", f"Tweede Kamerverkiezingen {number}", body)
    return place


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("what", ["synchronise", "rebuild"])
def test_a_build_killed_at_any_moment_leaves_a_working_index(many, what, seed):
    if what == "rebuild":
        many.titles()
    process = started(many, what)
    go(process)
    time.sleep(random.Random(seed).uniform(0.0, 0.4))
    process.kill()
    process.communicate(timeout=20)
    many.notices.clear()
    assert many.titles() == many.expected()
    assert len(many.notices) <= 1
    assert_healthy(many)


IN_SMALL_BATCHES = textwrap.dedent(
    """
    from newsctl.whoosh_index.formats import lexicon
    from newsctl.whoosh_index.indexing import batch_readers, builder

    batch_readers.FEWEST_FILES, batch_readers.processors = 2, lambda: 2
    lexicon.SAMPLE, builder.BATCH = 50, 10
    reading = []

    def told(done, total):
        if not reading:
            reading.append(print("reading", flush=True))

    @contextmanager
    def watch(what):
        yield told

    archive._watch = watch
    """
)


@pytest.mark.parametrize("seed", range(2))
def test_ctrl_c_ends_a_build_at_once_at_any_moment(many, seed):
    process = started(many, "synchronise", IN_SMALL_BATCHES)
    go(process)
    assert process.stdout.readline() == "reading\n"
    time.sleep(random.Random(seed).uniform(0, 0.6))
    process.send_signal(signal.SIGINT)
    stopped = time.monotonic()
    out, errors = process.communicate(timeout=20)
    assert time.monotonic() - stopped < 4
    with pytest.raises(ProcessLookupError):  # its children are in its group
        os.killpg(process.pid, 0)
    known = len(many.index().known())
    if out != "done\n":
        in_index = f"Stopped; {known} of 100 files are in the index." in errors
        assert in_index or (not known and " of 100 files are read, and not again." in errors)
    pointer = many.index_folder.pointer()
    assert_healthy(many)
    assert pointer in (None, many.index_folder.pointer())


def test_two_processes_that_write_at_once_both_end_well(many):
    many.titles()
    for number in range(0, 100, 3):
        many.write(f"{number:03}", f"Tweede Kamerverkiezingen {number} opnieuw")
    writers = [started(many, what) for what in ("synchronise", "synchronise")]
    for writer in writers:
        go(writer)
    for writer in writers:
        out, errors = writer.communicate(timeout=30)
        assert (out, writer.returncode) == ("done\n", 0), errors
    assert_healthy(many)


def test_a_rebuild_beside_another_writer_says_so(place):
    place.titles()
    with place.index_folder.locked(), pytest.raises(IndexBusy):
        place.archive().rebuild()


def test_an_index_that_is_being_written_is_not_cleaned_away(place):
    place.titles()
    with place.index_folder.locked(), pytest.raises(IndexBusy):
        remove_indexes(place.cache, None)
    assert place.index_folder.path.is_dir()


# What it costs to keep up.


def test_who_brings_an_edit_in_opens_the_index_once(bare, monkeypatch):
    bare.titles()
    bare.write("meer", "Nachtzwemmers gekozen")
    opened = []
    one_opened = commit.Commit._open.__func__
    monkeypatch.setattr(
        commit.Commit,
        "_open",
        classmethod(lambda cls, *where: opened.append(where) or one_opened(cls, *where)),
    )
    assert "Nachtzwemmers gekozen" in bare.titles()
    assert len(opened) == 1


def test_segments_that_a_commit_goes_on_with_stay_open(bare):
    reader = bare.archive()
    bare.write("oud", "Oude verkiezing")
    reader.synchronise()
    before = reader.index.snapshot
    bare.write("meer", "Nachtzwemmers gekozen")
    (bare.root / "2020-01-01-oud.md").unlink()
    bare.titles()
    assert reader.index.reopen()
    after = reader.index.snapshot
    shared = {one.info().file for one in before.segments} & {
        one.info().file for one in after.segments
    }
    assert shared
    for name in shared:
        old, new = (
            next(one for one in snapshot.segments if one.info().file == name)
            for snapshot in (before, after)
        )
        assert new.postings("body") is old.postings("body")
        assert (old.deleted, new.deleted) == (0, 1)
    assert "Oude verkiezing" not in titles_of(reader)
    assert reader.index.reopen()
    assert reader.index.snapshot is after


def test_what_others_have_committed_since_the_index_was_opened_is_built_upon(bare):
    early = bare.archive()
    early.synchronise()
    for name in ("eerst", "toen"):
        bare.write(name, f"{name} gekozen")
        bare.titles()
    last = latest(bare)
    bare.write("later", "later gekozen")
    early.synchronise()
    assert {"eerst gekozen", "toen gekozen", "later gekozen"} < titles_of(early)
    assert latest(bare) == last + 1


def latest(place):
    """Return the number of the last commit."""
    folder = place.index_folder
    return last_generation(DiskDirectory(folder.build(folder.pointer())))


def test_a_build_that_was_made_anew_since_the_index_was_opened_is_not_written_to(bare):
    early = bare.archive()
    early.synchronise()
    bare.archive().rebuild()
    bare.write("later", "Later gekozen")
    early.synchronise()
    assert "Later gekozen" in titles_of(early)
    assert not bare.archive().synchronise().changes.added
    assert bare.notices == []


ASKED = """
import atexit, sys
from newsctl.__main__ import main
asked = lambda: "loaded" if "simplemma" in sys.modules else "spared"
atexit.register(lambda: print(asked(), file=sys.stderr))
main()
"""


def asked(place, word):
    """Ask for a word by the program, and return its output and whether the list was loaded."""
    ran = subprocess.run(
        [sys.executable, "-c", ASKED, "-C", str(place.root), "search", word, "-f", "path"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"NEWSCTL_CACHE": str(place.cache)},
    )
    return ran.stdout.split(), ran.stderr.split()[-1]


def test_an_edited_post_with_new_words_loads_no_dictionary(bare):
    assert asked(bare, "kamer")[1] == "loaded"
    bare.write("meer", "Nachtzwemmers gekozen", "Zij zwommen, en doken, in de binnenhaven.")
    paths, dictionary = asked(bare, "zwemmer kiezen haven duiken")
    assert (len(paths), dictionary) == (1, "spared")


def test_cleaning_leaves_no_dictionary_behind(bare, dictionary):
    bare.titles()
    dictionary.write(bare.cache)
    assert list(bare.cache.glob("dutch-*"))
    remove_indexes(bare.cache, None)
    assert [file for file in bare.cache.rglob("*") if file.is_file()] == []
