"""The lexer of queries: words with their marks, phrases, fields and operators.

Marks count only at the start of a word: `-facebook` is not `5G-netwerk`. Headlines use the same
characters otherwise, and those stay words: `C++`, `-5,5`, `**LIVE**`, `f**k`, `~50`,
`https://nos.nl/~rutte`. Double quotes, straight or typographic, make phrases; single quotes are
often apostrophes (`'s-Hertogenbosch`, `auto's`) and stay letters.

The token of a field holds its value as written, which `value_lexer` splits further.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.messages import _
from newsctl.core.query.quotes import closing_quote
from newsctl.core.query.spans import Span, syntax_error
from newsctl.core.query.value_lexer import value_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsctl.core.errors import QuerySyntaxError


class TokenKind(StrEnum):
    """The kind of a token."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"
    FUZZY = "fuzzy"
    EXACT = "exact"
    ALL = "all"
    FIELD = "field"
    SAVED = "saved"
    AND = "and"
    OR = "or"
    NOT = "not"
    OPEN = "open"
    CLOSE = "close"


PATTERNS = frozenset({TokenKind.PREFIX, TokenKind.FUZZY})
"""What stands for any number of words."""


class Token(NamedTuple):
    """A token and its offsets.

    `text` is the token without its marks: for a FIELD the key, whose value is `text[value:end]` of
    the query (empty before a parenthesis).
    """

    kind: TokenKind
    start: int
    end: int
    text: str
    value: int = 0


NO_UNITS: Mapping[int, int] = {}

_OPERATORS = {
    "AND": TokenKind.AND,
    "EN": TokenKind.AND,
    "OR": TokenKind.OR,
    "OF": TokenKind.OR,
    "NOT": TokenKind.NOT,
    "NIET": TokenKind.NOT,
}
_PARENTHESES = {"(": TokenKind.OPEN, ")": TokenKind.CLOSE}

_SPACE = re.compile(r"\s*")
_OPERATOR = re.compile(rf"(?:{'|'.join(_OPERATORS)})(?=[\s()]|$)")
SAVED_NAME = re.compile(r"@([^\W\d][\w.-]*)(?=[\s)]|$)")
_EMOTICON = re.compile(r"[:;]-?[()](?=\s|$)")


def tokenize(
    text: str, *, units: Mapping[int, int] = NO_UNITS, unusual: Sequence[str] = ()
) -> list[Token]:
    """Split a query into tokens.

    `units` are the spans of fields whose value contains spaces because the shell removed its
    quotes, `unusual` the keys of `unusual_keys`. Raises QuerySyntaxError for an unclosed quote and
    for a misplaced mark.
    """
    found: list[Token] = []
    at = _after_space(text, 0)
    while at < len(text):
        token = _token(text, at, units, unusual)
        found.append(token)
        at = _after_space(text, token.end)
    return found


def unusual_keys(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the keys that are not read as fields where they are not known: `mijn veld`, `a/b`.

    The longest come first. One without a letter is none: 12:30 stays a word.
    """
    usual = ((key, FIELD.match(f"{key}:x")) for key in keys)
    found = (key for key, match in usual if match is None or match[1] != key)
    return tuple(sorted(filter(_has_letter, found), key=lambda key: (-len(key), key)))


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _token(text: str, at: int, units: Mapping[int, int], unusual: Sequence[str]) -> Token:
    """Return the token that begins at an offset."""
    end = run_end(text, at)
    if not _begins_word(text, at):
        return _parenthesis(text, at) or word(text, at, end)
    if emoticon := _EMOTICON.match(text, at):
        return Token(TokenKind.WORD, at, emoticon.end(), emoticon.group())
    return (
        _unusual_field(text, at, units, unusual)
        or _parenthesis(text, at)
        or _phrase(text, at)
        or _minus(text, at, end)
        or exact_word(text, at, end)
        or _saved(text, at)
        or _field(text, at, units)
        or _operator(text, at)
        or word(text, at, end)
    )


def _begins_word(text: str, at: int) -> bool:
    """Tell whether marks count here: not after `"tweede kamer"` or `(VVD)`."""
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "(-"


def _parenthesis(text: str, at: int) -> Token | None:
    kind = _PARENTHESES.get(text[at])
    return Token(kind, at, at + 1, text[at]) if kind else None


def _phrase(text: str, at: int) -> Token | None:
    """Parse a phrase; None if there is no quote that is closed. Raises QuerySyntaxError."""
    end = closing_quote(text, at)
    if end is None:
        return None
    inside = text[at + 1 : end - 1].strip()
    if not inside and text[at] != '"':
        return None
    if not inside:
        raise syntax_error(text, Span(at, end), _("There is nothing between these quotes."))
    if text[end : end + 1] in MARKS:
        mark = Span(end, end + 1)
        raise syntax_error(
            text, mark, _("A phrase takes no {text}: it stands behind one word.", text=text[end])
        )
    kind = TokenKind.PHRASE if has_word(inside) else TokenKind.WORD
    return Token(kind, at, end, inside)


def _minus(text: str, at: int, end: int) -> Token | None:
    if text[at] != "-":
        return None
    before_group = text.startswith("(", at + 1) or closing_quote(text, at + 1)
    if not before_group and not negates(text[at + 1 : end]):
        return None
    return Token(TokenKind.NOT, at, at + 1, "-")


def _saved(text: str, at: int) -> Token | None:
    match = SAVED_NAME.match(text, at)
    return match and Token(TokenKind.SAVED, at, match.end(), match[1])


def _field(text: str, at: int, units: Mapping[int, int]) -> Token | None:
    """Parse `key:value`; None if there is no key. For a group the value is empty."""
    match = FIELD.match(text, at)
    return match and _field_token(text, at, match[1], match.end(), units)


def _unusual_field(
    text: str, at: int, units: Mapping[int, int], unusual: Sequence[str]
) -> Token | None:
    for key in unusual:
        for written in (f"{key}:", f'"{key}":'):
            value = at + len(written)
            if text[at:value].casefold() == written.casefold() and not _NO_VALUE.match(text, value):
                return _field_token(text, at, key, value, units)
    return None


def _field_token(text: str, at: int, key: str, value: int, units: Mapping[int, int]) -> Token:
    group = text.startswith("(", value)
    end = units.get(at) or (value if group else value_end(text, value))
    return Token(TokenKind.FIELD, at, end, key, value)


def _operator(text: str, at: int) -> Token | None:
    match = _OPERATOR.match(text, at)
    if match is None or text[at - 1 : at] == "-":
        return None
    return Token(_OPERATORS[match.group()], at, match.end(), match.group())


MARKS = {"*": TokenKind.PREFIX, "~": TokenKind.FUZZY}

# A key begins with a letter, so that 12:30 is a word; a space, a colon, // or \ behind the colon
# make it one too: "Rutte: ik ga", C::D, https://nos.nl, C:\temp.
_NO_VALUE = re.compile(r"[\s:\\)]|//|$")
FIELD = re.compile(rf"([^\W\d][\w.-]*):(?!{_NO_VALUE.pattern})")
_RUN = re.compile(r"[^\s()]*")
_MARKED = re.compile(r"([^*~]+)([*~])[,;:!?…]*")
_STRAY_STAR = re.compile(r"(?<!\*)\*\w")
_NUMBERED_TILDE = re.compile(r"[^\W\d]~\d+$")
_DEGREES = re.compile(r"°[CFK]\b")
_SENTENCE_MARKS = ",;:!?…"


def run_end(text: str, at: int) -> int:
    """Return the end of what starts at `at`: the next space or parenthesis."""
    match = _RUN.match(text, at)
    return match.end() if match else at


def value_word(text: str, start: int, end: int) -> Token:
    """Parse the word in a field's value: plain, or marked by `+`, `*` or `~`.

    Raises QuerySyntaxError for a misplaced mark.
    """
    if text[start] == "-" and negates(text[start + 1 : end]):
        raise syntax_error(
            text,
            Span(start, end),
            _("A minus stands before the field, not in its value."),
            hint=_("Write -title:facebook"),
        )
    token = exact_word(text, start, end) or word(text, start, end)
    if token.kind is TokenKind.ALL:
        raise _stray_star(text, start)
    return token


def exact_word(text: str, start: int, end: int) -> Token | None:
    """Parse `+verkiezingen`; None where a plus is no mark (`+5`). Raises QuerySyntaxError."""
    if text[start] != "+":
        return None
    marked = _without_sentence_marks(text[start + 1 : end])
    if text[start + 1 : start + 2] in {"(", '"'} or FIELD.match(marked) or _has_mark(marked):
        raise syntax_error(
            text,
            Span(start, start + 1),
            _("A + stands before one plain word: +verkiezingen"),
            hint=_("Quotes alone make a phrase; + goes with no field, parenthesis, * or ~."),
        )
    return Token(TokenKind.EXACT, start, end, marked) if _has_letter(marked) else None


def word(text: str, start: int, end: int) -> Token:
    """Parse `text[start:end]` as a word with or without a mark at its end, or as a lone `*`.

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
    """Tell whether a minus before this means NOT; before a number (-5,5, -5°C) it is a sign."""
    return not run.startswith("-") and _has_letter(run)


def has_word(text: str) -> bool:
    """Tell whether a text has anything but punctuation and pictographs."""
    return any(char.isalnum() for char in text)


def _marks(run: str) -> re.Match[str] | None:
    return None if "://" in run else _MARKED.fullmatch(run)


def _has_mark(marked: str) -> bool:
    return "*" in marked or _marks(marked) is not None


def _check_stray_marks(text: str, at: int, run: str) -> None:
    """Raise QuerySyntaxError for a mark inside of a word.

    `run` is what stands at the offset `at`, up to the next space or parenthesis. Emphasis
    (**let op**), f**k and addresses are words.
    """
    if "**" in run or "://" in run:
        return
    if stray := _STRAY_STAR.search(run):
        raise _stray_star(text, at + stray.start())
    if stray := _NUMBERED_TILDE.search(run):
        place = Span(at + stray.start() + 1, at + stray.end())
        raise syntax_error(text, place, _("A ~ takes no number: verkeizing~"))


def _stray_star(text: str, at: int) -> QuerySyntaxError:
    return syntax_error(
        text,
        Span(at, at + 1),
        _("A * stands at the end of a word: verkiez*"),
        hint=_('Compounds are found without it (kamer finds Tweede Kamer). Text as is: "f*ck"'),
    )


def _without_sentence_marks(word: str) -> str:
    """Strip punctuation from a word (`nu?`); abbreviations keep their dots (`V.S.`)."""
    return word.rstrip(_SENTENCE_MARKS) or word


def _has_letter(run: str) -> bool:
    return any(char.isalpha() for char in _DEGREES.sub("", run))
