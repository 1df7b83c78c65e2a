"""The rule of a body that begins with the title once more."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.known_keys import DOCUSAURUS, MKDOCS, OBSIDIAN
from newsctl.validation.rule import ArchiveRule, Finding
from newsctl.validation.ways import unlike_others

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Position
    from newsctl.validation.rule import Records
    from newsctl.validation.subject import Subject

_HEADING = re.compile(
    r"(?:[ \t]*\r?\n)*+[ ]{0,3}(?P<whole>(?:#{1,2}[ \t]+(?P<marks>[^\n]+?)[ \t]*#*[ \t]*"
    r"|(?P<underlined>[^\n#<][^\n]*)\r?\n(?:=+|-+)[ \t]*"
    r"|<h(?P<level>[12])\b[^<>]*>(?P<tagged>[^\n]*?)</h(?P=level)>[ \t]*)(?:\r?\n|\Z))",
    re.IGNORECASE,
)
_MARKS = re.compile(r"<[^<>]*>|[*_`]|\{[:#][^{}]*\}|[\s.!?…]+\Z")
_TITLED_BY_HEADING = (DOCUSAURUS, MKDOCS, OBSIDIAN)


def gather_heading(subject: Subject) -> tuple[Position, ...] | None:
    """Gather where a first heading repeats the title; empty if it does not, or there is none.

    None for a title that is no text, and where a site takes the heading as the title.
    """
    title = subject.front_matter.get("title")
    if not isinstance(title, str) or subject.generator in _TITLED_BY_HEADING:
        return None
    found = _HEADING.match(subject.body)
    if found is None:
        return ()
    heading = found["marks"] or found["underlined"] or found["tagged"] or ""
    is_title = _plain(heading) == _plain(title) != ""
    return (subject.body_position(found.start("whole")),) if is_title else ()


def conclude_headings(
    records: Records[tuple[Position, ...]], _paths: Collection[PostPath]
) -> Iterator[tuple[PostPath, Finding]]:
    """Find posts that show their title twice, unless most of the archive have such a heading."""
    again = {path: places[0] for path, places in records if places}
    for path in unlike_others(again, [kept[0] for kept in records]):
        yield (
            path,
            Finding(
                _("The first heading is the title once more."),
                again[path],
                _("Leave the heading out, if the layout shows the title."),
            ),
        )


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", html.unescape(text)).casefold().split())


RULES = (
    ArchiveRule(
        id="body-title-again",
        habit=True,
        what="The first heading of the body is the title.",
        why="The layout of nearly every site shows the title above the body, and so readers see "
        "it twice. Sites whose pages are named by their heading are left alone, and so are an "
        "archive and a folder where most posts begin so: their layout hardly shows it.",
        bad=post(TITLE, DATE, body="# Zon in Zutphen\n\nDe zon schijnt."),
        good=post(TITLE, DATE, body="De zon schijnt."),
        gather=gather_heading,
        conclude=conclude_headings,
    ),
)
