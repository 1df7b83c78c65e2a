"""Rules of a body as a whole: whether it has any text, and in which language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.markup.elements import SEEN_WITHOUT_TEXT, is_known
from newsctl.markup.text import text_of_body
from newsctl.validation.editions import is_in_another_language
from newsctl.validation.examples import CLEAN, DATE, TITLE, post
from newsctl.validation.languages import DUTCH, language_of
from newsctl.validation.purposes import needs_body
from newsctl.validation.rule import ArchiveRule, Example, Finding, PostRule
from newsctl.validation.ways import unlike_others

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import TypeAlias

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Position
    from newsctl.markup.tags import Tag
    from newsctl.validation.rule import Records
    from newsctl.validation.subject import Subject

    Told: TypeAlias = tuple[str, Position]
    """The language of a body, and where it begins."""

_MAY_HAVE_NO_TEXT = re.compile(r"(?:[^\S<]++|<[^<>]*+>|&nbsp;|&#160;)*+")


def check_empty(subject: Subject) -> Iterator[Finding]:
    """Find a body that shows neither text nor anything else."""
    if not _MAY_HAVE_NO_TEXT.fullmatch(subject.body) or not needs_body(subject):
        return
    if not text_of_body(subject.body) and not any(map(_shows, subject.markup.tags)):
        yield Finding(_("The body is empty."), subject.body_position(0))


def _shows(tag: Tag) -> bool:
    """Tell whether an element displays something without text; unknown elements may."""
    return tag.name in SEEN_WITHOUT_TEXT or "-" in tag.name or not is_known(tag.name)


def gather_language(subject: Subject) -> Told | None:
    """Gather the language of a body, if it is clear and no other is declared."""
    if is_in_another_language(subject.path, subject.front_matter):
        return None
    language = language_of(subject.words)
    return (language, subject.body_position(0)) if language else None


def conclude_language(
    records: Records[Told], _paths: Collection[PostPath]
) -> Iterator[tuple[PostPath, Finding]]:
    """Find bodies in English, German or French where others are Dutch, unless most are."""
    others = {path: record for path, record in records if record[0] != DUTCH}
    if len(others) == len(records):
        return
    for path in unlike_others(others, [kept[0] for kept in records]):
        language, position = others[path]
        yield path, Finding(_("The body seems to be {language}.", language=language), position)


_ENGLISH = (
    "<p>The sun is shining on the town, and it will not be long before the people who have been "
    "waiting for this are going to sit by the river with what they have brought from their "
    "homes, as they did in the years when it was warm.</p>"
)

_DUTCH = (
    "<p>De zon schijnt op de stad, en het zal niet lang meer duren of de mensen die er op hebben "
    "gewacht zitten aan de rivier, met wat zij van huis hebben meegenomen, zoals zij dat ook deden "
    "in de jaren dat het er nog warm was en er geen haast bij was.</p>"
)

RULES = (
    PostRule(
        id="body-empty",
        habit=True,
        what="The body is empty.",
        why="The post shows a headline with nothing below it. Often an import that failed; "
        "a body of nothing but a picture or a film is no empty one.",
        bad=post(TITLE, DATE, body="<p></p>"),
        good=CLEAN,
        check=check_empty,
    ),
    ArchiveRule(
        id="body-not-dutch",
        habit=True,
        what="The body seems to be English, German or French.",
        why="newsctl knows the words of Dutch alone, so such a post is found by fewer searches. "
        "Told by the commonest words, from forty words on; not of a post whose folder, name or "
        "front matter (lang: en) says its language, nor where no other post is Dutch, or most of "
        "the archive or the folder are in another.",
        bad=post(TITLE, DATE, body=_ENGLISH),
        good=CLEAN,
        beside=Example(
            post('title: "Avond"', DATE, body=_DUTCH).content, name="2019-09-05-avond.md"
        ),
        gather=gather_language,
        conclude=conclude_language,
    ),
)
