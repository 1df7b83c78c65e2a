"""Compounds: into which words a Dutch word comes apart.

After Koehn and Knight, "Empirical Methods for Compound Splitting" (EACL 2003): a split stands
when its parts are together commoner than the whole. Their frequencies come from the archive, over
a base vocabulary (see `lexicon`), so that it works from the first post on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsctl.dutch import word_lists
from newsctl.dutch.keys import inflection_key
from newsctl.dutch.lemmas import search_keys
from newsctl.dutch.normalise import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.dutch.lexicon import Lexicon

LINKS = ("", "s", "en", "e", "n", "er")
_SHORTEST_COMPOUND = 6
_SHORTEST_TO_SPLIT_AGAIN = 7

# Participles of separable verbs are one word: aangenomen, opgelegde.
_PARTICIPLE = re.compile(
    r"(aan|achter|af|bij|door|in|mee|na|neer|om|onder|op|over|samen|tegen|terug|toe|uit|vast|voor"
    r"|voort|weg|los|dicht|open|stil|vol|thuis|klaar|goed|groot|plaats|deel|teleur|heen|rond)"
    r"ge.{2,}(d|t|en|de|te|ene|den)"
)


@dataclass(frozen=True, slots=True)
class Split:
    """How a word comes apart.

    `parts` are its constituents as written, without linking letters, outermost first: for
    *gemeenteraadsverkiezingen* gemeenteraad, verkiezingen, gemeente, raad. Empty for no compound.
    `why` says for a person why the word is split, or why not.
    """

    parts: tuple[str, ...]
    why: str


def split(word: str, lexicon: Lexicon) -> Split:
    """Take a word apart, and its constituents again."""
    word = fold(normalise(word)).strip("-'")
    pieces = [piece for piece in word.split("-") if piece]
    if len(pieces) > 1:
        inner = [part for piece in pieces for part in split(piece, lexicon).parts]
        return Split(tuple(dict.fromkeys((*pieces, *inner))), "written with a hyphen")
    segments, why = _segments(word, lexicon)
    parts = dict.fromkeys(_meaningful(segments))
    for part in tuple(parts):
        if len(part) >= _SHORTEST_TO_SPLIT_AGAIN:
            parts.update(dict.fromkeys(_meaningful(_segments(part, lexicon)[0])))
    return Split(tuple(parts), why)


def part_keys(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the distinct keys of a word's constituents, without those of the word itself."""
    own = search_keys(word)
    keys = dict.fromkeys(
        key for part in split(word, lexicon).parts for key in search_keys(part) if key not in own
    )
    return tuple(keys)


def _meaningful(segments: tuple[str, ...]) -> Iterator[str]:
    return (part for part in segments if part not in word_lists.words("particles"))


def _segments(word: str, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """Return the best way to read a word as several words, and why."""
    if reason := _why_never(word):
        return (), reason
    best = _Reading(word, lexicon).best()
    if best is None:
        return (), "no known words in it"
    parts, modified = best, best[-1]
    whole = lexicon.surely_as_common_as(word)
    if any(part in word_lists.words("particles") for part in parts[:-1]):
        if len(modified) < 5 or lexicon.commonness(modified) < whole + 0.8:
            return (), f"{parts[0]}- is a particle here"
        return parts, f"{modified} is far commoner than the whole"
    together = sum(map(lexicon.commonness, parts)) / len(parts)
    if whole > 0 and together < whole - 1e-9:
        return (), f"commoner as a whole than {' + '.join(parts)}"
    return parts, f"{' + '.join(parts)} are together commoner than the whole"


def _why_never(word: str) -> str | None:
    if len(word) < _SHORTEST_COMPOUND:
        return "too short for a compound"
    if not word.isalpha():
        return "not made of letters alone"
    if inflection_key(word) in _indivisible():
        return "listed as one word"
    if _PARTICIPLE.fullmatch(word):
        return "participle of a separable verb"
    return None


def _indivisible() -> frozenset[str]:
    return frozenset(map(inflection_key, word_lists.words("indivisible")))


class _Reading:
    """The search for the cheapest sequence of words that a word can be read as."""

    def __init__(self, word: str, lexicon: Lexicon) -> None:
        self._word = word
        self._lexicon = lexicon

    def best(self) -> tuple[str, ...] | None:
        end = len(self._word)
        cheapest: list[tuple[float, tuple[str, ...]] | None] = [None] * (end + 1)
        cheapest[0] = (0.0, ())
        for stop in range(2, end + 1):
            for start in range(stop - 1):
                before = cheapest[start]
                if before is None or (start == 0 and stop == end):
                    continue
                found = self._constituent(self._word[start:stop], is_head=stop == end)
                if found is None:
                    continue
                cost = before[0] + found[0]
                so_far = cheapest[stop]
                if so_far is None or cost < so_far[0]:
                    cheapest[stop] = (cost, (*before[1], found[1]))
        found_whole = cheapest[end]
        return None if found_whole is None else found_whole[1]

    def _constituent(self, piece: str, *, is_head: bool) -> tuple[float, str] | None:
        if is_head:
            if piece in word_lists.words("impossible_heads"):
                return None
            cost = self._cost(piece)
            return None if cost is None else (cost, piece)
        options = []
        for link in LINKS:
            modifier = piece.removesuffix(link)
            if not piece.endswith(link) or modifier in word_lists.words("impossible_modifiers"):
                continue
            cost = 8.0 if modifier in word_lists.words("particles") else self._cost(modifier)
            if cost is not None:
                options.append((cost + 0.3 * len(link), modifier))
        return min(options, default=None)

    def _cost(self, word: str) -> float | None:
        short = len(word) < 4
        if short and word not in word_lists.words("short_words"):
            return None
        if not self._lexicon.is_word(word):
            return None
        brevity = {2: 3.0, 3: 3.0, 4: 1.5, 5: 0.6}.get(len(word), 0.0)
        return 6.0 + max(0.0, 5 - self._lexicon.commonness(word)) + brevity
