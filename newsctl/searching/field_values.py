"""The values of posts in a field, from postings if there are few.

Values are indexed without accents and case; their spellings are in the facets. So front matter,
which is much slower to read, is read only for values with several spellings, and for fields with
more values than the facets count.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from newsctl.core.archive.hits import PostFacts
from newsctl.core.post.text_lists import values_of
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.documents import fold_value, front_matter_in, value_term

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from newsctl.core.archive.hits import Facet
    from newsctl.core.query.ast import Query
    from newsctl.searching.evaluation import Evaluator
    from newsctl.whoosh_index.snapshot import Snapshot


def facts(
    evaluator: Evaluator,
    query: Query,
    asked: Sequence[Sequence[str]],
    facets: Mapping[str, Facet],
) -> list[PostFacts]:
    """Return the date and the field values of each post of a query; a field is a tuple of keys."""
    snapshot, answers = evaluator.snapshot, evaluator.documents(query)
    columns = [_values(snapshot, answers, keys, facets) for keys in asked]
    dates = snapshot.dates
    return [
        PostFacts(
            None if dates[one] == fields.NO_DATE else dates[one],
            tuple([column.get(one, ()) for column in columns]),
        )
        for one in answers
    ]


def _values(
    snapshot: Snapshot, answers: AbstractSet[int], keys: Sequence[str], facets: Mapping[str, Facet]
) -> dict[int, tuple[str, ...]]:
    """Return the distinct values of those posts that have any."""
    written: defaultdict[str, set[str]] = defaultdict(set)
    to_read: set[int] = set()
    for key in keys:
        values = facets[key].values if key in facets else {}
        for value in values:
            written[fold_value(value)].add(value)
        if not values:
            to_read |= answers & snapshot.with_term(fields.PRESENT, key.encode("utf-8", "replace"))
    found: dict[int, tuple[str, ...]] = {}
    for folded, spellings in written.items():
        terms = [value_term(key, folded) for key in keys]
        having = answers & snapshot.with_any(fields.VALUE, terms)
        if len(spellings) > 1:
            to_read |= having
        else:
            only = (*spellings,)
            for document in having:
                before = found.get(document)
                found[document] = only if before is None else before + only
    for document in to_read:
        front_matter = front_matter_in(snapshot.segment_of(document), document)
        texts = (text for key in keys for text in values_of(front_matter.get(key)))
        found[document] = tuple(dict.fromkeys(texts))
    return found
