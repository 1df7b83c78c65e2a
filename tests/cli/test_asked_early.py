"""Answers that are worked out while files are still looked at are of the files as they are."""

from __future__ import annotations

import time

import pytest

from newsctl.core.archive.archive import Archive
from newsctl.core.query.parser import QueryParser
from newsctl.front_matter.repository import MarkdownRepository
from newsctl.searching.index import SearchableIndex
from tests.contract.test_freshness import TICK

RED, BLUE = (f"---\ntitle: Zebra\nkleur: {one}\n---\nZebrapad.\n" for one in ("rood", "blauw"))


@pytest.fixture(autouse=True)
def _files_are_looked_at_for_long(monkeypatch):
    monkeypatch.setattr(MarkdownRepository, "is_scanning", True)


@pytest.fixture
def asked(monkeypatch):
    """What the index was asked for."""
    requests = []
    search = SearchableIndex.search

    def _search(index, request):
        requests.append(request)
        return search(index, request)

    monkeypatch.setattr(SearchableIndex, "search", _search)
    return requests


@pytest.mark.parametrize(
    "line",
    [
        *("search", "list", "kwic", "stats", "stats --per jaar", "trend", "facets kleur"),
        "words --min 0",
    ],
)
def test_posts_with_a_field_that_was_in_none_are_found_at_once(newsctl, small, line):
    line = *line.split(), "zebrapad kleur:rood"
    assert newsctl(*line, cwd=small).code == 2  # there is no field kleur
    (small / "2024-01-01-rood.md").write_text(RED)
    assert newsctl(*line, cwd=small).code == 0
    (small / "2024-01-01-rood.md").write_text(BLUE)
    assert newsctl(*line, cwd=small).code == 1


@pytest.mark.parametrize("command", ["search", "list", "kwic"])
def test_the_index_is_asked_again_only_where_something_had_changed(newsctl, small, asked, command):
    for text, times in ((RED, 2), (RED, 1), (BLUE, 2)):
        if times == 2:
            (small / "2024-01-01-rood.md").write_text(text)
            time.sleep(TICK)
        asked.clear()
        assert b"Zebra" in newsctl(command, "zebrapad", cwd=small).out
        assert len(asked) == times


@pytest.mark.parametrize(
    ("line", "times"),
    [("stats --per jaar", 1), ("words", 1), ("collocates zebra", 1), ("facets kleur", 1)],
)
def test_the_index_is_asked_while_files_are_looked_at(newsctl, small, monkeypatch, line, times):
    early = []
    synchronise = Archive._synchronise

    def _synchronise(archive, known):
        early.append(len(parsed))
        return synchronise(archive, known)

    parsed = []
    parse = QueryParser.parse_with
    monkeypatch.setattr(Archive, "_synchronise", _synchronise)
    monkeypatch.setattr(
        QueryParser, "parse_with", lambda *given: parsed.append(given) or parse(*given)
    )
    (small / "2024-01-01-rood.md").write_text(RED)
    time.sleep(TICK)
    newsctl("list", cwd=small)
    early.clear(), parsed.clear()
    assert newsctl(*line.split(), "zebrapad", cwd=small).code in {0, 1}
    assert (early, len(parsed)) == ([times], times)
