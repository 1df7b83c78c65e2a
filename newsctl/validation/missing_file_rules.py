"""The rule of pictures and pages that posts show or link to, and that the archive lacks."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from newsctl.core.messages import _
from newsctl.core.post.filename import parse_filename
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.rule import ArchiveRule, Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Position
    from newsctl.validation.rule import Records
    from newsctl.validation.subject import Subject

_FILE = re.compile(
    r"(?!(?:[a-z][a-z0-9+.-]*:|//|[@~$#\\]))[^\x00-\x1f{}<>*|\"]+"
    r"\.(?:png|jpe?g|gif|svg|webp|avif|md|markdown|mdx)\Z",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif)\Z", re.IGNORECASE)
_BY_TEMPLATE = re.compile(
    r"\{\{-?\s*(?:[\"']([^\"'{}]+)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend:|url)[^{}]*\}\}"
    r"|site\.(?:baseurl|url)\s*-?\}\}(/[^\s\"'()<>{}]+))"
)
"""Addresses that Jekyll and Eleventy complete: `{{ '/zon.jpg' | relative_url }}`, and
`{{ site.baseurl }}/zon.jpg`."""

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
    """How many files of the archive one part of a post names, and which of them are missing.

    `part` is a key of the front matter, empty for the body.
    """

    part: str
    there: int
    missing: tuple[tuple[str, Position], ...]


def gather(subject: Subject) -> tuple[Shown, ...] | None:
    """Look up the files that a post shows or links to, each at its first occurrence."""
    if subject.has_file is None:
        return None
    parts = (("", _files(subject)), *_pictures(subject))
    return tuple(filter(None, (_shown(subject, *part) for part in parts))) or None


def _shown(subject: Subject, part: str, files: Iterable[tuple[str, Position]]) -> Shown | None:
    found: dict[str, Position] = {}
    for name, place in islice(files, _MOST):
        found.setdefault(name, place)
    missing = tuple(
        (name, place)
        for name, place in found.items()
        if subject.has_file and not any(map(subject.has_file, _paths_served_as(name, subject.path)))
    )
    return Shown(part, len(found) - len(missing), missing) if found else None


def _files(subject: Subject) -> Iterator[tuple[str, Position]]:
    for target, start in (*_written_out(subject), *_completed(subject)):
        name = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
        if _FILE.match(name) and not (_PAGE.search(name) and parse_filename(name).date):
            yield name, subject.body_position(start)


def _written_out(subject: Subject) -> Iterator[tuple[str, int]]:
    return ((link.target, link.start) for link in subject.links)


def _completed(subject: Subject) -> Iterator[tuple[str, int]]:
    """Yield the addresses in a body that a template makes."""
    if "{{" not in subject.body or not _BY_TEMPLATE.search(subject.body):
        return
    for found in _BY_TEMPLATE.finditer(subject.markup.without_code):
        group = found.lastindex or 0
        yield found[group], found.start(group)


def _pictures(subject: Subject) -> Iterator[tuple[str, list[tuple[str, Position]]]]:
    """Yield the keys of front matter with the path of a picture, and that path."""
    for key, value in subject.front_matter.items():
        inside = value.items() if isinstance(value, dict) else [("", value)]
        for name, path in inside:
            if (
                isinstance(path, str)
                and "/" in path
                and _PICTURE.search(path)
                and _FILE.match(path)
            ):
                yield f"{key}.{name}", [(unquote(path), subject.position(key))]


def _paths_served_as(name: str, path: PostPath) -> Iterator[str]:
    """Yield the possible paths in the archive of a file with this address."""
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
    records: Records[tuple[Shown, ...]], _paths: Collection[PostPath]
) -> Iterator[tuple[PostPath, Finding]]:
    """Find what is missing, unless most files are: then they are kept somewhere else.

    That holds for the bodies, and for each key of front matter, by themselves.
    """
    balance: Counter[str] = Counter()
    for _path, parts in records:
        for shown in parts:
            balance[shown.part] += shown.there - len(shown.missing)
    for path, parts in records:
        missing = [one for shown in parts if balance[shown.part] >= 0 for one in shown.missing]
        for name, position in missing:
            yield path, Finding(_("There is no {name} in the archive.", name=name), position)


RULES = (
    ArchiveRule(
        id="link-missing-file",
        what="A picture or a page that the post shows or links to is not in the archive.",
        why="Readers see a broken picture, or get no page. Nothing is said where most of them are "
        "not there, since they are then kept elsewhere.",
        bad=post(TITLE, DATE, body="![Zon](zon.jpg) en ![zee](zee.jpg)"),
        good=post(TITLE, DATE, body="![Zon](zon.jpg) en de zee."),
        gather=gather,
        conclude=conclude,
    ),
)
