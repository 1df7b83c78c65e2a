"""Progress of answers whose posts are read one by one."""

from __future__ import annotations

from contextlib import contextmanager
from types import SimpleNamespace

from newsctl.cli.commands.kwic import watched


def test_each_hit_is_told_once_it_was_dealt_with():
    seen = []

    @contextmanager
    def watch(what):
        yield lambda done, total: seen.append((what, done, total))

    hits = watched(SimpleNamespace(watch=watch), ["a", "b"], 2)
    assert (next(hits), seen) == ("a", [])
    assert (next(hits), seen) == ("b", [("Reading", 1, 2)])
    assert [*hits] == []
    assert seen[1:] == [("Reading", 2, 2)]
