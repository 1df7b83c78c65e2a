"""Words of a query and their marks: `-facebook`, `+verkiezingen`, `verkiez*`, `verkeizing~`.

Headlines hold the same characters for reasons of their own, and those stay words: `C++`, `-5,5`,
`*LIVE*`, `f**k`, `~50`, `https://nos.nl/~rutte`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.query.spans import Span, syntax_error
from newsctl.core.query.tokens import Token, TokenKind

if TYPE_CHECKING:
    from newsctl.core.errors import QuerySyntaxError

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


def run_end(text: str, at: int) -> int:
    """Return where what stands at `at` ends: at a space or a parenthesis."""
    match = _RUN.match(text, at)
    return match.end() if match else at


def value_word(text: str, start: int, end: int) -> Token:
    """Read the word in a field's value: plain, or marked by `+`, `*` or `~`.

    Raises QuerySyntaxError for a mark that does not stand there.
    """
    if text[start] == "-" and negates(text[start + 1 : end]):
        raise syntax_error(
            text,
            Span(start, end),
            "A minus stands before the field, not in its value.",
            hint="Write -title:facebook",
        )
    token = exact_word(text, start, end) or word(text, start, end)
    if token.kind is TokenKind.ALL:
        raise _stray_star(text, start)
    return token


def exact_word(text: str, start: int, end: int) -> Token | None:
    """Read `+verkiezingen`; None where a plus is no mark (`+5`). Raises QuerySyntaxError."""
    if text[start] != "+":
        return None
    marked = _without_sentence_marks(text[start + 1 : end])
    if text[start + 1 : start + 2] in {"(", '"'} or FIELD.match(marked) or _marks(marked):
        raise syntax_error(
            text,
            Span(start, start + 1),
            "A + stands before one plain word: +verkiezingen",
            hint="Quotes alone make a phrase; + goes with no field, parenthesis, * or ~.",
        )
    return Token(TokenKind.EXACT, start, end, marked) if _has_letter(marked) else None


def word(text: str, start: int, end: int) -> Token:
    """Read `text[start:end]` as a word with or without a mark at its end, or as a lone `*`.

    Raises QuerySyntaxError for a mark that is not at the word's end.
    """
    run = text[start:end]
    if run == "*":
        return Token(TokenKind.ALL, start, end, run)
    marked = _marks(run)
    if marked and has_word(marked[1]):
        return Token(MARKS[marked[2]], start, end, marked[1])
    _check_stray_marks(text, start, run)
    return Token(TokenKind.WORD, start, end, _without_sentence_marks(run))


def negates(run: str) -> bool:
    """Tell whether a minus means NOT before this: before numbers (-5,5, -5°C) it is a sign."""
    return not run.startswith("-") and _has_letter(run)


def has_word(text: str) -> bool:
    """Tell whether there is anything in a text but punctuation and pictures."""
    return any(char.isalnum() for char in text)


def _marks(run: str) -> re.Match[str] | None:
    return None if "://" in run else _MARKED.fullmatch(run)


def _check_stray_marks(text: str, at: int, run: str) -> None:
    # *LIVE* and **let op** are emphasis, f**k is manners, and an address is an address.
    if "**" in run or "://" in run or (run.startswith("*") and run.endswith("*")):
        return
    if stray := _STRAY_STAR.search(run):
        raise _stray_star(text, at + stray.start())
    if stray := _NUMBERED_TILDE.search(run):
        place = Span(at + stray.start() + 1, at + stray.end())
        raise syntax_error(text, place, "A ~ takes no number: verkeizing~")


def _stray_star(text: str, at: int) -> QuerySyntaxError:
    return syntax_error(
        text,
        Span(at, at + 1),
        "A * stands at the end of a word: verkiez*",
        hint='Compounds are found without it (kamer finds Tweede Kamer). Text as is: "f*ck"',
    )


def _without_sentence_marks(word: str) -> str:
    """Take `nu` from `nu?`; the dots of `V.S.` stay, for an abbreviation is told by them."""
    return word.rstrip(_SENTENCE_MARKS) or word


def _has_letter(run: str) -> bool:
    return any(char.isalpha() for char in _DEGREES.sub("", run))
