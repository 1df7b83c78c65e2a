from __future__ import annotations

import pytest

from newsctl.core.errors import UsageError
from newsctl.rendering.formats import Format, OutputOptions, choose_output


@pytest.mark.parametrize(("is_tty", "chosen"), [(True, Format.TABLE), (False, Format.TSV)])
def test_a_terminal_gets_a_table_and_a_pipe_lines(is_tty, chosen):
    assert choose_output(OutputOptions(), is_tty=is_tty).format is chosen


@pytest.mark.parametrize(
    "options",
    [
        OutputOptions(template="{title}", format=Format.JSON),
        OutputOptions(template="{title}", fields="title"),
        OutputOptions(template="{title}", null=True),
        OutputOptions(null=True),
        OutputOptions(null=True, format=Format.TSV),
        OutputOptions(fields="title", format=Format.PATH),
        OutputOptions(fields="title", format=Format.MD),
        OutputOptions(fields=""),
        OutputOptions(fields="title,,date"),
    ],
)
@pytest.mark.parametrize("is_tty", [True, False])
def test_options_that_exclude_one_another_are_an_error(options, is_tty):
    with pytest.raises(UsageError):
        choose_output(options, is_tty=is_tty)


@pytest.mark.parametrize("chosen", [Format.TSV, Format.CSV, Format.PATH, Format.MD])
def test_an_explanation_needs_a_format_that_has_one(chosen):
    with pytest.raises(UsageError):
        choose_output(OutputOptions(format=chosen), is_tty=False, explain=True)


def test_an_explanation_in_a_pipe_is_the_table_unless_asked_otherwise():
    assert choose_output(OutputOptions(), is_tty=False, explain=True).format is Format.TABLE


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
        (OutputOptions(format=Format.TABLE), True, True),
        (OutputOptions(format=Format.TABLE), False, False),
        (OutputOptions(format=Format.JSON), True, True),
        (OutputOptions(format=Format.TSV), True, False),
        (OutputOptions(format=Format.PATH), True, False),
        (OutputOptions(format=Format.CSV, fields="path,snippet"), False, True),
        (OutputOptions(format=Format.JSON, fields="path"), True, False),
        (OutputOptions(template="{snippet}"), False, True),
        (OutputOptions(template="{title}"), True, False),
    ],
)
def test_snippets_are_asked_for_only_where_they_are_shown(options, ranked, needed):
    assert choose_output(options, is_tty=True, ranked=ranked).needs_snippets is needed


@pytest.mark.parametrize(
    ("options", "front_matter", "highlights"),
    [
        (OutputOptions(format=Format.TABLE), True, True),
        (OutputOptions(format=Format.TABLE, fields="path,title"), False, True),
        (OutputOptions(format=Format.TSV), False, False),
        (OutputOptions(format=Format.TSV, fields="path,bron"), True, False),
        (OutputOptions(format=Format.TSV, fields="path,slug"), True, False),
        (OutputOptions(format=Format.PATH), False, False),
        (OutputOptions(format=Format.CSV), True, False),
        (OutputOptions(format=Format.MD), True, False),
        (OutputOptions(format=Format.JSON), True, False),
        (OutputOptions(format=Format.JSONL, fields="title,highlights"), False, True),
        (OutputOptions(template="{date} {title}"), False, False),
        (OutputOptions(template="{bron}"), True, False),
    ],
)
def test_front_matter_and_highlights_are_asked_for_only_where_they_are_shown(
    options, front_matter, highlights
):
    output = choose_output(options, is_tty=True, ranked=True)
    assert output.needs_front_matter is front_matter
    assert output.needs_highlights is highlights
