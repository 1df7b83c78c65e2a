"""Diminutives: -je, -tje, -etje, -pje, -kje, and their plurals.

Source: Algemene Nederlandse Spraakkunst (e-ANS). The shape of the ending follows from
the sounds before it, so that it mostly tells where the noun ends. Only -tje leaves doubt: its t may
be the noun's own.
"""

from __future__ import annotations

import re

from newsctl.dutch import word_lists
from newsctl.dutch.spelling import syllables

_SHORTEST = 5  # dagje
# Bare -je follows these sounds; after others stands another ending (oranje is no diminutive).
_TAKES_JE = re.compile(r"[tdpkgfsbxc]$|ch$")
_AFTER_SHORT_VOWEL = re.compile(r"([bcdfgklmnprst])\1et$")  # mannet-je, ballet-je
_SHORT_VOWEL_AND_MP = re.compile(r"(^|[^aeiouy])[aeiou]mp$")  # lamp-je, but boomp-je

# Where the t of -tje is the noun's own: after ...
_OWN_T = re.compile(
    r"[^lnraeiouywj]t$"  # a consonant that takes bare -je: feest-je, kraacht-je
    r"|[^aeiouy][aiou]t$"  # a short vowel, which no noun ends in: schat-je, spot-je
    r"|(aa|oo|uu|ee|ui|oe|ei|ou|au|eu)t$"  # a long one, unless listed: straat-je, but fotoo-tje
    r"|[^aeiouy][aiu][lnr]t$"  # a short one and l, n, r: those have -etje (plant-je, balle-tje)
    r"|[^aeiouyts]o[lnr]t$"  # the same, but not motor, professor
)
_OWN_T_OF_ONE_SYLLABLE = re.compile(r"([^aeiouy]e[lnr]?|ie)t$")  # tent-je, hert-je, riet-je
_OWN_T_OF_MORE = re.compile(r"ent$|[rkfljbszc]et$")  # student-je, sigaret-je; but dame-tje
_TAKES_T = re.compile(r"[aeiouywjlnr]t$")
_DOUBLED_END = ("aa", "oo", "uu")


def without_diminutive(word: str) -> str | None:
    """Return the noun of a diminutive or of its plural; None for any other word."""
    singular = word.removesuffix("s")
    base = singular[:-2]
    if not singular.endswith("je") or len(singular) < _SHORTEST or not _TAKES_JE.search(base):
        return None
    if _AFTER_SHORT_VOWEL.search(base) and len(base) > 4:
        return base[:-3]
    if base.endswith("nget"):
        return base[:-2]
    if base.endswith("ink") and syllables(base) > 1:  # koninkje, woninkje
        return base[:-1] + "g"
    if base.endswith("mp"):
        own = syllables(base) == 1 and _SHORT_VOWEL_AND_MP.search(base)
        return base if own else base[:-1]
    return _without_t(base) if _TAKES_T.search(base) and not _ends_in_own_t(base) else base


def _ends_in_own_t(base: str) -> bool:
    if word_lists.ending_of(base, "vowel_before_tje"):
        return False
    if word_lists.ending_of(base, "long_vowel_and_t") or _OWN_T.search(base):
        return True
    if syllables(base) == 1:
        return bool(_OWN_T_OF_ONE_SYLLABLE.search(base))
    return bool(_OWN_T_OF_MORE.search(base)) and not word_lists.ending_of(base[:-1], "final_en")


def _without_t(base: str) -> str:
    """Remove the t of -tje, and the letter that it doubled: autoo-tje is auto."""
    return base[:-2] if base[:-1].endswith(_DOUBLED_END) else base[:-1]
