"""Hints for a query without an answer, or with a part that nothing matches."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsctl.core.archive.hits import FEW_POSTS, Request
from newsctl.core.archive.unread_dates import left_out_by_dates
from newsctl.core.errors import QuerySyntaxError
from newsctl.core.likeness import alike
from newsctl.core.messages import _, _n
from newsctl.core.post.numbers import as_one_number, number_in
from newsctl.core.post.post import PostPath
from newsctl.core.query.ast import (
    And,
    DateRange,
    ExactWord,
    FieldPattern,
    FieldValue,
    InPath,
    Not,
    NumberRange,
    Or,
    Phrase,
    Slug,
    Word,
    doubts_of,
    left_out_of,
    walk,
    wanted_terms,
)
from newsctl.core.query.describe import (
    excluded_words,
    has_signs,
    has_ways_out,
    may_be_numbers,
    pattern_text,
    plain_words,
    query_text,
)
from newsctl.core.query.fields import NUMBER_FIELDS, FieldKind
from newsctl.core.query.lexer import FIELD
from newsctl.core.query.quotes import QUOTES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from newsctl.core.archive.archive import Archive
    from newsctl.core.query.ast import Query
    from newsctl.core.query.parser import QueryParser

_WORDS_COMPARED, _WORDS_OF_A_DATE = 20, 6
"""Words of a query that are checked for a date or a field, and words of the longest date."""

_VALUES_COMPARED = 1_000
"""Values of a field at most among which one alike is sought: names, not all addresses."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}")

_OTHER_SYNTAX = re.compile(r"(?P<field>[^\s:=<>!]+)(?P<sign>!=|<>|==?|[<>]=?)(?P<value>[^=<>].*)")
"""A field as other programs ask for it: `bron=NOS`, `aantal>300`, `bron!=NOS`."""

_FORMS = {"=": "{}:{}", ">": "{}:{}..", "<": "{}:..{}", "!": "-{}:{}", "<>": "-{}:{}"}
_TEXT_FIELDS = {FieldKind.TITLE, FieldKind.BODY}
_LISTS = re.compile(r"[|;/&+]+")
"""What stands between values elsewhere."""

_MARK_IN_QUOTES = re.compile(r"\w\*(?!\w)")
_ANY_LETTER = re.compile(r"\w\?\w")
_DASHES = "[‐‑‒–—−]+|--+"
"""What is typed for a minus, or made of one, and is none."""

_NEGATION = re.compile(rf"!+(?=\w)|(?:{_DASHES})(?=[^\W\d])")
_QUOTED_NEGATION = re.compile(rf"(?:!+|{_DASHES})(?=[{''.join(QUOTES)}])")
_NEGATED_VALUE = re.compile(r"(?:!+|-)(?=[^\W\d])")
_OPERATORS = {"or": "OR", "and": "AND", "not": "NOT"}
"""What other programs call them."""

_DUTCH_OPERATORS = {"of": "OF", "en": "EN", "niet": "NIET"}
"""Dutch words first, which hardly a post lacks."""

_EITHER = "|"
"""Or in other programs, also doubled; in headlines a bar."""


class QueryHints:
    """Finds other meanings that a query may have had, each as a sentence.

    `post_at` gives the post at a path as the user sees it, if there is one; without it, paths are
    below the archive's folder.
    """

    def __init__(
        self,
        archive: Archive,
        parser: QueryParser,
        post_at: Callable[[str], PostPath | None] | None = None,
    ) -> None:
        self._archive = archive
        self._parser = parser
        self._fields = parser.fields
        self._post_at = post_at or self._post_below

    def notes(self, query: Query, total: int, *, words: bool = True) -> Iterator[str]:
        """Yield what else may be meant by a query that so many posts answer.

        What stands under OR or NOT can be misspelt without being missed. Without `words`, the
        spelling of words is not checked.
        """
        yield from self.beside_answer(query) if total else self._of_no_answer(query)
        is_missed = not total or has_ways_out(query)
        if is_missed:
            yield from self._values_alike(query)
        is_rare = total <= FEW_POSTS and any(True for _ in wanted_terms(query))
        if words and (is_missed or is_rare):
            yield from self._words_alike(query)

    def _of_no_answer(self, query: Query) -> Iterator[str]:
        """Yield what may be meant by a query that no post answers, spelt as it is."""
        for text in dict.fromkeys(one.text for one in wanted_terms(query)):
            if not any(map(str.isalnum, text)):
                yield _("There is no word in {text}: no letter and no digit.", text=text)
        yield from dict.fromkeys([*self.of_reading(query), *_dutch_operators(query)])
        moment = self._fields.moment.name
        if any(isinstance(one, DateRange) and one.field == moment for one in walk(query)):
            yield from self.of_no_dates()
        yield from self._left_out_by_dates(query)
        yield from self._dates_among_numbers(query)
        yield from self._values_with_more_words(query)

    def _dates_among_numbers(self, query: Query) -> Iterator[str]:
        """Yield that a range is one of numbers where posts have dates: `lastmod:2020..`."""
        for asked in walk(query):
            if isinstance(asked, NumberRange) and asked.field not in NUMBER_FIELDS:
                values = self._archive.values(asked.field).values
                if any(map(_DAY.match, values)):
                    yield _(
                        "{field} was asked for numbers. It is asked for dates where newsctl.toml "
                        'says so: type = "date"',
                        field=asked.field,
                    )

    def of_reading(self, query: Query) -> Iterator[str]:
        """Yield which words of a query look like something else than words."""
        yield from self._of_signs(query)
        yield from self._paths_among_words(query)
        yield from self._dates_among_words(query)
        yield from self._other_syntax(query)

    def beside_answer(self, *queries: Query) -> Iterator[str]:
        """Yield what means something in other programs, where the answer would be another."""
        asked = filter(has_signs, queries)
        yield from dict.fromkeys(note for query in asked for note in self._of_signs(query))
        yield from dict.fromkeys(
            note for query in queries for note in self._left_out_by_dates(query)
        )

    def _left_out_by_dates(self, query: Query) -> Iterator[str]:
        """Yield how many posts dates in a query leave out because theirs cannot be read."""
        if posts := left_out_by_dates(self._archive, self._fields.moment.name, query):
            yield _n(
                "{n:,} post has a date that cannot be read, and is left out; "
                "newsctl validate says why.",
                "{n:,} posts have a date that cannot be read, and are left out; "
                "newsctl validate says why.",
                posts,
            )

    def _of_signs(self, query: Query) -> Iterator[str]:
        for typed, meant, other in sorted(doubts_of(query)):
            yield _(
                "{typed} was read as {meant}. To mean {other}, write that in single quotes.",
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
        match _words_of(query):
            case [first, "of" as word, last] if first and last:
                yield _read_as_word(word, "OF")

    def _numbers_as_values(self, query: Query) -> Iterator[str]:
        """Yield how numbers in values of a key may be meant, which are sought as written."""
        for asked in walk(query):
            if not isinstance(asked, FieldValue) or not may_be_numbers(asked.values):
                continue
            missing = [one for one in asked.values if not self._is_value(asked.field, one)]
            written = ",".join(asked.values)
            one_number = as_one_number(written)
            if one_number and (missing or self._of_number(asked.field, float(one_number))):
                yield _as_one_list(written, one_number)
            for value in missing:
                number = number_in(value)
                if number is not None and (meant := self._of_number(asked.field, number)):
                    yield _(
                        "No post has {value} written so. As a number: {meant}",
                        value=f"{asked.field}:{value}",
                        meant=query_text(meant),
                    )

    def _is_value(self, field: str, value: str) -> bool:
        return self._has_posts(FieldValue(field, (value,)))

    def _of_number(self, field: str, number: float) -> Query | None:
        """Return the query for a number in a field; None if no post has it."""
        asked = NumberRange(field, number, number)
        return asked if self._has_posts(asked) else None

    def _has_posts(self, query: Query) -> bool:
        return self._archive.search(Request(query, limit=0)).total > 0

    def _signs_of_word(self, asked: Word | ExactWord, *, is_excluded: bool) -> Iterator[str]:
        """Yield what a bar in a word, or an exclamation mark before it, would mean elsewhere."""
        parts = [part for part in asked.text.split(_EITHER) if part]
        both = [part for part in asked.text.split("&&") if part]
        sign = _NEGATION.match(asked.text)
        values = self._as_values(asked.text[sign.end() :]) if sign else None
        if len(both) > 1:
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
                rest=values or query_text(replace(asked, text=asked.text[sign.end() :])),
            )

    def _as_values(self, text: str) -> str | None:
        """Return the clause of a field whose values have bars between them; None for no field."""
        named = FIELD.match(text)
        field = self._fields.find(named[1]) if named else None
        if named is None or field is None:
            return None
        values = [value for value in text[named.end() :].split(_EITHER) if value]
        if field.kind in _TEXT_FIELDS and len(values) > 1:
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
                    meant = replace(asked, values=(*asked.values, *words))
                    yield _n(
                        "{word} was read as a word. To mean the field: {meant}",
                        "{word} were read as words. To mean the field: {meant}",
                        len(words),
                        word=", ".join(words),
                        meant=query_text(meant),
                    )

    def _words_alike(self, query: Query) -> Iterator[str]:
        """Yield what may have been meant by words that no post has, or few have."""
        words = (*plain_words(query), *excluded_words(query))
        for suggestion in self._archive.suggest(words):
            yield _(
                "Did you mean {replacement} instead of {word}?",
                replacement=suggestion.replacement,
                word=suggestion.word,
            )

    def _paths_among_words(self, query: Query) -> Iterator[str]:
        for term in walk(query):
            if isinstance(term, Word) and (path := self._post_at(term.text)):
                meant = query_text(InPath((path,)))
                yield _(
                    "{text} is a post, and was read as words of one. To mean it: {meant}",
                    text=term.text,
                    meant=meant,
                )

    def _dates_among_words(self, query: Query) -> Iterator[str]:
        """Yield hints for dates among the words of a query, the longest match first."""
        words = _words_of(query)
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + _WORDS_OF_A_DATE), at, -1):
                text = " ".join(words[at:end])
                if all(words[at:end]) and (meant := self._as_date(text)):
                    kind = _("words") if end - at > 1 else _("a word")
                    yield _(
                        "{text} was read as {kind}. To mean the date: {meant}",
                        text=text,
                        kind=kind,
                        meant=meant,
                    )
                    at = end - 1
                    break
            at += 1

    def _post_below(self, path: str) -> PostPath | None:
        return next((one.path for one in self._archive.summaries([PostPath(path)])), None)

    def _as_date(self, text: str) -> str | None:
        """Return the clause of a date; None if the text is none. A lone number must be a year."""
        if text.isdecimal() and len(text) != len("2019"):
            return None
        meant = f'date:"{text}"' if " " in text else f"date:{text}"
        try:
            read = self._parser.parse(meant)
        except QuerySyntaxError:
            return None
        if not any(isinstance(part, DateRange) for part in walk(read)):
            return None
        return f"'{meant}'" if " " in text else meant

    def _other_syntax(self, query: Query) -> Iterator[str]:
        """Yield a hint for each word that looks like a field, an operator or an address."""
        words = _words_of(query)
        for word, following in zip(words, [*words[1:], ""], strict=False):
            if meant := self._as_field(word, following):
                yield _(
                    "{word} was read as a word. To mean the field: {meant}", word=word, meant=meant
                )
            elif word in _OPERATORS:
                yield _read_as_word(word, _OPERATORS[word])
            elif _ANY_LETTER.search(word) and "://" not in word:
                yield _(
                    "In {word} the ? is punctuation. A word that begins so: {start}*",
                    word=word,
                    start=word.partition("?")[0],
                )
            elif "://" in word:
                yield _(
                    "{word} was read as words. To mean the link of a post: link:{word}", word=word
                )

    def _as_field(self, word: str, following: str) -> str | None:
        """Return the clause that a word, or two, probably meant: a field and its value."""
        if asked := _OTHER_SYNTAX.fullmatch(word):
            if self._fields.find(asked["field"]) is None:
                return None
            form = _FORMS.get(asked["sign"]) or _FORMS[asked["sign"][0]]
            return form.format(asked["field"], asked["value"])
        following = following.lstrip(":")
        field = self._fields.find(word) if following else None
        if field is None:
            return None
        if field.kind in _TEXT_FIELDS:
            return f"{word}:{following}"
        known = self._archive.values(field.name).values
        if following.casefold() not in (value.casefold() for value in known):
            return None
        return f"{word}:{following}"

    def of_no_dates(self) -> Iterator[str]:
        """Yield what to do where no post of the archive has a date."""
        any_date = Request(DateRange(self._fields.moment.name, None, None), limit=0)
        if not self._archive.search(any_date).total:
            yield (
                _(
                    "No post of this archive has a date. Which key holds it is a setting, "
                    "date_field; newsctl config init looks for it."
                )
            )

    def _values_with_more_words(self, query: Query) -> Iterator[str]:
        """Yield hints for `bron:"NOS wolf"`, meant as two words."""
        for asked in walk(query):
            if not isinstance(asked, FieldValue):
                continue
            known = set(map(str.casefold, self._archive.values(asked.field).values))
            for value in asked.values:
                words = value.split()
                starts = range(len(words), 0, -1)  # the longest first: it may be one value
                end = next((n for n in starts if " ".join(words[:n]).casefold() in known), None)
                if end and words[end:]:
                    yield _(
                        "{field} had to be {value!r} as a whole. A word beside it stands "
                        "before it: {rest} {field}:{first}",
                        field=asked.field,
                        value=value,
                        first=pattern_text(" ".join(words[:end])),
                        rest=" ".join(words[end:]),
                    )

    def _values_alike(self, query: Query) -> Iterator[str]:
        """Yield what may have been meant by a value that no post has, such as `bron:Trow`."""
        for asked in walk(query):
            if not isinstance(asked, FieldValue):
                continue
            values = self._archive.values(asked.field).values
            known = {value.casefold(): value for value in values}
            if len(known) > _VALUES_COMPARED:
                continue
            for value in asked.values:
                typed = value.casefold()
                if typed in known:
                    continue
                if meant := alike(typed, known) or _with_words(typed, known):
                    yield _(
                        "Did you mean {known} instead of {value}?", known=known[meant], value=value
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
    word = query_text(replace(asked, text=text[sign.end() :] if sign else text))
    return f"-{word}" if sign else word


def _dutch_operators(query: Query) -> Iterator[str]:
    """Yield hints for words that would be operators in capitals."""
    words = _words_of(query)
    for word in words if len(words) > 1 else ():
        if operator := _DUTCH_OPERATORS.get(word):
            yield _read_as_word(word, operator)


def _read_as_word(word: str, operator: str) -> str:
    return _(
        "{word} was read as a word. The operator is in capitals: {operators}",
        word=word,
        operators=operator,
    )


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


def _words_of(query: Query) -> list[str]:
    """Return the words that a query searches for, with an empty text for each other term."""
    terms = [term.text if isinstance(term, Word) else "" for term in wanted_terms(query)]
    return terms[:_WORDS_COMPARED]


def _with_words(typed: str, values: Iterable[str]) -> str | None:
    """Return the shortest value that contains all typed words: *de Volkskrant* for *Volkskrant*."""
    words = set(typed.split())
    return min((one for one in values if words <= set(one.split())), key=len, default=None)
