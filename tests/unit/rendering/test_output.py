from __future__ import annotations

import pytest

from newsctl.core.archive.hits import Request
from newsctl.core.errors import UsageError
from newsctl.core.query.ast import Everything
from newsctl.rendering.formats import format_named
from newsctl.rendering.output import OutputOptions, choose_output

TABLE, TSV, CSV, JSON, JSONL, PATH, MD = map(
    format_named, ("table", "tsv", "csv", "json", "jsonl", "path", "md")
)


@pytest.mark.parametrize(("is_tty", "chosen"), [(True, TABLE), (False, TSV)])
def test_a_terminal_gets_a_table_and_a_pipe_lines(is_tty, chosen):
    assert choose_output(OutputOptions(), is_tty=is_tty).format is chosen


@pytest.mark.parametrize(
    "options",
    [
        OutputOptions(template="{title}", format=JSON),
        OutputOptions(template="{title}", fields="title"),
        OutputOptions(template="{title}", null=True),
        OutputOptions(null=True),
        OutputOptions(null=True, format=TSV),
        OutputOptions(fields="title", format=PATH),
        OutputOptions(fields="title", format=MD),
        OutputOptions(fields=""),
        OutputOptions(fields="title,,date"),
    ],
)
@pytest.mark.parametrize("is_tty", [True, False])
def test_options_that_exclude_one_another_are_an_error(options, is_tty):
    with pytest.raises(UsageError):
        choose_output(options, is_tty=is_tty)


@pytest.mark.parametrize("chosen", [TSV, CSV, PATH, MD])
def test_an_explanation_needs_a_format_that_has_one(chosen):
    with pytest.raises(UsageError):
        choose_output(OutputOptions(format=chosen), is_tty=False, explain=True)


def test_an_explanation_in_a_pipe_is_the_table_unless_asked_otherwise():
    assert choose_output(OutputOptions(), is_tty=False, explain=True).format is TABLE


def test_an_unknown_field_is_an_error_with_a_suggestion():
    options = OutputOptions(fields="titell,bron")
    with pytest.raises(UsageError) as raised:
        choose_output(options, is_tty=False, known={"bron"})
    assert raised.value.hint == "Did you mean title?"


def test_fields_are_taken_once_and_without_blanks():
    options = OutputOptions(fields="title, path,title , front_matter.bron")
    output = choose_output(options, is_tty=False, known={"bron"})
    assert output.columns == ("title", "path", "front_matter.bron")


@pytest.mark.parametrize(
    ("options", "ranked", "needed"),
    [
        (OutputOptions(format=TABLE), True, True),
        (OutputOptions(format=TABLE), False, False),
        (OutputOptions(format=JSON), True, True),
        (OutputOptions(format=TSV), True, False),
        (OutputOptions(format=PATH), True, False),
        (OutputOptions(format=CSV, fields="path,snippet"), False, True),
        (OutputOptions(format=JSON, fields="path"), True, False),
        (OutputOptions(template="{snippet}"), False, True),
        (OutputOptions(template="{title}"), True, False),
    ],
)
def test_snippets_are_asked_for_only_where_they_are_shown(options, ranked, needed):
    output = choose_output(options, is_tty=True, ranked=ranked)
    assert output.requested(Request(Everything())).snippets is needed


@pytest.mark.parametrize(
    ("options", "front_matter", "highlights"),
    [
        (OutputOptions(format=TABLE), True, True),
        (OutputOptions(format=TABLE, fields="path,title"), False, True),
        (OutputOptions(format=TSV), False, False),
        (OutputOptions(format=TSV, fields="path,bron"), True, False),
        (OutputOptions(format=TSV, fields="path,slug"), True, False),
        (OutputOptions(format=PATH), False, False),
        (OutputOptions(format=CSV), True, False),
        (OutputOptions(format=MD), True, False),
        (OutputOptions(format=JSON), True, False),
        (OutputOptions(format=JSONL, fields="title,highlights"), False, True),
        (OutputOptions(template="{date} {title}"), False, False),
        (OutputOptions(template="{bron}"), True, False),
    ],
)
def test_front_matter_and_highlights_are_asked_for_only_where_they_are_shown(
    options, front_matter, highlights
):
    request = choose_output(options, is_tty=True, ranked=True).requested(Request(Everything()))
    assert request.front_matter is front_matter
    assert request.highlights is highlights
