"""The time zone that a site's configuration names."""

from __future__ import annotations

import pytest

from newsctl.core.post.fences import HeaderStart
from newsctl.core.settings import Settings
from newsctl.core.settings.site_facts import SiteZone
from newsctl.front_matter.archive.site_facts import (
    site_facts,
    site_zone,
    with_site_reading,
    with_site_zone,
)

NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("mark", "text", "name"),
    [
        ("_config.yml", "title: x\ntimezone: America/New_York\n", NEW_YORK),
        ("_config.yml", "timezone:   'America/New_York' # van de site\r\nurl: y\r\n", NEW_YORK),
        ("_config.yml", 'timezone: "America/New_York"', NEW_YORK),
        ("_config.yml", '"timezone": America/New_York  # x\n', NEW_YORK),
        ("_config.yml", "timezone: Asia/Tokyo\ntimezone: America/New_York\n", NEW_YORK),
        ("_config.yaml", "timezone: UTC\n", "UTC"),
        ("_config.toml", 'timezone = "America/New_York"\n[x]\na = 1\n', NEW_YORK),
        ("_config.yml", "timezone: Europe/Nergens\n", "Europe/Nergens"),
        ("_config.yml", "timezone: ../../etc/passwd\n", "../../etc/passwd"),
        ("hugo.toml", "timeZone = 'America/New_York'\n[params]\ntimeZone = 'x'\n", NEW_YORK),
        ("hugo.yaml", "params:\n  timeZone: x\ntimeZone: America/New_York\n", NEW_YORK),
        ("hugo.yml", "timezone: America/New_York\n", NEW_YORK),
        ("hugo.json", '{"title": "x", "timeZone": "America/New_York"}', NEW_YORK),
        ("hugo.json", '{"params": {"timeZone": "x"},\n "timeZone": "America/New_York"}', NEW_YORK),
        ("config/_default/hugo.toml", 'timeZone = "America/New_York"\n', NEW_YORK),
        ("config.yaml", "timeZone: America/New_York\n", NEW_YORK),
    ],
)
def test_a_site_names_its_zone(files, tmp_path, mark, text, name):
    files("content/a.md", mark, text=text)
    zone = site_zone(tmp_path)
    assert zone == SiteZone(name, mark, is_known=name in {NEW_YORK, "UTC"})


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ("_config.yml", ""),
        ("_config.yml", "# timezone: America/New_York\nmijn_timezone: America/New_York\n"),
        ("_config.yml", "timezone:\nAmerica: New_York\n"),
        ("_config.yml", "timezone: ''\n"),
        ("_config.yml", "timezone: ~\n"),
        ("_config.yml", "timezone: # America/New_York\n"),
        ("_config.yml", "timeZone: America/New_York\n"),
        ("_config.yml", "plugin:\n  timezone: America/New_York\n"),
        ("_config.toml", '[plugin]\ntimezone = "America/New_York"\n'),
        ("hugo.json", '{"params": {"timeZone": "America/New_York"}}'),
        ("mkdocs.yml", "timezone: America/New_York\n"),
        ("_posts/2024-05-01-a.md", "timezone: America/New_York\n"),
        ("los.md", ""),
    ],
)
def test_others_name_none(files, tmp_path, mark, text):
    files(mark, text=text)
    assert site_zone(tmp_path) is None


def test_a_part_of_a_site_has_its_zone(files, tmp_path):
    files("_config.yml", text=f"timezone: {NEW_YORK}\n")
    files("src/_posts/2024/2024-05-01-a.md")
    for part in ("src", "src/_posts", "src/_posts/2024"):
        zone = site_zone(tmp_path / part)
        assert (zone.name, zone.file.endswith("../_config.yml")) == (NEW_YORK, True)


@pytest.mark.parametrize("mark", ["newsctl.toml", ".git/HEAD"])
def test_an_archive_of_its_own_in_a_site_has_not(files, tmp_path, mark):
    files("_config.yml", text=f"timezone: {NEW_YORK}\n")
    files(f"los/{mark}")
    assert site_zone(tmp_path / "los") is None


@pytest.mark.parametrize(
    ("zone", "tables", "holds"),
    [
        (NEW_YORK, {}, NEW_YORK),
        (NEW_YORK, {"archive": {"drafts": True}}, NEW_YORK),
        (NEW_YORK, {"archive": {"time_zone": "Europe/Amsterdam"}}, "Europe/Amsterdam"),
        ("Europe/Nergens", {}, "Europe/Amsterdam"),
    ],
)
def test_it_holds_unless_the_settings_name_one_or_nobody_knows_it(
    files, tmp_path, zone, tables, holds
):
    files("_config.yml", text=f"timezone: {zone}\n")
    settings, _ = with_site_zone(tmp_path, Settings(), tables)
    assert settings.time_zone == holds


@pytest.mark.parametrize(
    ("mark", "line"), [("_config.yml", "timezone: a\n"), ("hugo.json", '{"timezone": "a",\n')]
)
def test_a_configuration_of_that_key_alone_takes_no_quadratic_time(files, tmp_path, mark, line):
    files(mark, text=line * 50_000)
    assert site_zone(tmp_path) == SiteZone("a", mark, is_known=False)


@pytest.mark.parametrize(("archive", "above"), [("", "docs/"), ("docs", "")])
def test_the_navigation_of_mkdocs_has_titles(files, tmp_path, archive, above):
    text = (
        "site_name: x\nnav:\n- zon.md\n- Zee: zee.md\n- Nieuws:\n  - Duin: nieuws/duin.md\nx: !y\n"
    )
    files("docs/zee.md", "mkdocs.yml", text=text)
    is_titled = site_facts(tmp_path / archive).is_titled
    names = ["zon.md", "zee.md", "nieuws/duin.md", "Zee"]
    assert [is_titled(above + name) for name in names] == [False, True, True, False]


def test_a_navigation_that_cannot_be_read_has_no_titles(files, tmp_path):
    files("docs/zee.md", "mkdocs.yml", text="nav: [")
    assert not site_facts(tmp_path).is_titled("docs/zee.md")


@pytest.mark.parametrize(
    ("names", "start"),
    [
        (["hugo.toml"], HeaderStart.BELOW_BLANKS),
        (["mkdocs.yml"], HeaderStart.AT_FENCE),
        (["_config.yml", "source/_posts/zon.md"], HeaderStart.WITHOUT_FENCE),
        (["_config.yml", "source/_posts/zon.md", "Gemfile"], HeaderStart.AT_FENCE),
    ],
)
def test_front_matter_begins_where_the_generator_looks_for_it(files, tmp_path, names, start):
    files(*names, text="")
    settings = with_site_reading(tmp_path, Settings(), {})
    assert settings.header_start is start
    usual = settings._replace(header_start=HeaderStart.AT_FENCE)
    assert (usual.reading != settings.reading) is (start is not HeaderStart.AT_FENCE)


def test_what_lies_beside_a_post_is_told(files, tmp_path):
    files("zon/index.md", "zon/zon.jpg", "zee/index.md", "zee/zee.MD", "mei/index.md", "mei/f/a.md")
    has_beside = site_facts(tmp_path).has_beside
    names = ["zon/index.md", "zee/index.md", "mei/index.md", "nergens/index.md", "index.md"]
    assert list(map(has_beside, names)) == [True, False, True, False, True]
