"""Hints for signs in a query that mean something in other programs: `!x`, `a | b`, `1,5`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _, _n
from newsctl.core.post.numbers import as_one_number, numbers_in
from newsctl.core.query.ast import (
    And,
    ExactWord,
    FieldPattern,
    FieldValue,
    Fuzzy,
    InPath,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Slug,
    Word,
    doubts_of,
    left_out_of,
    walk,
    wanted_terms,
)
from newsctl.core.query.describe import (
    may_be_numbers,
    pattern_text,
    query_text,
    values_before_words,
)
from newsctl.core.query.fields import FieldKind
from newsctl.core.query.lexer import FIELD
from newsctl.core.query.quotes import QUOTES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from newsctl.core.archive.archive import Archive
    from newsctl.core.query.ast import Query
    from newsctl.core.query.fields import FieldNames

_WORDS_COMPARED = 20
"""Words of a query at most that are compared with fields and dates."""

TEXT_FIELDS = {FieldKind.TITLE, FieldKind.BODY}
"""Fields of text, whose values are words."""

_LISTS = re.compile(r"[|;/&+]+")
"""What stands between values elsewhere."""

_MARK_IN_QUOTES = re.compile(r"\w\*(?!\w)")
_DASHES = "[‐‑‒–—−]+|--+"
"""What is typed for a minus, or made of one, and is none."""

_NEGATION = re.compile(rf"!+(?=\w)|(?:{_DASHES})(?=[^\W\d])")
_QUOTED_NEGATION = re.compile(rf"(?:!+|{_DASHES})(?=[{''.join(QUOTES)}])")
_NEGATED_VALUE = re.compile(r"(?:!+|-)(?=[^\W\d])")
_SAVED = re.compile(r"(?<![\w@])@([^\W\d][\w.-]*)")
"""The name of a saved query in a text."""

_WORDS_OF_A_VALUE = 5
"""Words behind a value at most that may belong to it."""

_COMPARISON = re.compile(r"(?P<field>[^\s:=<>!]+)(?P<sign>!=|<>|==?|[<>]=?)(?P<value>[^=<>].*)")
"""A field as other programs ask for it: `bron=NOS`, `aantal>300`, `bron!=NOS`."""

_FORMS = {"=": "{}:{}", ">": "{}:{}..", "<": "{}:..{}", "!": "-{}:{}", "<>": "-{}:{}"}

_EITHER = "|"
"""Or in other programs, also doubled; in headlines a bar."""


class SignHints:
    """Says how signs in a query were read, each in a sentence, if they may be meant otherwise."""

    def __init__(self, archive: Archive, fields: FieldNames, saved: Collection[str]) -> None:
        self._archive = archive
        self._fields = fields
        self._saved = saved

    def notes(self, query: Query) -> Iterator[str]:
        """Yield what the signs in a query would mean elsewhere, or how they were read."""
        for typed, meant, other in sorted(doubts_of(query)):
            yield _(
                "{typed} was read as {meant}. To mean {other}, write that; in a shell, in single "
                "quotes.",
                typed=typed,
                meant=meant,
                other=other,
            )
        left_out = left_out_of(query)
        for sign in sorted({_EITHER, 2 * _EITHER} & left_out):
            yield _("{sign} was left out, and all words are wanted. For either: OR", sign=sign)
        for key, parted, value in sorted(one.partition(": ") for one in left_out):
            if parted:
                yield _(
                    "{word} was read as a word. To mean the field: {meant}",
                    word=key,
                    meant=f"{key}:{value}",
                )
        words = [asked for asked in walk(query) if isinstance(asked, Word | ExactWord)]
        quoted = {found[0] for one in words if (found := _QUOTED_NEGATION.match(one.text))}
        for sign in sorted(quoted | {one for one in left_out if not one.strip("!")}):
            yield _(
                "{sign} was left out, and what follows it is wanted. To leave out posts with that, "
                'a minus: -word, -"two words", -(one OR other)',
                sign=sign,
            )
        yield from dict.fromkeys([*_readings(query), *self._numbers_as_values(query)])
        excluded = {one.operand for one in walk(query) if isinstance(one, Not)}
        for asked in words:
            yield from self._signs_of_word(asked, is_excluded=asked in excluded)
        yield from dict.fromkeys(self._signs_of_values(query))
        yield from self._values_among_words(query)
        yield from self._values_cut_short(query)
        yield from self._saved_queries_as_text(query)
        match words_of(query):
            case [first, "of" as word, last] if first and last:
                yield read_as_word(word, "OF")

    def _numbers_as_values(self, query: Query) -> Iterator[str]:
        """Yield how numbers in values of a key may be meant, which are sought as written."""
        for asked in walk(query):
            if not isinstance(asked, FieldValue) or not may_be_numbers(asked.values):
                continue
            missing = [one for one in asked.values if not self._is_value(asked.field, one)]
            written = ",".join(asked.values)
            one_number = as_one_number(written)
            meant = one_number and self._of_number(asked.field, float(one_number))
            if one_number and len(asked.values) > 1 and (missing or meant):
                yield _as_one_list(written, query_text(meant) if meant else one_number)
            for value in missing:
                for number in numbers_in(value):
                    if meant := self._of_number(asked.field, number):
                        yield _(
                            "No post has {value} as a text. As a number: {meant}",
                            value=f"{asked.field}:{value}",
                            meant=query_text(meant),
                        )

    def _is_value(self, field: str, value: str) -> bool:
        return self._archive.count(FieldValue(field, (value,))) > 0

    def _of_number(self, field: str, number: float) -> Query | None:
        """Return the query for a number in a field; None if no post has it."""
        asked = NumberRange(field, number, number)
        return asked if self._archive.count(asked) > 0 else None

    def _signs_of_word(self, asked: Word | ExactWord, *, is_excluded: bool) -> Iterator[str]:
        """Yield what a bar in a word, or an exclamation mark before it, would mean elsewhere."""
        parts = [part for part in asked.text.split(_EITHER) if part]
        both = [part for part in asked.text.split("&&") if part]
        sign = _NEGATION.match(asked.text)
        values = self._as_values(asked.text[sign.end() :]) if sign else None
        if meant := self._as_comparison(asked.text):
            yield _(
                "{word} was read as a word. To mean the field: {meant}",
                word=query_text(asked),
                meant=f"-{meant}".removeprefix("--") if is_excluded else meant,
            )
        elif len(both) > 1:
            yield _(
                "{word} was read as words that stand together. For both: {both}",
                word=query_text(asked),
                both=_in_place(
                    " ".join(_with_minus(asked, one) for one in both), is_excluded=is_excluded
                ),
            )
        elif len(parts) > 1 and values is None:
            yield _(
                "{word} was read as words that stand together. For either: {either}",
                word=query_text(asked),
                either=_in_place(
                    " OR ".join(_with_minus(asked, one) for one in parts), is_excluded=is_excluded
                ),
            )
        elif sign:
            yield _(
                "{word} was read as a word. To leave out posts with it: -{rest}",
                word=query_text(asked),
                rest=values or query_text(asked.replaced(text=asked.text[sign.end() :])),
            )

    def _as_comparison(self, text: str) -> str | None:
        """Return the clause that `field=value` or the like is meant for; None for other text."""
        asked = _COMPARISON.fullmatch(text)
        if asked is None or self._fields.find(asked["field"]) is None:
            return None
        form = _FORMS.get(asked["sign"]) or _FORMS[asked["sign"][0]]
        return form.format(asked["field"], asked["value"])

    def _as_values(self, text: str) -> str | None:
        """Return the clause of a field whose values have bars between them; None for no field."""
        named = FIELD.match(text)
        field = self._fields.find(named[1]) if named else None
        if named is None or field is None:
            return None
        values = [value for value in text[named.end() :].split(_EITHER) if value]
        if field.kind in TEXT_FIELDS and len(values) > 1:
            return f"{named.group()}({' OR '.join(values)})"
        return f"{named.group()}{','.join(values)}"

    def _signs_of_values(self, query: Query) -> Iterator[str]:
        """Yield what signs in values would mean elsewhere, but in values that posts have."""
        excluded = {one.operand for one in walk(query) if isinstance(one, Not)}
        for asked in walk(query):
            name, values = _values_of(asked)
            if not any(_LISTS.search(one) or _NEGATED_VALUE.match(one) for one in values):
                continue
            found = self._fields.find(name)
            if found is None:
                continue
            known = {value.casefold() for value in self._archive.values(name, *found.also).values}
            for value in values:
                parts = [part for part in map(str.strip, _LISTS.split(value)) if part]
                if value.casefold() in known:
                    continue
                if len(parts) > 1 and (
                    _EITHER in value or known.issuperset(map(str.casefold, parts))
                ):
                    yield _(
                        "{value} was read as one value. For either: {minus}{field}:{values}",
                        value=value,
                        minus="-" if asked in excluded else "",
                        field=name,
                        values=",".join(map(pattern_text, parts)),
                    )
                elif sign := _NEGATED_VALUE.match(value):
                    yield _(
                        "{value} was read as a value. To leave out posts with it: -{field}:{rest}",
                        value=value,
                        field=name,
                        rest=pattern_text(value[sign.end() :]),
                    )

    def _values_among_words(self, query: Query) -> Iterator[str]:
        """Yield hints for words after OR that are values of the field before it.

        An example is *Trouw* in `bron:NOS OR Trouw`.
        """
        for either in walk(query):
            operands = either.operands if isinstance(either, Or) else ()
            for at, before in enumerate(operands):
                asked = before.operands[-1] if isinstance(before, And) else before
                if not isinstance(asked, FieldValue):
                    continue
                known = set(map(str.casefold, self._archive.values(asked.field).values))
                if words := [*_leading_values(operands[at + 1 :], known)]:
                    meant = asked.replaced(values=(*asked.values, *words))
                    yield _n(
                        "{word} was read as a word. To mean the field: {meant}",
                        "{word} were read as words. To mean the field: {meant}",
                        len(words),
                        word=", ".join(words),
                        meant=query_text(meant),
                    )

    def _values_cut_short(self, query: Query) -> Iterator[str]:
        """Yield what values are that posts have with the words behind them: `bron:RTV Utrecht`."""
        for clause in values_before_words(query):
            asked, minus = clause.keys[0], "-" if clause.is_excluded else ""
            *others, value = asked.values
            for end in range(len(clause.words[:_WORDS_OF_A_VALUE]), 0, -1):
                words = " ".join(clause.words[:end])
                whole = f"{value} {words}"
                if any(self._is_value(key.field, whole) for key in clause.keys):
                    yield _(
                        "{typed} was read as a value and words. To mean the value: {meant}",
                        typed=f"{minus}{query_text(asked)} {words}",
                        meant=f"{minus}{query_text(asked.replaced(values=(*others, whole)))}",
                    )
                    break

    def _saved_queries_as_text(self, query: Query) -> Iterator[str]:
        """Yield how saved queries are asked for that stand in words or values: `@a,@b`."""
        for asked in walk(query):
            texts = _values_of(asked)[1]
            if isinstance(asked, Word | ExactWord | Prefix | Fuzzy):
                texts = (asked.text,)
            names = [name for text in texts for name in _SAVED.findall(text) if name in self._saved]
            if names:
                yield _(
                    "{text} was read as text. To ask for what is saved: {meant}",
                    text=query_text(asked),
                    meant=" OR ".join(f"@{name}" for name in names),
                )


def _readings(query: Query) -> Iterator[str]:
    """Yield how numbers with points or commas were read, and asterisks in quotes."""
    for asked in walk(query):
        if isinstance(asked, NumberRange) and "," in asked.written:
            ends = asked.written.split("..")
            yield _as_one_list(asked.written, "..".join(as_one_number(end) or end for end in ends))
        elif isinstance(asked, NumberRange) and asked.written:
            yield _(
                "{written} was read as {meant}: points stand between thousands. A fraction of "
                "three digits takes a 0 more.",
                written=asked.written,
                meant=query_text(asked),
            )
        elif isinstance(asked, Phrase) and _MARK_IN_QUOTES.search(asked.text):
            yield _(
                "In {phrase} the * was read as text. Without quotes it stands for the end of a "
                "word.",
                phrase=query_text(asked),
            )


def _as_one_list(written: str, number: str) -> str:
    return _(
        "{written} was read as a list of numbers. As one number: {number}",
        written=written,
        number=number,
    )


def _in_place(text: str, *, is_excluded: bool) -> str:
    """Return how several words are asked for together, or left out where one was."""
    return f"-({text})" if is_excluded else text


def _leading_values(operands: Iterable[Query], known: Collection[str]) -> Iterator[str]:
    """Yield the words that operands of OR are, or begin with, as far as they are known values."""
    for operand in operands:
        first = operand.operands[0] if isinstance(operand, And) else operand
        if not isinstance(first, Word) or first.text.casefold() not in known:
            return
        yield first.text
        if first is not operand:
            return


def _with_minus(asked: Word | ExactWord, text: str) -> str:
    """Return the clause of a word, with a minus instead of exclamation marks."""
    sign = _NEGATION.match(text)
    word = query_text(asked.replaced(text=text[sign.end() :] if sign else text))
    return f"-{word}" if sign else word


def _values_of(asked: Query) -> tuple[str, tuple[str, ...]]:
    """Return the field and the values of a clause; empty for other queries."""
    match asked:
        case FieldValue():
            return asked.field, asked.values
        case FieldPattern():
            return asked.field, (asked.pattern,)
        case Slug():
            return "slug", asked.patterns
        case InPath():
            return "path", asked.globs
        case _:
            return "", ()


def words_of(query: Query) -> list[str]:
    """Return the words that a query searches for, with an empty text for each other term."""
    terms = [term.text if isinstance(term, Word) else "" for term in wanted_terms(query)]
    return terms[:_WORDS_COMPARED]


def read_as_word(word: str, operator: str) -> str:
    """Return the hint for a word that would be an operator in capitals."""
    return _(
        "{word} was read as a word. The operator is in capitals: {operators}",
        word=word,
        operators=operator,
    )
