"""Plurals, genitives and adjective endings: -s, -en, -e, -eren, -heden, and the irregular ones.

Each function takes one ending off a folded word, or returns it as it is. What is left is a stem
for `keys`, not always a word. Source: Algemene Nederlandse Spraakkunst (e-ANS).
"""

from __future__ import annotations

import re
from functools import cache

from newsctl.dutch import word_lists
from newsctl.dutch.endings import ending_of
from newsctl.dutch.spelling import VOWELS, close_syllable, syllables

# A long vowel or two before a final s: it belongs to the stem (kaas, doos, reus, huis).
# Plurals in -ies, -oes and -ees have two syllables at least and are told apart below.
_STEM_IN_S = re.compile(
    r"(aa|ee|oo|uu|eu|ui|ij|ei|ou|(?<!e)au)s$|ss$|[ai]ans$|aans$|..lands$|waarts$|isch$"
)
# After other a, i, u, y a plural has 's, and a bare s belongs to the stem: atlas, tennis, virus.
_TAKES_S_AFTER_VOWEL = ("eau", "ieu", "ay", "ey", "oy")
# Nouns in -e after these take -s: gemeentes, secondes; zangeres and adres do not.
_NOUN_IN_ES = re.compile(r"([tdgnpsvzcfk]|ch|qu|[aeiouy][lm]|(?:[iou]|[ai]e)r)es$")
_INSEPARABLE_EN = ("zien", "dien", "tien", "hien", "wien", "lien")


def irregular(word: str) -> str | None:
    """Return the singular of a form that no spelling rule explains: kamerleden is kamerlid."""
    if word.endswith("jes"):
        word = word[:-1]
    if word in word_lists.words("irregular_exceptions"):
        return None
    ending = ending_of(word, "irregular_forms")
    if ending is not None:
        singular = _singulars().get(ending)
        return None if singular is None else word[: -len(ending)] + singular
    if word.endswith("heden") and len(word) > 6 and not word.endswith("scheden"):
        return word[:-4] + "eid"
    if word.endswith("ici") and len(word) > 5:
        return word[:-1] + "us"
    return None


@cache
def last_letters() -> frozenset[str]:
    """Return the letters that an ending may end in: half of all words end in another."""
    return frozenset("sne").union("i", *(plural[-1] for plural in _singulars()))


@cache
def _singulars() -> dict[str, str]:
    listed = word_lists.pairs("irregular_forms").items()
    return {plural.removeprefix("-"): singular.removeprefix("-") for plural, singular in listed}


def without_s(word: str) -> str:
    """Take off the -s of a plural or genitive: ministers, acties, gemeentes, Ruttes."""
    stem = word[:-1]
    if stem in word_lists.words("final_en"):
        return stem
    if len(word) < 4 or word[-1] != "s" or _STEM_IN_S.search(word) or ending_of(word, "final_s"):
        return word
    if stem.endswith("isme") or stem in word_lists.words("final_e"):
        return stem
    if stem[-1] not in VOWELS or stem.endswith(_TAKES_S_AFTER_VOWEL):
        return stem
    if stem[-1] in "aiuy" or syllables(stem) == 1:
        return word
    own = stem[-1] == "e" and not stem.endswith(("ie", "oe")) and not _NOUN_IN_ES.search(word)
    return word if own else stem


def without_en(word: str) -> str:
    """Take off the -en of a plural or infinitive and spell what is left as a word."""
    stem = word[:-2]
    if stem + "e" in word_lists.words("final_e"):
        other = word in word_lists.words("plurals_without_e")
        return close_syllable(stem) if other else stem + "e"
    if (len(word) == 4 and stem[0] not in VOWELS) or ending_of(word, "final_en"):
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
    if len(word) < 4 or not syllables(stem) or word in word_lists.words("final_e"):
        return word
    if word[-2] in VOWELS:
        return stem if word.endswith(("aaie", "ooie", "oeie", "uie", "eie")) else word
    return close_syllable(stem)
