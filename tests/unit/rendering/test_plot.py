"""A plot is legible: nothing overlaps, nothing leaves it, numbers of posts are whole."""

from __future__ import annotations

import itertools
from xml.etree import ElementTree as ET

import pytest

from newsctl.core.archive.hits import Dates
from newsctl.core.research.calendar import Per
from newsctl.core.research.series import Coverage, series_of
from newsctl.rendering.plot import BOTTOM, HEIGHT, RIGHT, WIDTH, svg
from tests.conftest import NOW

DAYS = [*range(1_400_000_000, 1_500_000_000, 2_000_000)]


def drawn(*every, per=Per.QUARTER, absolute=True, title="Posts"):
    """Draw series, each of every so many posts."""
    asked = [(f"vraag {number}", Dates(DAYS[::number], 0)) for number in every]
    found = series_of(asked, Dates(DAYS, 0), per, Coverage(NOW, DAYS), absolute=absolute)
    return ET.fromstring(svg(found, title=title, source="Bron", absolute=absolute))


def texts(root):
    return [element for element in root.iter() if element.tag.endswith("text")]


def names(root):
    """Return the height of each name at the end of a series."""
    beside = [one for one in texts(root) if float(one.get("x")) > WIDTH - RIGHT + 10]
    return {one.text: float(one.get("y")) for one in beside}


@pytest.mark.parametrize("many", [1, 2, 6, 12])
def test_names_stand_apart_and_within_the_picture(many):
    heights = sorted(names(drawn(*range(1, many + 1))).values())
    assert len(heights) == many
    gaps = [below - above for above, below in itertools.pairwise(heights)]
    assert all(gap >= 16 for gap in gaps)
    assert all(0 < height <= HEIGHT - BOTTOM + 5 for height in heights)


def test_a_name_stays_at_the_end_of_its_series_where_others_crowd():
    root = drawn(1, *[60 + number for number in range(5)])
    last = (
        next(one for one in root.iter() if one.tag.endswith("polyline")).get("points").split()[-1]
    )
    assert names(root)["vraag 1"] == pytest.approx(float(last.split(",")[1]) + 4, abs=1)


def test_each_name_has_a_piece_of_its_line():
    root = drawn(1, 2, 3)
    lines = [one.get("stroke-dasharray") for one in root.iter() if one.tag.endswith("polyline")]
    pieces = [
        one.get("stroke-dasharray")
        for one in root.iter()
        if one.tag.endswith("line") and one.get("stroke-width") == "2.5" and one.get("x1")
    ]
    assert pieces == lines
    assert len({*lines}) == 3


@pytest.mark.parametrize("every", [1, 2, 7, 50])
def test_numbers_of_posts_are_whole(every):
    left = [one.text for one in texts(drawn(every)) if one.get("text-anchor") == "end"]
    assert left[0] == "0"
    assert all(number.replace(".", "").isdigit() for number in left)
    assert len(left) >= 2


@pytest.mark.parametrize("per", [Per.DAY, Per.WEEK, Per.MONTH, Per.QUARTER, Per.YEAR])
def test_periods_below_the_axis_do_not_touch(per):
    below = [one for one in texts(drawn(1, per=per)) if one.get("text-anchor") == "middle"]
    assert len(below) >= 3
    for one, other in itertools.pairwise(below):
        room = (len(one.text) + len(other.text)) / 2 * 7
        assert float(other.get("x")) - float(one.get("x")) >= room
    steps = {
        round(float(other.get("x")) - float(one.get("x")))
        for one, other in itertools.pairwise(below)
    }
    assert max(steps) - min(steps) <= 1


def test_long_titles_and_names_are_cut_and_text_is_escaped():
    root = drawn(1, title="<script>" + "w" * 200)
    title = next(one for one in texts(root) if one.get("font-size") == "18")
    assert title.text.startswith("<script>w")
    assert title.text.endswith("…")
    assert len(title.text) < 80
