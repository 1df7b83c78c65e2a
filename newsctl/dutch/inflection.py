"""Inflection: the key that a word shares with its inflections, and the forms that share it.

A key is no word and no stem for a reader's eyes: *personen* and *persoon* share `person`. It is
made by rule alone, so that a word never seen before has one. Nouns (plural, genitive, diminutive)
and adjectives (-e) are covered; verbs only where an infinitive looks like a plural, and otherwise
through their lemma (see `lemmas`). Source: Algemene Nederlandse Spraakkunst (e-ANS).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsctl.dutch import word_lists
from newsctl.dutch.diminutives import without_diminutive
from newsctl.dutch.normalise import LONGEST_WORD, fold, normalise
from newsctl.dutch.spelling import (
    VOWELS,
    close_syllable,
    long_vowel,
    open_syllable,
    shorten,
    syllables,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# Leidraad: after an apostrophe stands nothing but an ending (foto's, A4'tje, sms'en). English
# *haven't* is no *haven*.
_ENDING_AFTER_APOSTROPHE = re.compile(
    r"(.+)'(?:e?s|e?n|(?:et|t|k|p)?jes?|ers?|ke|(?<!n')t|te|de|d)"
)
_SHORTEST_INFLECTED = 4
# What these leave ends in the stem's own s or n: keuze is keus, bekennen no form of beek.
_OWN_S_OR_N = re.compile(r"(z|[aeiouy]s)en?$|nnen?$")
# A long vowel or two before a final s: it belongs to the stem (kaas, doos, reus, huis).
# Plurals in -ies, -oes and -ees have two syllables at least and are told apart below.
_STEM_IN_S = re.compile(
    r"(aa|ee|oo|uu|eu|ui|ij|ei|ou|(?<!e)au)s$|ss$|[ai]ans$|aans$|..lands$|waarts$|isch$"
)
# After other a, i, u, y a plural has 's, and a bare s belongs to the stem: atlas, tennis, virus.
_TAKES_S_AFTER_VOWEL = ("eau", "ieu", "ay", "ey", "oy")
# Nouns in -e after these take -s: gemeentes, secondes; zangeres and adres do not.
_NOUN_IN_ES = re.compile(
    r"([tdgnpsvzcfkx]|ch|qu|gu|ssu|nu|[bcp]l|ttl|cr|sh|[aeiouy][lm]|(?:[iou]|[ai]e)r)es$"
)
# Words made of verbs (inkomen, voornemen), whose plural seems to end in *mens*.
_VERB_IN_MENS = re.compile(r"(ko|ne)mens$")
# Harmless where it is none (malaria): a key need be no word.
_LATIN_PLURAL = re.compile(r".{3,}([rdlstg]|nn)ia|.{2,}(nt|ct|st)ra")
_INSEPARABLE_EN = ("zien", "dien", "tien", "hien", "wien", "lien")


@lru_cache(maxsize=1 << 17)
def inflection_key(word: str) -> str:
    """Return the key that a word shares with its inflections: *bedrijven*, *bedrijf*.

    It takes a word as written or normalised; accents are optional (*ideeën*, *ideeen*).
    """
    word = normalise(word)
    if len(word) > LONGEST_WORD:
        return fold(word)
    if word.isascii() and word.isalnum():  # no trema, no apostrophe
        return shorten(stem(word))
    if "'" in word and (inflected := _ENDING_AFTER_APOSTROPHE.fullmatch(word)):
        return inflection_key(inflected.group(1))
    if word.endswith(("ieën", "eeën")):
        return fold(word[:-2])
    if word.endswith("iën") and len(word) > 4:
        return fold(word[:-2]) + "e"
    return shorten(stem(fold(word).replace("'", "")))


def stem(word: str) -> str:
    """Remove all endings from a folded word: wagentjes, wagens and wagen have the same stem."""
    while word[-1:] in _last_letters() and (shorter := _without_ending(word)) != word:
        if _OWN_S_OR_N.search(word):
            return shorter
        word = shorter
    return word


def _without_ending(word: str) -> str:
    """Remove the outermost ending."""
    if len(word) < _SHORTEST_INFLECTED or word in word_lists.words("names"):
        return word
    if singular := _irregular(word) or without_diminutive(word):
        return singular
    for ending, take_off in _ENDINGS:
        if word.endswith(ending):
            return take_off(word)
    return word


@lru_cache(maxsize=1 << 10)
def inflections(word: str) -> tuple[str, ...]:
    """Return a folded word and the inflections that share its key: verhaal, verhalen, ...

    Some do not exist in Dutch (*verhaals*); they are for look-ups.
    """
    key = inflection_key(word)
    return tuple(form for form in dict.fromkeys(_guesses(word)) if inflection_key(form) == key)


def _guesses(word: str) -> Iterator[str]:
    yield word
    plain = (word, _without_s(word), _without_en(word), _without_e(word))
    bases = (*plain, *map(long_vowel, plain))
    for base in dict.fromkeys(bases):
        yield base
        yield base + "s"
        yield base + "n"
        yield base + "'s"
        for stem in open_syllable(base):
            yield from (stem + "en", stem + "e")


def _irregular(word: str) -> str | None:
    """Return the singular of an irregular form: kamerleden is kamerlid."""
    if word.endswith("jes"):
        word = word[:-1]
    if word in word_lists.words("irregular_exceptions"):
        return None
    ending = word_lists.ending_of(word, "irregular_forms")
    if ending is not None:
        singular = _singulars().get(ending)
        return None if singular is None else word[: -len(ending)] + singular
    if word.endswith("heden") and len(word) > 6 and not word.endswith("scheden"):
        return word[:-4] + "eid"
    if word.endswith("ici") and len(word) > 5:
        return word[:-1] + "us"
    if _LATIN_PLURAL.fullmatch(word):
        return word[:-1] + "um"
    return None


@cache
def _last_letters() -> frozenset[str]:
    """Return the last letters of all endings: half of all words end in another."""
    return frozenset("sne").union("i", *(plural[-1] for plural in _singulars()))


@cache
def _singulars() -> dict[str, str]:
    listed = word_lists.pairs("irregular_forms").items()
    return {plural.removeprefix("-"): singular.removeprefix("-") for plural, singular in listed}


def _without_s(word: str) -> str:
    """Remove the -s of a plural or genitive: ministers, acties, gemeentes, Ruttes."""
    stem = word[:-1]
    if word_lists.ending_of(stem, "final_en") or _VERB_IN_MENS.search(word):
        return stem
    if (
        len(word) < 4
        or word[-1] != "s"
        or _STEM_IN_S.search(word)
        or word_lists.ending_of(word, "final_s")
    ):
        return word
    if stem.endswith("isme") or stem in word_lists.words("final_e"):
        return stem
    if stem[-1] not in VOWELS or stem.endswith(_TAKES_S_AFTER_VOWEL):
        return stem
    if stem[-1] in "aiuy" or syllables(stem) == 1:
        return word
    own = stem[-1] == "e" and not stem.endswith(("ie", "oe")) and not _NOUN_IN_ES.search(word)
    return word if own else stem


def _without_en(word: str) -> str:
    """Remove the -en of a plural or infinitive, and respell the rest as a word."""
    stem = word[:-2]
    if stem + "e" in word_lists.words("final_e"):
        other = word in word_lists.words("plurals_without_e")
        return close_syllable(stem) if other else stem + "e"
    if (len(word) == 4 and stem[0] not in VOWELS) or word_lists.ending_of(word, "final_en"):
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


def _without_e(word: str) -> str:
    """Remove the -e of an inflected adjective, or of a noun: grote is groot, gemeente gemeent."""
    stem = word[:-1]
    if len(word) < 4 or not syllables(stem) or word in word_lists.words("final_e"):
        return word
    if word[-2] in VOWELS:
        return stem if word.endswith(("aaie", "ooie", "oeie", "uie", "eie")) else word
    return close_syllable(stem)


_ENDINGS = (("s", _without_s), ("en", _without_en), ("e", _without_e))
