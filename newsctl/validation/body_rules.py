"""Rules of a body as a whole: whether it has any text, and whether that is Dutch."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.problems import Severity
from newsctl.markup.elements import SEEN_WITHOUT_TEXT, is_known
from newsctl.markup.text import text_of_body
from newsctl.validation.editions import is_in_another_language
from newsctl.validation.examples import CLEAN, DATE, TITLE, post
from newsctl.validation.languages import other_language
from newsctl.validation.purposes import needs_body
from newsctl.validation.rule import Family, Finding, PostRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.markup.tags import Tag
    from newsctl.validation.subject import Subject

_MAY_HAVE_NO_TEXT = re.compile(r"(?:[^\S<]++|<[^<>]*+>|&nbsp;|&#160;)*+")


def check_empty(subject: Subject) -> Iterator[Finding]:
    """Find a body that shows neither text nor anything else."""
    if not _MAY_HAVE_NO_TEXT.fullmatch(subject.body) or not needs_body(subject):
        return
    if not text_of_body(subject.body) and not any(map(_shows, subject.markup.tags)):
        yield Finding(_("The body is empty."), subject.body_position(0))


def _shows(tag: Tag) -> bool:
    """Tell whether an element shows something without text, as one may that HTML does not have."""
    return tag.name in SEEN_WITHOUT_TEXT or "-" in tag.name or not is_known(tag.name)


def check_language(subject: Subject) -> Iterator[Finding]:
    """Find a body in English, German or French that nothing says to be in another language."""
    if is_in_another_language(subject.path, subject.front_matter):
        return
    language = other_language(subject.words)
    if language:
        yield Finding(
            _("The body seems to be {language}.", language=language), subject.body_position(0)
        )


_ENGLISH = (
    "<p>The sun is shining on the town, and it will not be long before the people who have been "
    "waiting for this are going to sit by the river with what they have brought from their "
    "homes, as they did in the years when it was warm.</p>"
)

RULES = (
    PostRule(
        id="body-empty",
        family=Family.BODY,
        severity=Severity.WARNING,
        habit=True,
        what="The body is empty.",
        why="The post shows a headline with nothing below it. Often an import that failed; "
        "a body of nothing but a picture or a film is no empty one.",
        bad=post(TITLE, DATE, body="<p></p>"),
        good=CLEAN,
        check=check_empty,
    ),
    PostRule(
        id="body-not-dutch",
        family=Family.BODY,
        severity=Severity.INFO,
        habit=True,
        what="The body seems to be English, German or French.",
        why="newsctl knows the words of Dutch alone, so such a post is found by fewer searches. "
        "Told by the commonest words of each language, in bodies of forty words or more; not of a "
        "post whose folder, name or front matter (lang: en) says that it is in another language.",
        bad=post(TITLE, DATE, body=_ENGLISH),
        good=CLEAN,
        check=check_language,
    ),
)
