from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.rendering.paths import Place

NAME = st.text(st.sampled_from("ab-. \nü"), min_size=1).filter(lambda name: name not in {".", ".."})
PARTS = st.lists(NAME, min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("cwd", "shown"),
    [
        ("/werk/archief", "_posts/2019/x.md"),
        ("/werk/archief/_posts", "2019/x.md"),
        ("/werk/archief/_posts/2019", "x.md"),
        ("/werk/archief/_posts/2018", "../2019/x.md"),
        ("/werk/archief/_post", "../_posts/2019/x.md"),
        ("/werk", "archief/_posts/2019/x.md"),
        ("/", "werk/archief/_posts/2019/x.md"),
        ("/elders/diep", "../../werk/archief/_posts/2019/x.md"),
    ],
)
def test_a_path_is_shown_from_the_current_folder(cwd, shown):
    assert Place(Path("/werk/archief"), Path(cwd)).path("_posts/2019/x.md") == shown


def test_a_path_is_never_taken_for_an_option():
    assert Place(Path("/a"), Path("/a")).path("-rf.md") == "./-rf.md"


@given(PARTS, PARTS, PARTS)
def test_a_shown_path_leads_to_the_post(root, path, cwd):
    root, cwd, path = Path("/", *root), Path("/", *cwd), "/".join(path)
    shown = Place(root, cwd).path(path)
    assert os.path.normpath(cwd / shown) == os.path.normpath(root / path)


def test_path_lines_end_in_a_newline(write, make_hit):
    assert write([make_hit("a.md"), make_hit("b c.md")], "path") == b"a.md\nb c.md\n"


def test_names_with_newlines_and_stray_bytes_come_out_exactly(write, make_hit):
    name = b"een\ntwee\xff\x1b.md"
    hits = [make_hit(os.fsdecode(name)), make_hit("b.md")]
    assert write(hits, "path", null=True) == name + b"\0b.md\0"


def test_a_path_on_a_line_is_one_line_that_steers_nothing(write, make_hit):
    hits = [make_hit(os.fsdecode(b"een\ntwee\xff\x1b[31m\r.md")), make_hit("b\u2028\u202ec.md")]
    assert write(hits, "path") == "een␊twee".encode() + b"\xff" + "␛[31m␍.md\nb��c.md\n".encode()


def test_the_way_from_a_folder_that_is_gone_is_the_whole_path():
    place = Place(Path("/srv/site"), None)
    assert place.path("_posts/a.md") == "/srv/site/_posts/a.md"
    assert place.paths(["-a.md"]) == ["/srv/site/-a.md"]


def test_a_terminal_sees_no_escape_sequence_of_a_name(write, make_hit, screen):
    shown = write([make_hit("a\x1b[31m\udcff.md")], "path", terminal=screen())
    assert shown.decode() == "a␛[31m�.md\n"


def test_no_posts_are_no_lines(write):
    assert write([], "path") == b""


@given(PARTS, st.lists(PARTS), PARTS)
def test_many_paths_are_shown_as_one_by_one(root, paths, cwd):
    place = Place(Path("/", *root), Path("/", *cwd))
    paths = ["/".join(path) for path in paths]
    assert place.paths(paths) == [*map(place.path, paths)]
