import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.globs import matcher
from tests.clock import takes_less_than


@pytest.mark.parametrize(
    ("glob", "path", "named"),
    [
        ("*.md", "a.md", True),
        ("*.md", "map/a.md", True),
        ("/*.md", "a.md", True),
        ("/*.md", "map/a.md", False),
        ("map/*.md", "map/a.md", True),
        ("map/*.md", "map/b/a.md", False),
        ("map/*.md", "x/map/a.md", False),
        ("map/**", "map/b/a.md", True),
        ("**/b/*.md", "map/b/a.md", True),
        ("**/b/*.md", "b/a.md", True),
        ("map", "map/b/a.md", True),
        ("map/", "x/map/a.md", True),
        ("./map/b", "map/b/a.md", True),
        ("2019-0?-*.md", "2019-09-05-x.md", True),
        ("?.md", "é.md", True),
        ("?.md", "ab.md", False),
        ("?.md", ".md", False),
        ("map?a.md", "map/a.md", False),
        ("a?b/c.md", "a/b/c.md", False),
        ("2019-0?-*.md", "2019-10-05-x.md", False),
        ("[!a]*.md", "b.md", True),
        ("[!a]*.md", "a.md", False),
        ("[ab].md", "b.md", True),
        ("a+(b).md", "a+(b).md", True),
        ("*", "a/b", True),
        ("**/", "a/b", True),
        ("map/**/c/**/d.md", "map/a/c/c/b/d.md", True),
        ("map/**/c/**/d.md", "map/a/c/b/e.md", False),
        ("map/**/c/d/**/e", "map/c/x/c/d/e/f.md", True),
        ("*a*b*.md", "xaxbxb.md", True),
        ("*a*b*.md", "xbxa.md", False),
        ("a**.md", "a/b.md", False),
        ("[z-a].md", "[z-a].md", True),
        ("[!].md", "[!].md", False),
        ("[!].md", "!.md", True),
        ("[a--c].md", "b.md", False),
        ("[&&~|].md", "&.md", True),
        ("", "a.md", False),
        ("./", "a.md", False),
    ],
)
def test_a_glob_names_paths(glob, path, named):
    assert matcher([glob])(path) is named


def test_no_glob_names_nothing():
    assert not matcher([])("a.md")


@given(st.text(), st.text())
def test_no_glob_crashes(glob, path):
    matcher([glob, "x"])(path)


# Paths below the archive's folder, as the system gives them: no part is empty, `.` or `..`.
PARTS = st.text(alphabet="abc.-+() ", min_size=1).filter(lambda part: part not in {".", ".."})


@given(st.lists(PARTS, min_size=1).map("/".join))
def test_a_path_is_its_own_glob(path):
    assert matcher([path])(path)


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*a" * 30 + "b", "a" * 250),
        ("**/" * 30 + "b", "a/" * 100 + "c"),
        ("**/a/" * 30 + "b", "a/" * 100 + "c"),
        ("**a" * 30 + "b", "a" * 250),
        ("[a!]*" * 30 + "b", "a" * 250),
        ("**/*a*a*a*a*b/" * 10 + "c", "/".join(["a" * 50] * 40)),
    ],
)
def test_a_glob_made_to_take_long_does_not(glob, path):
    with takes_less_than(1):
        assert not matcher([glob])(path)
