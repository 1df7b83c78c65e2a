"""Highlights: the words of a text that match a query, and the reasons of hits."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from newsctl.core.archive.hits import HighlightedText, Reason
from newsctl.core.deadline import check_deadline
from newsctl.core.post.entities import decoded_with_places
from newsctl.core.query.ast import (
    And,
    ExactWord,
    Fuzzy,
    Or,
    Phrase,
    Prefix,
    Scope,
    Word,
    wanted_terms,
)
from newsctl.dutch.tokens import forms, iter_tokens, words
from newsctl.searching.expansion import FARTHEST, PREPOSITIONS, MatchKind
from newsctl.searching.scoring import TITLE_WEIGHT, WEIGHT
from newsctl.searching.snippets import Mark, running, snippets

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from newsctl.core.archive.hits import Hit, Request
    from newsctl.core.query.ast import Query, TextQuery
    from newsctl.searching.expansion import Expander, QueryTerm
    from newsctl.whoosh_index.snapshot import Snapshot


def highlighted(
    found: Iterable[tuple[int, Hit]], snapshot: Snapshot, expander: Expander, request: Request
) -> Iterator[Hit]:
    """Yield the hits of some documents with what a request asks for."""
    marker = Marker(request.query, expander)
    needs_text = request.snippets or request.explain
    for document, hit in found:
        check_deadline()
        title = marker.marks(hit.summary.title, Scope.TITLE)
        if request.text and request.highlights:
            whole = snapshot.segment_of(document).text(document)
            marks = _borders(marker.marks(whole, Scope.BODY))
            hit = hit._replace(text=HighlightedText(whole, marks))  # noqa: PLW2901
        text = running(snapshot.segment_of(document).text(document)) if needs_text else ""
        body = marker.marks(text, Scope.BODY) if text else []
        reasons = _reasons(hit.summary.title, title, text, body)
        yield hit._replace(
            highlights=_borders(title) if request.highlights else (),
            snippets=snippets(text, body) if request.snippets else (),
            reasons=tuple(reasons) if request.explain else (),
        )


def _borders(marks: Sequence[Mark]) -> tuple[tuple[int, int], ...]:
    return tuple((mark.start, mark.end) for mark in marks)


def _reasons(
    title: str, title_marks: Sequence[Mark], text: str, body_marks: Sequence[Mark]
) -> Iterator[Reason]:
    """Yield, for each query word and field, the most exact match in its commonest spelling."""
    texts = ("title", title, title_marks, TITLE_WEIGHT), ("body", text, body_marks, 1.0)
    for field, source, marks, weight in texts:
        for word in dict.fromkeys(mark.word for mark in marks):
            surest = max((mark for mark in marks if mark.word == word), key=_surety)
            yield Reason(
                word=word,
                field=field,
                rule=surest.rule.value,
                term=source[surest.start : surest.end],
                weight=weight * WEIGHT[surest.rule],
            )


def _surety(mark: Mark) -> tuple[float, int]:
    return WEIGHT[mark.rule], -mark.start


class _FoundWords(Protocol):
    """Words, each with the rule by which it matches."""

    def __contains__(self, word: object, /) -> bool: ...
    def __getitem__(self, word: str, /) -> MatchKind: ...


class _Beginnings:
    """All words with a prefix, which may be too many to look up."""

    def __init__(self, beginnings: tuple[str, ...]) -> None:
        self._beginnings = beginnings

    def __contains__(self, word: object, /) -> bool:
        return isinstance(word, str) and word.startswith(self._beginnings)

    def __getitem__(self, word: str, /) -> MatchKind:
        return MatchKind.PREFIX


class _Sought(NamedTuple):
    """A row of adjacent words to find, each with its alternatives and their rules."""

    word: str
    scope: Scope
    row: Sequence[_FoundWords]


class _Apart(NamedTuple):
    """The halves of a compound that may be apart, each with its alternatives."""

    word: str
    scope: Scope
    first: Container[str]
    second: Container[str]
    side_by_side: bool


class _PlacedToken(NamedTuple):
    start: int
    end: int
    words: tuple[str, ...]


class Marker:
    """Finds the matches of one query in texts."""

    def __init__(self, query: Query, expander: Expander) -> None:
        self._expander = expander
        different = list(dict.fromkeys(wanted_terms(query)))
        needed = [one for one in different if not expander.is_optional(one)]
        self._sought = [sought for one in needed or different for sought in self._rows(one)]
        self._sought.extend(self._pairs(query))
        self._apart = [apart for one in needed or different for apart in self._halves(one)]

    def marks(self, text: str, scope: Scope) -> list[Mark]:
        """Return the matches in a title or a body, sorted and not nested."""
        if scope is not Scope.TITLE:
            return self._marks(text, scope)
        read, places = decoded_with_places(text)
        marks = self._marks(read, scope)
        return marks if places is None else [_moved(mark, places) for mark in marks]

    def _marks(self, text: str, scope: Scope) -> list[Mark]:
        sought = [one for one in self._sought if one.scope in (Scope.ANYWHERE, scope)]
        apart = [one for one in self._apart if one.scope in (Scope.ANYWHERE, scope)]
        tokens = list(_tokens(text)) if sought or apart else []
        found = [mark for one in sought for mark in _found(one, tokens)]
        found.extend(mark for one in apart for mark in _found_apart(one, tokens))
        found.sort(key=lambda mark: (mark.start, -mark.end, -WEIGHT[mark.rule]))
        return list(_disjoint(found))

    def _rows(self, query: TextQuery) -> Iterator[_Sought]:
        match query:
            case Word(text, scope):
                for row in self._expander.readings(text):
                    if len(row) == 1:
                        yield _Sought(text, scope, [self._expander.matches(row[0])])
                    else:
                        yield from self._row(text, scope, row)
            case Phrase(text, scope):
                for row in self._expander.readings(text)[:1]:
                    yield from self._row(text, scope, row)
            case ExactWord(text, scope):
                words = self._expander.exact(text)
                rule = MatchKind.PHRASE if len(words) > 1 else MatchKind.EXACT
                if words:
                    yield _Sought(text, scope, [{word: rule} for word in words])
            case Prefix(text, scope):
                beginnings = _Beginnings(tuple(self._expander.exact(text)[-1:]))
                yield _Sought(f"{text}*", scope, [beginnings])
            case Fuzzy(text, scope):
                near = dict.fromkeys(self._expander.fuzzy(text), MatchKind.FUZZY)
                yield _Sought(f"{text}~", scope, [near])

    def _pairs(self, query: Query) -> Iterator[_Sought]:
        """Yield the words that adjacent words of a query form together."""
        match query:
            case And() | Or():
                operands = query.operands if isinstance(query, And) else ()
                for one, other, joined in self._expander.pairs(operands):
                    for term in joined:
                        text = f"{one.text} {other.text}"
                        yield _Sought(text, one.scope, [self._expander.matches(term)])
                for operand in query.operands:
                    yield from self._pairs(operand)

    def _halves(self, query: TextQuery) -> Iterator[_Apart]:
        if isinstance(query, Word):
            for row in self._expander.readings(query.text):
                for halves in self._expander.halves(row[0]) if len(row) == 1 else ():
                    first, second = map(self._expander.inflections, halves[:2])
                    yield _Apart(query.text, query.scope, first, second, halves.side_by_side)

    def _row(self, text: str, scope: Scope, row: Sequence[QueryTerm]) -> Iterator[_Sought]:
        for spelling in self._expander.spellings(row):
            words = (self._expander.inflections(term) for term in spelling)
            yield _Sought(text, scope, [dict.fromkeys(one, MatchKind.PHRASE) for one in words])


def _tokens(text: str) -> Iterator[_PlacedToken]:
    """Yield the words of a text by place; the parts of a hyphenated one share its offsets."""
    for _, start, end, raw in iter_tokens(text):
        for spellings in _spellings(raw):
            yield _PlacedToken(start, end, spellings)


@lru_cache(maxsize=1 << 14)
def _spellings(raw: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a token by place, folded and as they are spelt."""
    return tuple(
        folded if folded == spelt else (*folded, *spelt)
        for folded, spelt in zip(forms(raw), words(raw), strict=True)
    )


def _found(sought: _Sought, tokens: Sequence[_PlacedToken]) -> Iterator[Mark]:
    first, *others = sought.row
    for number, token in enumerate(tokens):
        rule = _rule(first, token)
        if rule is None:
            continue
        row = tokens[number + 1 : number + 1 + len(others)]
        if len(row) == len(others) and all(map(_rule, others, row)):
            yield Mark(token.start, row[-1].end if row else token.end, sought.word, rule)


def _found_apart(apart: _Apart, tokens: Sequence[_PlacedToken]) -> Iterator[Mark]:
    """Yield where the halves are adjacent, or in reverse with a preposition between."""
    for number, token in enumerate(tokens):
        after = tokens[number + 1 : number + 1 + FARTHEST]
        if not after:
            return
        if _has(token, apart.first) and _has(after[0], apart.second):
            yield Mark(token.start, after[0].end, apart.word, MatchKind.APART)
        elif not apart.side_by_side and _has(token, apart.second) and _has(after[0], PREPOSITIONS):
            governed = (one for one in after[1:] if _has(one, apart.first))
            if last := next(governed, None):
                yield Mark(token.start, last.end, apart.word, MatchKind.APART)


def _has(token: _PlacedToken, words: Container[str]) -> bool:
    return any(word in words for word in token.words)


def _rule(words: _FoundWords, token: _PlacedToken) -> MatchKind | None:
    for word in token.words:
        if word in words:
            return words[word]
    return None


def _moved(mark: Mark, places: Sequence[int]) -> Mark:
    return mark._replace(start=places[mark.start], end=places[mark.end])


def _disjoint(marks: Sequence[Mark]) -> Iterator[Mark]:
    end = 0
    for mark in marks:
        if mark.start >= end:
            yield mark
            end = mark.end
