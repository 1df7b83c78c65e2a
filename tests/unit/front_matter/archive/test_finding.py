import os
from pathlib import Path

import pytest

from newsctl.core.errors import ArchiveError, SettingsError
from newsctl.front_matter.archive.finding import find_archive


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


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        ("_config.yml", "it is a Jekyll site"),
        ("_posts/a.md", "it is a Jekyll site"),
        ("src/_posts/a.md", "it is a Jekyll site"),
        ("hugo.toml", "it is a Hugo site"),
        ("config/_default/hugo.yaml", "it is a Hugo site"),
        (".eleventy.js", "it is an Eleventy site"),
        ("eleventy.config.mjs", "it is an Eleventy site"),
        ("astro.config.ts", "it is an Astro site"),
        ("docusaurus.config.js", "it is a Docusaurus site"),
        ("mkdocs.yml", "it is a MkDocs site"),
        (".obsidian/app.json", "it is an Obsidian vault"),
    ],
)
def test_a_site_is_found_from_within(found, files, tmp_path, mark, reason):
    files(f"site/{mark}", "site/content/a.md")
    files("site/diep/in/a.md")
    archive = found("site/diep/in")
    assert (archive.root, archive.reason) == (tmp_path / "site", reason)
    assert not archive.is_guessed


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        ([".eleventy.js", "_posts/a.md"], "it is an Eleventy site"),
        (["astro.config.mjs", "_posts/a.md"], "it is an Astro site"),
        ([".eleventy.js", "_config.yml", "_posts/a.md"], "it is a Jekyll site"),
        ([".obsidian/app.json", "_posts/a.md"], "it is a Jekyll site"),
    ],
)
def test_a_folder_of_posts_alone_makes_no_site_of_jekyll_of_another(found, files, marks, reason):
    files(*(f"site/{mark}" for mark in marks))
    assert found("site").reason == reason


def test_a_name_that_others_use_too_marks_no_site_alone(found, files):
    files("project/config.toml", "project/doc/in/a.txt", text="")
    with pytest.raises(ArchiveError):
        found("project/doc")


def test_a_folder_that_holds_posts_will_do(found, files, tmp_path):
    files("map/2019-09-05-a.md", "los/a.md")
    archive = found("map")
    assert (archive.root, archive.reason) == (tmp_path / "map", "it holds posts")
    assert not archive.is_guessed
    assert found("los").root == tmp_path / "los"
    assert found("los").is_guessed  # one note is soon there


@pytest.mark.parametrize(
    "path",
    [
        "2019/2019-09-05-a.md",
        "2019/09/2019-09-05-a.md",
        "nieuws/2019/09/2019-09-05-a.md",
        "src/pages/nieuws/trailer.md",
        "src/nl/blog/2007/01/kop.md",
        "content/blog/00-01/kop.md",
        "blog/kop.md",
    ],
)
def test_posts_near_by_make_a_guess(found, files, tmp_path, path):
    files(f"map/{path}")
    archive = found("map")
    assert (archive.root, archive.reason) == (tmp_path / "map", "posts lie near by")
    assert archive.is_guessed


@pytest.mark.parametrize(
    "path",
    [
        "notities/boodschappen.md",
        "code/doc/index.md",
        "werk/klant/2019-09-05-a.md",
        "2019/werk/klant/2019-09-05-a.md",
        "src/diep/in/de/code/kop.md",
        ".verborgen/2019-09-05-a.md",
        "node_modules/2019-09-05-a.md",
        "README.md",
    ],
)
def test_a_folder_with_notes_somewhere_below_is_no_archive(found, files, path):
    files(f"thuis/{path}")
    with pytest.raises(ArchiveError):
        found("thuis")


@pytest.mark.parametrize("mark", ["_config.yml", "newsctl.toml", ".git/config", "hugo.toml"])
def test_the_posts_of_an_archive_below_make_no_guess(found, files, mark):
    files(f"thuis/site/{mark}", "thuis/site/2019-09-05-a.md", text="")
    with pytest.raises(ArchiveError) as none:
        found("thuis")
    assert ("site" in none.value.hint) == (mark != ".git/config")


@pytest.mark.parametrize("above", [".", "..", "../.."])
def test_a_home_is_no_archive_unless_it_is_named(found, files, tmp_path, monkeypatch, above):
    files("home/ik/2019-09-05-a.md", "home/ik/_posts/2019-09-05-a.md", "2019-09-05-a.md", text="")
    files("home/2019-09-05-a.md")
    monkeypatch.setenv("HOME", str(tmp_path / "home" / "ik"))
    folder = (tmp_path / "home" / "ik" / above).resolve()
    with pytest.raises(ArchiveError, match=r"is one only by -C or a newsctl\.toml"):
        found(folder)
    assert found(option=folder).reason == "-C"


def test_a_home_with_settings_is_an_archive(found, files, tmp_path, monkeypatch):
    files("ik/newsctl.toml", "ik/map/2019-09-05-a.md", text="")
    monkeypatch.setenv("HOME", str(tmp_path / "ik"))
    assert found("ik").reason == "it holds newsctl.toml"


def test_a_home_is_known_through_a_link(found, files, tmp_path, monkeypatch):
    files("ik/_posts/2019-09-05-a.md", "ik/map/notitie.txt")
    (tmp_path / "link").symlink_to("ik")
    monkeypatch.setenv("HOME", str(tmp_path / "link"))
    with pytest.raises(ArchiveError):
        found("ik")
    with pytest.raises(ArchiveError):
        found("ik/map")


def test_the_root_of_the_file_system_is_no_archive(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(ArchiveError, match="There is no archive here: / is one only by"):
        find_archive(option=None, variable=None, cwd=Path("/"))


@pytest.mark.parametrize("inside", ["nieuws", "nieuws/_posts", "src", "src/_posts/2019"])
def test_the_posts_folder_of_a_category_is_of_the_whole_site(found, files, tmp_path, inside):
    files("site/_config.yml", text="")
    files("site/nieuws/_posts/2019-09-05-a.md", "site/src/_posts/2019/2019-09-05-a.md")
    assert found(f"site/{inside}").root == tmp_path / "site"


def test_none_says_what_was_tried(found, files):
    files("README.md", "tekst.txt")
    with pytest.raises(ArchiveError) as none:
        found()
    for tried in ("newsctl.toml", "known site", "near by", "$NEWSCTL_ARCHIVE"):
        assert tried in none.value.message
    assert "-C DIR" in none.value.hint


@pytest.mark.slow
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
