"""The other way round: the forms in which a word may stand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newsctl.dutch.keys import inflection_key
from newsctl.dutch.plurals import without_e, without_en, without_s
from newsctl.dutch.spelling import long_vowel, open_syllable

if TYPE_CHECKING:
    from collections.abc import Iterator


@lru_cache(maxsize=1 << 10)
def inflections(word: str) -> tuple[str, ...]:
    """Return a folded word and the inflections of it that share its key: verhaal, verhalen, ...

    Some of them no Dutch speaker would use (*verhaals*); they are meant for looking words up.
    """
    key = inflection_key(word)
    return tuple(form for form in dict.fromkeys(_guesses(word)) if inflection_key(form) == key)


def _guesses(word: str) -> Iterator[str]:
    yield word
    plain = (word, without_s(word), without_en(word), without_e(word))
    bases = (*plain, *map(long_vowel, plain))
    for base in dict.fromkeys(bases):
        yield base
        yield base + "s"
        yield base + "n"
        yield base + "'s"
        for stem in open_syllable(base):
            yield from (stem + "en", stem + "e")
