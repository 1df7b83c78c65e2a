"""The inflection key: one spelling for all inflections of a word.

A key is no word and no stem for a reader's eyes: *personen* and *persoon* share `person`. It is
made by rule alone, so that a word never seen before has one. Nouns (plural, genitive, diminutive)
and adjectives (-e) are covered; verbs only where an infinitive looks like a plural, and otherwise
through their lemma (see `lemmas`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsctl.dutch import word_lists
from newsctl.dutch.diminutives import without_diminutive
from newsctl.dutch.normalise import LONGEST_WORD, fold, normalise
from newsctl.dutch.plurals import irregular, last_letters, without_e, without_en, without_s
from newsctl.dutch.spelling import shorten

# Leidraad: after an apostrophe stands nothing but an ending (foto's, A4'tje, sms'en).
_ENDING_AFTER_APOSTROPHE = re.compile(r"(.+)'(?:e?s|e?n|(?:et|t|k|p)?jes?|ers?|ke|t|te|de|d)")
_SHORTEST_INFLECTED = 4
# What these leave ends in the stem's own s or n: keuze is keus, bekennen no form of beek.
_OWN_S_OR_N = re.compile(r"(z|[aeiouy]s)en?$|nnen?$")


@lru_cache(maxsize=1 << 17)
def inflection_key(word: str) -> str:
    """Return the key that a word shares with its inflections: *bedrijven*, *bedrijf*.

    Takes a word as written or normalised; accents may be there or not (*ideeën*, *ideeen*).
    """
    word = normalise(word)
    if len(word) > LONGEST_WORD:
        return fold(word)
    if word.isascii() and word.isalnum():  # no trema, no apostrophe
        return shorten(_stem(word))
    if "'" in word and (inflected := _ENDING_AFTER_APOSTROPHE.fullmatch(word)):
        return inflection_key(inflected.group(1))
    if word.endswith(("ieën", "eeën")):
        return fold(word[:-2])
    if word.endswith("iën") and len(word) > 4:
        return fold(word[:-2]) + "e"
    return shorten(_stem(fold(word).replace("'", "")))


def _stem(word: str) -> str:
    """Take off endings until none is left, so that wagentjes, wagens and wagen meet at the end."""
    while word[-1:] in last_letters() and (shorter := _without_ending(word)) != word:
        if _OWN_S_OR_N.search(word):
            return shorter
        word = shorter
    return word


def _without_ending(word: str) -> str:
    """Take off the outermost ending."""
    if len(word) < _SHORTEST_INFLECTED or word in word_lists.words("names"):
        return word
    if singular := irregular(word) or without_diminutive(word):
        return singular
    for ending, take_off in _ENDINGS:
        if word.endswith(ending):
            return take_off(word)
    return word


_ENDINGS = (("s", without_s), ("en", without_en), ("e", without_e))
