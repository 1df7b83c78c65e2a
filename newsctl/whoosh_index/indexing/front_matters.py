"""The front matter of a batch, by key and value: a value is looked into once for all its posts."""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from newsctl.core.post.post import values_of
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.documents import number_of, number_term, value_term
from newsctl.whoosh_index.formats.facets import FacetCounter
from newsctl.whoosh_index.formats.postings import FieldPostings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.post.post import FrontMatter, Value

    Documents = Sequence[int]
    """Documents in rising order."""


class FrontMatters:
    """Takes in front matter, for terms and facets to be made of at the end."""

    def __init__(self) -> None:
        self._keys: defaultdict[str, _Key] = defaultdict(_Key)

    def add(self, document: int, front_matter: FrontMatter) -> None:
        """Take in the front matter of a document, whose number is above those before it."""
        for key, value in front_matter.items():
            self._keys[key].add(document, value)

    def facets(self) -> FacetCounter:
        """Return the keys and values, counted."""
        counter = FacetCounter()
        for key, found in self._keys.items():
            values = {text: len(documents) for text, documents in found.documents.items()}
            counter.count(key, found.posts, values)
        return counter

    def terms(self) -> dict[str, dict[bytes, Documents]]:
        """Return the terms by field, and which documents have each."""
        values: dict[bytes, Documents] = {}
        numbers: dict[bytes, Documents] = {}
        present: dict[bytes, Documents] = {}
        for key, found in self._keys.items():
            _enter(present, key.encode("utf-8", "replace"), found.present)
            for text, documents in found.documents.items():
                _enter(values, value_term(key, text), documents)
                number = number_of(text)
                if number is not None:
                    _enter(numbers, number_term(key, number), documents)
        return {fields.VALUE: values, fields.NUMBER: numbers, fields.PRESENT: present}


class _Key:
    """What posts have under one key; a document stands as often under a text as it has it."""

    def __init__(self) -> None:
        self.posts = 0
        self.present: list[int] = []
        self.documents: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, document: int, value: Value) -> None:
        self.posts += 1
        texts = values_of(value)
        if texts or (isinstance(value, dict) and value):
            self.present.append(document)
        for text in texts:
            self.documents[text].append(document)


def existing(terms: Mapping[bytes, Sequence[int]]) -> FieldPostings:
    """Return the postings of terms that a document has or has not, of no count and no place."""
    ordered = sorted(terms)
    each = [terms[term] for term in ordered]
    bounds = array("I", accumulate(map(len, each), initial=0))
    return FieldPostings(ordered, bounds, array("I", chain.from_iterable(each)))


def _enter(terms: dict[bytes, Documents], term: bytes, documents: Documents) -> None:
    """Let some documents have a term, each once, with those that have it already."""
    if term in terms:
        documents = sorted({*terms[term], *documents})
    elif len(documents) > 1:
        documents = list(dict.fromkeys(documents))
    if documents:
        terms[term] = documents
