"""Posts that a command is about, named one by one or on standard input."""

from __future__ import annotations

import pytest

BOEREN = "2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"
ELFSTEDEN = "2012-02-08-geen-elfstedentocht-ijs-te-dun.md"
BOTH = [ELFSTEDEN, BOEREN]


@pytest.mark.parametrize("null", [False, True])
@pytest.mark.parametrize("command", [("set", "x=1"), ("rm",), ("rename",), ("validate",)])
def test_paths_come_on_standard_input(newsctl, archive, command, null):
    end, flag = ("\0", ("-0",)) if null else ("\n", ())
    given = "".join(f"{path}{end}" for path in BOTH)
    dry = () if command[0] == "validate" else ("--dry-run",)
    ran = newsctl(*command, "-", *flag, *dry, cwd=archive, stdin=given.encode())
    assert ran.code == 0
    if command[0] in {"set", "rm"}:
        assert "Would change 2 posts." in ran.err


@pytest.mark.parametrize("command", [("set", "x=1", "--yes"), ("rm",), ("rename",), ("validate",)])
@pytest.mark.parametrize("given", [b"", b"\n\n"])
def test_no_path_on_standard_input_is_not_every_post(newsctl, archive, command, given):
    ran = newsctl(*command, "-", cwd=archive, stdin=given)
    assert (ran.code, ran.err) == (2, "newsctl: There is no path on standard input.\n")


def test_set_and_validate_take_posts_by_reference(newsctl, archive):
    ran = newsctl("set", "x=1", "--post", "2012-02", "--post", BOEREN, "--yes", cwd=archive)
    assert (ran.code, ran.lines) == (0, BOTH)
    for path in BOTH:
        (archive / path).write_bytes((archive / path).read_bytes().replace(b"x: 1", b"x: 1\nx: 2"))
    ran = newsctl("validate", "--post", "2019-10", "-f", "json", cwd=archive)
    assert {one["path"] for one in ran.json} == {BOEREN}


@pytest.mark.parametrize("more", ["wolf", "--all", "--bron=NOS"])
def test_posts_and_a_query_exclude_one_another(newsctl, archive, more):
    assert newsctl("set", "x=1", "--post", "2012-02", more, cwd=archive).code == 2


def test_null_goes_with_standard_input_only(newsctl, archive):
    ran = newsctl("rm", BOEREN, "-0", cwd=archive)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "newsctl: -0 goes with - only.")
