"""Rules of headings and links that are written so that readers see their marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.post.filename import is_mdx
from newsctl.markup.elements import BLOCKS
from newsctl.markup.text import text_of_body
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.known_keys import DOCUSAURUS, ELEVENTY, HEXO, HUGO
from newsctl.validation.rule import ArchiveRule, Finding, PostRule
from newsctl.validation.ways import unlike_others

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Position
    from newsctl.validation.rule import Records
    from newsctl.validation.subject import Subject

_HEADING = re.compile(r"^[ ]{0,3}(#{2,6})(?:[ \t]+\S|(?P<text>[^\W_][^\n#]*)$)", re.MULTILINE)
_ADDRESS = r"(?:https?://|www\.)[^\s()<>]+"
_TEXT_OF_LINK = r"(?<![!\\\]])\[(?!\d+\]|sic\])[^\]\[\n^]+\]"
_APART = re.compile(rf"{_TEXT_OF_LINK}[ \t]+\({_ADDRESS}\)")
_ESCAPED = re.compile(r"\\\[[^\]\[\n]+\]\\\([^\s()]+\)")
_PICTURE_APART = re.compile(
    r"(?:^|(?<=[ \t>]))! +\[[^\]\[\n]*\]\([^\s()<>]+\.(?i:png|jpe?g|gif|svg|webp|avif)\)",
    re.MULTILINE,
)
_SPACED = re.compile(
    rf"{_TEXT_OF_LINK}\((?P<address>{_ADDRESS}[ \t]+(?![\"'(\s])[^\s()<>\"]+)[ \t]*\)"
)
_SPACED_PATH = re.compile(
    rf"{_SPACED.pattern}"
    r"|\[[^\]\[\n]*\]\((?!https?:|www\.)[^\s()<>\"]+(?: +(?![\"'])[^\s()<>\"]+)+"
    r"\.(?i:pdf|png|jpe?g|gif|svg|webp|avif)[ \t]*\)"
)
_OF_COMMONMARK = frozenset(("Astro", DOCUSAURUS, ELEVENTY, HEXO, HUGO))
"""Generators that read no space in a path, as kramdown does (`parse_link`: to the parenthesis)."""

_IN_HTML = re.compile(
    rf"^ {{0,3}}<(?P<name>{'|'.join(sorted(BLOCKS - {'hr', 'pre'}))})(?:\s[^<>\n]*)?>"
    r"(?:(?!</(?P=name)>|<(?:code|pre)\b|[{}])[^\n]|\n(?![ \t]*(?:\n|\Z))){0,200}?"
    r"(?P<link>(?<![!\]\w\\])!?\[[^\]\[\n]*\]\((?:https?://|\.{0,2}/)[^\s()<>]+\))",
    re.MULTILINE | re.IGNORECASE,
)
"""A link in a block of HTML, which goes on to an empty line
(https://spec.commonmark.org/0.31.2/#html-blocks)."""

_SHORTCODE = re.compile(
    r"(?<![\w\]\\!\[])\[(?P<name>[a-z][a-z_-]{2,})"
    r"(?:[ \t]+[a-z][a-z_-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\]\"'=]+))+[ \t]*/?\](?![(\[:])"
)
"""`[gallery ids="1,2"]` of WordPress (https://codex.wordpress.org/Shortcode)."""


def gather_headings(subject: Subject) -> tuple[Position, ...] | None:
    """Keep where the first heading without a space stands; None for a body without headings."""
    if "##" not in subject.body:
        return None
    found = [*_HEADING.finditer(subject.body)]
    if any(heading["text"] for heading in found):
        found = [*_HEADING.finditer(subject.markup.without_code)]
    apart = [heading.start(1) for heading in found if heading["text"]]
    return tuple(map(subject.body_position, apart[:1])) if found else None


def conclude_headings(
    records: Records[tuple[Position, ...]], _paths: Collection[PostPath]
) -> Iterator[tuple[PostPath, Finding]]:
    """Find headings without a space, unless most posts with headings write them so."""
    places = {path: kept[0] for path, kept in records if kept}
    for path in unlike_others(places, [kept[0] for kept in records]):
        says = _("A heading has no space after its signs, and is shown with them.")
        yield path, Finding(says, places[path], _("Write ## and a space."))


def check_links(subject: Subject) -> Iterator[Finding]:
    """Find what was meant as a link, and is text."""
    body = subject.body
    if "](" not in body and "] " not in body and "]\\(" not in body:
        return
    spaced = _SPACED_PATH if subject.generator in _OF_COMMONMARK else _SPACED
    for pattern, says, hint in (
        (_APART, _("A space parts the text of a link from its address."), _("Take it out.")),
        (_PICTURE_APART, _("A space parts the mark of a picture from it."), _("Take it out.")),
        (_ESCAPED, _("The marks of a link are escaped."), _("Take the backslashes out.")),
        (spaced, _("There is a space in the address of a link."), _("Write %20, or take it out.")),
    ):
        if pattern.search(body) and (found := pattern.search(subject.markup.without_code)):
            yield Finding(says, subject.body_position(found.start()), hint)
    yield from _within_html(subject)


def _within_html(subject: Subject) -> Iterator[Finding]:
    """Find a link within HTML where a generator reads none, as those of MDX and kramdown may."""
    body = subject.body
    if subject.generator not in _OF_COMMONMARK - {DOCUSAURUS} or is_mdx(subject.path):
        return
    found = _IN_HTML.search(body) and _IN_HTML.search(subject.markup.without_code)
    if found and found["link"] in text_of_body(body):
        says = _("A link within HTML is no link: between the two is no empty line.")
        yield Finding(says, subject.body_position(found.start("link")))


def check_shortcodes(subject: Subject) -> Iterator[Finding]:
    """Find the first shortcode of WordPress of each name."""
    if "=" not in subject.body or not _SHORTCODE.search(subject.body):
        return
    told: set[str] = set()
    for found in _SHORTCODE.finditer(subject.markup.without_code):
        if found["name"] not in told:
            told.add(found["name"])
            says = _("[{name}] is a shortcode, and shown as text.", name=found["name"])
            yield Finding(says, subject.body_position(found.start()))


LINKS = PostRule(
    id="link-shown-as-text",
    habit=True,
    what="What was meant as a link is shown with its marks, as text.",
    why="Between the brackets and the parenthesis of a link there is nothing, in its address no "
    "space, no backslash before its marks, and below a tag an empty line above it. Editors and "
    "converters leave such marks behind.",
    bad=post(TITLE, DATE, body="Zie [de krant] (https://zon.example/zon)."),
    good=post(TITLE, DATE, body="Zie [de krant](https://zon.example/zon)."),
    check=check_links,
)
HEADINGS = ArchiveRule(
    id="body-heading-unspaced",
    habit=True,
    what="A heading has no space after its number signs.",
    why="CommonMark and kramdown's GFM, which Jekyll uses, then show ##Weer as text. Older "
    "programs took it for a heading: nothing is said where most posts are written so.",
    bad=post(TITLE, DATE, body="##Weer\n\nDe zon schijnt."),
    good=post(TITLE, DATE, body="## Weer\n\nDe zon schijnt."),
    gather=gather_headings,
    conclude=conclude_headings,
)
SHORTCODES = PostRule(
    id="body-shortcode",
    habit=True,
    what="A shortcode of WordPress is shown as text.",
    why="WordPress puts a gallery or a caption where it stands; other programs show what is "
    "between the brackets. An export or a copy left it, and what it stood for is missing.",
    bad=post(TITLE, DATE, body='De zon.\n\n[gallery ids="12,13"]'),
    good=post(TITLE, DATE, body="De zon.\n\n![Zon](https://zon.example/zon.jpg)"),
    check=check_shortcodes,
)
