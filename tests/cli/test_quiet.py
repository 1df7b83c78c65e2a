"""What `--quiet` leaves on standard error: errors."""

from __future__ import annotations

import pytest

BOEREN = "2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"


@pytest.mark.parametrize("quiet", ["-q", "--quiet"])
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("list -n 2", 0),
        ("list --count", 0),
        ("search qqqq", 1),
        ("search verkeizing", 1),
        ("validate", 0),
        ("set x=1 boeren --dry-run", 0),
        (f"rm {BOEREN} --dry-run", 0),
        ("config show", 0),
    ],
)
def test_notes_and_counts_are_left_out(newsctl, archive, line, code, quiet):
    loud = newsctl(*line.split(), cwd=archive)
    ran = newsctl(*line.split(), quiet, cwd=archive)
    assert (ran.code, ran.out, ran.err) == (code, loud.out, "")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("show qqqq", 1),
        ("list categroy:x", 2),
        ("validate --query qqqq", 2),
        ("set aantal=veel boeren --yes", 2),
    ],
)
def test_errors_stay(newsctl, archive, line, code):
    ran = newsctl("--quiet", *line.split(), cwd=archive)
    assert (ran.code, ran.out) == (code, b"")
    assert ran.err
