"""Files that cannot be read as posts, under the commands that show and change posts."""

from __future__ import annotations

import os

import pytest

NAMES = {
    "yaml": "2024-05-02-kapot.md",
    "latin": "2024-05-03-latin.md",
    "out": "2024-05-04-uit.md",
    "nowhere": "2024-05-05-los.md",
    "pipe": "2024-05-06-pijp.md",
    "large": "2024-05-07-groot.md",
}


@pytest.fixture
def broken(tmp_path):
    """Make an archive of one post, and of files that are named as posts and cannot be read."""
    post = b"---\ntitle: %s\ndate: 2024-05-01\n---\nTekst.\n"
    (tmp_path / "newsctl.toml").touch()
    (tmp_path / "2024-05-01-goed.md").write_bytes(post % b"Goed")
    (tmp_path / NAMES["yaml"]).write_bytes(post % b'"kapot')
    (tmp_path / NAMES["latin"]).write_bytes(post % b"caf\xe9")
    (tmp_path / NAMES["out"]).symlink_to("/dev/null")
    (tmp_path / NAMES["nowhere"]).symlink_to("nergens.md")
    os.mkfifo(tmp_path / NAMES["pipe"])
    with (tmp_path / NAMES["large"]).open("wb") as file:
        file.truncate(9_000_000)
    return tmp_path


WHY = {
    "yaml": "line 2, column 8: ",
    "latin": "line 2, column 11: The file is not UTF-8",
    "out": "no post: a link out of the archive",
    "nowhere": "no post: a link that leads nowhere",
    "pipe": "no post: not a regular file",
    "large": "The file has 8.58 MB; a post may have 8.",
}


@pytest.mark.parametrize("fault", NAMES)
@pytest.mark.parametrize(
    "command", [("set", "bron=X", "--post"), ("rename",)], ids=["set", "rename"]
)
def test_what_cannot_be_read_is_left_as_it_is(newsctl, broken, fault, command):
    ran = newsctl(*command, NAMES[fault], "--dry-run", cwd=broken)
    assert (ran.code, ran.out) == (3, b"")
    assert WHY[fault] in ran.err or (fault == "out" and "a link out of the archive" in ran.err)
    hint = {"yaml": "newsctl edit POST", "latin": "newsctl edit POST", "large": "Exclude it"}
    assert hint.get(fault, "") in ran.err
    assert ("newsctl edit" in ran.err) == (fault in {"yaml", "latin"})


@pytest.mark.parametrize("fault", NAMES)
def test_what_cannot_be_brought_back_is_not_removed(newsctl, broken, fault):
    ran = newsctl("rm", NAMES[fault], cwd=broken)
    is_removed = fault in {"yaml", "latin"}
    assert ran.code == (0 if is_removed else 3)
    assert os.path.lexists(broken / NAMES[fault]) != is_removed
    if is_removed:
        newsctl("undo", cwd=broken)
        assert (broken / NAMES[fault]).is_file()


@pytest.mark.parametrize("fault", NAMES)
def test_a_broken_post_is_edited_and_no_other(newsctl, broken, fault):
    mend = "sed -i 's/\"kapot/kapot/; s/\\xe9/e/'"
    ran = newsctl("edit", NAMES[fault], cwd=broken, EDITOR=mend, LC_ALL="C")
    if fault in {"yaml", "latin"}:
        assert (ran.code, ran.lines) == (0, [NAMES[fault]])
        assert NAMES[fault] in newsctl("list", "-f", "path", cwd=broken).lines
    else:
        assert (ran.code, ran.out) == (3, b"")


def test_all_is_done_but_them(newsctl, broken):
    ran = newsctl("set", "bron=X", "--all", "--yes", cwd=broken)
    assert ran.lines == ["2024-05-01-goed.md"]
    assert ran.code == 3
    assert ran.err.count("is left as it is") == len(("yaml", "latin", "large"))


@pytest.mark.parametrize(
    ("name", "target", "why"),
    [
        ("2024-05-02-dood.md", "nergens.md", "it is a link that leads nowhere"),
        ("2024-05-02-rond.md", "2024-05-02-rond.md", "it is a link that leads nowhere"),
        (os.fsdecode(b"2024-05-04-caf\xe9.md"), None, "its name is not UTF-8"),
    ],
)
def test_why_a_file_is_not_read_is_told_and_not_that_it_is_not_there(
    newsctl, tmp_path, name, target, why
):
    if target:
        (tmp_path / name).symlink_to(target)
        asked = [(), (name,)]
    else:
        (tmp_path / name).write_text("---\ntitle: A\n---\nTekst.\n")
        asked = [()]
    for paths in asked:
        ran = newsctl("-C", ".", "validate", *paths, cwd=tmp_path)
        assert (ran.code, ran.lines[0].endswith(f"The file cannot be read: {why}.")) == (1, True)
