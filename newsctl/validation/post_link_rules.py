"""The rule of links from post to post, for which the paths of all posts have to be known."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import unquote

from newsctl.core.messages import _
from newsctl.core.post.filename import MARKDOWN, parse_filename
from newsctl.core.problems import Fix, Fixable, Position, ReplaceText
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.rule import ArchiveRule, Example, Finding, PostRule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from newsctl.core.post.post import PostPath
    from newsctl.validation.subject import Subject

_MOST_LINKS = 100  # of one post; one that has more is made by a program
_LINK = re.compile(
    r"\{%-?\s*(?:post_url|link)\s+[\"']?([^\s\"'%{}]+)"  # {% post_url 2019-09-05-zon %}
    r"|\]\(\s*<?((?!/|[a-z]+:)[^\s()<>\"'#]+\.(?:md|markdown|mdx))[#)>\s]"  # [zon](2019-09-05-a.md)
    r"|href\s*=\s*[\"']((?!/|[a-z]+:)[^\s\"'#<>]+\.(?:md|markdown|mdx))[#\"']",
    re.IGNORECASE,
)
_WITH_ENDING = re.compile(
    r"\{%-?\s*post_url\s+[\"']?(?P<name>[^\s\"'%{}]+?)(?P<ending>\.(?:md|markdown|mkdn?|html))[\s\"'%]"
)
_SIGNS = (*MARKDOWN, "post_url")
_ENDING = re.compile(r"\.(?:md|markdown|mdx)\Z", re.IGNORECASE)

_Name: TypeAlias = tuple[date, str]


class PostLink(NamedTuple):
    """A link to a post: its text, its place, and the day and slug that it names."""

    written: str
    position: Position
    name: _Name


def gather(subject: Subject) -> tuple[PostLink, ...] | None:
    """Keep the links that name a post with its date, which no other file has."""
    if not any(map(subject.body.__contains__, _SIGNS)):
        return None
    return tuple(islice(_links(subject), _MOST_LINKS)) or None


def _links(subject: Subject) -> Iterator[PostLink]:
    for found in _LINK.finditer(subject.markup.without_code):
        group = found.lastindex or 0
        written = unquote(found[group])
        name = _name_in(written)
        if name is not None:
            yield PostLink(written, subject.body_position(found.start(group)), name)


def _name_in(path: str) -> _Name | None:
    """Return the day and the slug by which Jekyll finds a post (`Jekyll::Tags::PostComparer`)."""
    stem = _ENDING.sub("", path)
    name = parse_filename(f"{stem}.md")
    return (name.date, name.slug) if name.date is not None else None


def conclude(
    records: Sequence[tuple[PostPath, tuple[PostLink, ...]]], paths: Collection[PostPath]
) -> Iterator[tuple[PostPath, Finding]]:
    """Find links to posts that are not there, in whatever folder."""
    if not records:
        return
    there = {_name_in(path) for path in paths}
    for path, links in records:
        for link in links:
            if link.name not in there:
                yield (
                    path,
                    Finding(_("There is no post {written}.", written=link.written), link.position),
                )


def check_ending(subject: Subject) -> Iterator[Finding]:
    """Find posts that a tag names with the ending of their file."""
    if "post_url" not in subject.body:
        return
    for found in _WITH_ENDING.finditer(subject.markup.prose):
        start, end = found.span("ending")
        cut = ReplaceText(subject.body_start + start, subject.body_start + end, "")
        yield Finding(
            _("post_url takes no ending such as {found}.", found=found["ending"]),
            subject.body_position(found.start("name")),
            _("Write {found}", found=found["name"]),
            Fix((cut,)),
        )


_SEA = post('title: "Zee bij Zutphen"', "date: 2019-09-04", body="<p>De zee is ver weg.</p>")

RULES = (
    PostRule(
        id="link-post-url-ending",
        what="A post_url tag names a post with the ending of its file.",
        why="Jekyll looks for a post of that name and another ending, finds none, and stops. The "
        "tag takes the name of a file without .md; the link tag takes it with.",
        bad=post(TITLE, DATE, body="<p>Zie {% post_url 2019-09-04-zee-bij-zutphen.md %}.</p>"),
        good=post(TITLE, DATE, body="<p>Zie {% post_url 2019-09-04-zee-bij-zutphen %}.</p>"),
        beside=Example(_SEA.content, name="2019-09-04-zee-bij-zutphen.md"),
        fixable=Fixable.SAFE,
        check=check_ending,
    ),
    ArchiveRule(
        id="link-missing-post",
        what="A post_url tag or a relative link names a post that is not there.",
        why="Jekyll stops on such a tag, and readers on such a link. Mostly the post was renamed. "
        "Links without a date in the name, or from the root of the site, are not looked at.",
        bad=post(TITLE, DATE, body="<p>Zie {% post_url 2019-09-04-zee %}.</p>"),
        good=post(TITLE, DATE, body="<p>Zie {% post_url 2019-09-04-zee-bij-zutphen %}.</p>"),
        beside=Example(_SEA.content, name="2019-09-04-zee-bij-zutphen.md"),
        gather=gather,
        conclude=conclude,
    ),
)
