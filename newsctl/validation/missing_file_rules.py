"""The rule of pictures and pages that posts show or link to, and that the archive lacks."""

from __future__ import annotations

import posixpath
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from newsctl.core.messages import _
from newsctl.core.post.filename import parse_filename
from newsctl.core.problems import Position, Severity
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.rule import ArchiveRule, Family, Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from newsctl.core.post.post import PostPath
    from newsctl.validation.rule import Records
    from newsctl.validation.subject import Subject

_FILE = re.compile(
    r"(?!(?:[a-z][a-z0-9+.-]*:|//|[@~$#\\]))[^\x00-\x1f{}<>*|\"]+"
    r"\.(?:png|jpe?g|gif|svg|webp|avif|md|markdown|mdx)\Z",
    re.IGNORECASE,
)
_FROM_ABOVE = re.compile(r"/+|(?:\.\.?/)+")
_PAGE = re.compile(r"\.(?:md|markdown|mdx)\Z", re.IGNORECASE)
_SERVED = (
    "",
    "static",
    "public",
    "assets",
    "src",
    "source",
    "docs",
    "content",
    "src/assets",
    "app",
)
"""Folders that generators serve as the root of a site."""

_MOST = 100


class Shown(NamedTuple):
    """How many files of the archive a post shows or links to, and which of them it lacks."""

    there: int
    missing: tuple[tuple[str, Position], ...]


def gather(subject: Subject) -> Shown | None:
    """Look for the files that a post shows or links to, each where it does so first."""
    has_file = subject.has_file
    found: dict[str, Position] = {}
    for name, place in islice(_files(subject), _MOST) if has_file else ():
        found.setdefault(name, place)
    if has_file is None or not found:
        return None
    missing = tuple(
        (name, place)
        for name, place in found.items()
        if not any(map(has_file, _paths_served_as(name, subject.path)))
    )
    return Shown(len(found) - len(missing), missing)


def _files(subject: Subject) -> Iterator[tuple[str, Position]]:
    for link in subject.links:
        name = unquote(re.split(r"[?#]", link.target, maxsplit=1)[0])
        if _FILE.match(name) and not (_PAGE.search(name) and parse_filename(name).date):
            yield name, subject.body_position(link.start)


def _paths_served_as(name: str, path: PostPath) -> Iterator[str]:
    """Yield where in the archive the file may be that a post calls so."""
    from_above = _FROM_ABOVE.match(name)  # the page may be served deeper than its file lies
    below = name[from_above.end() :] if from_above else name
    if not name.startswith("/"):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        yield posixpath.normpath(posixpath.join(path.rpartition(".")[0], name))
    for folder in _SERVED:
        yield posixpath.normpath(posixpath.join(folder, below))
        _, slash, rest = below.partition("/")
        if slash:  # the site may be served below a folder that is none of the archive
            yield posixpath.normpath(posixpath.join(folder, rest))


def conclude(
    records: Records[Shown], _paths: Collection[PostPath]
) -> Iterator[tuple[PostPath, Finding]]:
    """Find what is missing, where most files are there: else they are kept somewhere else."""
    there = sum(kept.there for _, kept in records)
    if sum(len(kept.missing) for _, kept in records) > there:
        return
    for path, kept in records:
        for name, position in kept.missing:
            yield path, Finding(_("There is no {name} in the archive.", name=name), position)


RULES = (
    ArchiveRule(
        id="link-missing-file",
        family=Family.LINKS,
        severity=Severity.WARNING,
        what="A picture or a page that the post shows or links to is not in the archive.",
        why="Readers see a broken picture, or get no page. Nothing is said where most of them are "
        "not there, since they are then kept elsewhere.",
        bad=post(TITLE, DATE, body="![Zon](zon.jpg) en ![zee](zee.jpg)"),
        good=post(TITLE, DATE, body="![Zon](zon.jpg) en de zee."),
        gather=gather,
        conclude=conclude,
    ),
)
