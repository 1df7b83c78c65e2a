"""A page tells the columns of its own hits, however it came by them."""

from __future__ import annotations

from newsctl.core.archive.hits import Columns, Hit, Page
from newsctl.core.post.post import PostPath, PostSummary


def hit(path):
    return Hit(PostSummary(PostPath(path), path.title(), "2019", {}), 1.0)


def test_columns_are_those_of_the_hits():
    assert [*Page([hit("a"), hit("b")], 2).columns] == [
        Columns(("a",), ("2019",), ("A",)),
        Columns(("b",), ("2019",), ("B",)),
    ]
    assert [*Page([], 0).columns] == []


def test_quick_columns_are_taken_in_their_place_until_there_are_other_hits():
    quick = [Columns.of([hit("a")])]
    page = Page([hit("a")], 1, quick_columns=quick)
    assert page.columns is quick
    assert [*page.with_hits([hit("b")]).columns] == [Columns.of([hit("b")])]
