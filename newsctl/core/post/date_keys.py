"""The names of front matter keys that hold dates, and which of them is the date of the post."""

from __future__ import annotations

import re
from enum import IntEnum


class DateMeaning(IntEnum):
    """What the date under a key means, by the name of the key, in order of preference."""

    PUBLICATION = 0
    CREATION = 1
    OTHER = 2
    CHANGE_OR_END = 3


_PUBLICATION = re.compile(
    r"date|datum|pubdate|(?:date)?(?:publish(?:ed)?|posted)(?:date|datetime|time|at|on)?"
    r"|gepubliceerd(?:op)?|publicatie(?:datum)?|geplaatst(?:op)?"
)
_CREATION = re.compile(r"creat|aangemaakt|geschreven|written|ctime")
_CHANGE_OR_END = re.compile(
    r"updat|modif|lastmod|changed|edited|mtime|gewijzigd|wijziging|bijgewerkt|bewerkt|herzien"
    r"|review|expir|^end|enddate$|until|^eind|verlo[op]|deadline|^due|duedate$"
)


def meaning_of(key: str) -> DateMeaning:
    """Return the meaning of a date under this key; hyphens, underscores and capitals are ignored.

    Names of a publication and the order are those of Hugo, which goes from the date of a page to
    those of its publication and then of its last change
    (https://gohugo.io/configuration/front-matter/); Astro has `pubDate` and `updatedDate`.
    """
    name = re.sub(r"[\W_]", "", key).lower()
    if _PUBLICATION.fullmatch(name):
        return DateMeaning.PUBLICATION
    if _CHANGE_OR_END.search(name):
        return DateMeaning.CHANGE_OR_END
    return DateMeaning.CREATION if _CREATION.search(name) else DateMeaning.OTHER
