"""Hints for a query without an answer, or with a part that nothing matches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.archive.hits import FEW_POSTS
from newsctl.core.archive.sign_hints import TEXT_FIELDS, SignHints, read_as_word, words_of
from newsctl.core.archive.unread_dates import holds_dates, left_out_by_dates, left_out_by_numbers
from newsctl.core.errors import QuerySyntaxError
from newsctl.core.likeness import alike
from newsctl.core.messages import _, _n
from newsctl.core.periods import WORDS_OF_A_DATE
from newsctl.core.post.post import PostPath
from newsctl.core.query.ast import (
    DateRange,
    FieldValue,
    InPath,
    Word,
    doubts_of,
    walk,
    wanted_terms,
)
from newsctl.core.query.describe import (
    excluded_words,
    has_signs,
    has_ways_out,
    pattern_text,
    plain_words,
    query_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newsctl.core.archive.archive import Archive
    from newsctl.core.query.ast import Query
    from newsctl.core.query.parser import QueryParser

_VALUES_COMPARED = 1_000
"""Values of a field at most among which one alike is sought: names, not all addresses."""

_PART_OF_DATE = re.compile(r"[0-9]{4}(-[0-9]{1,2}){0,2}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}")

_ANY_LETTER = re.compile(r"\w\?\w")
_OPERATORS = {"or": "OR", "and": "AND", "not": "NOT"}
"""What other programs call them."""

_DUTCH_OPERATORS = {"of": "OF", "en": "EN", "niet": "NIET"}
"""Dutch words first, which hardly a post lacks."""


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
        self._signs = SignHints(archive, parser.fields, parser.saved)

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
        yield from self._left_out_by_numbers(query)
        yield from self._dates_as_values(query)
        yield from self._values_with_more_words(query)

    def _left_out_by_numbers(self, query: Query) -> Iterator[str]:
        """Yield how many posts numbers leave out, and how a key is asked for dates."""
        zone = self._fields.zone
        for key, posts in left_out_by_numbers(self._archive, query).items():
            yield _n(
                "{n:,} post has no number in {key}, and is left out.",
                "{n:,} posts have no number in {key}, and are left out.",
                posts,
                key=key,
            )
            if holds_dates(self._archive, key, zone):
                yield as_dates(key)

    def _dates_as_values(self, query: Query) -> Iterator[str]:
        """Yield how a key is asked for dates of which a value is a part: `lastmod:2020-03`."""
        for asked in (one for one in walk(query) if isinstance(one, FieldValue)):
            is_part = any(map(_PART_OF_DATE.fullmatch, asked.values))
            if is_part and holds_dates(self._archive, asked.field, self._fields.zone):
                yield as_dates(asked.field)

    def of_reading(self, query: Query) -> Iterator[str]:
        """Yield which words of a query look like something else than words."""
        yield from self._signs.notes(query)
        yield from self._paths_among_words(query)
        yield from self._dates_among_words(query)
        yield from self._other_syntax(query)

    def beside_answer(self, *queries: Query) -> Iterator[str]:
        """Yield what means something in other programs, where the answer would be another."""
        asked = filter(has_signs, queries)
        yield from dict.fromkeys(note for query in asked for note in self._signs.notes(query))
        yield from dict.fromkeys(
            note
            for query in queries
            for note in (*self._left_out_by_dates(query), *self._left_out_by_numbers(query))
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
        words = (term.text for term in walk(query) if isinstance(term, Word))
        paths = {text: path for text in words if (path := self._post_at(text))}
        for text, path in [*paths.items()][:1]:
            yield _n(
                "{text} is a post, and was read as words of one. To mean it: {meant}",
                "{n:,} names of posts were read as words, {text} first. To mean one: {meant}",
                len(paths),
                text=text,
                meant=query_text(InPath((path,))),
            )

    def _dates_among_words(self, query: Query) -> Iterator[str]:
        """Yield hints for dates among the words of a query, the longest match first."""
        told = {word for doubt in doubts_of(query) for word in doubt.typed.split()}
        words = ["" if word in told else word for word in words_of(query)]
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + WORDS_OF_A_DATE), at, -1):
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
        return meant

    def _other_syntax(self, query: Query) -> Iterator[str]:
        """Yield a hint for each word that looks like a field, an operator or an address."""
        words = words_of(query)
        for word, following in zip(words, [*words[1:], ""], strict=False):
            if meant := self._as_field(word, following):
                yield _(
                    "{word} was read as a word. To mean the field: {meant}", word=word, meant=meant
                )
            elif word in _OPERATORS:
                yield read_as_word(word, _OPERATORS[word])
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
        following = following.lstrip(":")
        field = self._fields.find(word) if following else None
        if field is None:
            return None
        if field.kind in TEXT_FIELDS:
            return f"{word}:{following}"
        known = self._archive.values(field.name).values
        if following.casefold() not in (value.casefold() for value in known):
            return None
        return f"{word}:{following}"

    def of_no_dates(self) -> Iterator[str]:
        """Yield what to do where no post of the archive has a date."""
        if not self._archive.count(DateRange(self._fields.moment.name, None, None)):
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


def as_dates(key: str) -> str:
    """Return the hint for a key of no type that holds dates."""
    return _(
        '{key} is asked for dates, and sorted by them, where newsctl.toml says so: type = "date"',
        key=key,
    )


def _dutch_operators(query: Query) -> Iterator[str]:
    """Yield hints for words that would be operators in capitals."""
    words = words_of(query)
    for word in words if len(words) > 1 else ():
        if operator := _DUTCH_OPERATORS.get(word):
            yield read_as_word(word, operator)


def _with_words(typed: str, values: Iterable[str]) -> str | None:
    """Return the shortest value that contains all typed words: *de Volkskrant* for *Volkskrant*."""
    words = set(typed.split())
    return min((one for one in values if words <= set(one.split())), key=len, default=None)
