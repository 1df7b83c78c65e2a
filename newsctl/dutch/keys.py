"""The inflection key: one spelling for all inflections of a word.

A key is no word and no stem for a reader's eyes: *personen* and *persoon* share `person`. It is
made by rule alone, so that a word never seen before has one. Nouns (plural, genitive, diminutive)
and adjectives (-e) are covered; verbs only where an infinitive looks like a plural, and otherwise
through their lemma (see `lemmas`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsctl.dutch.diminutives import without_diminutive
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.plurals import irregular, without_e, without_en, without_s
from newsctl.dutch.spelling import VOWELS, shorten, syllables

# Leidraad 14: after an apostrophe stands nothing but an ending (foto's, A4'tje, sms'en).
_ENDING_AFTER_APOSTROPHE = re.compile(r"(.+)'(?:e?s|e?n|(?:et|t|k|p)?jes?|ers?|ke|t|te|de|d)")
_SHORTEST_INFLECTED = 4


@lru_cache(maxsize=1 << 17)
def inflection_key(word: str) -> str:
    """Return the key that a word shares with its inflections: *bedrijven*, *bedrijf*.

    Takes a word as written or normalised; accents may be there or not (*ideeën*, *ideeen*).
    """
    word = normalise(word)
    if word.endswith(("ieën", "eeën")):
        return fold(word[:-2])
    if word.endswith("iën") and len(word) > 4:
        return fold(word[:-2]) + "e"
    return shorten(_stem(fold(word)))


def _stem(word: str) -> str:
    if ending := _ENDING_AFTER_APOSTROPHE.fullmatch(word):
        return _stem(ending.group(1))
    word = word.replace("'", "")
    if len(word) < _SHORTEST_INFLECTED:
        return word
    if singular := irregular(word):
        return singular
    if diminutive := without_diminutive(word):
        return diminutive
    if word[-1] == "s":
        return _after_s(word)
    if word.endswith("en"):
        return _stem_in_s(without_en(word))
    if word[-1] == "e":
        return _stem_in_s(without_e(word))
    return word


def _after_s(word: str) -> str:
    """Take off -s and what else may stand before it: gemeentes, wagens, ruttes."""
    stem = without_s(word)
    if stem == word:
        return word
    if singular := irregular(stem):
        return singular
    if stem.endswith("en") and len(stem) > 4:
        return without_en(stem)
    if stem[-1] == "e" and len(stem) > 3 and stem[-2] not in VOWELS and syllables(stem) > 1:
        return without_e(stem)
    return stem


def _stem_in_s(stem: str) -> str:
    """Give a stem in -s that lost -en or -e the key that it has by itself (kompassen, kompas)."""
    if len(stem) > 4 and stem[-1] == "s" and stem[-2] not in VOWELS:
        return without_s(stem)
    return stem
