"""The rule of a body that begins with the title once more."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.problems import Fix, Fixable, ReplaceText, Severity
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.known_keys import DOCUSAURUS, MKDOCS, OBSIDIAN
from newsctl.validation.rule import Family, Finding, PostRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.validation.subject import Subject

_HEADING = re.compile(
    r"(?:[ \t]*\r?\n)*+[ ]{0,3}(?P<whole>(?:#{1,2}[ \t]+(?P<marks>[^\n]+?)[ \t]*#*[ \t]*"
    r"|(?P<underlined>[^\n#<][^\n]*)\r?\n(?:=+|-+)[ \t]*"
    r"|<h(?P<level>[12])\b[^<>]*>(?P<tagged>[^\n]*?)</h(?P=level)>[ \t]*)(?:\r?\n|\Z))",
    re.IGNORECASE,
)
_MARKS = re.compile(r"<[^<>]*>|[*_`]|\{[:#][^{}]*\}|[\s.!?…]+\Z")
_TITLED_BY_HEADING = (DOCUSAURUS, MKDOCS, OBSIDIAN)


def check_heading(subject: Subject) -> Iterator[Finding]:
    """Find a first heading that says what the title does, where the site shows both."""
    title = subject.front_matter.get("title")
    if not isinstance(title, str) or subject.generator in _TITLED_BY_HEADING:
        return
    found = _HEADING.match(subject.body)
    if found is None:
        return
    heading = found["marks"] or found["underlined"] or found["tagged"] or ""
    if _plain(heading) == _plain(title) != "":
        start, end = (subject.body_start + at for at in found.span("whole"))
        yield Finding(
            _("The first heading is the title once more."),
            subject.body_position(found.start("whole")),
            _("Leave the heading out, if the layout shows the title."),
            Fix((ReplaceText(start, end, ""),), safe=False, shows=True),
        )


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", html.unescape(text)).casefold().split())


RULES = (
    PostRule(
        id="body-title-again",
        family=Family.BODY,
        severity=Severity.INFO,
        habit=True,
        what="The first heading of the body is the title.",
        why="The layout of nearly every site shows the title above the body, and so readers see "
        "it twice. Sites whose pages are named by their heading are left alone.",
        bad=post(TITLE, DATE, body="# Zon in Zutphen\n\nDe zon schijnt."),
        good=post(TITLE, DATE, body="De zon schijnt."),
        fixable=Fixable.UNSAFE,
        check=check_heading,
    ),
)
