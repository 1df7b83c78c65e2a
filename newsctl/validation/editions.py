"""Editions of a story: the language of a post, and the version that it documents."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.filename import parse_filename

if TYPE_CHECKING:
    from newsctl.core.post.post import FrontMatter, PostPath

_LANGUAGE = (
    "(?:nl|en|de|fr|fy|es|it|pt|pl|ru|uk|tr|ar|fa|he|zh|ja|ko|vi|th|id|da|sv|nb|nn|no|fi|is|cs|sk"
    "|hu|ro|bg|hr|sr|sl|el|et|lv|lt|ca|eu|gl|ga|cy|af|lb|nds|pap)(?:[-_][a-z]{2,4})?"
)
_IN_NAME = re.compile(rf"\.({_LANGUAGE})\.(?:md|markdown|mdx|html)\Z", re.IGNORECASE)
_FOLDER = re.compile(
    rf"(?:\A|/)(?:content[._-])?({_LANGUAGE}|v?\d+(?:\.[\dx]+)+|v\d+|version-[^/]+)(?=/)",
    re.IGNORECASE,
)
_KEYS = ("lang", "language", "locale", "taal")
_APART = 7
"""Days between two posts from which on the second is one of a series, and no second try."""


class Telling(NamedTuple):
    """What distinguishes a post of a series from a copy: the number of its day, title and name."""

    day: int | None
    title: str
    stem: str


def edition_of(path: PostPath, front_matter: FrontMatter) -> str:
    """Return the language and the version of a post, by its path and front matter.

    It is empty for a post with neither. Posts of different editions tell the same on purpose.
    """
    language = ""
    for key in _KEYS:
        if key in front_matter and isinstance(said := front_matter[key], str):
            language = said.casefold()
    return f"{_edition_of_path(path)} {language}".strip()


def is_in_another_language(path: PostPath, front_matter: FrontMatter) -> bool:
    """Tell whether path or front matter declare a language other than Dutch."""
    parts = edition_of(path, front_matter).split()
    languages = [part for part in parts if re.fullmatch(_LANGUAGE, part, re.IGNORECASE)]
    return any(not language.startswith("nl") for language in languages)


@lru_cache(maxsize=16)
def _edition_of_path(path: str) -> str:
    in_name = _IN_NAME.search(path)
    parts = [*_FOLDER.findall(path), *([in_name[1]] if in_name else [])]
    return " ".join(parts).casefold()


def telling_of(
    path: PostPath, front_matter: FrontMatter, day: int | None
) -> tuple[int | None, str, str]:
    """Return what distinguishes a post of a series; the day is given as a number."""
    title = front_matter.get("title")
    words = " ".join(title.casefold().split()) if isinstance(title, str) else ""
    return day, words, parse_filename(path).slug


def are_of_series(one: Telling, other: Telling) -> bool:
    """Tell whether two posts announce a recurring event, such as a monthly meeting.

    They have one title, or one file name if no day is known, and are days apart.
    """
    if one.day is None or other.day is None:
        return one.stem == other.stem
    return one.title == other.title and abs(one.day - other.day) >= _APART
