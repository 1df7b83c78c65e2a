"""From a request to a page of hits: evaluate, order, and fill in what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.hits import HighlightedText, Hit, Page
from newsctl.whoosh_index.asking.evaluation import Evaluator
from newsctl.whoosh_index.asking.expansion import Expander
from newsctl.whoosh_index.asking.ordering import in_order
from newsctl.whoosh_index.reading.documents import front_matter_in, summary_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.core.hits import Request
    from newsctl.dutch.analysis import DutchAnalysis
    from newsctl.whoosh_index.asking.snapshot import Snapshot

_AT_ONCE = 500
"""Posts that are read together, in two thirds of the time of one after the other."""


def answer(snapshot: Snapshot, analysis: DutchAnalysis, request: Request) -> Page:
    """Answer a request. Without a limit, the hits are filled in only as they are read."""
    expander = Expander(snapshot, analysis)
    scores = Evaluator(snapshot, expander).scores(request.query)
    if request.limit == 0:
        return Page((), total=len(scores), offset=request.offset)
    most = None if request.limit is None else request.offset + request.limit
    documents = in_order(snapshot, scores, request.sort, most=most)[request.offset : most]
    hits = _hits(snapshot, documents, scores, with_front_matter=request.front_matter)
    if request.highlights or request.snippets or request.explain:
        # It reads texts again, word by word, which no pipe waits for
        from newsctl.whoosh_index.asking.highlighting import highlighted  # noqa: PLC0415

        found = zip(documents, hits, strict=True)
        hits = highlighted(found, snapshot, expander, request)
    return Page(hits if most is None else list(hits), total=len(scores), offset=request.offset)


def _hits(
    snapshot: Snapshot,
    documents: Sequence[int],
    scores: Mapping[int, float],
    *,
    with_front_matter: bool,
) -> Iterator[Hit]:
    for start in range(0, len(documents), _AT_ONCE):
        some = documents[start : start + _AT_ONCE]
        for document, said in zip(some, snapshot.paths_and_headlines(some), strict=True):
            summary = summary_of(*said)
            if with_front_matter:
                kept = front_matter_in(snapshot.of(document), document)
                summary = summary._replace(front_matter=kept)
            yield Hit(summary, round(scores[document], 4), HighlightedText(summary.title))
