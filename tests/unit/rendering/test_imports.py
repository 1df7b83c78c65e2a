from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import io, sys
from pathlib import Path
from newsctl.core.archive.hits import Hit, Page
from newsctl.core.post.post import PostSummary
from newsctl.rendering.formats import format_named
from newsctl.rendering.output import OutputOptions, choose_output
from newsctl.rendering.paths import Place
from newsctl.rendering.results import write_page
from newsctl.rendering.terminal import Terminal

options = OutputOptions({options})
hits = [Hit(PostSummary("a.md", "A", "", {{}}), 1.0)]
place = Place(Path("/a"), Path("/a"))
output = choose_output(options, is_tty=False)
page = Page(hits, total=1)
write_page(page, output, out=io.BytesIO(), terminal=Terminal(), place=place)
slow = {{"rich", "typer", "yaml", "whoosh", "markdown_it", "selectolax"}}
print(sorted(sys.modules.keys() & slow))
"""


def _loaded(options):
    program = [sys.executable, "-c", PROGRAM.format(options=options)]
    return subprocess.run(program, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("name", ["tsv", "csv", "json", "jsonl", "path", "md"])
def test_plain_formats_do_not_load_rich(name):
    assert _loaded(f"format=format_named({name!r})") == "[]"


def test_templates_do_not_load_rich():
    assert _loaded("template='{title}'") == "[]"


def test_tables_load_rich_alone():
    assert _loaded("format=format_named('table')") == "['rich']"
