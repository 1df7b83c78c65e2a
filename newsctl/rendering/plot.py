"""Time series as SVG, fit for print: no scripts, and fonts that every browser has.

Series differ by dashes as well as by shades, and are named at their ends with a sample of the line,
so that the picture works in black and white. Since no browser measures text here, its width is
estimated generously from Helvetica. Text of posts and queries is escaped.
"""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from newsctl.core.errors import UsageError
from newsctl.core.messages import _, _n, by_catalog, number_by_catalog
from newsctl.core.query.ast import Everything
from newsctl.core.query.describe import query_text
from newsctl.rendering.harmless import one_line
from newsctl.rendering.trend_view import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.core.messages import Catalog
    from newsctl.core.research.series import Point, Series
    from newsctl.core.research.trends import CountedTrend

WIDTH, HEIGHT = 800, 450
LEFT, RIGHT, TOP, BOTTOM = 64, 200, 64, 70
_COLOURS = ("#1b4f8a", "#b3461b", "#1b7a3d", "#6b2f8a", "#5a5a5a", "#000000")
_DASHES = ("", "8 4", "2 4", "10 3 2 3", "14 5", "1 2")
_LABELS, _LABEL_HEIGHT, _MOST_TICKS = 8, 17, 5
_SAMPLE = 26
"""How long a piece of the line stands before the name of a series."""

_WIDE, _BOLD = 7.2, 7.8
"""What a letter takes at size 13, and what a bold one does."""

_MONTHS = (
    *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
    *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
)
_LONGEST_NAME = int((RIGHT - _SAMPLE - 18) / _BOLD)
_LONGEST_TITLE = 74


class _Wording(NamedTuple):
    """How the words and numbers of a plot are written: by a catalog, without one in English."""

    catalog: Catalog | None

    def text(self, message: str) -> str:
        """Return a message as it is shown."""
        return by_catalog(message, self.catalog)

    def number(self, value: float) -> str:
        """Return a number without zeros at its end."""
        digits = len(f"{value:.4f}".rstrip("0").partition(".")[2])
        return number_by_catalog(float(value), self.catalog, f",.{digits}f")

    def period(self, point: Point) -> str:
        """Return a period as a reader writes it: `Mar 2019`, `3e kw. 2019`, `week 9 2019`."""
        name, start = point.period, point.start
        if start is None:
            return self.text(_("{hour}:00", hour=name)) if name.isdigit() else name
        year, _dash, rest = name.partition("-")
        if not rest:
            return year
        if rest.startswith("Q"):
            return self.text(_("Q{quarter} {year}", quarter=rest[1], year=year))
        if rest.startswith("W"):
            return f"week {int(rest[1:])} {year}"
        month = f"{self.text(_MONTHS[start.month - 1])} {year}"
        return month if len(rest) == 2 else f"{start.day} {month}"


def trend_svg(counted: CountedTrend, archive: str, catalog: Catalog | None) -> str:
    """Return the plot of a trend, with a title and a line that names its source.

    `archive` is the name of the archive; `catalog` is of the plot's language, None for English.
    """
    asked, posts = counted.asked, counted.whole.posts
    how = {"per": asked.per, "queries": ", ".join(asked.queries)}
    share = _("Share of the posts per {per}: {queries}", **how)
    filters = "" if asked.filters == Everything() else query_text(asked.filters)
    among = "".join(f", {text}" for text in (filters, asked.within) if text)
    mean = _(", means of {smooth} periods", smooth=asked.smooth) if asked.smooth > 1 else ""
    source = _(
        "Source: {archive}{among}, {posts}{mean}. Made with newsctl.",
        archive=archive,
        among=among,
        posts=_n("{n:,} post", "{n:,} posts", posts),
        mean=mean,
    )
    return svg(
        counted.series,
        title=_("Posts per {per}: {queries}", **how) if asked.absolute else share,
        source=source,
        absolute=asked.absolute,
        catalog=catalog,
    )


def svg(
    all_series: Sequence[Series],
    *,
    title: str,
    source: str,
    absolute: bool,
    catalog: Catalog | None = None,
) -> str:
    """Return a plot of series as an SVG document."""
    wording = _Wording(catalog)
    title, source = wording.text(title), wording.text(source)
    values = [[value_of(point, absolute=absolute) for point in one.points] for one in all_series]
    top = _round_up(max((value for row in values for value in row), default=0.0))
    top = max(top, 1.0) if absolute else top
    headline = _text(_cut(title, _LONGEST_TITLE))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"',
        'font-family="Helvetica, Arial, sans-serif" font-size="13">',
        f"<title>{_text(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="30" font-size="18" font-weight="bold">{headline}</text>',
        f'<text x="{LEFT}" y="{HEIGHT - 14}" fill="#555555" font-size="11">{_text(source)}</text>',
        *_vertical(top, wording, absolute=absolute),
        *_horizontal(all_series[0].points if all_series else (), wording),
        *_curves(all_series, values, top),
        "</svg>\n",
    ]
    return "\n".join(parts)


def png(picture: str) -> bytes:
    """Convert SVG to PNG, twice as large. Raises UsageError if the extra is not installed."""
    try:
        import resvg_py  # noqa: PLC0415 -- an extra, for that alone
    except ImportError as error:
        raise UsageError(
            _("PNG needs an extra that is not installed."),
            hint=_("pip install 'newsctl[plot]', or give --plot a file in .svg."),
        ) from error
    return bytes(resvg_py.svg_to_bytes(svg_string=picture, zoom=2))


def _vertical(top: float, wording: _Wording, *, absolute: bool) -> Iterator[str]:
    """Yield the horizontal grid lines, that of zero darker, with their numbers."""
    end = WIDTH - RIGHT
    steps = _MOST_TICKS - 1
    if absolute:  # no half a post
        steps = next(some for some in (4, 5, 2, 1) if (top / some).is_integer())
    for step in range(steps + 1):
        value = top * step / steps
        y = _y(value, top)
        colour = "#222222" if step == 0 else "#dddddd"
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{end}" y2="{y:.1f}" stroke="{colour}"/>'
        shown = wording.number(value) if absolute else f"{wording.number(value * 100)}%"
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{shown}</text>'


def _horizontal(points: Sequence[Point], wording: _Wording) -> Iterator[str]:
    """Yield names of periods below the axis, from the first on at equal distances."""
    if not points:
        return
    longest = max(len(wording.period(point)) for point in points)
    room = int((WIDTH - LEFT - RIGHT) / (longest * _WIDE + 14)) + 1
    many = min(len(points), _LABELS, room)
    for index in range(0, len(points), ceil(len(points) / many)):
        x = _x(index, len(points))
        foot = HEIGHT - BOTTOM
        yield f'<line x1="{x:.1f}" y1="{foot}" x2="{x:.1f}" y2="{foot + 5}" stroke="#222222"/>'
        name = _text(wording.period(points[index]))
        yield f'<text x="{x:.1f}" y="{foot + 20}" text-anchor="middle">{name}</text>'


def _curves(
    all_series: Sequence[Series], values: Sequence[Sequence[float]], top: float
) -> Iterator[str]:
    """Yield the series; partial periods end in a hollow mark, others in a full one."""
    ends = [(_y(row[-1], top), at) for at, row in enumerate(values) if row]
    places = _apart(sorted(ends))
    for at, (series, row) in enumerate(zip(all_series, values, strict=True)):
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
        x, y = WIDTH - RIGHT + 10, places[at]
        yield (
            f'<line x1="{x}" y1="{y:.1f}" x2="{x + _SAMPLE}" y2="{y:.1f}" stroke="{colour}" '
            f'stroke-width="2.5"{dashes}/>'
        )
        name = _text(_cut(one_line(series.query), _LONGEST_NAME))
        yield (
            f'<text x="{x + _SAMPLE + 6}" y="{y + 4:.1f}" fill="{colour}" font-weight="bold">'
            f"{name}</text>"
        )


def _apart(ends: Sequence[tuple[float, int]]) -> dict[int, float]:
    """Return the heights of the names at the ends of series, moved apart if they would overlap.

    They are moved down, and up again from the axis, as little as possible.
    """
    places: list[float] = []
    for y, _series in ends:
        places.append(max(y, places[-1] + _LABEL_HEIGHT) if places else y)
    lowest = float(HEIGHT - BOTTOM)
    for place in reversed(range(len(places))):
        places[place] = lowest = min(places[place], lowest)
        lowest -= _LABEL_HEIGHT
    return {at: y for (_, at), y in zip(ends, places, strict=True)}


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _x(index: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (index / (count - 1) if count > 1 else 0.5)


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top


def _round_up(value: float) -> float:
    """Return the next of 1, 2, 4 or 8 times a power of ten, from a value on; 1 for zero."""
    if value <= 0:
        return 1.0
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 2, 4, 8, 10, 20) if step * power >= value * 0.999999)


def _text(value: str) -> str:
    return escape(one_line(value))
