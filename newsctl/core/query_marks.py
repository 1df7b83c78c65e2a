"""Words of a query and their marks: `-facebook`, `+verkiezingen`, `verkiez*`, `verkeizing~`.

Headlines hold the same characters for reasons of their own, and those stay words: `C++`, `-5,5`,
`*LIVE*`, `f**k`, `~50`, `https://nos.nl/~rutte`.
"""

from __future__ import annotations

import re

from newsctl.core.query_quotes import quoted_until
from newsctl.core.query_spans import Span, syntax_error
from newsctl.core.query_tokens import Token, TokenKind

MARKS = {"*": TokenKind.PREFIX, "~": TokenKind.FUZZY}

# A key begins with a letter, so that 12:30 is a word; a space, a colon, // or \ behind the colon
# make it one too: "Rutte: ik ga", C::D, https://nos.nl, C:\temp.
FIELD = re.compile(r"([^\W\d][\w.-]*):(?![\s:\\)]|//|$)")
_RUN = re.compile(r"[^\s()]*")
_MARKED = re.compile(r"([^*~]+)([*~])[,;:!?…]*")
_STRAY_STAR = re.compile(r"(?<!\*)\*\w")
_NUMBERED_TILDE = re.compile(r"[^\W\d]~\d+$")
_DEGREES = re.compile(r"°[CFK]\b")
_SENTENCE_MARKS = ",;:!?…"


def value_word(text: str, start: int, end: int) -> Token:
    """Read the word in a field's value: plain, or marked by `+`, `*` or `~`.

    Raises QuerySyntaxError for a mark that does not stand there.
    """
    cut = text[:end]
    if cut[start] == "-" and negates(cut, start + 1):
        raise syntax_error(
            text,
            Span(start, end),
            "A minus stands before the field, not in its value.",
            hint="Write -title:facebook",
        )
    return exact_word(cut, start) or word(cut, start)


def exact_word(text: str, at: int) -> Token | None:
    """Read `+verkiezingen`; None where a plus is no mark (`+5`). Raises QuerySyntaxError."""
    if text[at] != "+":
        return None
    end = at + 1 + len(_run(text, at + 1))
    marked = _without_sentence_marks(text[at + 1 : end])
    if text[at + 1 : at + 2] in {"(", '"'} or FIELD.match(text, at + 1) or _marks(marked):
        raise syntax_error(
            text,
            Span(at, at + 1),
            "A + stands before one plain word: +verkiezingen",
            hint="Quotes alone make a phrase; + goes with no field, parenthesis, * or ~.",
        )
    return Token(TokenKind.EXACT, at, end, marked) if _has_letter(marked) else None


def negates(text: str, at: int) -> bool:
    """Tell whether a minus means NOT before this: before numbers (-5,5, -5°C) it is a sign."""
    if text[at : at + 1] in {"(", '"'} or quoted_until(text, at):
        return True
    return not text.startswith("-", at) and _has_letter(_run(text, at))


def word(text: str, at: int) -> Token:
    """Read what stands at `at` until a space or parenthesis, as a word with or without a mark.

    Raises QuerySyntaxError for a mark that is not at the word's end.
    """
    run = _run(text, at)
    end = at + len(run)
    if run == "*":
        return Token(TokenKind.ALL, at, end, run)
    marked = _marks(run)
    if marked and has_word(marked[1]):
        return Token(MARKS[marked[2]], at, end, marked[1])
    _check_stray_marks(text, at, run)
    return Token(TokenKind.WORD, at, end, _without_sentence_marks(run))


def _marks(run: str) -> re.Match[str] | None:
    return None if "://" in run else _MARKED.fullmatch(run)


def _check_stray_marks(text: str, at: int, run: str) -> None:
    # *LIVE* and **let op** are emphasis, f**k is manners, and an address is an address.
    if "**" in run or "://" in run or (run.startswith("*") and run.endswith("*")):
        return
    if stray := _STRAY_STAR.search(run):
        raise syntax_error(
            text,
            Span(at + stray.start(), at + stray.start() + 1),
            "A * stands at the end of a word: verkiez*",
            hint='Compounds are found without it (kamer finds Tweede Kamer). Text as is: "f*ck"',
        )
    if stray := _NUMBERED_TILDE.search(run):
        place = Span(at + stray.start() + 1, at + stray.end())
        raise syntax_error(text, place, "A ~ takes no number: verkeizing~")


def _run(text: str, at: int) -> str:
    match = _RUN.match(text, at)
    return match.group() if match else ""


def _without_sentence_marks(word: str) -> str:
    """Take `nu` from `nu?`; the dots of `V.S.` stay, for an abbreviation is told by them."""
    return word.rstrip(_SENTENCE_MARKS) or word


def _has_letter(run: str) -> bool:
    return any(char.isalpha() for char in _DEGREES.sub("", run))


def has_word(text: str) -> bool:
    """Tell whether there is anything in a text but punctuation and pictures."""
    return any(char.isalnum() for char in text)
