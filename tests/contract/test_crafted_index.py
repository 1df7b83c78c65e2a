"""An index that somebody else made up: it may spoil an answer's time, but it runs nothing."""

from __future__ import annotations

import pickle

import pytest
from whoosh.filedb.structfile import StructFile

from newsctl.whoosh_index.indexing import coding, commit_writer, sources
from newsctl.whoosh_index.indexing.postings import Coded
from tests.contract.test_index_on_disk import Place, assert_healthy

POSTS = 150  # a term that all have fills more than a block


class Attack:
    """Makes a folder when it is unpickled, to be seen afterwards."""

    def __init__(self, folder):
        self.folder = folder

    def __reduce__(self):
        import os  # noqa: PLC0415

        return os.mkdir, (str(self.folder),)


@pytest.fixture
def attack(tmp_path):
    return tmp_path / "attacked"


@pytest.fixture
def filled(tmp_path):
    """An archive that has no index yet."""
    place = Place(tmp_path)
    for number in range(POSTS):
        place.write(f"{number:03}", f"Tweede Kamerverkiezingen {number}")
    return place


def use(place):
    """Do all that reads an index, as processes of their own would."""
    assert place.titles() == place.expected()
    place.archive().facets()
    place.archive().suggest(["verkeizing"])
    place.archive().find("2020-01-01-002.md")
    for number in range(4):  # enough for a merge
        place.write(f"nieuw {number}", f"Nieuwe verkiezing {number}")
        assert place.titles() == place.expected()
    assert list(place.archive().verify()) == []
    place.archive().rebuild()
    assert_healthy(place)


KINDS = ["current", "*.toc", "facets-*", "lexicon", "manifest-*", "stat-cache-*", "vocabulary-*"]
KINDS += ["*.seg", "archive", "lock"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_a_program_is_not_run(filled, attack, kind):
    filled.titles()
    (*_, file) = sorted(filled.cache.rglob(kind))
    file.write_bytes(pickle.dumps(Attack(attack), 2))
    use(filled)
    assert not attack.exists()


def names(obj):
    return obj.keys() if isinstance(obj, dict) else ()


def forged_pickles(patch, spoilt, is_chosen):
    """Let what Whoosh pickles into files be the attack, where it is chosen."""
    honest = StructFile.write_pickle

    def write_pickle(self, obj, protocol=-1):
        honest(self, spoilt if is_chosen(obj) else obj, protocol)

    patch.setattr(StructFile, "write_pickle", write_pickle)


class Unread:
    """A segment as its forger takes it up, who does not look into it."""

    def __init__(self, _data, segment, *, base):
        self.base, self._segment = base, segment
        self.size = self.living = segment.size
        self.deleted = 0

    def info(self):
        return self._segment


def forge_few(patch, data):
    """Let the postings that stand in the table of terms be the attack."""
    told = coding._statistics(1, 1, 1, 0, 0, 1, 0, 0) + data
    patch.setattr(sources, "coded", lambda *_: Coded(told))
    patch.setattr(sources, "once", lambda *_: told)
    patch.setattr("newsctl.whoosh_index.indexing.text_postings.coded", lambda *_: Coded(told))


def forge_blocks(patch, data):
    """Let the postings of blocks be the attack."""
    patch.setattr(coding, "_pickled", lambda _: data)


def forge_heads(patch, data):
    """Let the numbers before a block be the attack."""
    patch.setattr(coding, "dumps", lambda *_: data)


FORGERIES = {
    "directory of a segment": lambda patch, attack: forged_pickles(
        patch, attack, lambda obj: any(name.endswith(".trm") for name in names(obj))
    ),
    "options of a segment": lambda patch, attack: forged_pickles(
        patch, attack, lambda obj: not names(obj)
    ),
    "extras of terms": lambda patch, attack: forged_pickles(
        patch, attack, lambda obj: "fieldmap" in names(obj)
    ),
    "few postings": lambda patch, attack: forge_few(patch, pickle.dumps(attack, 3)),
    "postings": lambda patch, attack: forge_blocks(patch, pickle.dumps(attack, 3)),
    "heads of postings": lambda patch, attack: forge_heads(patch, pickle.dumps(attack, 2)),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_program_within_an_index_whose_checksums_fit_is_not_run(filled, attack, forgery):
    with pytest.MonkeyPatch.context() as patch:
        FORGERIES[forgery](patch, Attack(attack))
        patch.setattr(commit_writer, "SegmentReader", Unread)
        index, repository = filled.index(), filled.repository()
        index.update(None, repository.scan(), repository.read, lambda *_: None)
    assert not attack.exists()
    use(filled)
    assert not attack.exists()
