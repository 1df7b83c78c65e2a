import os
from pathlib import Path

import pytest

from newsctl.core.errors import ArchiveError, SettingsError
from newsctl.front_matter.archive_folder import find_archive


@pytest.fixture
def found(tmp_path):
    def find(cwd=".", option=None, variable=None):
        chosen = None if option is None else Path(option)
        return find_archive(option=chosen, variable=variable, cwd=tmp_path / cwd)

    return find


def test_what_is_named_comes_first(found, files, tmp_path):
    files("een/a.md", "twee/a.md", "drie/newsctl.toml", text="")
    archive = found("drie", option="../een", variable=str(tmp_path / "twee"))
    assert (archive.root, archive.reason) == (tmp_path.resolve() / "een", "-C")
    archive = found("drie", variable=str(tmp_path / "twee"))
    assert (archive.root, archive.reason) == (tmp_path / "twee", "$NEWSCTL_ARCHIVE")


def test_the_nearest_settings_upwards_come_before_the_nearest_site(found, files, tmp_path):
    files("newsctl.toml", text="[archive]\ndrafts = true\n")
    files("site/_config.yml", "site/_posts/2019/a.md", text="")
    archive = found("site/_posts/2019")
    assert archive.root == tmp_path
    assert archive.settings.drafts
    assert archive.reason == "it holds newsctl.toml"


@pytest.mark.parametrize("mark", ["_config.yml", "_posts/a.md"])
def test_a_site_is_found_from_within(found, files, tmp_path, mark):
    files(f"site/{mark}", "site/diep/in/a.md")
    archive = found("site/diep/in")
    assert (archive.root, archive.reason) == (tmp_path / "site", "it is a Jekyll site")


def test_a_folder_that_holds_posts_will_do(found, files, tmp_path):
    files("map/2019/2019-09-05-a.md", "los/a.md")
    assert (found("map").root, found("map").reason) == (tmp_path / "map", "it holds posts")
    assert found("los").root == tmp_path / "los"


def test_a_folder_with_notes_somewhere_below_is_no_archive(found, files):
    files("thuis/notities/boodschappen.md", "thuis/code/doc/index.md")
    with pytest.raises(ArchiveError):
        found("thuis")


def test_none_says_what_was_tried(found, files):
    files("README.md", "tekst.txt")
    with pytest.raises(ArchiveError) as none:
        found()
    for tried in ("newsctl.toml", "Jekyll site", "$NEWSCTL_ARCHIVE"):
        assert tried in none.value.message
    assert "-C DIR" in none.value.hint


def test_a_home_full_of_folders_is_not_searched_through(found, tmp_path):
    folder = tmp_path
    for number in range(300):
        folder = folder / f"{number}"
    folder.mkdir(parents=True)
    (folder / "a.md").touch()
    with pytest.raises(ArchiveError):
        found()
    assert found(folder).root == folder


def test_a_folder_that_is_named_has_to_be_one(found, files):
    files("a.md")
    with pytest.raises(ArchiveError, match=r"-C: .*a\.md is not a folder"):
        found(option="a.md")
    with pytest.raises(ArchiveError, match=r"\$NEWSCTL_ARCHIVE: .*weg does not exist"):
        found(variable="weg")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[archive]\ndraft = true\n", "'draft' is not a key"),
        ("[archive\n", "is not TOML: .*line 1"),
        ("x = " + "[" * 5000, "is not TOML"),
    ],
)
def test_wrong_settings_name_their_file(found, files, text, message):
    files("newsctl.toml", text=text)
    with pytest.raises(SettingsError, match=rf"newsctl\.toml.*{message}"):
        found()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (os.mkfifo, "it is no file"),
        (os.mkdir, "it is no file"),
        (lambda path: path.symlink_to("weg.toml"), "No such file"),
    ],
)
def test_settings_that_are_there_and_no_file_are_an_error_and_not_waited_for(
    found, tmp_path, make, message
):
    make(tmp_path / "newsctl.toml")
    with pytest.raises(ArchiveError, match=rf"Cannot read .*newsctl\.toml: {message}"):
        found()


def test_settings_that_are_no_text_name_their_file(found, files, tmp_path):
    files("newsctl.toml")
    (tmp_path / "newsctl.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="is not TOML"):
        found()


def test_a_variable_may_begin_with_the_home_folder(found, files, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    files("blog/a.md")
    assert found(variable="~/blog").root == tmp_path / "blog"
    with pytest.raises(ArchiveError, match="does not exist"):
        found(variable="~niemand-van-die-naam/blog")


def test_a_folder_that_may_not_be_looked_at_is_named(found, tmp_path, monkeypatch):
    def refusing(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refusing)
    with pytest.raises(ArchiveError, match="Permission denied"):
        found(option="dicht")
