"""What an archive in use costs: a search after one post was edited, and a check of all posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.contest import NEWSCTL, WORD, Contest
from benchmarks.figures import Figure
from benchmarks.processes import MILLISECONDS, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def edited_post(contest: Contest) -> Figure:
    """Time what one edited post adds to the search that brings it in."""
    search = contest.newsctl("search", WORD, "--limit", "20")
    posts = sorted((contest.archive / "_posts").rglob("*.md"))
    run(search)
    added = []
    for number in range(contest.rounds):
        unchanged = contest.taken(run(search))
        _edit(posts[number * len(posts) // contest.rounds])
        added.append((contest.taken(run(search)) - unchanged) * MILLISECONDS)
    return Figure("added by one edited post", NEWSCTL, added, "ms")


def validation(contest: Contest) -> Iterator[Figure]:
    """Time a check of all posts: by all rules, and by those that look at one post alone."""
    for what, options in (("validate", ()), ("validate --no-compare", ("--no-compare",))):
        check = contest.newsctl("validate", *options)
        taken = (contest.taken(run(check)) for _ in range(contest.rounds))
        yield Figure(what, NEWSCTL, [contest.posts / seconds for seconds in taken], "posts/s")


def _edit(post: Path) -> None:
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("<p>", "<p>Gewijzigd. ", 1), encoding="utf-8")
