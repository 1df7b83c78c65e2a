"""From a request to a page of hits: evaluate, order, and fill in what is shown."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from newsctl.core.hits import HighlightedText, Hit, Page, Reason
from newsctl.core.query import Scope
from newsctl.whoosh_index.documents import summary_in
from newsctl.whoosh_index.evaluation import Evaluator
from newsctl.whoosh_index.expansion import Expander
from newsctl.whoosh_index.marking import Marker
from newsctl.whoosh_index.ordering import in_order
from newsctl.whoosh_index.scoring import TIER
from newsctl.whoosh_index.snippets import running, snippets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.core.hits import Request
    from newsctl.dutch.analysis import DutchAnalysis
    from newsctl.whoosh_index.marking import Mark
    from newsctl.whoosh_index.snapshot import Snapshot


def answer(snapshot: Snapshot, analysis: DutchAnalysis, request: Request) -> Page:
    """Answer a request. Without a limit, the hits are filled in only as they are read."""
    expander = Expander(snapshot, analysis)
    scores = Evaluator(snapshot, expander).scores(request.query)
    most = None if request.limit is None else request.offset + request.limit
    ordered = in_order(snapshot, scores, request.sort, most=most)
    marker = Marker(request.query, expander, snapshot)
    hits = _hits(snapshot, list(islice(ordered, request.offset, most)), scores, marker, request)
    return Page(hits if most is None else list(hits), total=len(scores), offset=request.offset)


def _hits(
    snapshot: Snapshot,
    documents: Sequence[int],
    scores: Mapping[int, float],
    marker: Marker,
    request: Request,
) -> Iterator[Hit]:
    for document in documents:
        segment = snapshot.of(document)
        summary = summary_in(segment, document)
        title = marker.marks(summary.title, Scope.TITLE)
        text = running(segment.text(document)) if request.snippets or request.explain else ""
        body = marker.marks(text, Scope.BODY) if text else []
        yield Hit(
            summary=summary,
            score=round(scores[document], 4),
            title=HighlightedText(summary.title, _borders(title)),
            snippets=snippets(text, body) if request.snippets else (),
            reasons=tuple(_reasons(summary.title, title, text, body)) if request.explain else (),
        )


def _borders(marks: Sequence[Mark]) -> tuple[tuple[int, int], ...]:
    return tuple((mark.start, mark.end) for mark in marks)


def _reasons(
    title: str, title_marks: Sequence[Mark], text: str, body_marks: Sequence[Mark]
) -> Iterator[Reason]:
    """Yield for each word of the query and each field the surest match, the commonest spelling."""
    for field, source, marks in (("title", title, title_marks), ("body", text, body_marks)):
        for word in dict.fromkeys(mark.word for mark in marks):
            surest = max((mark for mark in marks if mark.word == word), key=_surety)
            yield Reason(
                word=word,
                field=field,
                rule=surest.rule.value,
                term=source[surest.start : surest.end],
                weight=TIER[surest.rule],
            )


def _surety(mark: Mark) -> tuple[float, int]:
    return TIER[mark.rule], -mark.start
