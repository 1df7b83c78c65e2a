"""From a request to a page of hits: evaluate, sort, and fill in what is shown."""

from __future__ import annotations

from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING

from newsctl.core.archive.hits import HighlightedText, Hit, Page
from newsctl.searching.dense_documents import looked_up
from newsctl.searching.ordering import in_order
from newsctl.whoosh_index.formats.documents import columns_in, front_matter_in, summaries

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from newsctl.core.archive.hits import Columns, Request, Sort
    from newsctl.core.post.post import PostSummary
    from newsctl.core.query.ast import Query
    from newsctl.searching.evaluation import Evaluator
    from newsctl.whoosh_index.snapshot import Snapshot

    ScoresOf = Callable[[Sequence[int]], Mapping[int, float]]
    """Returns the scores of some documents, and perhaps of others."""

_AT_ONCE = 2_000
"""Posts that are read together, in half of the time of one after the other."""

_AT_FIRST = 50
"""Posts that are read before these, so that the first of them is shown soon."""


def search(evaluator: Evaluator, request: Request) -> Page:
    """Answer a request. Hits are filled in only when they are read."""
    snapshot = evaluator.snapshot
    documents, page = _page(evaluator, request)
    hits = page.hits
    if request.text and not request.highlights:
        hits = map(partial(with_text, snapshot), documents, hits)
    if request.highlights or request.snippets or request.explain:
        # It reads texts again, word by word, which a pipe need not wait for
        from newsctl.searching.highlights import highlighted  # noqa: PLC0415

        found = zip(documents, hits, strict=True)
        hits = highlighted(found, snapshot, evaluator.expander, request)
    return page._replace(hits=hits)


def _page(evaluator: Evaluator, request: Request) -> tuple[Sequence[int], Page]:
    """Return the requested part of an answer.

    In other orders than by relevance, documents are scored when their hits are read.
    """
    snapshot, query = evaluator.snapshot, request.query
    if any(sort.key == "relevance" for sort in _sorts(request)):
        return page_of(snapshot, evaluator.scores(query), request)
    found = evaluator.documents(query)
    documents = _documents(snapshot, found, {}, request)
    scores_of = _ScoresAsRead(evaluator, query, are_many=len(documents) > _AT_ONCE)
    return documents, _filled(snapshot, documents, scores_of, request, total=len(found))


class _ScoresAsRead:
    """Scores computed on demand: for single documents, and for all after many of these."""

    def __init__(self, evaluator: Evaluator, query: Query, *, are_many: bool) -> None:
        self._evaluator = evaluator
        self._query = query
        self._are_many = are_many
        self._has_begun = False

    def __call__(self, documents: Collection[int]) -> Mapping[int, float]:
        if self._has_begun and self._are_many:
            return self._evaluator.scores(self._query)
        self._has_begun = True
        return self._evaluator.scores_of(self._query, {*documents})


def page_of(
    snapshot: Snapshot, scores: Mapping[int, float], request: Request
) -> tuple[Sequence[int], Page]:
    """Return the requested part of scored documents, sorted: the documents, and their page.

    Of its hits only the front matter is filled in.
    """
    documents = _documents(snapshot, scores.keys(), scores, request)
    scores_of = partial(looked_up, scores)
    return documents, _filled(snapshot, documents, scores_of, request, total=len(scores))


def _sorts(request: Request) -> Sequence[Sort]:
    return (request.sort, *request.then)


def _documents(
    snapshot: Snapshot, found: Collection[int], scores: Mapping[int, float], request: Request
) -> Sequence[int]:
    if request.limit == 0:
        return ()
    most = None if request.limit is None else request.offset + request.limit
    ordered = in_order(snapshot, found, scores, _sorts(request), most=most)
    return ordered[request.offset : most]


def _filled(
    snapshot: Snapshot,
    documents: Sequence[int],
    scores_of: ScoresOf,
    request: Request,
    *,
    total: int,
) -> Page:
    hits = _hits(snapshot, documents, scores_of, with_front_matter=request.front_matter)
    return Page(hits, total, request.offset, _columns(snapshot, documents))


def with_text(snapshot: Snapshot, document: int, hit: Hit) -> Hit:
    """Return a hit with the text of its body."""
    return hit._replace(text=HighlightedText(snapshot.segment_of(document).text(document)))


def _columns(snapshot: Snapshot, documents: Sequence[int]) -> Iterator[Columns]:
    for some in _in_turn(documents):
        yield columns_in(*snapshot.paths_and_headlines(some))


def _hits(
    snapshot: Snapshot,
    documents: Sequence[int],
    scores_of: ScoresOf,
    *,
    with_front_matter: bool,
) -> Iterator[Hit]:
    for some in _in_turn(documents):
        found: Iterable[PostSummary] = summaries(columns_in(*snapshot.paths_and_headlines(some)))
        if with_front_matter:
            found = map(partial(_with_front_matter, snapshot), some, found)
        scores = scores_of(some)
        yield from map(Hit, found, map(round, map(scores.__getitem__, some), repeat(4)))


def _in_turn(documents: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield documents in batches, the first ones small."""
    if documents:
        yield documents[:_AT_FIRST]
    for start in range(_AT_FIRST, len(documents), _AT_ONCE):
        yield documents[start : start + _AT_ONCE]


def _with_front_matter(snapshot: Snapshot, document: int, summary: PostSummary) -> PostSummary:
    return summary._replace(front_matter=front_matter_in(snapshot.segment_of(document), document))
