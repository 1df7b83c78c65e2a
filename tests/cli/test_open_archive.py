"""An archive that a program has open: fresh, for several threads, kept by another process."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

import newsctl as library
from newsctl.cli.web import server
from newsctl.cli.web.server import kept_beside
from newsctl.core.archive.archive import Archive
from newsctl.core.archive.hits import Request
from newsctl.core.errors import IndexDamaged
from newsctl.core.query.ast import Everything, Word
from newsctl.front_matter.archive import folder_watch

TEXT = "---\ntitle: {0}\ndate: 2030-01-01\n---\nEen zeehond.\n"


def add(folder, name):
    (folder / f"2030-01-01-{name.lower()}.md").write_text(TEXT.format(name))


def test_threads_that_ask_at_once_are_answered_as_one_after_the_other(samples):
    queries = [
        "klimaat",
        "verkiezingen",
        "bron:NOS",
        "kabin*",
        '"tweede kamer"',
        "partijen kabinet",
    ]
    alone = library.open(samples, follow=False)
    wanted = {query: alone.search(query).to_dicts() for query in queries}
    archive = library.open(samples, follow=False)
    together = Barrier(12)

    def ask(number):
        query = queries[number % len(queries)]
        together.wait(10)
        return query, archive.search(query).to_dicts()

    with ThreadPoolExecutor(12) as pool:
        for query, found in pool.map(ask, range(12)):
            assert found == wanted[query]


def test_a_question_sees_what_was_written_before_it_while_others_ask(small):
    archive = library.open(small)

    def written_and_asked(number):
        add(small, f"Zeehond{number}")
        return archive.count(f"title:Zeehond{number}")

    with ThreadPoolExecutor(8) as pool:
        assert [*pool.map(written_and_asked, range(16))] == [1] * 16


def test_a_question_goes_on_with_what_it_began_with(small):
    archive = library.open(small, follow=False)
    with archive.session() as before:
        had = before.archive.search(Request(Everything(), limit=0)).total
        add(small, "Zeehond")
        assert archive.refresh()
        assert before.archive.search(Request(Everything(), limit=0)).total == had
    assert archive.count() == had + 1


def test_what_was_opened_before_a_change_is_let_go_of_at_once(small):
    archive = library.open(small)
    archive.search("verkiezing")
    with archive.session() as context:
        opened = [weakref.ref(one) for one in (context.index.snapshot, context.archive)]
        context.parser.parse("verkiezing")
    del context
    gc.collect()
    gc.disable()  # it finds what leads back to itself only after a long time
    try:
        add(small, "Zeehond")
        assert archive.count("zeehond") == 1
        assert [one() for one in opened] == [None, None]
    finally:
        gc.enable()


def test_what_is_asked_once_is_worked_out_anew_after_a_change(small):
    archive = library.open(small)
    while archive.refresh():  # a file that was written just now is read once more
        pass
    worked_out = []

    def ask(question):
        with archive.session() as context:
            return context.once(question, lambda: worked_out.append(question) or len(worked_out))

    assert [ask("a"), ask("b"), ask("a")] == [1, 2, 1]
    add(small, "Zeehond")
    assert ask("a") == 3


def test_damage_that_several_threads_meet_is_healed_once(small, caplog):
    archive = library.open(small, follow=False)
    wanted = archive.list().to_dicts()
    together = Barrier(4)

    def ask(_):
        with archive.session() as context:
            is_first = [True]

            def answer():
                if is_first:
                    is_first.clear()
                    together.wait(10)  # all have met it before one heals
                    raise IndexDamaged("a bit was turned")
                return context.archive.index.facets()

            return context.archive.healed(answer)

    with ThreadPoolExecutor(4) as pool:
        assert len({*map(str, pool.map(ask, range(4)))}) == 1
    assert caplog.text.count("a bit was turned") == 1
    assert archive.list().to_dicts() == wanted


@pytest.fixture
def keeping(monkeypatch):
    monkeypatch.setattr(server, "processors", lambda: 2)


def test_another_process_looks_and_its_commits_are_answered_from(small, keeping, monkeypatch):
    archive = library.open(small)
    posts = archive.count()
    with kept_beside(archive):
        add(small, "Zeehond")
        with monkeypatch.context() as patch:
            patch.delattr(Archive, "synchronise")  # by which this process would look
            assert archive.count() == posts + 1
    add(small, "Walrus")
    assert archive.count() == posts + 2


def test_where_the_other_process_is_killed_this_one_looks(small, keeping):
    archive = library.open(small)
    posts = archive.count()
    with kept_beside(archive):
        add(small, "Zeehond")
        assert archive.count() == posts + 1
        (keeper,) = multiprocessing.active_children()
        keeper.kill()
        keeper.join(10)
        add(small, "Walrus")
        assert archive.count() == posts + 2


def test_where_no_index_can_be_kept_this_process_looks(small, keeping, tmp_path, monkeypatch):
    (tmp_path / "cache").write_bytes(b"in the way")
    monkeypatch.setenv("NEWSCTL_CACHE", str(tmp_path / "cache"))
    archive = library.open(small)
    posts = archive.count()
    with kept_beside(archive):
        add(small, "Zeehond")
        assert archive.count() == posts + 1


def test_the_process_looks_where_something_may_have_changed_and_from_time_to_time(
    small, monkeypatch
):
    keeper = server._IndexKeeper(small, lambda _: None)
    looks = []
    scan = keeper._context.repository.scan
    monkeypatch.setattr(
        keeper._context.repository, "scan", lambda *, like: looks.append(1) or scan(like=like)
    )
    monkeypatch.setattr(folder_watch, "_kind_of", lambda *_: "ext4")
    for _ in range(3):
        assert keeper.bring_up_to_date()
    assert len(looks) == (1 if sys.platform == "linux" else 3)
    add(small, "Zeehond")
    looks.clear()
    assert keeper.bring_up_to_date()
    assert len(looks) == 1
    assert keeper._context.archive.search(Request(Word("zeehond"), limit=0)).total == 1
    keeper._next_scan = 0
    assert keeper.bring_up_to_date()
    assert len(looks) == 2
    if keeper._context.folder_watch:
        keeper._context.folder_watch.close()
