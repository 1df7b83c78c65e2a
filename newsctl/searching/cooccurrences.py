"""Cooccurrences of words, by their places in titles and texts. Imports NumPy."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from newsctl.core.archive.hits import Cooccurrences
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.post.entities import decoded
from newsctl.core.query.ast import ExactWord, Fuzzy, Prefix, Scope, Word
from newsctl.core.query.describe import query_text
from newsctl.dutch.normalise import fold
from newsctl.dutch.numbering import NumberedText, Numbering
from newsctl.dutch.tokens import forms
from newsctl.searching.word_counts import WORD_FIELDS, counts_in, with_keys
from newsctl.whoosh_index.formats.directory import raises_index_damaged
from newsctl.whoosh_index.formats.documents import title_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.core.archive.ports import Progress
    from newsctl.core.query.ast import Query
    from newsctl.searching.evaluation import Evaluator
    from newsctl.searching.expansion import Expander
    from newsctl.whoosh_index.snapshot import Snapshot

_AT_ONCE = 1_000
"""Posts whose words are in memory together."""


def cooccurrences_of(
    evaluator: Evaluator, word: Query, window: int, query: Query, progress: Progress
) -> Cooccurrences:
    """Count the words within `window` places of a word, in the posts of a query."""
    snapshot = evaluator.snapshot
    sought = _sought(snapshot, evaluator.expander, word)
    answers = evaluator.documents(query)
    wanted = [form.encode() for form in sought]
    holders = set().union(*(snapshot.with_any(field, wanted) for field in WORD_FIELDS))
    near = _Neighbours(sought, window)
    documents = sorted(holders & answers)
    for start in range(0, len(documents), _AT_ONCE):
        near.read(snapshot, documents[start : start + _AT_ONCE])
        progress(min(start + _AT_ONCE, len(documents)), len(documents))
    counts = near.counts()
    every = counts_in(snapshot, [answers], lambda _done, _total: None)
    apart = {
        form: (counts[form], total - counts[form])
        for form, (total,) in every.items()
        if form not in sought
    }
    forms_there = {form: every[form][0] for form in sorted(sought) if form in every}
    return Cooccurrences(forms_there, with_keys(snapshot, apart))


def _sought(snapshot: Snapshot, expander: Expander, word: Query) -> set[str]:
    """Return the words of the archive that a word of a query stands for here.

    Raises UsageError unless it is exactly one word.
    """
    if isinstance(word, Word | ExactWord | Prefix | Fuzzy) and word.scope is Scope.ANYWHERE:
        row = expander.exact(word.text)  # a word with a hyphen is looked up without it
        if len(row) == 1:
            match word:
                case Word():
                    return _inflections(snapshot, expander, row[0])
                case ExactWord():
                    return {*row}
                case Prefix():
                    return {*expander.prefixed(word.text)}
                case _:
                    return {*expander.fuzzy(word.text)}
    raise UsageError(
        _("{word!r} is not one word.", word=query_text(word)),
        hint=_("newsctl collocates kabinet 'date:2019 bron:NOS'"),
    )


def _inflections(snapshot: Snapshot, expander: Expander, form: str) -> set[str]:
    """Return the words of the archive that share the first key of a word, and the word itself."""
    key = expander.term(form).keys[0]
    under, _parts = snapshot.vocabulary.under(key)
    entries = filter(None, map(snapshot.vocabulary.find, under))
    return {form, *(fold(entry.word) for entry in entries if entry.keys[0] == key)}


class _Neighbours:
    """Counts, post by post, how often each word is near one of some words."""

    def __init__(self, sought: set[str], window: int) -> None:
        self._sought = sought
        self._window = window
        self._numbering = Numbering()
        self._tokens = 0
        self._forms: list[tuple[str, ...]] = []
        self._is_sought = np.zeros(0, np.bool_)
        self._near = np.zeros(0, np.int64)

    @raises_index_damaged
    def read(self, snapshot: Snapshot, documents: Sequence[int]) -> None:
        """Count in some posts."""
        texts = NumberedText(self._numbering)
        for document in documents:
            segment = snapshot.segment_of(document)
            texts.add(decoded(title_in(segment, document)))
            texts.add(segment.text(document))
        placed = texts.placed()
        self._learn()
        words = np.frombuffer(placed.words, np.int32)
        bounds = np.frombuffer(placed.bounds, np.int32)
        found = self._is_sought[words]
        is_near = _within(found, bounds, self._window) & ~found
        self._near += np.bincount(words[is_near], minlength=len(self._forms))

    def counts(self) -> Counter[str]:
        """Return the counts by word as written."""
        counted: Counter[str] = Counter()
        for spellings, number in zip(self._forms, self._near.tolist(), strict=True):
            for form in spellings if number else ():
                counted[form] += number
        return counted

    def _learn(self) -> None:
        """Record the spellings of words that were new in the last posts."""
        tokens = self._numbering.tokens
        new = [one for token in islice(tokens, self._tokens, None) for one in forms(token)]
        self._tokens = len(tokens)
        self._forms += new
        is_sought = [not self._sought.isdisjoint(spellings) for spellings in new]
        self._is_sought = np.append(self._is_sought, np.array(is_sought, np.bool_))
        self._near = np.append(self._near, np.zeros(len(new), np.int64))


def _within(found: np.ndarray, bounds: np.ndarray, window: int) -> np.ndarray:
    """Tell for each place whether a place in `found` is near, in the same text."""
    sizes = np.diff(bounds)
    first, last = np.repeat(bounds[:-1], sizes), np.repeat(bounds[1:], sizes)
    at = np.arange(len(found))
    before = np.concatenate(([0], np.cumsum(found)))
    start, end = np.maximum(at - window, first), np.minimum(at + window + 1, last)
    return before[end] > before[start]
