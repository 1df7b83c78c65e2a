"""Archives of each generator, as their makers lay them out: see `small_sites`."""

from __future__ import annotations

import pytest

from tests.small_sites import SITES

pytestmark = pytest.mark.slow


@pytest.fixture(params=SITES, ids=lambda site: site.generator.replace(" ", "-"))
def site(request):
    return request.param


@pytest.fixture
def root(site, tmp_path):
    return site.write(tmp_path / "site")


def test_a_site_is_found_and_listed_as_its_generator_does(newsctl, site, root):
    listed = newsctl("list", "-f", "tsv", "--fields", "path,date,title", cwd=root).lines
    rows = [tuple(line.split("\t")) for line in listed]
    assert set(site.listed) <= set(rows)
    shown = newsctl("index", "status", cwd=root).lines[0]
    assert f" {site.generator.split()[0]} " in shown


def test_lists_are_those_of_the_generator(newsctl, site, root):
    for key, values in site.facets.items():
        lines = newsctl("facets", key, cwd=root).lines
        counts = {value: int(count) for value, count in (line.split("\t") for line in lines)}
        assert values.items() <= counts.items()


def test_what_a_site_leaves_out_is_named(newsctl, site, root):
    told = newsctl("index", "status", "-v", cwd=root).lines
    named = {line.partition(": ")[0] for line in told}
    assert set(site.left_out) <= named
