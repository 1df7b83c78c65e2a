from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from newsctl.core.archive.file_changes import Move, Write
from newsctl.rendering.diffs import diff, diff_of_steps
from newsctl.rendering.paths import Place
from newsctl.rendering.terminal import Terminal

PIPE = Terminal()
SCREEN = Terminal(is_tty=True, colour=True)
PLACE = Place(Path("/archief"), Path("/archief"))


def shown(old, new, terminal=PIPE):
    return "".join(diff(old, new, ("a/x", "b/x"), terminal))


def test_a_pipe_gets_what_patch_reads():
    assert shown(b"a\nb\nc\nd\n", b"a\nB\nc\nd\n") == (
        "--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"
    )


def test_the_same_bytes_have_no_diff():
    assert not shown(b"a\r\nb", b"a\r\nb")


def test_a_missing_last_line_end_is_said():
    assert shown(b"a", b"a\n").splitlines() == [
        "--- a/x", "+++ b/x", "@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+a",
    ]  # fmt: skip


def test_only_a_line_feed_ends_a_line():
    assert "-a\x85b\n" in shown("a\x85b\n".encode(), b"c\n")


def test_bytes_that_are_not_utf8_are_kept():
    piece = shown(b"\xff\n", b"\xfe\n")
    assert piece.encode("utf-8", "surrogateescape").endswith(b"-\xff\n+\xfe\n")


@pytest.mark.parametrize("hostile", [b"\x1b[2J", "\u202e".encode()])
def test_a_screen_gets_nothing_that_steers_it(hostile):
    lines = shown(b"a\n", hostile + b"\n", SCREEN).splitlines()
    assert hostile.decode() not in lines[-1]


def test_a_screen_shows_line_ends_of_windows_and_colours_what_changed():
    lines = shown(b"a\r\n", b"a\n", SCREEN).splitlines()
    assert lines[-2:] == ["\x1b[31m-a\x1b[0m\x1b[7;31m␍\x1b[0m", "\x1b[32m+a\x1b[0m"]


def test_a_screen_marks_the_words_that_differ_in_lines_with_a_counterpart():
    old, new = "Een kamer\u202e of twee kamers hier.\n", "Een huis\u202e of twee kamers daar.\n"
    lines = shown(old.encode(), new.encode(), SCREEN).splitlines()
    red, green, end = "\x1b[31m", "\x1b[32m", "\x1b[0m"
    out, put = "\x1b[7;31m", "\x1b[7;32m"
    middle = "� of twee kamers "
    removed = [f"{red}-Een ", f"{out}kamer", f"{red}{middle}", f"{out}hier", f"{red}."]
    added = [f"{green}+Een ", f"{put}huis", f"{green}{middle}", f"{put}daar", f"{green}."]
    assert lines[3:] == ["".join(f"{piece}{end}" for piece in line) for line in (removed, added)]


@pytest.mark.parametrize(
    ("old", "new"),
    [("a b c\n", "x y z\n"), ("a b\n", "a b\na c\n"), ("a " * 3000 + "\n", "a " * 3000 + "b\n")],
)
def test_lines_with_little_in_common_or_none_or_too_many_words_are_whole(old, new):
    assert "\x1b[7" not in shown(old.encode(), new.encode(), SCREEN)


def test_steps_are_diffs_and_moves():
    steps = [Write("a.md", None, b"x\n"), Move("b.md", "c.md", b"")]
    assert list(diff_of_steps(steps, PLACE, PIPE)) == [
        "--- /dev/null\n", "+++ b/a.md\n", "@@ -0,0 +1 @@\n", "+x\n", "b.md → c.md\n",
    ]  # fmt: skip


HOSTILE = 'a\n+++ b/"c\\\x1b[2J\u202e\udcff.md'
QUOTED = '"b/a\\n+++ b/\\"c\\\\\\033[2J\\342\\200\\256\\377.md"'


@pytest.mark.parametrize("terminal", [PIPE, SCREEN])
def test_a_name_that_would_steer_a_screen_or_end_a_line_is_quoted_as_git_does(terminal):
    text = "".join(diff_of_steps([Write(HOSTILE, None, b"x\n")], PLACE, terminal))
    assert QUOTED in text.splitlines()[1]
    assert "\x1b[2J" not in text


def test_a_move_is_one_line_whatever_its_names():
    (line,) = diff_of_steps([Move(HOSTILE, "c.md", b"")], PLACE, PIPE)
    assert line == 'a +++ b/"c\\␛[2J��.md → c.md\n'


def test_git_reads_the_names_that_are_quoted(tmp_path):
    name = 'a\n"b\\\x1b[2J\u202eé.md'
    (tmp_path / name).write_bytes(b"a\n")
    patch = "".join(diff_of_steps([Write(name, b"a\n", b"b\n")], PLACE, PIPE))
    subprocess.run(["git", "apply"], cwd=tmp_path, input=patch.encode(), check=True)
    assert (tmp_path / name).read_bytes() == b"b\n"
