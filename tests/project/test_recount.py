"""Counts of made posts are those that a script makes of the files, and a wrong one is seen."""

from __future__ import annotations

import pytest

from benchmarks.archive.site import write_site
from benchmarks.archive.texts import MadeTexts
from tools.recount import compared, posts_in


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    write_site(folder, MadeTexts(), posts=25, seed=1)
    return folder


@pytest.mark.slow
def test_every_count_is_that_of_the_files(newsctl, site):
    def ask(*asked):
        return newsctl("-C", site, *asked, "-f", "json").json

    for asked, number, differing in compared(posts_in(site), ask):
        assert (asked, differing) == (asked, [])
        assert number


@pytest.mark.slow
def test_a_count_that_is_wrong_is_seen(newsctl, site):
    def ask(*asked):
        rows = newsctl("-C", site, *asked, "-f", "json").json
        number = next(name for name in ("count", "occurrences", "posts") if name in rows[0])
        next(row for row in rows if row[number])[number] += 1
        return rows

    for asked, _, differing in compared(posts_in(site), ask):
        assert (asked, len(differing)) == (asked, 1)
