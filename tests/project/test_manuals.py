"""The manual pages: made of the texts of today, and without a fault that mandoc finds."""

import shutil
import subprocess

import pytest

from tools.manuals import FOLDER, manuals


@pytest.fixture(scope="module")
def pages():
    return manuals()


def test_the_pages_are_made_of_the_texts_there_are(pages):
    kept = {path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("man*/*")}
    assert kept == {*pages}, "run: python -m tools.manuals"
    differing = [name for name, text in pages.items() if (FOLDER / name).read_text("utf-8") != text]
    assert differing == [], "run: python -m tools.manuals"


def test_a_page_has_what_help_has(pages):
    page = pages["man1/newsctl-search.1"]
    assert r".TP" + "\n" + r"\fB\-\-bron NAME\fR" in page
    assert "newsctl search verkiezing facebook" in page
    assert r"\fBnewsctl\-query\fR(7)" in page
    assert ".SH ENVIRONMENT" in pages["man5/newsctl.toml.5"]


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_mandoc_finds_no_fault():
    paths = sorted(map(str, FOLDER.glob("man*/*")))
    ran = subprocess.run(["mandoc", "-Tlint", *paths], capture_output=True, text=True, check=False)
    assert ran.stdout + ran.stderr == ""
