"""Hits with what shows why they were found: highlights, snippets, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.archive.hits import HighlightedText, Reason
from newsctl.core.query import Scope
from newsctl.whoosh_index.asking.marking import Marker
from newsctl.whoosh_index.asking.scoring import TIER
from newsctl.whoosh_index.asking.snippets import running, snippets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.archive.hits import Hit, Request
    from newsctl.whoosh_index.asking.expansion import Expander
    from newsctl.whoosh_index.asking.marking import Mark
    from newsctl.whoosh_index.asking.snapshot import Snapshot


def highlighted(
    found: Iterable[tuple[int, Hit]], snapshot: Snapshot, expander: Expander, request: Request
) -> Iterator[Hit]:
    """Yield the hits of some documents with what a request asks of them."""
    marker = Marker(request.query, expander, snapshot)
    needs_text = request.snippets or request.explain
    for document, hit in found:
        title = marker.marks(hit.summary.title, Scope.TITLE)
        if request.text and request.highlights:
            whole = snapshot.of(document).text(document)
            marks = _borders(marker.marks(whole, Scope.BODY))
            hit = hit._replace(text=HighlightedText(whole, marks))  # noqa: PLW2901
        text = running(snapshot.of(document).text(document)) if needs_text else ""
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
