"""What the fork server runs for other tests is the program that users start."""

from __future__ import annotations

import os

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_process_that_is_forked_does_what_one_that_is_started_does(
    newsctl_process, newsctl_forked, small
):
    lines = (
        ("list", "één", "-f", "json"),
        ("serach", ""),
        ("add", "-", "--date", "2019", "--dry-run"),
    )
    for line in lines:
        told = {"cwd": small, "stdin": "Één.\n".encode(), "env": {"NEWSCTL_LANG": "nl"}}
        started, forked = (run(*line, **told) for run in (newsctl_process, newsctl_forked))
        assert forked == started
        assert started.out + started.err.encode()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_process_that_is_forked_is_told_where_it_was_started(shell, small, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(small)
    ran = shell("newsctl list --count; newsctl list -f path | wc -l; newsctl list --nope", link)
    assert (ran.lines[:2], ran.code) == (["3", "3"], 2)
