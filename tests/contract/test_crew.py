"""Several processes that build an index: as one would, and nothing is left of them in any case."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsctl.core.archive import stat_cache
from newsctl.core.archive.hits import Request
from newsctl.core.errors import IndexBusy, IndexUnavailable
from newsctl.core.query.ast import Everything, Word
from newsctl.core.settings import Settings
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.dictionary import DICTIONARY
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository
from newsctl.searching.index import SearchableIndex
from newsctl.whoosh_index.formats import lexicon
from newsctl.whoosh_index.formats.index_folder import IndexFolder
from newsctl.whoosh_index.indexing import batch, batch_readers, builder
from newsctl.whoosh_index.indexing.commit_writer import CommitWriter
from tests.contract.conftest import crewed, quiet
from tests.fakes import post

POSTS = 60


@pytest.fixture(scope="module", autouse=True)
def _dictionary_in_memory():
    """Let no test wait for the dictionary, while other things are done that it watches."""
    DICTIONARY.has("de")


@pytest.fixture
def repository(tmp_path):
    """A folder of posts, and a file that is none."""
    root = tmp_path / "archive"
    root.mkdir()
    for number in range(POSTS):
        body = f"Een kamer met {number} stoelen, en een verkiezing. " * (number % 7 + 1)
        data = post(f"Tweede Kamerverkiezingen {number}", body, bron=f"Bron {number % 3}")
        (root / f"2020-01-01-{number:02}.md").write_bytes(data)
    (root / "2020-01-01-los.md").write_bytes(b"geen post")
    return MarkdownRepository(root, Settings(), parse=parse)


@pytest.fixture
def index(tmp_path, repository):
    """Open the index of the posts, as often as one likes."""
    told = []

    def opened():
        folder = IndexFolder(tmp_path / "cache", repository.root)
        made = SearchableIndex(folder, reading="", notice=told.append)
        made.told = told
        return made

    return opened


def brought_up(index, repository, *, read=None, progress=quiet):
    found = repository.scan()
    index.update(found, read or repository.read, progress)
    return index


def answers(index):
    return [
        [(hit.summary, hit.score, hit.title) for hit in index.search(Request(query)).hits]
        for query in (Everything(), Word("verkiezing"), Word("stoel"), Word("17"))
    ]


def assert_same_as_alone(made, repository):
    """Check every answer and account against an index that one process made in memory."""
    alone = SearchableIndex(IndexFolder(Path("/nowhere"), Path("/x")), reading="", notice=print)
    alone.read_into_memory(repository.scan(), repository.read, quiet)
    assert answers(made) == answers(alone)
    assert made.known().keys() == alone.known().keys()
    assert made.facets() == alone.facets()
    assert made.left_out() == alone.left_out()
    assert made.suggest(["verkeizing"]) == alone.suggest(["verkeizing"])
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("processes", [2, 3])
def test_several_processes_make_what_one_makes(index, repository, monkeypatch, processes):
    crewed(monkeypatch, processes=processes)
    made = brought_up(index(), repository)
    assert made.status().segments == processes
    manifest = made._build.manifest
    assert (manifest.lexicon_posts, manifest.lexicon_files) == (POSTS, POSTS + 1)
    assert list(made.verify(repository.scan(), repository.read, quiet)) == []
    assert_same_as_alone(made, repository)


def test_processes_that_are_spawned_make_what_one_makes(index, repository, monkeypatch):
    crewed(monkeypatch)
    before = multiprocessing.get_start_method()
    multiprocessing.set_start_method("spawn", force=True)
    try:
        made = brought_up(index(), repository)
    finally:
        multiprocessing.set_start_method(before, force=True)
    assert made.status().segments == 2
    assert_same_as_alone(made, repository)


def test_the_one_that_waits_unpacks_the_dictionary_for_all(
    index, repository, monkeypatch, tmp_path
):
    class Unpacked:
        segments_then = None

        def prepare(self):
            self.segments_then = [*tmp_path.glob("cache/**/*.seg")]

    crewed(monkeypatch)
    monkeypatch.setattr(batch_readers, "DICTIONARY", unpacked := Unpacked())
    brought_up(index(), repository)
    assert unpacked.segments_then == []
    assert [*tmp_path.glob("cache/**/*.seg")]


@pytest.mark.parametrize("processes", [2, 3])
def test_no_word_is_analysed_by_two_processes(index, repository, monkeypatch, tmp_path, processes):
    crewed(monkeypatch, processes=processes)
    analysed, terms = tmp_path / "analysed", DutchAnalysis.terms

    def noted(self, raw):
        with analysed.open("a") as file:
            file.write(f"{raw}\n")
        return terms(self, raw)

    monkeypatch.setattr(DutchAnalysis, "terms", noted)
    brought_up(index(), repository)
    words = analysed.read_text().split()
    assert "stoelen" in words
    assert len(words) == len(set(words))


def test_large_updates_are_shared_too(index, repository, monkeypatch):
    brought_up(index(), repository)
    crewed(monkeypatch)
    for number in range(0, POSTS, 2):
        name = f"2020-01-01-{number:02}.md"
        (repository.root / name).write_bytes(post("Nieuwe verkiezing", "Een andere kamer."))
    (repository.root / "2020-01-01-03.md").unlink()
    made = brought_up(index(), repository)
    assert made.known().keys() == repository.scan().keys()
    assert len(list(made.search(Request(Word("nieuwe"))).hits)) == POSTS // 2
    assert list(made.verify(repository.scan(), repository.read, quiet)) == []


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("files", [7, 1000])
def test_what_memory_has_no_room_for_comes_in_later(
    index, repository, monkeypatch, files, processes
):
    crewed(monkeypatch, processes=processes)
    monkeypatch.setattr(batch, "MOST_PLACES", 200)
    monkeypatch.setattr(builder, "BATCH", files)
    told = []
    made = brought_up(index(), repository, progress=lambda *both: told.append(both))
    assert_same_as_alone(made, repository)
    assert told == sorted(told)
    assert {total for _, total in told} == {POSTS + 1}


def in_batches(monkeypatch, files):
    """Let two processes read so many files for a commit at most, also for the first."""
    monkeypatch.setattr(lexicon, "SAMPLE", files)
    monkeypatch.setattr(builder, "BATCH", files // 2)


def test_the_next_files_are_read_while_a_batch_is_committed(
    index, repository, monkeypatch, tmp_path
):
    crewed(monkeypatch)
    in_batches(monkeypatch, 20)
    noted, commit, ahead = tmp_path / "read", CommitWriter.commit, []

    def read(path):
        with noted.open("a") as file:
            file.write(f"{path}\n")
        return repository.read(path)

    def committed(update):
        taken = len(update._before.stat_cache) + len(update._taken)
        is_last = taken > POSTS
        for _ in range(1000):
            if is_last or len(noted.read_text().split()) > taken:
                ahead.append(taken)
                break
            time.sleep(0.01)
        return commit(update)

    monkeypatch.setattr(CommitWriter, "commit", committed)
    made = brought_up(index(), repository, read=read)
    assert len(ahead) == 4
    assert_same_as_alone(made, repository)


@pytest.mark.parametrize(("last", "kept"), [(10, 0), (30, 16), (50, 36)])
def test_an_interruption_keeps_what_was_committed(index, repository, monkeypatch, last, kept):
    crewed(monkeypatch)
    in_batches(monkeypatch, 20)
    monkeypatch.setattr(batch_readers, "_REPORT_EVERY", 0)

    def interrupt(done, _total):
        if done >= last:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        brought_up(index(), repository, progress=interrupt)
    assert len(index().known()) == kept
    assert multiprocessing.active_children() == []
    assert_same_as_alone(brought_up(index(), repository), repository)


@pytest.fixture(params=[1, 2])
def stopped_early(index, repository, monkeypatch, tmp_path, request):
    """Stop a first build while it reads the posts of its lexicon, and give the index to go on with.

    `index.reads()` are the files that are read from then on.
    """
    crewed(monkeypatch, processes=request.param)
    monkeypatch.setattr(batch_readers, "KEEP_EVERY", 0)
    monkeypatch.setattr(batch_readers, "_REPORT_EVERY", 0)
    monkeypatch.setattr("newsctl.core.archive.read_ahead.FILES_AT_ONCE", 4)
    monkeypatch.setattr(stat_cache, "_FINE_MARGIN", 0)  # the files are young

    def interrupt(done, _total):
        if done >= 40:
            raise KeyboardInterrupt

    first = index()
    with pytest.raises(KeyboardInterrupt):
        brought_up(first, repository, progress=interrupt)
    assert first.known() == {}
    noted = tmp_path / "read"

    def read(path):
        with noted.open("a") as file:
            file.write(f"{path}\n")
        return repository.read(path)

    made = index()
    made.go_on = lambda progress=quiet: brought_up(made, repository, read=read, progress=progress)
    made.reads = lambda: noted.read_text().split() if noted.exists() else []
    return made


def test_what_a_build_read_before_its_first_commit_is_not_read_again(stopped_early, repository):
    (told,) = stopped_early.told
    kept = int(re.fullmatch(r"Stopped; (\d+) of 61 files are read, and not again\.", told)[1])
    assert kept >= 30
    progress = []
    stopped_early.go_on(lambda done, total: progress.append((done, total)))
    assert len(stopped_early.reads()) == POSTS + 1 - kept
    first, _ = progress[0]  # of one process, whose share of what is kept may be the smaller one
    assert (first >= kept // 4, progress[-1]) == (True, (POSTS + 1, POSTS + 1))
    assert stopped_early._build.manifest.lexicon_files == POSTS + 1
    assert_same_as_alone(stopped_early, repository)
    assert list(stopped_early.verify(repository.scan(), repository.read, quiet)) == []
    assert not [*stopped_early._folder.path.glob("sample*")]


def test_all_of_a_lexicon_may_have_been_read_before(stopped_early, repository, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(builder, "write_empty_commit", lambda *_, **__: signal.raise_signal(2))
        with pytest.raises(KeyboardInterrupt):
            stopped_early.go_on()
    before = len(stopped_early.reads())
    assert_same_as_alone(stopped_early.go_on(), repository)
    assert len(stopped_early.reads()) == before
    assert stopped_early._build.manifest.lexicon_files == POSTS + 1


def test_what_was_read_and_has_changed_since_is_read_again(stopped_early, repository):
    changed = repository.root / "2020-01-01-00.md"
    changed.write_bytes(post("Waterstaat", "Een dijk."))
    (repository.root / "2020-01-01-01.md").unlink()
    assert_same_as_alone(stopped_early.go_on(), repository)
    assert changed.name in stopped_early.reads()
    assert len(stopped_early.reads()) < POSTS


@pytest.mark.parametrize("kind", ["*.seg", "*.seen"])
def test_what_was_read_and_is_damaged_since_is_read_again(stopped_early, repository, kind):
    for file in stopped_early._folder.path.glob(f"sample*/{kind}"):
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
    assert_same_as_alone(stopped_early.go_on(), repository)
    assert len(stopped_early.reads()) == POSTS + 1


def test_no_more_is_taken_up_than_memory_has_room_for(stopped_early, repository, monkeypatch):
    monkeypatch.setattr(batch_readers, "MOST_PLACES", 100)
    assert_same_as_alone(stopped_early.go_on(), repository)
    assert stopped_early._build.generation > 2


@pytest.mark.parametrize("processes", [1, 2])
def test_the_posts_of_a_lexicon_are_committed_in_batches(index, repository, monkeypatch, processes):
    crewed(monkeypatch, processes=processes)
    monkeypatch.setattr(builder, "BATCH", 20 // processes)
    made = brought_up(index(), repository)
    assert made._build.generation == 4
    assert (made._build.manifest.lexicon_posts, len(made.known())) == (POSTS, POSTS + 1)
    assert_same_as_alone(made, repository)


def test_what_goes_wrong_in_a_process_is_raised_where_it_was_asked_for(
    index, repository, monkeypatch
):
    crewed(monkeypatch)

    def broken(path):
        raise ZeroDivisionError(path)

    with pytest.raises(ZeroDivisionError):
        brought_up(index(), repository, read=broken)
    assert multiprocessing.active_children() == []
    assert index().known() == {}


def test_a_process_that_dies_costs_the_index_and_no_answer(index, repository, monkeypatch):
    crewed(monkeypatch)
    this = os.getpid()

    def dying(path):
        if os.getpid() != this:
            os._exit(1)
        return repository.read(path)

    made = brought_up(index(), repository, read=dying)
    assert len(made.told) == 1
    assert "answering from the files" in made.told[0]
    assert_same_as_alone(made, repository)
    with pytest.raises(IndexUnavailable):
        made.rebuild(repository.scan(), dying, quiet)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("error", [OSError, TypeError])
def test_where_no_process_can_be_started_one_does_it_alone(index, repository, monkeypatch, error):
    crewed(monkeypatch)
    refused = []

    def refuse(self):
        refused.append(self)
        raise error("no more processes")

    monkeypatch.setattr(multiprocessing.process.BaseProcess, "start", refuse)
    made = brought_up(index(), repository)
    assert refused
    assert_same_as_alone(made, repository)


def test_few_files_are_read_by_one_process(index, repository):
    made = brought_up(index(), repository)
    assert batch_readers.FEWEST_FILES > POSTS
    assert made.status().segments == 1


PROGRAM = """
import os, sys, time
from pathlib import Path
from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository
from newsctl.whoosh_index.indexing import batch_readers
from newsctl.whoosh_index.formats.index_folder import IndexFolder
from newsctl.searching.index import SearchableIndex

batch_readers.FEWEST_FILES, batch_readers.processors = 1, lambda: 2
root, cache = map(Path, sys.argv[1:])
repository = MarkdownRepository(root, Settings(), parse=parse)
index = SearchableIndex(IndexFolder(cache, root), reading="", notice=print)

def slowly(path):
    os.write(1, b"read\\n")  # at once, as there are two who say it
    time.sleep(0.1)
    return repository.read(path)

index.rebuild(repository.scan(), slowly, lambda done, total: None)
"""


def test_processes_end_when_the_one_that_began_them_is_killed(index, repository, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(repository.root), str(tmp_path / "cache")],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        text=True,
    )
    with process:
        assert process.stdout.readline() == "read\n"
        process.kill()
        process.wait(timeout=10)
        for _ in range(100):  # they hold the lock for as long as they live
            try:
                made = brought_up(index(), repository)
                break
            except IndexBusy:
                time.sleep(0.1)
        assert_same_as_alone(made, repository)
