"""Rules of a body as a whole: whether it has any text, and in which language."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.dutch import word_lists
from newsctl.markup.elements import SEEN_WITHOUT_TEXT, is_known
from newsctl.markup.text import text_of_body
from newsctl.validation.editions import is_in_another_language
from newsctl.validation.examples import CLEAN, DATE, TITLE, post
from newsctl.validation.purposes import needs_body
from newsctl.validation.rule import ArchiveRule, Example, Finding, PostRule
from newsctl.validation.ways import unlike_others

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from typing import TypeAlias

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Position
    from newsctl.markup.tags import Tag
    from newsctl.validation.rule import Records
    from newsctl.validation.subject import Subject

    Told: TypeAlias = tuple[str, Position]
    """The language of a body, and where it begins."""


DUTCH = "Dutch"

_FEWEST_WORDS, _MOST_WORDS = 40, 400
_SHARE = 0.12  # of a text in a language, these words are a quarter to a half
_OTHERS = {
    "English": "the of and to in is that for it was on with as be this by are from at have not "
    "which or has but they his he she we you will their been can would an were there what who",
    "German": "der die und den das von zu mit sich des auf für ist im dem nicht ein eine als auch "
    "es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so",
    "French": "le la les et des en un une du dans est que pour qui par sur pas au plus ne se ce il "
    "sont avec son aux ont été mais comme cette ou nous vous leur sa ses elle être fait",
}
"""The commonest words of each, from the most frequent on; those that are Dutch too are left out."""


def language_of(words: Sequence[str]) -> str | None:
    """Return the language of words in lower case; None if it is not clear.

    It is Dutch if one in eight words is among its commonest, whatever the others are.
    """
    if len(words) < _FEWEST_WORDS:
        return None
    read = words[:_MOST_WORDS]
    enough = len(read) * _SHARE
    if _has(read, _telling(DUTCH), ceil(enough)):
        return DUTCH
    dutch = _count(read, _telling(DUTCH))
    counts = {language: _count(read, _telling(language)) for language in _OTHERS}
    language = max(counts, key=lambda name: counts[name])
    return language if counts[language] >= max(enough, 3 * dutch) else None


def _has(words: Iterable[str], listed: frozenset[str], enough: int) -> bool:
    """Tell whether at least `enough` of the words are listed; it stops at that number."""
    return len(list(islice(filter(listed.__contains__, words), enough))) == enough


def _count(words: Iterable[str], listed: frozenset[str]) -> int:
    return sum(map(listed.__contains__, words))


@cache
def _telling(language: str) -> frozenset[str]:
    """Return the words of a language's list that are on no other list."""
    lists = {name: frozenset(listed.split()) for name, listed in _OTHERS.items()}
    lists[DUTCH] = word_lists.words("stop_words")
    others = (listed for name, listed in lists.items() if name != language)
    return lists[language].difference(*others)


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
