"""Posts are checked by several processes as by one."""

from __future__ import annotations

import os
import shutil

import pytest

from newsctl.cli import checking
from newsctl.workers import pool


@pytest.fixture
def large(small):
    """An archive of more posts than one process checks alone, two of them with errors."""
    (post,) = small.glob("2014*")
    for number in range(600):
        shutil.copyfile(post, small / f"2015-01-01-bericht-{number:03}.md")
    for number in (30, 550):
        wrong = small / f"2015-01-01-bericht-{number:03}.md"
        wrong.write_bytes(post.read_bytes().replace(b"aantal: ", b"aantal: 1"))
    return small


@pytest.mark.parametrize("cpus", [1, 2])
def test_the_findings_are_the_same_from_one_process_and_from_two(newsctl, large, monkeypatch, cpus):
    started = []

    class Counted(pool.WorkerPool):
        def __init__(self, *args):
            started.append(args)
            super().__init__(*args)

    monkeypatch.setattr(pool, "WorkerPool", Counted)
    monkeypatch.setattr(checking, "processors", lambda: cpus)
    ran = newsctl("validate", "--select", "count-aantal", cwd=large)
    names = [line.split(":")[0] for line in ran.lines]
    assert names == ["2015-01-01-bericht-030.md", "2015-01-01-bericht-550.md"]
    assert len(started) == cpus - 1


def test_few_posts_start_no_process(newsctl, small, monkeypatch):
    monkeypatch.setattr(pool, "WorkerPool", None)
    monkeypatch.setattr(checking, "processors", lambda: 8)
    assert newsctl("validate", cwd=small).code == 0


@pytest.mark.parametrize("error", [OSError(11, "no more processes"), NotImplementedError()])
def test_where_no_process_can_be_started_this_one_does_the_work(newsctl, large, monkeypatch, error):
    def refuse(*_args):
        raise error

    monkeypatch.setattr(pool, "WorkerPool", refuse)
    monkeypatch.setattr(checking, "processors", lambda: 2)
    assert len(newsctl("validate", "--select", "count-aantal", cwd=large).lines) == 2


def test_a_process_that_is_ended_is_said(newsctl, large, monkeypatch):
    this, batch_checker = os.getpid(), checking.batch_checker

    def dying(*args, **options):
        look = batch_checker(*args, **options)

        def looked(batch):
            if os.getpid() != this:
                os._exit(9)
            return look(batch)

        return looked

    monkeypatch.setattr(checking, "batch_checker", dying)
    monkeypatch.setattr(checking, "processors", lambda: 2)
    assert "has been ended" in newsctl("validate", cwd=large).err
