"""What was batch does not outlive its writing."""

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
from newsctl.whoosh_index.indexing.batch_readers import BatchReader
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
    reader = BatchReader(directory(tmp_path), repository.read)
    for _ in range(3):
        reader.begin([Job("2020-01-01-a.md", Stamp(1, 1, 1), None)], 1)
        reader.read(lambda _done: None)
        batch = weakref.ref(reader._batches[0])
        register = reader.register(lambda: DutchAnalysis(EMPTY), Vocabulary(()))
        assert reader.write_by(register).segment is not None
        assert batch() is None
