"""Plurals, genitives and adjective endings: -s, -en, -e, -eren, -heden, and the irregular ones.

Each function takes one ending off a folded word, or returns it as it is. What is left is a stem
for `keys`, not always a word. Source: Algemene Nederlandse Spraakkunst (e-ANS), 3.5 and 6.4.
"""

from __future__ import annotations

import re
from functools import cache

from newsctl.dutch import word_lists
from newsctl.dutch.endings import ending_of
from newsctl.dutch.spelling import VOWELS, close_syllable, syllables

# A long vowel or two before a final s: it belongs to the stem (kaas, doos, reus, huis).
# Plurals in -ies, -oes and -ees have two syllables at least and are told apart below.
_STEM_IN_S = re.compile(r"(aa|oo|uu|eu|ui|ij|ei|au|ou)s$|ss$|[ai]ans$|aans$|..lands$|waarts$|isch$")
_SHORT_VOWEL_AND_S = re.compile(r"[aiuy]s$")  # atlas, tennis, virus: a plural would have 's
# Nouns in -e after these take -s: gemeentes, mannetjes, secondes; adres and proces do not.
_NOUN_IN_ES = re.compile(r"([tdgnpsvzcfk]|ch|qu|[aeiouy][lm]|[aeiou]r)es$")
_INSEPARABLE_EN = ("zien", "dien", "tien", "hien", "wien", "lien")


def irregular(word: str) -> str | None:
    """Return the singular of a plural that no spelling rule explains: kamerleden is kamerlid."""
    if word in word_lists.words("irregular_exceptions"):
        return None
    ending = ending_of(word, "irregular_plurals")
    if ending is not None:
        singular = _singulars().get(ending)
        return None if singular is None else word[: -len(ending)] + singular
    if word.endswith("heden") and len(word) > 6 and not word.endswith("scheden"):
        return word[:-4] + "eid"
    if word.endswith("ici") and len(word) > 5:
        return word[:-1] + "us"
    return None


@cache
def _singulars() -> dict[str, str]:
    listed = word_lists.pairs("irregular_plurals").items()
    return {plural.removeprefix("-"): singular.removeprefix("-") for plural, singular in listed}


def without_s(word: str) -> str:
    """Take off the -s of a plural or genitive: ministers, acties, gemeentes, Ruttes."""
    if len(word) < 4 or word[-1] != "s" or _STEM_IN_S.search(word) or ending_of(word, "final_s"):
        return word
    stem = word[:-1]
    many = syllables(stem) > 1
    match stem[-1]:
        case "a" | "i" | "u" | "y":
            return stem if stem.endswith(("eau", "ieu", "ay", "ey", "oy")) else word
        case "o":
            return stem if many else word
        case "e" if stem.endswith("ie"):
            return stem if many else word
        case "e" if stem.endswith("oe"):
            return stem if many else word
        case "e":
            return stem if many and _NOUN_IN_ES.search(word) else word
        case _:
            return stem


def without_en(word: str) -> str:
    """Take off the -en of a plural or infinitive and spell what is left as a word."""
    stem = word[:-2]
    if len(word) == 4 and stem[0] not in VOWELS or len(word) < 4:
        return word
    if ending_of(word, "final_en"):
        return word
    if stem[-1] in VOWELS and not stem.endswith("uw"):
        return _without_en_after_vowel(word, stem)
    return close_syllable(stem) if syllables(stem) else word


def _without_en_after_vowel(word: str, stem: str) -> str:
    if stem.endswith(("ie", "ij", "ei", "ui", "oei", "ooi", "aai")):
        return stem
    if stem.endswith("ee") and len(stem) > 2:
        return stem
    if stem.endswith("i") and len(word) > 5 and not word.endswith(_INSEPARABLE_EN):
        return stem + "e"  # provincien, written without its trema
    return word  # schoen, steen, zien


def without_e(word: str) -> str:
    """Take off the -e of an inflected adjective, or of a noun: grote is groot, gemeente gemeent."""
    stem = word[:-1]
    if len(word) < 4 or not syllables(stem):
        return word
    if word[-2] in VOWELS:
        return stem if word.endswith(("aaie", "ooie", "oeie", "uie", "eie")) else word
    return close_syllable(stem)
