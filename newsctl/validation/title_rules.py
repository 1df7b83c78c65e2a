"""Rules of the title."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _, joined
from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import Fix, Fixable
from newsctl.validation.examples import CLEAN, DATE, post
from newsctl.validation.purposes import needs_title
from newsctl.validation.rule import Finding, PostRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.validation.subject import Subject

_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)

_WORD = re.compile(r"[^\W\d_]+")
_LONG = 5  # letters; hardly an acronym has more


def check_missing(subject: Subject) -> Iterator[Finding]:
    """Find a post without a title, unless the archive takes posts that have no front matter."""
    title = subject.shown.get("title")
    if title is None and not subject.has_front_matter and subject.settings.without_front_matter:
        return
    if title is None and not needs_title(subject):
        return
    if title is None or (isinstance(title, str) and not title.strip()):
        is_there = "title" in subject.front_matter
        yield Finding(
            _("The title is empty.") if is_there else _("There is no title."),
            subject.position("title"),
            _('Write it: title: "…"') if is_there else _('Add a line: title: "…"'),
        )


def check_text(subject: Subject) -> Iterator[Finding]:
    """Find a title that is a list or a mapping."""
    title = subject.front_matter.get("title")
    if isinstance(title, list | tuple | dict):
        is_mapping = isinstance(title, dict)
        yield Finding(
            _("The title is a mapping, not text.")
            if is_mapping
            else _("The title is a list, not text."),
            subject.position("title"),
            _("Put the whole title between quotes."),
        )


def check_space(subject: Subject) -> Iterator[Finding]:
    """Find white space around a title."""
    title = subject.front_matter.get("title")
    if isinstance(title, str):
        title = title.rstrip("\n")  # that a block scalar (`>`, `|`) ends with, as YAML has it
    if isinstance(title, str) and title != (bare := title.strip()) and bare:
        ends = [end for end, at in ((_("begins"), 0), (_("ends"), -1)) if title[at].isspace()]
        yield Finding(
            _("The title {ends} with white space.", ends=joined(_(" and "), ends)),
            subject.position("title"),
            fix=Fix((SetValue("title", bare),)),
        )


def check_capitals(subject: Subject) -> Iterator[Finding]:
    """Find a title all in capitals.

    Short words, such as AEX, ING and NOS, and words in a script without capitals do not count.
    """
    title = subject.front_matter.get("title")
    if isinstance(title, str) and title.isupper():
        long_words = [
            word for word in _WORD.findall(title) if len(word) >= _LONG and word.isupper()
        ]
        if len(long_words) > 1:
            yield Finding(_("The title is all in capitals."), subject.position("title"))


def check_markup(subject: Subject) -> Iterator[Finding]:
    """Find HTML in a title."""
    title = subject.front_matter.get("title")
    if not isinstance(title, str) or ("<" not in title and "&" not in title):
        return
    for found in (*_TAG.finditer(title), *_ENTITY.finditer(title)):
        mark = found[0]
        plain = html.unescape(mark)
        if mark.startswith("<"):
            says, hint = _("The title holds the HTML tag {mark}.", mark=mark), None
        elif plain != mark:
            says, hint = (
                _("The title holds the HTML entity {mark}.", mark=mark),
                _("Write {plain} instead.", plain=plain),
            )
        else:
            continue
        yield Finding(says, subject.position("title"), hint)
        return


RULES = (
    PostRule(
        id="title-missing",
        habit=True,
        what="The post has no title, or an empty one.",
        why="A title and a moment are what every post needs: lists, searches and the site show it. "
        "The words of the file name are only a makeshift.",
        bad=post('title: ""', DATE),
        good=CLEAN,
        check=check_missing,
    ),
    PostRule(
        id="title-not-text",
        what="The title is a list or a mapping.",
        why="YAML reads what stands in brackets as a list, and in braces as a mapping; the site "
        "shows neither as a title.",
        bad=post("title: [Zon in Zutphen]", DATE),
        good=post('title: "[Zon in Zutphen]"', DATE),
        check=check_text,
    ),
    PostRule(
        id="title-space",
        habit=True,
        what="The title begins or ends with white space.",
        why="It is kept between quotes. Browsers do not show it, and newsctl compares titles "
        "without it: off, unless --select or the settings name the rule.",
        bad=post('title: "Zon in Zutphen "', DATE),
        good=CLEAN,
        fixable=Fixable.SAFE,
        check=check_space,
    ),
    PostRule(
        id="title-capitals",
        habit=True,
        what="The title is all in capitals.",
        why="It shouts in every list, and whoever does not know a name in it cannot tell that it "
        "is one. Acronyms do not count.",
        bad=post('title: "ZONNIG WEER IN ZUTPHEN"', DATE),
        good=CLEAN,
        check=check_capitals,
    ),
    PostRule(
        id="title-markup",
        habit=True,
        what="The title holds an HTML tag or entity.",
        why="A title is text. Feeds, lists and searches show the marks as they stand, and a "
        "template that does not escape takes them for HTML.",
        bad=post('title: "Zon &amp; zee in <b>Zutphen</b>"', DATE),
        good=post('title: "Zon & zee in Zutphen"', DATE),
        check=check_markup,
    ),
)
