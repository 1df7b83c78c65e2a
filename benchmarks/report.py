"""The figures as one table, and as data."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from benchmarks.contest import NEWSCTL
from benchmarks.figures import of
from benchmarks.relevance.tables import Table
from benchmarks.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.figures import Figure

_VERDICTS = {True: "met", False: "missed", None: "nothing to compare with"}


def table(about: Mapping[str, object], figures: Sequence[Figure]) -> Table:
    """Lay out a line for each measure: newsctl, its ratio and target, and then its peers."""
    meaning = "; ".join(f"{name} {_told(value)}" for name, value in about.items() if value)
    peers = list(dict.fromkeys(figure.who for figure in figures if figure.who != NEWSCTL))
    posts = _posts(about)
    rows = [_row(list(group), peers, posts) for _, group in groupby(figures, lambda one: one.what)]
    return Table("Speed", meaning, ("measure", NEWSCTL, "ratio", "target", "", *peers), rows)


def data(about: Mapping[str, object], figures: Sequence[Figure]) -> dict[str, object]:
    """Return all that was measured, for JSON."""
    return {"about": about, "figures": [_datum(figure, _posts(about)) for figure in figures]}


def _posts(about: Mapping[str, object]) -> int:
    posts = about["posts"]
    assert isinstance(posts, int)
    return posts


def _row(figures: Sequence[Figure], peers: Sequence[str], posts: int) -> list[str]:
    own, target = figures[0], target_of(figures[0], posts)
    cells = (of(peer, figures) for peer in peers)
    return [
        own.what,
        f"{_number(own.value)} {own.unit}",
        _ratio(own),
        str(target or ""),
        _VERDICTS[target.is_met(own)] if target else "",
        *(_number(figure.value) if figure else "" for figure in cells),
    ]


def _ratio(figure: Figure) -> str:
    """Write how many times its reference a figure is, with the spread of the rounds."""
    if figure.ratio is None:
        return ""
    least, most = min(figure.ratios), max(figure.ratios)
    spread = f" ({_number(least)} to {_number(most)})" if len(figure.ratios) > 1 else ""
    return f"{_number(figure.ratio)}{spread} × {figure.reference}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _datum(figure: Figure, posts: int) -> dict[str, object]:
    target = target_of(figure, posts)
    met = {"target": str(target), "met": target.is_met(figure)} if target else {}
    return {**figure._asdict(), "value": figure.value, "ratio": figure.ratio, **met}
