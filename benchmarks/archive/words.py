"""A language without an end to its words: common ones, stems, inflections, and then compounds.

Words are numbered by how common they are. A number drawn by `rank` follows Zipf's law as Mandelbrot
shifted it, so that the vocabulary grows without end, by 2/3 of the exponent of the text (Heaps):
60,000 words in 10,000 posts, four to five times as many in ten times the posts.
"""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SHIFT = 10
"""One word in twice as many is the commonest one."""

_LANGUAGE = tomllib.loads(Path(__file__).with_name("language.toml").read_text("utf-8"))
_LINKS = ("", "s", "", "en")
_STEMS = 4_000
_THREE_PARTS = 0.1  # of the compounds
_SPREAD_OF_STEMS = 100  # the smaller, the more do forms of early stems come first


def rank(number: float) -> int:
    """Return the rank of a word for a number drawn evenly from 0 (without it) to 1."""
    return int(SHIFT / (number * number)) - SHIFT


def vocabulary() -> Callable[[int], str]:
    """Return what gives the word of a rank. The same in every run: a seed chooses texts only."""
    stems = _stems()
    simple = [*_listed("function_words"), *_inflected(stems)]

    @cache
    def word(rank: int) -> str:
        return simple[rank] if rank < len(simple) else _compound(rank, stems)

    return word


def topics() -> list[str]:
    """Return nouns that an archive of the language tells of, in many compounds."""
    return _listed("topics")


def _stems() -> list[str]:
    draw = Random(0)
    parts = (_listed("onsets"), _listed("nuclei"), _listed("codas"))
    syllables = sorted({"".join(syllable) for syllable in product(*parts)})
    made = {draw.choice(syllables) + draw.choice(["", "", "el", "er", "ing"]) for _ in syllables}
    return [*topics(), *draw.sample(sorted(made), _STEMS - len(topics()))]


def _inflected(stems: list[str]) -> list[str]:
    draw = Random(0)
    places = {
        stem + ending: (place + _SPREAD_OF_STEMS) * draw.random()
        for place, stem in enumerate(stems)
        for ending in ("", *_listed("endings"))
    }
    return sorted(places, key=places.__getitem__)


def _compound(rank: int, stems: list[str]) -> str:
    """Put stems together, early ones more often than late: they are the productive ones."""
    draw = Random(rank)
    parts = [stems[int(_STEMS * draw.random() ** 2)] for _ in range(3)]
    if draw.random() > _THREE_PARTS:
        parts.pop()
    modifiers = "".join(part + draw.choice(_LINKS) for part in parts[:-1])
    return modifiers + parts[-1] + draw.choice(["", "", *_listed("endings")])


@cache
def _listed(name: str) -> list[str]:
    words: str = _LANGUAGE[name]
    return words.split()
