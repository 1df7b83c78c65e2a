"""The rule about the scheme of an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import Fix, Fixable, ReplaceText
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.rule import Finding, PostRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.problems import Position, Repair
    from newsctl.validation.subject import Subject

_HOST = r"(?:[\w-]+\.)+[a-z]{2,}(?=[/:?#]|\Z)"
_SEVERAL = re.compile(r"(?:https?:?/{0,2})+(?=https?:?//)", re.IGNORECASE)
_SPELT = re.compile(
    rf"h{{0,2}}t{{1,3}}p{{1,2}}(s{{0,2}})(?:[:;][/\\]{{0,3}}|[/\\]{{2,3}})(?={_HOST})",
    re.IGNORECASE,
)
_PROPER = re.compile(r"https?://(?!/|https?:?/)", re.IGNORECASE)
_BARE = re.compile(
    rf"www\.{_HOST}\S*|(?:[\w-]+\.)+(?:(?:com|org|eu|net)(?:/\S*)?|(?:nl|be)/\S+)", re.IGNORECASE
)
_MAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_FIRST = frozenset("hHtT")


def right_address(written: str) -> str | None:
    """Return an address with the intended scheme; None if it is in order.

    A missing scheme becomes https.
    """
    if written[:1] in _FIRST and not _PROPER.match(written):
        several = _SEVERAL.match(written)
        rest = written[several.end() :] if several else written
        spelt = _SPELT.match(rest)
        if spelt and (several or not _PROPER.match(rest)):
            right = f"http{'s' if spelt[1] else ''}://{rest[spelt.end() :]}"
            return right if right != written else None
    if _BARE.fullmatch(written):
        return f"https://{written}"
    return f"mailto:{written}" if _MAIL.fullmatch(written) else None


def has_no_scheme(written: str) -> bool:
    """Tell whether an address of a site lacks its scheme, which only the site knows."""
    return _BARE.fullmatch(written) is not None


def check_scheme(subject: Subject) -> Iterator[Finding]:
    """Find addresses that begin with two schemes, with none, or with one that there is not."""
    start = subject.body_start
    for link in subject.links:
        if right := right_address(link.target):
            repair = ReplaceText(start + link.start, start + link.end, right)
            yield _finding(link.target, right, subject.body_position(link.start), repair)
    for key, value in subject.front_matter.items():
        if not isinstance(value, str) or "/" not in value or " " in value:
            continue
        if value[:1] in _FIRST and (right := right_address(value)) and not has_no_scheme(value):
            yield _finding(value, right, subject.position(key), SetValue(key, right))


def _finding(written: str, right: str, position: Position, repair: Repair) -> Finding:
    bare = has_no_scheme(written)
    if right.startswith("mailto:"):
        says = _(
            "{written} is an address of mail, and links to a page of this site.", written=written
        )
    elif bare:
        says = _("{written} has no scheme, and links to a page of this site.", written=written)
    else:
        says = _("{written} does not begin with one scheme.", written=written)
    return Finding(says, position, _("Write {right}", right=right), Fix((repair,), safe=not bare))


RULES = (
    PostRule(
        id="link-scheme",
        what="An address has no scheme, two of them, or a misspelt one.",
        why="A browser takes www.nos.nl for a page of this site, and https://https://nos.nl for "
        "the host https. What is doubled or misspelt is mended by --fix, a missing scheme, which "
        "may be http, by --unsafe-fixes.",
        bad=post(TITLE, DATE, body="<p>[Zon](https://https://zon.example/) schijnt.</p>"),
        good=post(TITLE, DATE, body="<p>[Zon](https://zon.example/) schijnt.</p>"),
        fixable=Fixable.SAFE,
        check=check_scheme,
    ),
)
