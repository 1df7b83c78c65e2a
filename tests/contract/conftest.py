"""Every implementation of the port PostIndex, filled with the same posts by different ways."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from newsctl.core.archive.reconcile import reconcile
from newsctl.searching.index import SearchableIndex
from newsctl.whoosh_index.formats.index_folder import IndexFolder
from newsctl.whoosh_index.indexing import batch_readers
from tests.fakes import MemoryRepository, OracleIndex, post


def quiet(_done, _total):
    """Watch no progress."""


@pytest.fixture(scope="session", params=["disk", "crew", "memory", "overlay", "oracle"])
def make_index(request, tmp_path_factory):
    """Make an index of a repository, in one of five ways."""
    made = {
        "disk": _on_disk,
        "crew": _by_a_crew,
        "memory": _in_memory,
        "overlay": _overlaid,
        "oracle": _oracle,
    }

    def make(repository):
        return made[request.param](repository, tmp_path_factory.mktemp("archive"))

    make.kind = request.param
    return make


def _on_disk(repository, folder):
    index = SearchableIndex(IndexFolder(folder, repository.root), reading="", notice=_unexpected)
    index.update(repository.scan(), repository.read, quiet)
    return index


def _by_a_crew(repository, folder):
    with pytest.MonkeyPatch.context() as patch:
        crewed(patch)
        return _on_disk(repository, folder)


def crewed(patch, *, processes=2):
    """Let several processes build every index from now on."""
    patch.setattr(batch_readers, "FEWEST_FILES", 1)
    patch.setattr(batch_readers, "processors", lambda: processes)


def _in_memory(repository, folder):
    no_folder = folder / "file"
    no_folder.write_bytes(b"in the way")
    notices = []
    index = SearchableIndex(
        IndexFolder(no_folder, repository.root), reading="", notice=notices.append
    )
    index.update(repository.scan(), repository.read, quiet)
    assert len(notices) == 1
    return index


def _overlaid(repository, folder):
    """Index an older state of the archive, and lay the way to the present one over it."""
    older = MemoryRepository(root=repository.root, settings=repository.settings)
    for number, (path, data) in enumerate(sorted(repository.files.items())):
        if number % 3 == 0:
            older.put(path, data, stamp=repository.stamps[path])
        elif number % 3 == 1:
            older.put(path, post("Een oude verkiezing", "Oud nieuws over facebook.", bron="Oud"))
    older.put("gone.md", post("Verdwenen verkiezing", "Facebook.", bron="NOS"))
    index = _on_disk(older, folder)
    index.overlay(reconcile(repository.scan(), index.known()), repository.read)
    return index


def _oracle(repository, _folder):
    index = OracleIndex()
    index.update(repository.scan(), repository.read, quiet)
    return index


def _unexpected(message):
    raise AssertionError(f"Nobody need be told: {message}")


@contextmanager
def unwatched(_what):
    """Watch no long work."""
    yield quiet
