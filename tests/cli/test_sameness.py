"""Piped, the same command on the same archive on the same day gives the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

LINES = [
    "search verkiezingen",
    "search europa -f json",
    "list -f csv",
    "list -f table --fields date,title,bron",
    "list -f md",
    "show 2017-08 --json",
    "show 2017-08",
    "facets tags",
    "validate",
]


PROGRAM = """
import sys
from newsctl.cli.app import run
for line in sys.argv[1:]:
    assert run(line.split()) == 0
"""
OTHERWISE = {
    "LC_ALL": "C",
    "LANG": "C",
    "TZ": "Asia/Tokyo",
    "COLUMNS": "40",
    "TERM": "dumb",
    "PYTHONHASHSEED": "7",
}


def test_the_environment_changes_nothing(newsctl, samples):
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, *LINES],
        cwd=samples,
        env={**os.environ, **OTHERWISE},
        capture_output=True,
        check=True,
    )
    assert ran.stdout == b"".join(newsctl(*line.split(), cwd=samples).out for line in LINES)


@pytest.mark.parametrize(
    "line", ["search verkiezingen -t {title}", "list -f json --fields title,date"]
)
def test_the_current_folder_changes_paths_alone(newsctl, samples, tmp_path, line):
    here = newsctl(*line.split(), cwd=samples)
    assert newsctl(*line.split(), "-C", samples, cwd=tmp_path) == here


def test_paths_lead_to_the_posts_from_every_folder(newsctl, samples, tmp_path):
    for folder in (samples, samples.parent, tmp_path):
        paths = newsctl("list", "-f", "path", "-0", "-C", samples, cwd=folder).text.split("\0")
        assert len(paths) == 53
        assert all((folder / path).is_file() for path in paths[:-1])


def test_the_history_of_the_index_changes_nothing(newsctl, archive):
    lines = ["search verkiezingen -f json", "list", "search klimaat --explain -f json", "facets"]
    (extra,) = archive.glob("2013-04*.md")
    away = shutil.move(extra, archive.parent / extra.name)
    (changed,) = archive.glob("2016-04*.md")
    before = changed.read_bytes()
    changed.write_bytes(before + b"verkiezingen verkiezingen\n")
    newsctl("index", "update", cwd=archive)
    shutil.move(away, extra)
    changed.write_bytes(before)
    with_history = [newsctl(*line.split(), cwd=archive).out for line in lines]
    newsctl("index", "rebuild", cwd=archive)
    assert [newsctl(*line.split(), cwd=archive).out for line in lines] == with_history


def test_a_reader_that_leaves_early_is_no_error(samples):
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "newsctl", "list", "-f", "json"],
        cwd=samples,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("line", "closed", "code"),
    [
        *(("list", "<&-", 0), ("list", ">&-", 3), ("search qqqq", "2>&-", 1)),
        ("search qqqq", "<&- >&- 2>&-", 1),
    ],
)
def test_closed_streams_are_no_fault_of_the_program(samples, line, closed, code):
    ran = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m newsctl {line} {closed}'],
        cwd=samples,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == code
    assert b"Traceback" not in ran.stderr
    assert b"went wrong" not in ran.stderr


def test_an_archive_that_cannot_be_written_is_read(newsctl_process, small):
    small.chmod(0o555)
    try:
        ran = newsctl_process("search", "facebook", "-f", "path", cwd=small)
    finally:
        small.chmod(0o755)
    assert ran.lines == ["2019-03-29-facebook-strenger-voor-politieke-advertenties.md"]


def test_without_a_place_for_the_index_the_files_answer(newsctl_process, small):
    ran = newsctl_process(
        "search", "facebook", "--count", cwd=small, env={"NEWSCTL_CACHE": "/dev/null/cache"}
    )
    assert (ran.code, ran.text) == (0, "1\n")
    assert ran.err.startswith("newsctl: No index can be kept here")
