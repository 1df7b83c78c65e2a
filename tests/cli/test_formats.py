"""A format is a module of `newsctl.rendering.formats`, and options, completion and help know it."""

from __future__ import annotations

import sys
from importlib import invalidate_caches

import pytest

from newsctl.cli.completion.completers import complete
from newsctl.rendering import formats
from newsctl.rendering.analyses import AnalysisList
from newsctl.rendering.concordance import OccurrenceList
from newsctl.rendering.findings import FindingReport
from newsctl.rendering.formats import all_formats, format_of, formats_of
from newsctl.rendering.results import PostList
from newsctl.rendering.rows import RowTable
from newsctl.rendering.settings_view import SettingList
from newsctl.rendering.whole_posts import WholePosts
from tests.cli.test_command_list import PROGRAM

SHOUT = """
from newsctl.rendering.formats import Format

def shout(answer):
    yield "/".join(answer.names).upper() + "!"
    for some in answer.columns():
        for row in zip(*(some[name] for name in answer.names)):
            yield "/".join(row).upper() + "!"

FORMAT = Format("shout", "all in capitals", "columns", shout, fields=("date", "bron"))
"""
FOR_ROWS = "table csv json jsonl md tsv"


@pytest.fixture
def shout(tmp_path, monkeypatch):
    """Add a format, as a module in the package of formats would."""
    (tmp_path / "shout.py").write_text(SHOUT)
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    monkeypatch.delitem(sys.modules, "newsctl.rendering.formats.shout", raising=False)
    invalidate_caches()
    yield
    sys.modules.pop("newsctl.rendering.formats.shout", None)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (PostList, "table csv json jsonl md path tsv"),
        (RowTable, FOR_ROWS),
        (OccurrenceList, FOR_ROWS),
        (WholePosts, "rendered text csv json jsonl raw tsv"),
        (FindingReport, "text github json jsonl junit sarif"),
        (AnalysisList, "text json jsonl"),
        (SettingList, "table json jsonl toml"),
    ],
)
def test_an_answer_has_the_formats_that_its_views_allow(kind, names):
    assert [form.name for form in formats_of(kind)] == names.split()
    assert set(kind.usual) <= set(names.split())


def test_a_format_is_under_the_name_of_its_module():
    for form in all_formats():
        assert format_of(PostList, form.name) in {form, None}
        assert sys.modules[f"newsctl.rendering.formats.{form.name}"].FORMAT is form


@pytest.mark.parametrize("name", ["", "__init__", "../csv", "csv.x", "xlsx", "CSV", "c\0v"])
def test_what_is_no_format_is_none(name):
    assert format_of(PostList, name) is None


@pytest.mark.parametrize("command", ["list", "search", "stats", "facets", "trend", "kwic", "show"])
def test_a_module_is_a_format_in_options_and_completion(newsctl, samples, shout, command):
    shown = newsctl(command, "--help", cwd=samples).text
    assert "|shout|" in shown
    assert ("shout", "all in capitals") in [*complete(PROGRAM, [command, "-f", "s"])]


def test_a_module_is_a_format_in_help(newsctl, samples, shout, monkeypatch):
    monkeypatch.delitem(sys.modules, "newsctl.cli.help.topics.formats", raising=False)
    assert "all in capitals" in newsctl("help", "formats", cwd=samples).text


def test_a_module_writes_posts_and_rows(newsctl, samples, shout):
    assert newsctl("list", "date:2005-01", "-f", "shout", cwd=samples).text == (
        "DATE/BRON!2005-01-12T09:15:03+01:00/TWEAKERS!"
    )
    counted = newsctl("facets", "bron", "date:2005-01", "-f", "shout", cwd=samples)
    assert counted.text == "VALUE/POSTS!TWEAKERS/1!"


def test_a_format_of_lines_shows_fields_that_are_asked_for(newsctl, samples, shout):
    ran = newsctl("list", "date:2005-01", "-f", "shout", "--fields", "bron,category", cwd=samples)
    assert ran.text == "BRON/CATEGORY!TWEAKERS/TECH!"


def test_a_command_names_what_it_has(newsctl, samples):
    ran = newsctl("stats", "-f", "path", cwd=samples)
    assert ran.code == 2
    assert "'path' is not one of 'table', 'csv', 'json'," in ran.err
