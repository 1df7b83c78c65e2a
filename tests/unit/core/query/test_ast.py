"""A query as data: what its kinds hold, and that none is taken for another."""

from __future__ import annotations

import pickle
from itertools import combinations

import pytest

from newsctl.core.query.ast import (
    And,
    DateRange,
    Everything,
    ExactWord,
    FieldPattern,
    FieldPresent,
    FieldValue,
    Fuzzy,
    InPath,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Slug,
    WholeTitle,
    Word,
)

ALIKE = (
    [kind("zon") for kind in (Word, ExactWord, Prefix, Fuzzy, Phrase, FieldPresent)],
    [kind(("zon",)) for kind in (WholeTitle, InPath, Slug)],
    [FieldValue("bron", ("NOS",)), FieldPattern("bron", ("NOS",))],
    [kind("bron", None, None) for kind in (NumberRange, DateRange)],
    [kind((Word("zon"), Word("zee"))) for kind in (And, Or)],
    [Everything(), Not(Everything())],
)


@pytest.mark.parametrize("kinds", ALIKE)
def test_no_kind_equals_another_of_the_same_content(kinds):
    for one, other in combinations(kinds, 2):
        assert one != other
        assert len({one, other, type(one)(*vars(one).values())}) == 2


@pytest.mark.parametrize("query", [query for kinds in ALIKE for query in kinds])
def test_a_query_stays_as_it_is_and_is_the_same_in_another_process(query):
    for name in vars(query):
        with pytest.raises(AttributeError):
            setattr(query, name, "zee")
    assert pickle.loads(pickle.dumps(query)) == query
