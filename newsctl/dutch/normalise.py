"""Normalisation of spelling variants in Unicode and typography."""

from __future__ import annotations

import unicodedata

_APOSTROPHES = "’‘ʼ′`´‛＇ʹʻʽ"
_HYPHENS = "‐‑‒﹣－⁃"
LONGEST_WORD = 60
"""Letters beyond which a string is no word but data, and is not looked into. The longest words
in use have about 50."""
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that show nothing inside a word: the soft hyphen, joiners, spaces without width."""

_NORMAL = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_HYPHENS, "-"),
        **dict.fromkeys(INVISIBLE),
    }
)

# Letters that Unicode does not take apart into a letter and a mark.
_PLAIN = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
    }
)


def normalise(word: str) -> str:
    """Return the word in NFC and lower case, with one kind of apostrophe and hyphen.

    Ligatures and superscript, full-width and mathematical letters and digits are replaced by plain
    ones (Unicode's form NFKC): *CO₂* is co2, *ﬁets* fiets. Accents stay: the trema of *ideeën*
    tells the keys where the stem ends. Idempotent.
    """
    if word.isascii():
        return word.lower().replace("`", "'")
    if not unicodedata.is_normalized("NFKC", word):
        word = "".join(map(_compatible, unicodedata.normalize("NFC", word)))
    return unicodedata.normalize("NFC", word.translate(_NORMAL).lower())


def _compatible(letter: str) -> str:
    """Return the letters that a compatibility character stands for; ½ stays."""
    plain = unicodedata.normalize("NFKC", letter)
    are_letters = all(one.isalnum() or unicodedata.combining(one) for one in plain)
    return plain if are_letters else letter


def fold(word: str) -> str:
    """Return a normalised word without its accents: *café* is cafe, *Straße* strasse.

    Dutch readers leave accents off when they search, and writers when they hurry. Idempotent.
    """
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare).translate(_PLAIN)
