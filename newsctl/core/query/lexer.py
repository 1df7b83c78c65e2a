"""A query's text cut into tokens: words with their marks, phrases, fields and operators.

Only what stands at the start of a word is a mark: `-facebook` is not `5G-netwerk`. Headlines hold
the same characters for reasons of their own, and those stay words: `C++`, `-5,5`, `*LIVE*`,
`f**k`, `~50`, `https://nos.nl/~rutte`. Double quotes make phrases, straight or typographic; single
ones are apostrophes as often as not (`'s-Hertogenbosch`, `auto's`), and stay letters.

The token of a field holds its value as it is written. `split_values` cuts that where commas list
and two dots range: `NOS,"de Volkskrant"`, `300..`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Placed(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def start(self) -> int:
        """The offset of its first character."""
        ...

    @property
    def end(self) -> int:
        """The offset after its last character."""
        ...


class Span(NamedTuple):
    """The piece `text[start:end]` of a text."""

    start: int
    end: int


def syntax_error(
    text: str, place: Placed, message: str, *, hint: str | None = None
) -> QuerySyntaxError:
    """Make the error that says `message` of the piece at `place` in `text`."""
    return QuerySyntaxError(message, text=text, start=place.start, end=place.end, hint=hint)


class TokenKind(StrEnum):
    """What a token is."""

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
    """A token and where it stands.

    `text` is what it means, without its marks: of a FIELD the key, whose value is
    `text[value:end]` of the query (empty before a parenthesis).
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
_SAVED = re.compile(r"@([^\W\d][\w.-]*)(?=[\s)]|$)")
_EMOTICON = re.compile(r"[:;]-?[()](?=\s|$)")


def tokenize(text: str, *, units: Mapping[int, int] = NO_UNITS) -> list[Token]:
    """Cut a query into tokens.

    `units` are the starts and ends of fields whose value runs on over spaces, because the shell
    took its quotes away. Raises QuerySyntaxError for a quote that is not closed and for a mark that
    is not where marks stand.
    """
    found: list[Token] = []
    at = _after_space(text, 0)
    while at < len(text):
        token = _token(text, at, units)
        found.append(token)
        at = _after_space(text, token.end)
    return found


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _token(text: str, at: int, units: Mapping[int, int]) -> Token:
    end = run_end(text, at)
    if not _begins_word(text, at):
        return _parenthesis(text, at) or word(text, at, end)
    if emoticon := _EMOTICON.match(text, at):
        return Token(TokenKind.WORD, at, emoticon.end(), emoticon.group())
    return (
        _parenthesis(text, at)
        or _phrase(text, at)
        or _minus(text, at, end)
        or exact_word(text, at, end)
        or _saved(text, at)
        or _field(text, at, units)
        or _operator(text, at)
        or word(text, at, end)
    )


def _begins_word(text: str, at: int) -> bool:
    """Tell whether marks count here; after `"tweede kamer"` and `(VVD)` a hyphen is a hyphen."""
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "(-"


def _parenthesis(text: str, at: int) -> Token | None:
    kind = _PARENTHESES.get(text[at])
    return Token(kind, at, at + 1, text[at]) if kind else None


def _phrase(text: str, at: int) -> Token | None:
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
    match = _SAVED.match(text, at)
    return match and Token(TokenKind.SAVED, at, match.end(), match[1])


def _field(text: str, at: int, units: Mapping[int, int]) -> Token | None:
    match = FIELD.match(text, at)
    if match is None:
        return None
    value = match.end()
    group = text.startswith("(", value)
    end = units.get(at) or (value if group else value_end(text, value))
    return Token(TokenKind.FIELD, at, end, match[1], value)


def _operator(text: str, at: int) -> Token | None:
    match = _OPERATOR.match(text, at)
    if match is None or text[at - 1 : at] == "-":
        return None
    return Token(_OPERATORS[match.group()], at, match.end(), match.group())


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
            _("A minus stands before the field, not in its value."),
            hint=_("Write -title:facebook"),
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
            _("A + stands before one plain word: +verkiezingen"),
            hint=_("Quotes alone make a phrase; + goes with no field, parenthesis, * or ~."),
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
        raise syntax_error(text, place, _("A ~ takes no number: verkeizing~"))


def _stray_star(text: str, at: int) -> QuerySyntaxError:
    return syntax_error(
        text,
        Span(at, at + 1),
        _("A * stands at the end of a word: verkiez*"),
        hint=_('Compounds are found without it (kamer finds Tweede Kamer). Text as is: "f*ck"'),
    )


def _without_sentence_marks(word: str) -> str:
    """Take `nu` from `nu?`; the dots of `V.S.` stay, for an abbreviation is told by them."""
    return word.rstrip(_SENTENCE_MARKS) or word


def _has_letter(run: str) -> bool:
    return any(char.isalpha() for char in _DEGREES.sub("", run))


WHOLE = "="
"""What stands before a value that is the whole of it: `title:="de hele titel"`."""

_COMMA = ","

# Two dots range, three are an ellipsis. Parentheses inside a value belong to it (addresses of
# Wikipedia have them), and so do the commas of an address (those of older news sites have them).
_DOTS = r"(?<!\.)\.\.(?!\.)"
_SCHEME = r"[A-Za-z]{2,9}://"
_BOUNDED = re.compile(
    rf"(?P<cut>,|{_DOTS})"
    rf"|(?:{_SCHEME}(?:\([^\s()]*\)|[^\s()])*|\([^\s()]*\)|(?!{_DOTS})[^\s(),])+"
)
_SPACED = re.compile(rf"(?P<cut>,(?=\S)|,$|{_DOTS})|(?:{_SCHEME}\S*|,(?=\s)|(?!{_DOTS})[^,])+")


class ValuePart(NamedTuple):
    """One value, or one end of a range: `text` without quotes, and where it stands.

    It is `starred` when it has an asterisk outside its quotes.
    """

    text: str
    start: int
    end: int
    quoted: bool = False
    starred: bool = False


class ValueItem(NamedTuple):
    """One of the listed values: a single part, or the two ends of a range."""

    parts: tuple[ValuePart, ...]

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.parts[-1].end


def value_end(text: str, start: int) -> int:
    """Return where a value ends: at a space or a parenthesis outside its quotes."""
    end = start
    if text.startswith(WHOLE, start) and closing_quote(text, start + len(WHOLE)):
        start += len(WHOLE)
    for _place, piece in _pieces(text, start, _BOUNDED):
        end = piece.end
    return end


def split_values(text: str, start: int, end: int, *, spaced: bool) -> tuple[ValueItem, ...]:
    """Cut the value `text[start:end]` into what commas list and two dots range.

    A `spaced` value lost its quotes in the shell: in it a comma lists when no space follows.
    Raises QuerySyntaxError for a list or range with nothing where something has to stand.
    """
    items: list[ValueItem] = []
    parts: list[ValuePart] = []
    part = ValuePart("", start, start)
    for cut, piece in _pieces(text[:end], start, _SPACED if spaced else _BOUNDED):
        if not cut:
            part = _joined(part, piece)
            continue
        parts.append(part)
        part = ValuePart("", piece.end, piece.end)
        if cut == _COMMA:
            items.append(_item(text, parts))
            parts = []
    return (*items, _item(text, [*parts, part]))


def _pieces(text: str, start: int, plain: re.Pattern[str]) -> Iterator[tuple[str, ValuePart]]:
    """Yield the cuts and what stands between them; a quote counts at a beginning only."""
    at, begins = start, True
    while at < len(text):
        if begins and (end := closing_quote(text, at)):
            yield "", ValuePart(text[at + 1 : end - 1], at, end, quoted=True)
            at, begins = end, False
        elif piece := plain.match(text, at):
            cut = piece["cut"] or ""
            yield cut, ValuePart(piece.group(), at, piece.end(), starred="*" in piece.group())
            at, begins = piece.end(), bool(cut)
        else:
            return


def _joined(part: ValuePart, piece: ValuePart) -> ValuePart:
    quoted, starred = part.quoted or piece.quoted, part.starred or piece.starred
    return ValuePart(part.text + piece.text, part.start, piece.end, quoted, starred)


def _item(text: str, parts: list[ValuePart]) -> ValueItem:
    item = ValueItem(tuple(_trimmed(part) for part in parts))
    if len(parts) > 2:
        raise syntax_error(text, item, _("A range has two ends: 2019..2020"))
    if not any(part.text for part in item.parts):
        raise _nothing(text, item)
    return item


def _trimmed(part: ValuePart) -> ValuePart:
    text = part.text.strip()
    if part.quoted:
        return part._replace(text=text)
    start = part.start + len(part.text) - len(part.text.lstrip())
    return ValuePart(text, start, start + len(text), starred=part.starred)


def _nothing(text: str, item: ValueItem) -> QuerySyntaxError:
    start = min(item.start, len(text) - 1)
    if item.end > item.start:
        place = Span(item.start, item.end)
    elif text[start] == _COMMA:
        place = Span(start, start + 1)
    else:
        place = Span(start - 1, start)
    return syntax_error(
        text,
        place,
        _("A value is missing here."),
        hint=_('A list has no spaces: bron:NOS,NU.nl or bron:NOS,"de Volkskrant"'),
    )


QUOTES = {'"': '"', "„": "”“", "“": "”“", "”": "”", "«": "»"}
"""What may close each opening quote: Dutch „…”, German „…“, English “…”, sloppy ”…”, «…»."""


def closing_quote(text: str, at: int) -> int | None:
    """Return the offset after the quote that closes the one at `at`.

    None when there is no quote at `at`, or a typographic one that nothing closes: that is
    punctuation. Raises QuerySyntaxError for a straight quote that nothing closes.
    """
    opening = text[at : at + 1]
    closers = QUOTES.get(opening, "")
    ends = [end for closer in closers if (end := text.find(closer, at + 1)) >= 0]
    if ends:
        return min(ends) + 1
    if opening == '"':
        raise syntax_error(
            text,
            Span(at, at + 1),
            _("This quote is not closed."),
            hint=_("Close it, or leave it out. In a shell: '\"tweede kamer\"'"),
        )
    return None
