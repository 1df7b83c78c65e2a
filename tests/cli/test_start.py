"""What a start loads, in a process of its own: nothing slow that the answer does not need."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from newsctl.start_up import RARELY_USED, SWITCH

pytestmark = pytest.mark.skipif(
    SWITCH in os.environ, reason="it is about what makes a start fast, and that is left out"
)

PROGRAM = """
import sys
from newsctl.cli.app import run
for line in sys.argv[2:]:
    run(line.split(" "))
    print(line, *sorted(sys.modules.keys() & set(sys.argv[1].split())), file=sys.stderr)
"""
START = """
import atexit, sys
def executed():
    return [name for name, one in sys.modules.items() if type(one).__name__ != "PutOff"]
atexit.register(lambda: print(*executed(), file=sys.stderr))
from newsctl.__main__ import main
main()
"""
RENDERING = {"rich"}
READING = {"yaml", "frontmatter", "selectolax", "markdown_it"}
LANGUAGE = {"simplemma", "rapidfuzz", "ftfy"}
INDEX = {"whoosh"}
SLOW = RENDERING | READING | LANGUAGE | INDEX
RARELY = {named.partition(":")[0] for named in RARELY_USED}
SETTINGS = {"tomllib", "newsctl.core.settings.tables"}


def loaded(*lines, cwd, packages=SLOW):
    """Run lines one after another in one process, and return which of these it has loaded."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, " ".join(packages), *lines],
        cwd=cwd,
        capture_output=True,
        check=True,
        text=True,
    )
    assert "Traceback" not in ran.stderr
    return set(ran.stderr.splitlines()[-1].removeprefix(lines[-1]).split())


def modules_after(*arguments, cwd):
    """Start the program as a user does, and return the modules that it has executed."""
    return set(ordered_modules_after(*arguments, cwd=cwd))


def ordered_modules_after(*arguments, cwd):
    """Start the program as a user does, and return what it has executed, in order."""
    ran = subprocess.run(
        [sys.executable, "-c", START, *arguments],
        cwd=cwd,
        capture_output=True,
        check=True,
        text=True,
    )
    return ran.stderr.splitlines()[-1].split()


def test_the_version_loads_nothing_at_all(samples):
    loaded = modules_after("--version", cwd=samples)
    assert "newsctl" in loaded
    assert not loaded & {"typer", "newsctl.cli.app", "typing", "pathlib"}


@pytest.mark.parametrize(
    ("line", "named"), [("--help", set()), ("list --count", {"list"}), ("show boeren", {"show"})]
)
def test_a_start_loads_no_command_but_its_own(samples, line, named):
    prefix = "newsctl.cli.commands."
    loaded = modules_after(*line.split(), cwd=samples)
    assert {name.removeprefix(prefix) for name in loaded if name.startswith(prefix)} == named


def test_help_knows_neither_the_screen_nor_digests(samples):
    loaded = modules_after("--help", cwd=samples)
    assert not loaded & {
        "hashlib",
        "json",
        "newsctl.rendering.errors",
        "newsctl.rendering.harmless",
    }


@pytest.mark.parametrize("line", ["search verkiezingen", "list bron:NOS", "list --count"])
def test_an_answer_needs_no_dates_in_words_and_no_files_of_packages(samples, line):
    modules_after("list", "--count", cwd=samples)  # which makes the index, if there is none
    loaded = modules_after(*line.split(), cwd=samples)
    rarely = {"newsctl.dutch.date_words", "importlib.resources", "tomllib"}
    assert not loaded & rarely
    others = {
        "csv",
        "newsctl.core.archive.hints",
        "newsctl.rendering.changes",
        "newsctl.cli.completion.archive_completion",
        "newsctl.rendering.json_output",
        "newsctl.rendering.markdown_output",
    }
    assert not loaded & others


@pytest.mark.parametrize("line", ["search verkiezingen", "list bron:NOS"])
def test_what_typer_imports_and_an_answer_does_not_use_is_not_executed(samples, line):
    modules_after("list", "--count", cwd=samples)
    assert not modules_after(*line.split(), cwd=samples) & {*RARELY, "signal", "selectors"}


def test_a_search_loads_nothing_that_writes_an_index_or_takes_words_apart(samples):
    modules_after("list", "--count", cwd=samples)  # which makes the index, if there is none
    loaded = modules_after("search", "verkiezingen", cwd=samples)
    assert "newsctl.searching.evaluation" in loaded
    assert "newsctl.searching.highlights" not in loaded
    assert not {name for name in loaded if name.startswith("newsctl.whoosh_index.indexing")}
    apart = ("compounds", "constituents", "suggestions")
    assert not loaded & {f"newsctl.dutch.{name}" for name in apart}


def test_help_loads_nothing_slow(samples):
    lines = ["--help", "--version", "search --help", "index --help", "--show-completion zsh"]
    assert loaded(*lines, cwd=samples) == set()


def test_a_mistake_in_an_option_loads_nothing_slow(samples):
    assert loaded("search --formt json", "serach x", "-C", "search", cwd=samples) == set()


def test_completion_loads_nothing_slow(samples, monkeypatch):
    monkeypatch.setenv("_NEWSCTL_COMPLETE", "1")
    lines = ["li", "list --fo", "show 2019", "show boe", "show 195", "list bron:N", "list date:"]
    assert loaded(*lines, "list --since v", "help q", cwd=samples) == set()
    assert loaded("list --bron N", cwd=samples) == set()


@pytest.mark.parametrize(
    "words", [("list", "bron:N"), ("list", "--since", "2"), ("show", "boe"), ("rm", "195")]
)
def test_a_query_a_date_and_a_post_are_completed_without_typer(samples, monkeypatch, words):
    monkeypatch.setenv("_NEWSCTL_COMPLETE", "1")
    assert not modules_after(*words, cwd=samples) & {"typer", "whoosh", "rich", "yaml"}


def test_a_value_is_completed_without_typer_and_what_it_would_load(samples, monkeypatch):
    monkeypatch.setenv("_NEWSCTL_COMPLETE", "1")
    loaded = modules_after("list", "--bron", "N", cwd=samples)
    assert "newsctl.whoosh_index.formats.facets" in loaded
    assert not loaded & {"typer", "tempfile", "shutil", "subprocess", "dataclasses"}


def test_the_files_are_looked_at_before_what_reads_the_line_is_loaded(samples):
    order = ordered_modules_after("list", "--count", cwd=samples)
    assert order.index("newsctl.front_matter.archive.prefetch") < order.index("typer")


def test_an_answer_in_a_pipe_from_a_fresh_index_loads_nothing_slow(samples):
    loaded("list --count", cwd=samples)
    lines = [
        "search verkiezingen",
        "search verkiezingen -f json",
        "search verkiezingen -f csv --fields title",
        "list bron:NOS",
        "list --count",
        "facets bron",
        "index status",
    ]
    assert loaded(*lines, cwd=samples) == set()


def test_a_post_in_html_loads_no_reader_of_markdown(tmp_path):
    (tmp_path / "2019-09-05-a.md").write_text("---\ntitle: A\n---\n<p>Een.</p>\n\n<p>Twee.</p>\n")
    assert "markdown_it" not in loaded("list --count", cwd=tmp_path)


def test_an_edited_post_of_known_words_loads_neither_parser_nor_what_takes_words_apart(tmp_path):
    post = tmp_path / "2019-09-05-a.md"
    post.write_text("---\ntitle: A\n---\n<p>Een <b>twee</b>.</p>\n")
    modules_after("list", "--count", cwd=tmp_path)
    post.write_text("---\ntitle: A\n---\n<p>Twee <b>een</b>.</p>\n")
    loaded = modules_after("search", "twee", cwd=tmp_path)
    assert any(name.startswith("newsctl.whoosh_index.indexing.") for name in loaded)
    rarely = {
        "selectolax",
        "html.entities",
        "newsctl.dutch.compounds",
        "simplemma",
        "calendar",
        "numpy",
    }
    assert not loaded & {*rarely, "logging", "multiprocessing"}
    assert not loaded & {"decimal", "_decimal"}
    assert not loaded & {"whoosh.index", "whoosh.reading", "newsctl.whoosh_index.codec"}


def test_a_post_with_a_usual_header_loads_no_yaml(tmp_path):
    header = 'title: "A"\ndate: 2019-09-05 03:07:07 +0200\nbron: NOS\naantal: 12\n'
    (tmp_path / "2019-09-05-a.md").write_text(f"---\n{header}---\n<p>Een.</p>\n")
    packages = {"yaml", "frontmatter"}
    assert loaded("list --count", cwd=tmp_path, packages=packages) == set()
    (tmp_path / "2019-09-05-b.md").write_text("---\ntags: [a]\n---\n<p>Een.</p>\n")
    assert loaded("list --count", cwd=tmp_path, packages=packages) == packages


def test_validating_sound_posts_loads_no_repairer_of_letters(samples):
    assert "ftfy" not in loaded("validate", cwd=samples)


def test_validating_and_raw_posts_need_no_screen(samples):
    assert not loaded("validate", "show boeren --raw", cwd=samples) & RENDERING


def test_settings_cost_a_start_only_where_there_are_any(small):
    assert loaded("list --count", cwd=small, packages=SETTINGS) == set()
    (small / "newsctl.toml").write_text("[archive]\n[fields.bron]\n[defaults.list]\nlimit = 9\n")
    assert loaded("list --count", cwd=small, packages=SETTINGS) == SETTINGS


def test_config_and_schema_need_neither_screen_nor_index(samples):
    lines = ["config show", "config show -f json", "schema"]
    assert loaded(*lines, cwd=samples) == set()
    checking = {"ftfy", "rapidfuzz"}  # it looks which rules most posts break
    assert loaded("config init --dry-run", cwd=samples) <= READING | checking


def test_lines_are_written_together_whatever_the_environment_says():
    program = (
        "import sys; from newsctl.cli.terminal.streams import write_together; write_together(); "
        "print(type(sys.stdout.buffer).__name__)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert ran.stdout == "BufferedWriter\n"


def test_the_end_writes_what_is_left_does_what_was_registered_and_keeps_the_code():
    program = (
        "import atexit, sys; from newsctl.start_up import end; "
        "atexit.register(lambda: print('registered')); print('left'); end(75)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (75, "left\nregistered\n")


def test_the_end_is_no_error_where_nobody_reads():
    program = "import os; from newsctl.start_up import end; os.close(1); print('lost'); end(0)"
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONUNBUFFERED": ""},
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
