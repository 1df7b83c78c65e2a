"""Phonetic keys, for misspellings by ear."""

from __future__ import annotations

import re

# Letters that sound alike in Dutch, in the order in which they are replaced.
_SOUNDS = (
    (re.compile(r"sch(?=e?s?$)"), "s"),  # the ending -isch
    (re.compile(r"ij|ei|ey"), "E"),
    (re.compile(r"ou|au"), "O"),
    (re.compile(r"ie|y|i"), "i"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th|dt"), "t"),
    (re.compile(r"qu"), "kw"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ch|g"), "x"),
    (re.compile(r"c(?=[eiEy])"), "s"),
    (re.compile(r"c"), "k"),
    (re.compile(r"tie(?=$|s)|tsi(?=$|s)"), "si"),
    (re.compile(r"z"), "s"),
    (re.compile(r"v"), "f"),
    (re.compile(r"d$"), "t"),
    (re.compile(r"b$"), "p"),
    (re.compile(r"n$"), ""),  # the -n of -en is silent
    (re.compile(r"(.)\1+"), r"\1"),
)


def phonetic_key(word: str) -> str:
    """Return the key that a folded word shares with words that sound like it: *gijt*, *geit*."""
    for letters, sound in _SOUNDS:
        word = letters.sub(sound, word)
    return word
