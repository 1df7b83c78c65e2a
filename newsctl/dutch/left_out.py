"""Ellipsis at hyphens: a head in *gas- en stroomprijzen*, a modifier in *scholen en -leraren*.

Such a word is a token that contains the word with the rest, behind a `SIGN` that occurs in no text.
It is indexed both as written and as what it stands for: *gas* and *gasprijzen*. The other word is
split by Dutch alone, so that the analysis of a post does not depend on others. Source: Woordenlijst
Nederlandse Taal, Leidraad, on the hyphen for what is left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newsctl.dutch import word_lists
from newsctl.dutch.normalise import fold
from newsctl.dutch.spelling import LINKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SIGN = "\ue000"
"""For private use, and so in no text; a text that has it anyway gets a token more."""

_LETTER = "[A-Za-z\u00aa-\u024f\u0300-\u036f\u1e00-\u1eff]"  # composed in Unicode or not
_BEGIN, _END = rf"(?<![\w'’-])(?<!{_LETTER})", rf"(?![\w'’-])(?!{_LETTER})"
_AND = r"\s(?:en|of|tot|en/of)\s"
# From the hyphen, which is soon found, to what follows; and what stands before it. Compiled when a
# text first has one: no query of plain words does, and it takes 2 ms
_HYPHEN_AND = rf"-(?=(?:,\s{_LETTER}{{2,40}}-){{0,3}}{_AND}({_LETTER}{{6,60}}){_END})"
_WORD_BEFORE = rf"{_BEGIN}({_LETTER}{{2,40}})\Z"
_HYPHEN_WORD = rf"-(?<=\s-)({_LETTER}{{3,40}}){_END}"
_WORD_AND_BEFORE = rf"{_BEGIN}({_LETTER}{{6,60}}){_AND}\Z"
_LONGEST_BEFORE = 70
_SHORTEST_BEGINNING = 2
_SHORTEST_TAIL = 4
_LONGEST_PARTICLE = 5


def may_leave_out(text: str) -> bool:
    """Tell quickly of most texts that no word in them is elliptic."""
    return "- " in text or " -" in text or "-\n" in text or "\n-" in text or "-," in text


def tokens_by_start(text: str) -> dict[int, tuple[int, str]]:
    """Return the elliptic words of a text by their start: their end and token."""
    found: dict[int, tuple[int, str]] = {}
    for hyphen in re.finditer(_HYPHEN_AND, text):
        if before := _before(_WORD_BEFORE, text, hyphen.start()):
            found[before.start()] = hyphen.end(), f"{before[1]}-{SIGN}{hyphen[1]}"
    for hyphen in re.finditer(_HYPHEN_WORD, text):
        if before := _before(_WORD_AND_BEFORE, text, hyphen.start()):
            found[hyphen.start(1)] = hyphen.end(), f"{before[1]}{SIGN}-{hyphen[1]}"
    return found


def _before(pattern: str, text: str, end: int) -> re.Match[str] | None:
    return re.compile(pattern).search(text, max(0, end - _LONGEST_BEFORE), end)


def spelt_out(text: str) -> str:
    """Return a text with each elliptic word replaced by its token."""
    pieces: list[str] = []
    end = 0
    for start, (until, token) in sorted(tokens_by_start(text).items()):
        pieces += text[end:start], token
        end = until
    return "".join([*pieces, text[end:]])


def as_written(token: str) -> str:
    """Return a token as it is in its text (*gas-*), without the word that has the rest."""
    written, sign, other = token.partition(SIGN)
    return token if not sign else other if other.startswith("-") else written


@lru_cache(maxsize=1 << 12)
def words_of(token: str) -> tuple[str, ...]:
    """Return the words of a normalised token: as written, and as what it stands for.

    If the other word has several seams, a listed beginning decides (*land- en tuinbouwbeleid*);
    else the word is combined with each tail.
    """
    # Only where a text has such a word: it takes the whole of Dutch to take one apart
    from newsctl.dutch.compounds import cuts  # noqa: PLC0415
    from newsctl.dutch.dictionary import DICTIONARY  # noqa: PLC0415

    written = as_written(token).strip("-")
    lacks_head = f"-{SIGN}" in token
    other = token.partition(f"-{SIGN}")[2] if lacks_head else token.partition(f"{SIGN}-")[0]

    def whole(place: int) -> str:
        return written + other[place:] if lacks_head else other[:place] + written

    # A word of Dutch is likelier than any cut, and sooner found: voor- en nadelen
    places = range(_SHORTEST_BEGINNING, len(other) - _SHORTEST_TAIL + 1)
    longest_first = places if lacks_head else reversed(places)
    listed = next((word for word in map(whole, longest_first) if DICTIONARY.has(fold(word))), None)
    if listed is not None:
        return written, listed
    seams = cuts(other)
    if not lacks_head:
        return (written, *map(whole, seams))
    return (written, *(_with_listed_beginning(written, other, seams) or map(whole, sorted(seams))))


def _with_listed_beginning(written: str, other: str, seams: Iterable[int]) -> Sequence[str]:
    """Return the word whose first part is listed: *land(bouw)beleid*, *aan(koop)prijs*."""
    from newsctl.dutch.dictionary import DICTIONARY  # noqa: PLC0415

    for seam in sorted(seams, reverse=True):
        for link in LINKS:
            part = other[:seam].removesuffix(link) if other[:seam].endswith(link) else ""
            for place in range(_SHORTEST_BEGINNING, len(part) - _SHORTEST_BEGINNING):
                if DICTIONARY.has(fold(written + part[place:])):
                    return (written + other[place:],)
    particles = word_lists.words("particles")
    if written in particles:  # in- en uitbreidingsplannen
        for length in range(_LONGEST_PARTICLE, _SHORTEST_BEGINNING - 1, -1):
            if other[:length] in particles:
                return (written + other[length:],)
    return ()
