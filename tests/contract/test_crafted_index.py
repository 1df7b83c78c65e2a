"""An index that somebody else made up: it may spoil an answer's time, but it runs nothing."""

from __future__ import annotations

import pickle

import pytest

from tests.contract.test_index_on_disk import Place, assert_healthy

POSTS = 20


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
