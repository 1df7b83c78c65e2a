"""The use cases of an archive, over stand-ins for its files and its index."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice

import pytest

from newsctl.core.archive.archive import OVERLAY_LIMIT, Archive
from newsctl.core.archive.hits import Columns, Facet, Request, Sort
from newsctl.core.archive.ports import Freshness
from newsctl.core.errors import (
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    PostNotFound,
)
from newsctl.core.post.post import Draft
from newsctl.core.query.ast import Everything, Word
from tests.contract.conftest import quiet, unwatched
from tests.fakes import MemoryRepository, OracleIndex, post

LINK = "https://nos.nl/artikel/1"
DRAFT = Draft("Nieuw", datetime(2019, 9, 5, tzinfo=UTC), {"externe_link": LINK}, "Tekst.")


class TroubledIndex(OracleIndex):
    """An index that raises, once or always, where a test says so."""

    def __init__(self):
        super().__init__()
        self.troubles = {}
        self.rebuilds = 0
        self.healed = []

    def _meet(self, where):
        if troubles := self.troubles.get(where):
            raise troubles.pop()

    def known(self):
        self._meet("known")
        return super().known()

    def update(self, *args):
        self._meet("update")
        super().rebuild(*args)

    def rebuild(self, *args):
        self.rebuilds += 1
        super().rebuild(*args)

    def heal(self, damage, *args):
        self.healed.append(damage)
        super().heal(damage, *args)

    def search(self, request):
        self._meet("search")
        return super().search(request)


@pytest.fixture
def repository():
    return MemoryRepository({"a.md": post("Zon"), "b.md": post("Maan", externe_link=LINK + "0")})


@pytest.fixture
def index():
    return TroubledIndex()


@pytest.fixture
def notices():
    return []


@pytest.fixture
def watched():
    return []


@pytest.fixture
def archive(repository, index, notices, watched):
    @contextmanager
    def watch(what):
        watched.append(what)
        yield quiet

    return Archive(repository, index, notice=notices.append, watch=watch)


def titles(archive, query):
    return {hit.summary.title for hit in archive.search(Request(query)).hits}


def nothing_wrong(_reading):
    return []


# Synchronising.


def test_the_first_synchronisation_brings_every_file_in(archive, notices, watched):
    synchronised = archive.synchronise()
    assert synchronised.freshness is Freshness.FRESH
    assert synchronised.changes.added == ("a.md", "b.md")
    assert titles(archive, Everything()) == {"Zon", "Maan"}
    assert (notices, watched) == ([], ["Indexing"])


def test_without_changes_nothing_is_read_or_watched(archive, repository, watched):
    archive.synchronise()
    repository.reads.clear()
    watched.clear()
    assert len(archive.synchronise().changes) == 0
    assert (repository.reads, watched) == ([], [])


def test_a_change_is_in_the_next_answer(archive, repository):
    archive.synchronise()
    repository.put("a.md", post("Ster"))
    repository.remove("b.md")
    synchronised = archive.synchronise()
    assert synchronised.changes.changed == ("a.md",)
    assert synchronised.changes.removed == ("b.md",)
    assert titles(archive, Everything()) == {"Ster"}


def test_a_held_index_is_overlaid_with_the_changes(archive, repository, index, notices):
    archive.synchronise()
    repository.put("a.md", post("Ster"))
    index.troubles["update"] = [IndexBusy("held")]
    assert archive.synchronise().freshness is Freshness.OVERLAID
    assert titles(archive, Word("ster")) == {"Ster"}
    assert notices == []


def test_a_held_index_with_many_changes_answers_as_it_is(archive, repository, index):
    archive.synchronise()
    for number in range(OVERLAY_LIMIT + 1):
        repository.put(f"{number}.md", post("Ster"))
    repository.reads.clear()
    index.troubles["update"] = [IndexBusy("held")]
    synchronised = archive.synchronise()
    assert synchronised.freshness is Freshness.BEHIND
    assert len(synchronised.changes) == OVERLAY_LIMIT + 1
    assert titles(archive, Everything()) == {"Zon", "Maan"}
    assert repository.reads == []


# Healing.


@pytest.mark.parametrize("where", ["known", "update", "search"])
def test_a_damaged_index_is_healed_once(archive, index, where):
    damage = IndexDamaged("its pointer is not whole")
    index.troubles[where] = [damage]
    archive.synchronise()
    assert titles(archive, Everything()) == {"Zon", "Maan"}
    assert index.healed == [damage]


def test_an_index_that_was_never_made_is_made_without_a_notice(archive, index, notices):
    archive.synchronise()
    index.troubles["search"] = [IndexMissing("There is no index yet.")]
    assert titles(archive, Everything()) == {"Zon", "Maan"}
    assert (notices, len(index.healed)) == ([], 1)


def test_an_index_that_stays_damaged_is_an_error_and_no_endless_loop(archive, index):
    archive.synchronise()
    index.troubles["search"] = [IndexDamaged(text) for text in ("still", "again", "once")]
    with pytest.raises(IndexDamaged, match="still"):
        archive.search(Request(Everything()))
    assert len(index.healed) == 2


class BreakingOffIndex(TroubledIndex):
    """An index that is found damaged amid answers, each after so many parts of one."""

    def __init__(self):
        super().__init__()
        self.whole_parts = []

    def search(self, request):
        page = super().search(request)
        columns = (Columns.of([hit]) for hit in super(TroubledIndex, self).search(request).hits)
        if not self.whole_parts:
            return page._replace(quick_columns=columns)
        given = self.whole_parts.pop(0)
        return page._replace(hits=broken(page.hits, given), quick_columns=broken(columns, given))


def broken(parts, given):
    yield from islice(parts, given)
    raise IndexDamaged("a block is not as it was written")


@pytest.mark.parametrize("whole_parts", [[0], [3], [9], [2, 0], [1, 4]])
@pytest.mark.parametrize(("offset", "limit"), [(0, None), (1, 9)])
def test_an_answer_that_meets_damage_goes_on_where_it_broke_off(whole_parts, offset, limit):
    files = {f"{letter}.md": post(f"Zon {letter}") for letter in "abcdefghijkl"}
    index = BreakingOffIndex()
    archive = Archive(MemoryRepository(files), index, notice=[].append, watch=unwatched)
    archive.synchronise()
    request = Request(Everything(), Sort("path", descending=False), offset=offset, limit=limit)
    wanted = sorted(files)[offset : limit and offset + limit]
    for parts_of, paths_of in (
        (lambda page: page.hits, lambda hit: [hit.summary.path]),
        (lambda page: page.columns, lambda some: some.paths),
    ):
        index.whole_parts = [*whole_parts]
        before = len(index.healed)
        parts = parts_of(archive.search(request))
        assert [path for part in parts for path in paths_of(part)] == wanted
        assert len(index.healed) - before == len(whole_parts)


# Finding, reading, checking, verifying.


def test_a_reference_finds_a_post(archive):
    archive.synchronise()
    assert archive.find("a") == "a.md"
    with pytest.raises(PostNotFound):
        archive.find("c")


def test_a_post_is_read_from_its_file_and_not_from_the_index(archive, repository):
    archive.synchronise()
    repository.put("a.md", post("Ster"))
    assert archive.read("a.md").post.summary.title == "Ster"


def test_verifying_names_the_posts_that_changed_unseen(archive, repository):
    archive.synchronise()
    assert list(archive.verify()) == []
    repository.put("a.md", post("Ster"), stamp=repository.stamps["a.md"])
    assert [one.path for one in archive.verify()] == ["a.md"]


# The values of a field.


def test_the_values_of_a_field_come_by_how_common_they_are_and_then_by_name(archive, repository):
    for number, source in enumerate(("b", "c", "a", "c")):
        repository.put(f"{number}.md", post("Zon", bron=source))
    archive.synchronise()
    facet = archive.values("bron")
    assert (facet.key, facet.posts) == ("bron", 4)
    assert list(facet.values.items()) == [("c", 2), ("a", 1), ("b", 1)]


def test_the_values_of_a_field_with_very_many_are_counted_post_by_post(archive, index, monkeypatch):
    archive.synchronise()
    monkeypatch.setattr(index, "facets", lambda: {"externe_link": Facet("externe_link", 1)})
    assert archive.values("externe_link").values == {LINK + "0": 1}


def test_a_field_with_very_many_values_counts_a_post_once_by_each(
    archive, index, repository, monkeypatch
):
    repository.put("1.md", post("Zon", tags=["a", "a"]))
    archive.synchronise()
    monkeypatch.setattr(index, "facets", lambda: {"tags": Facet("tags", 1)})
    assert archive.values("tags").values == {"a": 1}


def test_a_post_that_has_a_value_in_two_keys_of_one_field_counts_once_by_it(archive, repository):
    repository.put("1.md", post("Zon", category="x", categories=["x", "y"]))
    repository.put("2.md", post("Zon", category="x"))
    archive.synchronise()
    assert archive.values("category", "categories").values == {"x": 2, "y": 1}


def test_a_field_that_no_post_has_has_no_values(archive):
    archive.synchronise()
    assert archive.values("nooit") == Facet("nooit", 0)
