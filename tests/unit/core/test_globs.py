import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.globs import matcher


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
        ("[!a]*.md", "b.md", True),
        ("[!a]*.md", "a.md", False),
        ("[ab].md", "b.md", True),
        ("a+(b).md", "a+(b).md", True),
        ("*", "a/b", True),
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
