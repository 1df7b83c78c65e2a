"""Tokenisation: the words of a text, and their forms for exact matching.

A *raw token* is what `token_pattern` finds: letters and digits with the apostrophes and hyphens
inside. It takes one position, a hyphenated one as many as it has parts. At each position stand one
or more *words*, normalised but with their accents, because the keys (see `inflection`) must
see the trema of *ideeën*; and, in parallel, their *forms*: the same words folded, for exact
matching.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from newsctl.dutch import word_lists
from newsctl.dutch.left_out import SIGN, may_leave_out, tokens_by_start, words_of
from newsctl.dutch.normalise import INVISIBLE, fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Every mark into which Unicode takes a letter apart, so that NFD text splits like NFC text.
# From the canonical decompositions of Unicode 14, runs joined where nothing but marks lies between.
_MARKS = (
    "\u0300-\u036f\u05b0-\u05c2\u0653-\u0655\u093c\u09bc-\u09be\u09d7\u0a3c\u0b3c-\u0b3e\u0b56-\u0b57"
    "\u0bbe\u0bd7\u0c56\u0cc2\u0cd5-\u0cd6\u0d3e\u0d57\u0dca\u0dcf\u0ddf\u0f72-\u0f80\u0fb5-\u0fb7"
    "\u102e\u1b35\u3099-\u309a\U000110ba\U00011127\U0001133e\U00011357\U000114b0-\U000114bd"
    "\U000115af\U00011930\U0001d165-\U0001d172"
)
_INNER = f"[{_MARKS}{INVISIBLE}]"
_LETTER = rf"[^\W\d_]{_INNER}*"
_RUN = rf"[^\W_]+(?:{_INNER}[^\W_]*)*"
_END = rf"(?![^\W_]|{_INNER})"
_APOSTROPHE = "['’‘ʼ‛＇]"
_HYPHEN = "[-‐‑]"
_FEW = "{0,31}"  # data and pranks have thousands of parts; after so many another token begins

_TOKEN = (
    rf"(?<![\w.{_MARKS}])(?:{_LETTER}\.)+{_LETTER}{_END}\.?"  # V.S., d.w.z.
    rf"|\d+(?:[.,:]\d+){_FEW}[.,:]\d+{_END}"  # 1.000, 12.500,50, 3,5, 3.11, 19:30
    rf"|(?<![\w{_MARKS}]){_APOSTROPHE}(?i:[snkmr]|t|ns|ie){_END}"
    rf"(?:{_HYPHEN}{_RUN}){_FEW}"  # 's-Gravenhage
    rf"|{_RUN}(?:{_APOSTROPHE}{_RUN}|{_HYPHEN}{_RUN}|(?:-{SIGN}|{SIGN}-){_RUN}){_FEW}"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_ELISION = re.compile(r"[dl]'(\w{3,})")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_SHORTEST_HUMP = 3
_JOINED_PARTS = 4  # more are a slug or a slogan, which nobody writes solid


@cache
def token_pattern() -> re.Pattern[str]:
    """Return the pattern of raw tokens, for text in NFC or NFD.

    Compiling it takes 3 ms, which a query of plain words does not need.
    """
    return re.compile(_TOKEN)


@lru_cache(maxsize=1 << 14)
def words(raw: str) -> tuple[tuple[str, ...], ...]:
    """Return the normalised words of a raw token: one inner tuple per position, accents kept.

    A hyphenated word gives its parts, and at the first position its spelling without the hyphen
    (*e-mail* is e, mail and email), unless that would be a number (*2-0*). An abbreviation loses
    its points. A number loses those between thousands, keeps others (*3.11*), and has a point for
    its colon (*19:30*). A clitic becomes the word it stands for; a French article is optional
    (*l'Oréal*); a word that leaves something out gives what it stands for too (see `left_out`).
    """
    word = normalise(raw)
    if word.isalnum():
        return ((word,),)
    if SIGN in word:
        return (words_of(word),)
    if whole := word_lists.pairs("clitics").get(word):
        return ((whole,),)
    if "-" in word:
        return _hyphenated(word)
    if word[:1].isdecimal():
        word = _number(word)
    elif "." in word:
        word = word.replace(".", "")
    word = word.strip("'")
    return (_with_elision(word),) if word else ()


def forms(raw: str) -> tuple[tuple[str, ...], ...]:
    """Return the folded surface forms of a raw token, by position as in `words`."""
    if raw.isascii():
        return words(raw)
    return tuple(tuple(dict.fromkeys(map(fold, position))) for position in words(raw))


def humps(typed: str) -> list[str]:
    """Return the parts of a word with inner capitals: *GroenLinks*; others have one part."""
    parts = [fold(normalise(part)) for part in _HUMP.split(typed.strip())]
    are_words = all(len(part) >= _SHORTEST_HUMP for part in parts)
    return parts if are_words else [fold(normalise(typed))]


def would_be_a_number(parts: Iterable[str]) -> bool:
    """Tell whether words side by side would, written as one, be another number: *2-0* is no 20."""
    return any(one[-1:].isdecimal() and two[:1].isdecimal() for one, two in pairwise(parts))


def iter_tokens(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield the tokens of a text: position, start, end, and the raw token."""
    position = 0
    for start, end, raw in _raw_tokens(text):
        taken = len(words(raw))
        if taken:
            yield position, start, end, raw
            position += taken


def _raw_tokens(text: str) -> Iterable[tuple[int, int, str]]:
    """Return the raw tokens of a text with their start and end."""
    if text.isalnum():  # as most words of a query
        return [(0, len(text), text)]
    found = ((*match.span(), match.group()) for match in token_pattern().finditer(text))
    if not may_leave_out(text):
        return found
    short = tokens_by_start(text)
    return ((start, *short.get(start, (end, raw))) for start, end, raw in found)


def _number(written: str) -> str:
    if _THOUSANDS.fullmatch(written):
        return written.replace(".", "")
    return written.replace(":", ".")


def _hyphenated(word: str) -> tuple[tuple[str, ...], ...]:
    parts = [part.strip("'") for part in word.split("-")]
    article = word.startswith(("'s-", "'t-"))  # what is left of one: 's-Hertogenbosch
    if article or (parts[0] == "s" and parts[1] in word_lists.words("names")):
        parts = parts[1:] if any(parts[1:]) else parts
    parts = [part for part in parts if part]
    if not parts:
        return ()
    first, *rest = parts
    heads = [*_with_elision(first)]
    if 1 < len(parts) <= _JOINED_PARTS and not would_be_a_number(parts):
        heads.append("".join(parts))
    return (tuple(heads), *(_with_elision(part) for part in rest))


def _with_elision(word: str) -> tuple[str, ...]:
    elided = _ELISION.fullmatch(word)
    return (word, elided.group(1)) if elided else (word,)
