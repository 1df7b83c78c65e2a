"""Times of day without a zone, as generators read them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from newsctl.core.post.bare_times import BareTimes
from newsctl.core.post.date_forms import usual_form, written_in
from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse

ZONE = ZoneInfo("Europe/Amsterdam")
MOMENT = datetime(2024, 5, 1, 23, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("bare_times", "header", "moment"),
    [
        ("LOCAL", "date: 2024-05-01 21:30:00", "2024-05-01T21:30:00+02:00"),
        # what Jekyll 4.3.1 made of each (`page.date | date_to_xmlschema`)
        ("YAML", "date: 2024-05-01 21:30:00", "2024-05-01T23:30:00+02:00"),
        ("YAML", "date: 2024-05-01T21:30:00", "2024-05-01T23:30:00+02:00"),
        ("YAML", "date: 2024-05-01 21:30", "2024-05-01T21:30:00+02:00"),
        ("YAML", 'date: "2024-05-01 21:30:00"', "2024-05-01T21:30:00+02:00"),
        ("YAML", "date: '2024-05-01 21:30:00'", "2024-05-01T21:30:00+02:00"),
        ("YAML", "tags: [a]\ndate: 2024-05-01 21:30:00", "2024-05-01T23:30:00+02:00"),
        ("YAML", "date: 2024-05-01 21:30:00 -0400", "2024-05-02T03:30:00+02:00"),
        ("YAML", "date: 2024-05-01", "2024-05-01T00:00:00+02:00"),
        ("ALL", "date: 2024-05-01 21:30", "2024-05-01T23:30:00+02:00"),
        ("ALL", 'date: "2024-05-01T21:30:00"', "2024-05-01T23:30:00+02:00"),
        ("ALL", "date: 2024-05-01", "2024-05-01T00:00:00+02:00"),
        ("ALL", "date: May 01 2024", "2024-05-01T00:00:00+02:00"),
        ("ALL", "date: 1714606200", "2024-05-02T01:30:00+02:00"),
    ],
)
def test_a_time_without_a_zone_is_read_as_the_site_reads_it(bare_times, header, moment):
    data = f"---\ntitle: Kop\n{header}\n---\nTekst.\n".encode()
    reading = parse("a.md", data, Settings(bare_times=BareTimes[bare_times]))
    assert reading.post.summary.moment == moment


@pytest.mark.parametrize(
    ("bare_times", "like", "written"),
    [
        ("LOCAL", "2024-01-01 10:00:00", "2024-05-01 23:30:00"),
        ("YAML", "2024-01-01 10:00:00", "2024-05-01 21:30:00"),
        ("YAML", "2024-01-01 10:00", "2024-05-01 23:30"),
        ("ALL", "2024-01-01 10:00", "2024-05-01 21:30"),
        ("ALL", "2024-01-01", "2024-05-01T23:30:00+02:00"),
        ("LOCAL", "2024-01-01", "2024-05-01 23:30:00 +0200"),
        ("ALL", "2024-01-01T10:00:00+01:00", "2024-05-01T23:30:00+02:00"),
    ],
)
def test_it_is_written_so_that_it_is_read_back(bare_times, like, written):
    form = usual_form([like], bare_times=BareTimes[bare_times])
    assert written_in(MOMENT, [form], ZONE) == written
    data = f"---\ntitle: Kop\ndate: {written}\n---\n".encode()
    summary = parse("a.md", data, Settings(bare_times=BareTimes[bare_times])).post.summary
    assert summary.date == MOMENT


def test_the_date_may_have_another_key():
    settings = Settings(other_dates=("pubDate", "published"))
    headers = {
        "pubDate: 2024-05-01": "2024-05-01",
        "published: 2024-05-02\npubDate: 2024-05-01": "2024-05-01",
        "date:\npubDate: 2024-05-01": "2024-05-01",
        "date: 2024-05-03\npubDate: 2024-05-01": "2024-05-03",
        "updated: 2024-05-01": "",
    }
    for header, day in headers.items():
        data = f"---\ntitle: Kop\n{header}\n---\n".encode()
        assert parse("a.md", data, settings).post.summary.moment[:10] == day


def test_a_note_has_its_name_for_a_title():
    settings = Settings(names_are_titles=True)
    for data, title in ((b"---\na: b\n---\n# Kop\n", "de-brug 2"), (b"---\ntitle: X\n---\n", "X")):
        assert parse("map/de-brug 2.md", data, settings).post.summary.title == title
