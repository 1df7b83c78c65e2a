"""What was gathered does not outlive its writing."""

from __future__ import annotations

import gc
import weakref

import pytest

from newsctl.core.archive.stat_cache import Stamp
from newsctl.dutch.analysis import DutchAnalysis
from newsctl.dutch.lexicon import EMPTY
from newsctl.whoosh_index.formats.directory import DiskDirectory, MemoryDirectory
from newsctl.whoosh_index.formats.vocabulary import Vocabulary
from newsctl.whoosh_index.indexing.batch import Job
from newsctl.whoosh_index.indexing.gathering import Gatherer
from tests.fakes import MemoryRepository, post


@pytest.fixture
def _without_collector():
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_without_collector")
@pytest.mark.parametrize(
    "directory", [DiskDirectory, lambda _: MemoryDirectory()], ids=["folder", "memory"]
)
def test_a_batch_is_gone_once_it_is_written(directory, tmp_path):
    repository = MemoryRepository({"2020-01-01-a.md": post("Zon", "Een kamer.")})
    gatherer = Gatherer(directory(tmp_path).storage, repository.read)
    for _ in range(3):
        gatherer.begin([Job("2020-01-01-a.md", Stamp(1, 1, 1), None)], 1)
        gatherer.gather(lambda _done: None)
        gathered = weakref.ref(gatherer._batches[0])
        register = gatherer.register(lambda: DutchAnalysis(EMPTY), Vocabulary(()))
        assert gatherer.write(register).segment is not None
        assert gathered() is None
