"""The spelling rules that a Dutch stem follows when an ending comes or goes.

Woordenlijst Nederlandse Taal, Leidraad: open and closed syllables, v and f, z and s.
"""

from __future__ import annotations

import re

VOWELS = frozenset("aeiouy")

LINKS = ("", "s", "en", "e", "n", "er")
"""The letters that may stand between two constituents (e-ANS, "tussenklanken")."""

# One vowel sound in one syllable, however many letters; other vowels that meet are two: vi-ool.
_NUCLEUS = re.compile(r"aai|ooi|oei|eeu|ieu|eau|aa|ee|oo|uu|ie|oe|eu|ui|ou|au|ei|ij|ai|[aeiouy]")
# After these no consonant is doubled, in loans either (stream-en); the u of qu is none (quizz-en).
_TWO_VOWELS = re.compile(r"(?:aa|ee|oo|uu|[aeo]u|[aeo]i|(?<!q)ui|ie|oe|ij|ea|oa).$")
_DEVOICED = {"v": "f", "z": "s"}
_DOUBLED = ("aa", "ee", "oo", "uu")


def syllables(word: str) -> int:
    """Count the vowel sounds of a word, as far as letters tell."""
    return len(_NUCLEUS.findall(word))


def close_syllable(stem: str) -> str:
    """Spell a stem that lost its ending -en or -e as the word it is.

    A double consonant becomes single (bomm- is bom), a final v or z is written as it sounds (brev-
    is bref), and the long vowel of a single syllable is doubled (bom- is boom). In longer stems
    only the stress would tell a long vowel (person-en, but wandel-en), so `shorten` takes it off
    both sides instead.
    """
    if len(stem) < 2:
        return stem
    last, before = stem[-1], stem[-2]
    if last == before and last not in VOWELS:
        return stem[:-1]
    stem = stem[:-1] + _DEVOICED.get(last, last)
    if last in VOWELS or last in "wx" or before not in "aeou" or syllables(stem) > 1:
        return stem
    hidden_onset = len(stem) == 2 or stem[-3] not in VOWELS
    return stem[:-1] + before + stem[-1] if hidden_onset else stem


def shorten(stem: str) -> str:
    """Write a doubled vowel in the last syllable of a longer word once: persoon is person."""
    if (
        len(stem) >= 5
        and stem[-1] not in VOWELS
        and stem[-3:-1] in _DOUBLED
        and syllables(stem) > 1
    ):
        return stem[:-2] + stem[-1]
    return stem


def open_syllable(word: str) -> tuple[str, ...]:
    """Return the ways in which a word may be spelt before -en or -e: boom- is bom-, bom- bomm-."""
    last = word[-1:]
    if last in VOWELS or len(word) < 2:
        return (word,)
    is_single = last != word[-2] and not _TWO_VOWELS.search(word)
    spelt = [word + last, word] if is_single else [word]
    if word[-3:-1] in _DOUBLED:
        spelt.append(word[:-2] + last)
    voiced = {"f": "v", "s": "z"}.get(last)
    return (*spelt, *(stem[:-1] + voiced for stem in spelt if voiced and stem[-2:] != last * 2))


def long_vowel(stem: str) -> str:
    """Return the stem with its last vowel as in a closed syllable: verhal- is verhaal."""
    if len(stem) < 3 or stem[-1] in VOWELS or stem[-2] not in "aeou" or stem[-3] in VOWELS:
        return stem
    return stem[:-1] + stem[-2:]
