"""Diminutives: -je, -tje, -etje, -pje, -kje, and their plurals.

Source: Algemene Nederlandse Spraakkunst (e-ANS), 12.3.1.2.1: the shape of the ending follows from
the sounds before it, so that it mostly tells the stem.
"""

from __future__ import annotations

import re

from newsctl.dutch.endings import ending_of
from newsctl.dutch.spelling import VOWELS, syllables

_AFTER_SHORT_VOWEL = re.compile(r"([bcdfgklmnprst])\1et$|nget$")  # mannet-je, dinget-je
_SHORT_VOWEL_MP = re.compile(r"[^aeiouy][aeiou]mp$")  # lamp-je, but boomp-je, filmp-je
_SHORT_VOWEL_T = re.compile(r"[^aeiouy][aeiou][lnr]t$")  # punt-je, hart-je, but tuint-je
_T_AFTER = re.compile(r"([aeiouyw]|[lnr])t$")  # autoot-je, vrouwt-je, lepelt-je
_LONG_FINAL_VOWEL = ("aa", "oo", "uu")


def without_diminutive(word: str) -> str | None:
    """Return the stem of a diminutive or of its plural, None for any other word."""
    singular = word[:-1] if word.endswith("jes") else word
    if not singular.endswith("je") or len(singular) < 6:
        return None
    return _stem(singular[:-2])


def _stem(base: str) -> str:
    """Take off what stands between a noun and -je: boomp is boom, koninkt is koning."""
    if _AFTER_SHORT_VOWEL.search(base) and len(base) > 4:
        return base[:-2] if base.endswith("nget") else base[:-3]
    if base.endswith("ink") and syllables(base) > 1:
        return base[:-1] + "g"
    if base.endswith("mp"):
        return base if _SHORT_VOWEL_MP.search(base) and syllables(base) == 1 else base[:-1]
    if _T_AFTER.search(base) and not _ends_in_own_t(base):
        return _with_short_final_vowel(base[:-1])
    return base


def _ends_in_own_t(base: str) -> bool:
    if len(base) < 4 or ending_of(base, "final_t"):
        return True
    return bool(_SHORT_VOWEL_T.search(base)) and syllables(base) == 1


def _with_short_final_vowel(stem: str) -> str:
    """Write the vowel that a diminutive doubles once again: autoo is auto."""
    if stem.endswith(_LONG_FINAL_VOWEL) and stem[-3:-2] not in VOWELS:
        return stem[:-1]
    return stem
