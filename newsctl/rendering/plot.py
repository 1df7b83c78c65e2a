"""Series as an SVG that a newspaper can print: no script, fonts that every browser has.

Series are told apart by dashes and marks as well as by shades, and named at their ends, so that the
picture reads in black and white. What comes of posts and queries is escaped.
"""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from newsctl.rendering.dutch_dates import SHORT_MONTHS
from newsctl.rendering.harmless import one_line
from newsctl.rendering.trend_view import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.core.research.series import Point, Series

WIDTH, HEIGHT = 800, 450
LEFT, RIGHT, TOP, BOTTOM = 64, 170, 64, 70
_COLOURS = ("#1b4f8a", "#b3461b", "#1b7a3d", "#6b2f8a", "#5a5a5a", "#000000")
_DASHES = ("", "8 4", "2 4", "10 3 2 3", "14 5", "1 2")
_LABELS, _LABEL_HEIGHT, _MOST_TICKS = 8, 16, 5
_LONGEST_NAME = 24


def svg(found: Sequence[Series], *, title: str, source: str, absolute: bool) -> str:
    """Return a plot of series as an SVG document."""
    values = [[value_of(point, absolute=absolute) for point in one.points] for one in found]
    top = _round_up(max((value for row in values for value in row), default=0.0))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"',
        'font-family="Helvetica, Arial, sans-serif" font-size="13">',
        f"<title>{_text(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="30" font-size="18" font-weight="bold">{_text(title)}</text>',
        f'<text x="{LEFT}" y="{HEIGHT - 14}" fill="#555555" font-size="11">{_text(source)}</text>',
        *_vertical(top, absolute=absolute),
        *_horizontal(found[0].points if found else ()),
        *_curves(found, values, top),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _vertical(top: float, *, absolute: bool) -> Iterator[str]:
    """Yield the lines across, the one of zero darker, with their numbers in Dutch."""
    end = WIDTH - RIGHT
    for step in range(_MOST_TICKS):
        value = top * step / (_MOST_TICKS - 1)
        y = _y(value, top)
        colour = "#222222" if step == 0 else "#dddddd"
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{end}" y2="{y:.1f}" stroke="{colour}"/>'
        shown = _dutch(value) if absolute else f"{_dutch(value * 100)}%"
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{shown}</text>'


def _horizontal(points: Sequence[Point]) -> Iterator[str]:
    """Yield the names of some periods below the axis, the first and the last among them."""
    if not points:
        return
    many = min(len(points), _LABELS)
    at = sorted({round(step * (len(points) - 1) / max(many - 1, 1)) for step in range(many)})
    for index in at:
        x = _x(index, len(points))
        foot = HEIGHT - BOTTOM
        yield f'<line x1="{x:.1f}" y1="{foot}" x2="{x:.1f}" y2="{foot + 5}" stroke="#222222"/>'
        name = _text(dutch_period(points[index]))
        yield f'<text x="{x:.1f}" y="{foot + 20}" text-anchor="middle">{name}</text>'


def dutch_period(point: Point) -> str:
    """Return a period as a Dutch reader writes it: `mrt 2019`, `3e kw. 2019`, `week 9 2019`."""
    name, start = point.period, point.start
    if start is None:
        return f"{name} uur" if name.isdigit() else name
    year, _, rest = name.partition("-")
    if not rest:
        return year
    if rest.startswith("Q"):
        return f"{rest[1]}e kw. {year}"
    if rest.startswith("W"):
        return f"week {int(rest[1:])} {year}"
    month = f"{SHORT_MONTHS[start.month - 1]} {year}"
    return month if len(rest) == 2 else f"{start.day} {month}"


def _curves(
    found: Sequence[Series], values: Sequence[Sequence[float]], top: float
) -> Iterator[str]:
    """Yield the series; a period that is partial ends in a hollow mark, others in a full one."""
    ends = [(_y(row[-1], top), at) for at, row in enumerate(values) if row]
    places = _apart(sorted(ends))
    for at, (series, row) in enumerate(zip(found, values, strict=True)):
        if not row:
            continue
        colour, dash = _COLOURS[at % len(_COLOURS)], _DASHES[at % len(_DASHES)]
        spots = [(_x(index, len(row)), _y(value, top)) for index, value in enumerate(row)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        yield (
            f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2.5" '
            f'stroke-linejoin="round"{dashes}/>'
        )
        for index in {0, len(row) - 1}:
            x, y = spots[index]
            fill = "#ffffff" if series.points[index].is_partial else colour
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{fill}" stroke="{colour}"/>'
        x, y = WIDTH - RIGHT + 12, places[at] + 4
        name = one_line(series.query)
        name = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
        yield f'<text x="{x}" y="{y:.1f}" fill="{colour}" font-weight="bold">{_text(name)}</text>'


def _apart(ends: Sequence[tuple[float, int]]) -> dict[int, float]:
    """Return where names stand: at the ends of their series, moved down where they would touch."""
    places: dict[int, float] = {}
    last = float("-inf")
    for y, at in ends:
        last = max(y, last + _LABEL_HEIGHT)
        places[at] = last
    over = last - (HEIGHT - BOTTOM)
    return {at: y - over for at, y in places.items()} if over > 0 else places


def _x(index: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (index / (count - 1) if count > 1 else 0.5)


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top


def _round_up(value: float) -> float:
    """Return 1, 2, 4 or 8 times a power of ten, the next from a value on; 1 of nothing."""
    if value <= 0:
        return 1.0
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 2, 4, 8, 10, 20) if step * power >= value * 0.999999)


def _dutch(value: float) -> str:
    """Return a number with a decimal comma, and points between thousands."""
    whole = f"{value:,.4f}".rstrip("0").rstrip(".")
    return whole.translate(str.maketrans(",.", ".,"))


def _text(value: str) -> str:
    return escape(one_line(value))
