"""Front matter by value: what is made of a batch is what its posts come to one by one."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from newsctl.core.post.text_lists import values_of
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.documents import number_of, number_term, value_term
from newsctl.whoosh_index.indexing.batch import FrontMatters

keys = st.sampled_from(["bron", "Bron", "?", "\ud800"])
values = st.recursive(
    st.sampled_from([None, "", "NOS", "nos", "Nós", 1, 1.0, "1", "01", 0, -0.0, True, "\ud800"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.just("x"), inner, max_size=1),
    max_leaves=6,
)
posts = st.lists(st.dictionaries(keys, values), max_size=6)


def one_by_one(front_matters):
    """Return the documents by field and term, found post by post."""
    found = {fields.VALUE: {}, fields.NUMBER: {}, fields.PRESENT: {}}
    for document, front_matter in enumerate(front_matters):
        for field, term in terms_of(front_matter):
            found[field].setdefault(term, set()).add(document)
    return {
        field: {term: sorted(at) for term, at in terms.items()} for field, terms in found.items()
    }


def terms_of(front_matter):
    for key, value in front_matter.items():
        if values_of(value) or (isinstance(value, dict) and value):
            yield fields.PRESENT, key.encode("utf-8", "replace")
        for text in values_of(value):
            yield fields.VALUE, value_term(key, text)
            if (number := number_of(text)) is not None:
                yield fields.NUMBER, number_term(key, number)


@given(posts)
@example([{"bron": ["NOS", "nos", "NOS"]}, {"bron": {"x": 1}, "?": {}}, {"\ud800": 1, "?": 2}])
def test_terms_are_those_of_each_post(front_matters):
    made = FrontMatters()
    for document, front_matter in enumerate(front_matters):
        made.add(document, front_matter)
    terms = {
        field: {term: list(documents) for term, documents in found.items()}
        for field, found in made.terms().items()
    }
    assert terms == one_by_one(front_matters)
