"""Posts on the same subject as a given post, and posts that tell the same story."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.hits import TEXT, Page, Request
from newsctl.core.archive.same_story import are_same_story, linking_to
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.post.post import PostPath
from newsctl.core.query.ast import DateRange, Everything, all_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newsctl.core.archive.archive import Archive
    from newsctl.core.archive.hits import Hit
    from newsctl.core.archive.ports import PostRepository
    from newsctl.core.post.post import Post, PostSummary
    from newsctl.core.query.ast import Query
    from newsctl.core.settings import Settings

LEAST_LIKE = 0.1
"""Below that the likeness of two posts, from 0 to 1, is that of words which many posts have."""

_EARLIER, _LOOKED_AT, _FEWEST_SHARED = 3, 10, 2
"""Earlier posts that are shown, of how many, and the words that they have in common with a new
post at least."""

_NO_NAME = PostPath("-.md")

_SAME_STORY_AMONG = 30
"""As many posts, the likest, are read to see whether they tell the same story."""


class Relation(NamedTuple):
    """Which related posts are wanted: `earlier` or `later` ones, or without these all."""

    earlier: bool = False
    later: bool = False
    same_story: bool = False
    least: float = LEAST_LIKE


def related(
    archive: Archive, settings: Settings, post: Post, relation: Relation, request: Request
) -> Page:
    """Return the posts of a request on the subject of a post, the most similar first.

    The post itself, which may be outside of the archive, is not among them. Raises UsageError for a
    post without a date if only earlier or only later ones are wanted, and for both.
    """
    query = all_of([request.query, *_in_time(settings, post, relation)])
    asked = request._replace(query=query)
    if not relation.same_story:
        return archive.related(post, asked, relation.least)
    every = asked._replace(limit=None, offset=0)
    found = [*_of_story(archive, post, every)]
    end = None if request.limit is None else request.offset + request.limit
    hits = found[request.offset : end]
    return Page(hits, len(found), request.offset)


def earlier_posts(archive: Archive, settings: Settings, post: Post) -> list[PostSummary]:
    """Return the few nearest earlier posts on the subject of a new one.

    They must share more than one word: that is enough for an explicit question, but not for an
    unasked suggestion.
    """
    request = Request(Everything(), limit=_LOOKED_AT, highlights=False, front_matter=False)
    found = related(archive, settings, post, Relation(earlier=True), request).hits
    return [
        hit.summary
        for hit in found
        if sum(reason.field == TEXT for reason in hit.reasons) >= _FEWEST_SHARED
    ][:_EARLIER]


def post_of(data: bytes, repository: PostRepository, now: datetime) -> Post:
    """Parse a post from bytes that are not a file: front matter and body, or body alone.

    A post without a date gets the present one. Raises UsageError if there is no text, or none that
    can be read.
    """
    if not data.strip():
        raise UsageError(_("There is no text."))
    post = repository.parse(_NO_NAME, data).post
    post = post or repository.parse(_NO_NAME, b"---\ntitle: ''\n---\n" + data).post
    if post is None:
        raise UsageError(_("This cannot be read as a post or a text."))
    moment = post.summary.moment or now.isoformat(timespec="minutes")
    return replace(post, summary=post.summary._replace(moment=moment))


def _in_time(settings: Settings, post: Post, relation: Relation) -> Iterator[Query]:
    """Yield the filter of earlier or later posts. Raises UsageError for both and without a date."""
    if relation.earlier and relation.later:
        raise UsageError(_("No post is both before and after another."), hint=_("Leave one out."))
    if not (relation.earlier or relation.later):
        return
    moment = post.summary.date
    if moment is None:
        raise UsageError(_("The post has no date, so that no other is before or after it."))
    if relation.earlier:
        yield DateRange(settings.date_field, None, moment)
    else:
        yield DateRange(settings.date_field, moment + timedelta(seconds=1), None)


def _of_story(archive: Archive, post: Post, request: Request) -> Iterator[Hit]:
    """Yield the posts that tell the story of a post: the most similar, then those with its link."""
    likest = archive.related(post, request._replace(limit=_SAME_STORY_AMONG), 0.0)
    looked_at = {post.path}
    for hit in likest.hits:
        looked_at.add(hit.summary.path)
        other = archive.read(hit.summary.path).post
        if other and are_same_story(post, other):
            yield hit
    if linked := linking_to(post):
        query = all_of([linked, request.query])
        for hit in archive.search(request._replace(query=query, highlights=False)).hits:
            other = None if hit.summary.path in looked_at else archive.read(hit.summary.path).post
            if other and are_same_story(post, other):
                yield hit
