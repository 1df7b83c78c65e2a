"""Marks: the words of a text that answer a query, where they stand and by which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.entities import decoded_with_places
from newsctl.core.query import ExactWord, Fuzzy, Phrase, Prefix, Scope, Word, wanted
from newsctl.dutch.tokens import forms, iter_tokens, words
from newsctl.whoosh_index.asking.expansion import Rule
from newsctl.whoosh_index.asking.phrases import spellings
from newsctl.whoosh_index.asking.scoring import TIER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.core.query import Query, TextQuery
    from newsctl.whoosh_index.asking.expansion import Expander, Slot
    from newsctl.whoosh_index.asking.snapshot import Snapshot


class Mark(NamedTuple):
    """`text[start:end]` answers the query's `word` by `rule`."""

    start: int
    end: int
    word: str
    rule: Rule


class _Sought(NamedTuple):
    """A row of words to find next to each other: for each, what it may be and by which rule."""

    word: str
    scope: Scope
    row: Sequence[Mapping[str, Rule]]


class _Token(NamedTuple):
    start: int
    end: int
    words: tuple[str, ...]


class Marker:
    """Finds the marks of one query in texts."""

    def __init__(self, query: Query, expander: Expander, snapshot: Snapshot) -> None:
        self._expander = expander
        self._snapshot = snapshot
        different = dict.fromkeys(wanted(query))
        self._sought = [sought for one in different for sought in self._rows(one)]

    def marks(self, text: str, scope: Scope) -> list[Mark]:
        """Return the marks in a title or a body, in order, none within another."""
        if scope is not Scope.TITLE:
            return self._marks(text, scope)
        read, places = decoded_with_places(text)
        marks = self._marks(read, scope)
        return marks if places is None else [_moved(mark, places) for mark in marks]

    def _marks(self, text: str, scope: Scope) -> list[Mark]:
        tokens = list(_tokens(text))
        sought = [one for one in self._sought if one.scope in (Scope.ANYWHERE, scope)]
        found = [mark for one in sought for mark in _found(one, tokens)]
        found.sort(key=lambda mark: (mark.start, -mark.end, -TIER[mark.rule]))
        return list(_disjoint(found))

    def _rows(self, query: TextQuery) -> Iterator[_Sought]:
        match query:
            case Word(text, scope):
                for row in self._expander.slots(text):
                    yield from self._row(text, scope, row)
            case Phrase(text, scope):
                for row in self._expander.slots(text)[:1]:
                    yield from self._row(text, scope, row)
            case ExactWord(text, scope):
                yield _Sought(text, scope, [dict.fromkeys(self._expander.exact(text), Rule.EXACT)])
            case Prefix(text, scope):
                words = dict.fromkeys(self._expander.prefixed(text), Rule.PREFIX)
                yield _Sought(f"{text}*", scope, [words])
            case Fuzzy(text, scope):
                words = dict.fromkeys(self._expander.similar(text), Rule.FUZZY)
                yield _Sought(f"{text}~", scope, [words])

    def _row(self, text: str, scope: Scope, row: Sequence[Slot]) -> Iterator[_Sought]:
        if len(row) == 1:
            yield _Sought(text, scope, [self._expander.rules(row[0])])
            return
        for spelling in spellings(row, self._expander, self._snapshot):
            words = (self._expander.inflections(slot) for slot in spelling)
            yield _Sought(text, scope, [dict.fromkeys(one, Rule.PHRASE) for one in words])


def _tokens(text: str) -> Iterator[_Token]:
    """Yield the words of a text by place; the parts of a hyphenated one share its borders."""
    for _, start, end, raw in iter_tokens(text):
        for folded, spelt in zip(forms(raw), words(raw), strict=True):
            yield _Token(start, end, (*folded, *spelt))


def _found(sought: _Sought, tokens: Sequence[_Token]) -> Iterator[Mark]:
    first, *others = sought.row
    for number, token in enumerate(tokens):
        rule = _rule(first, token)
        if rule is None:
            continue
        row = tokens[number + 1 : number + 1 + len(others)]
        if len(row) == len(others) and all(map(_rule, others, row)):
            yield Mark(token.start, row[-1].end if row else token.end, sought.word, rule)


def _rule(words: Mapping[str, Rule], token: _Token) -> Rule | None:
    return next((words[word] for word in token.words if word in words), None)


def _moved(mark: Mark, places: Sequence[int]) -> Mark:
    return mark._replace(start=places[mark.start], end=places[mark.end])


def _disjoint(marks: Sequence[Mark]) -> Iterator[Mark]:
    end = 0
    for mark in marks:
        if mark.start >= end:
            yield mark
            end = mark.end
