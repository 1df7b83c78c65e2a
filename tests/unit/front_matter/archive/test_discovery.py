import os
import socket
from pathlib import Path

import pytest

from newsctl.core.archive.stat_cache import Stamp
from newsctl.core.errors import ArchiveError
from newsctl.front_matter.archive import discovery


def reasons(repository):
    return {entry.path: entry.reason for entry in repository.excluded()}


def test_outside_jekyll_every_markdown_file_is_a_post(repository, files):
    files(
        "a.md", "b.markdown", "C.MD", "een map/één 🎉.md", "2019-02-30-x.md", "notes.txt", "x.html"
    )
    assert set(repository().scan()) == {
        "a.md",
        "b.markdown",
        "C.MD",
        "een map/één 🎉.md",
        "2019-02-30-x.md",
    }
    assert reasons(repository()) == {}


def test_in_a_jekyll_site_posts_are_below_posts_and_dated(repository, files):
    files("_posts/2019-09-05-a.md", "_posts/diep/er/18-1-24-b.md", "nieuws/_posts/2019-09-05-c.md")
    files("over.md", "_cases/x.md", "_posts/los.md", "_posts/2019-02-30-x.md")
    assert set(repository().scan()) == {
        "_posts/2019-09-05-a.md",
        "_posts/diep/er/18-1-24-b.md",
        "nieuws/_posts/2019-09-05-c.md",
    }
    assert reasons(repository()) == {
        "_cases/x.md": "not below a folder _posts",
        "_posts/2019-02-30-x.md": "no such date: 2019-02-30",
        "_posts/los.md": "no date in its name",
        "over.md": "not below a folder _posts",
    }
    assert "_posts/los.md" in repository(undated=True).scan()


def test_elsewhere_dates_can_be_asked_for(repository, files):
    files("2019-09-05-a.md", "b.md")
    assert set(repository(undated=False).scan()) == {"2019-09-05-a.md"}


def test_some_folders_and_files_are_never_posts(repository, files):
    files("a.md", ".git/x.md", "_site/x.md", "node_modules/x.md", "map/vendor/x.md", ".b.md")
    files("README.md", "README-nl.md", "readme.md", "LICENSE.md", "map/CHANGELOG.markdown")
    files("readme-bestanden-lezen.md", "contributing.md", "SECURITY-lek.md")
    files("CONTRIBUTING.md", "map/CODE_OF_CONDUCT.md", "AGENTS.md")
    assert set(repository().scan()) == {
        "a.md",
        "readme-bestanden-lezen.md",
        "contributing.md",
        "SECURITY-lek.md",
    }
    assert reasons(repository()) == {
        ".b.md": "a hidden file",
        ".git/": "a hidden folder",
        "AGENTS.md": "about the folder it is in",
        "CONTRIBUTING.md": "about the folder it is in",
        "map/CODE_OF_CONDUCT.md": "about the folder it is in",
        "LICENSE.md": "about the folder it is in",
        "README-nl.md": "about the folder it is in",
        "README.md": "about the folder it is in",
        "_site/": "_site never holds posts",
        "map/CHANGELOG.markdown": "about the folder it is in",
        "map/vendor/": "vendor never holds posts",
        "node_modules/": "node_modules never holds posts",
        "readme.md": "about the folder it is in",
    }


def test_drafts_are_posts_when_asked(repository, files):
    files("_posts/2019-09-05-a.md", "_drafts/b.md", "nieuws/_drafts/c.md")
    assert set(repository().scan()) == {"_posts/2019-09-05-a.md"}
    assert reasons(repository()) == {"_drafts/b.md": "a draft", "nieuws/_drafts/c.md": "a draft"}
    assert len(repository(drafts=True).scan()) == 3


def test_globs_add_and_exclude_and_exclusion_wins(repository, files):
    files(
        "_posts/2019-09-05-a.md",
        "_posts/oud/2001-01-01-b.md",
        "over.md",
        "nieuws/c.txt",
        "README.md",
    )
    chosen = repository(
        include=("over.md", "nieuws/**", "README.md"), exclude=("_posts/oud", "README*")
    )
    assert set(chosen.scan()) == {"_posts/2019-09-05-a.md", "over.md", "nieuws/c.txt"}
    assert reasons(chosen) == {
        "README.md": "excluded by newsctl.toml",
        "_posts/oud/": "excluded by newsctl.toml",
    }
    assert set(repository(exclude=("2019-*",)).scan()) == {"_posts/oud/2001-01-01-b.md"}


def test_a_stamp_is_that_of_the_file(repository, files, tmp_path):
    files("2019-09-05-a.md", "b.md")
    found = repository().scan()
    for path in found:
        status = (tmp_path / path).stat()
        assert found[path] == Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@pytest.mark.parametrize("most", [1, 3, 100])
def test_however_many_are_looked_at_together_all_are_found(repository, files, monkeypatch, most):
    monkeypatch.setattr(discovery, "_MOST_NAMES", most)
    days = [f"2019-09-0{day}-kop.md" for day in range(1, 6)]
    posts = {
        f"{folder}{day}" for folder in ("", "a/", "a/b/", "c/2019-09-09-map.md/") for day in days
    }
    files(*posts, "a/los.md", "b/x.txt")
    assert set(repository().scan()) == {*posts, "a/los.md"}


def test_links_are_followed_within_the_archive_alone(repository, files, tmp_path, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "geheim.md").write_text("x")
    files("echt/a.md", ".verborgen/b.md")
    for name, target in {
        "uit.md": outside / "geheim.md",
        "uit": outside,
        "lus": tmp_path,
        "echt/lus": "..",
        "nog-eens": "echt",
        "wel.md": "echt/a.md",
        "open": ".verborgen",
        "nergens.md": "weg.md",
        "zelf.md": "zelf.md",
        "plaatje.png": outside / "geheim.md",
    }.items():
        (tmp_path / name).symlink_to(target)
    assert set(repository().scan()) == {"echt/a.md", "open/b.md"}
    left_out = reasons(repository())
    assert left_out["wel.md"] == "a link to a file that is a post already"
    assert left_out["uit.md"] == left_out["uit"] == "a link out of the archive"
    assert left_out["lus/"] == left_out["echt/lus/"] == "a link to a folder that is seen already"
    assert left_out["nog-eens/"] == "a link to a folder that is seen already"
    assert left_out["nergens.md"].startswith("a link that leads nowhere")
    assert left_out["zelf.md"].startswith("a link that leads nowhere")
    assert "plaatje.png" not in left_out


def test_posts_may_be_a_link_to_another_folder_of_the_site(repository, files, tmp_path):
    files("content/2019-09-05-a.md")
    (tmp_path / "_posts").symlink_to("content")
    assert set(repository().scan()) == {"_posts/2019-09-05-a.md"}


def test_a_name_that_is_not_utf_8_is_left_out_by_name(repository, files, tmp_path):
    files("a.md")
    try:
        (tmp_path / os.fsdecode(b"2019-01-01-cr\xe8che.md")).touch()
    except OSError:
        pytest.skip("this file system takes no such name")
    assert set(repository().scan()) == {"a.md"}
    assert reasons(repository()) == {"2019-01-01-cr\\xe8che.md": "its name is not UTF-8"}


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no sockets here")
def test_what_is_no_file_is_no_post(repository, files, tmp_path):
    files("a.md")
    (tmp_path / "map.md").mkdir()
    os.mkfifo(tmp_path / "2019-01-01-pijp.md")
    assert set(repository().scan()) == {"a.md"}
    assert reasons(repository()) == {"2019-01-01-pijp.md": "not a regular file"}


def test_a_folder_that_cannot_be_read_is_left_out(repository, files, monkeypatch):
    files("a.md", "dicht/b.md")
    listdir = os.listdir

    def refusing(path):
        if str(path).endswith("dicht"):
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refusing)
    assert set(repository().scan()) == {"a.md"}
    assert reasons(repository()) == {"dicht/": "cannot be read: Permission denied"}


@pytest.mark.parametrize("number", [3, 60])
def test_a_file_that_is_gone_while_its_folder_is_read_keeps_no_other_from_being_found(
    repository, files, monkeypatch, number
):
    every = {f"{name}-é.md" for name in range(number)}
    files(*every)
    consider, gone = discovery.Walk._consider, []

    def late(self, entry, path):
        if not gone:
            gone.append(path)
            Path(entry).unlink()
        consider(self, entry, path)

    monkeypatch.setattr(discovery.Walk, "_consider", late)
    assert set(repository().scan()) == every.difference(gone)
    assert len(gone) == 1


def test_an_archive_that_is_gone_is_an_error(repository, tmp_path):
    gone = repository()
    tmp_path.rmdir()
    with pytest.raises(ArchiveError, match="No such file"):
        gone.scan()


def test_the_files_of_a_bundle_of_hugo_are_resources_of_its_page(repository, files):
    files(
        "hugo.toml", "content/over.md", "content/nieuws/index.nl.md", "content/nieuws/index.en.md"
    )
    files("content/nieuws/2019-09-05-a.md", "content/nieuws/foto/index.md", "content/nieuws/b.html")
    files("content/gids/index.html", "content/gids/deel.md", "content/gids/README.md")
    found = repository()
    assert set(found.scan()) == {
        "content/over.md",
        "content/nieuws/index.nl.md",
        "content/nieuws/index.en.md",
    }
    assert [entry.path for entry in found.unexpected()] == ["content/gids/index.html"]
    resource = "a resource of the page of its bundle"
    assert reasons(found) == {
        "content/gids/index.html": "HTML is not read",
        "content/gids/README.md": resource,
        "content/gids/deel.md": resource,
        "content/nieuws/2019-09-05-a.md": resource,
        "content/nieuws/b.html": resource,
        "content/nieuws/foto/index.md": resource,
    }
    included = set(repository(include=("content/nieuws/*.md",)).scan())
    assert "content/nieuws/2019-09-05-a.md" in included
    assert "content/nieuws/foto/index.md" not in included


@pytest.mark.parametrize("mark", ["mkdocs.yml", "docusaurus.config.js", ".obsidian/app.json", "x"])
def test_only_hugo_has_bundles(mark, repository, files):
    folder = {"mkdocs.yml": "docs", "docusaurus.config.js": "docs"}.get(mark, "content")
    files(mark, f"{folder}/nieuws/index.md", f"{folder}/nieuws/a.md")
    assert set(repository().scan()) == {f"{folder}/nieuws/index.md", f"{folder}/nieuws/a.md"}


def test_content_itself_is_no_bundle(repository, files):
    files("hugo.toml", "content/index.md", "content/a.md")
    assert set(repository().scan()) == {"content/index.md", "content/a.md"}


@pytest.mark.parametrize(
    ("section", "made"),
    [
        ("---\ncascade:\n  build:\n    render: never\n---\n", False),
        ("---\ncascade:\n  _build: {list: never, render: never}\n---\n", False),
        ("+++\n[[cascade]]\n[cascade.build]\nrender = 'never'\n+++\n", False),
        ("---\ncascade:\n  build: {render: link, list: never}\n---\n", True),
        ("---\ncascade:\n- target: {path: x}\n  build: {render: never}\n---\n", True),
        ("---\nbuild: {render: never}\n---\ncascade\n", True),
        ("---\ncascade: [never\n---\n", True),
        ("---\ncascade: never\n---\n", True),
    ],
)
def test_a_section_that_hugo_does_not_render_has_no_posts(section, made, repository, files):
    files("hugo.toml", "content/deel/a.md", "content/deel/diep/b.md")
    files("content/deel/_index.md", text=section)
    found = {"content/deel/a.md", "content/deel/diep/b.md"} if made else set()
    assert set(repository().scan()) == found
    reason = reasons(repository())
    assert made or reason == {"content/deel/": "its _index.md has Hugo make no pages of it"}


def test_what_is_named_as_a_post_but_for_its_ending_is_told_of(repository, files):
    files("_posts/2019-09-05-a", "_posts/nl/2019-09-05-b.markup", "_posts/2019-09-05-c.md.txt")
    files("_posts/2019-09-05-d.md", "_posts/2019-09-05-d.md~", "_posts/2019-09-05-d.md.orig")
    files("_posts/los", "2019-09-05-e")
    files("_posts/2019-09-05-foto.jpg", text="JFIF")
    found = repository()
    assert set(found.scan()) == {"_posts/2019-09-05-d.md"}
    no_ending = dict.fromkeys(
        ["_posts/2019-09-05-a", "_posts/2019-09-05-c.md.txt", "_posts/nl/2019-09-05-b.markup"],
        "its name does not end in .md",
    )
    assert {entry.path: entry.reason for entry in found.unexpected()} == no_ending
    assert set(no_ending) < set(found.files())
    assert [problem.rule for problem in found.read("_posts/2019-09-05-a").problems] == [
        "file-left-out"
    ]
    chosen = repository(include=("_posts/nl/*.markup",), exclude=("_posts/2019-09-05-a",))
    assert "_posts/nl/2019-09-05-b.markup" in chosen.scan()
    assert [entry.path for entry in chosen.unexpected()] == ["_posts/2019-09-05-c.md.txt"]
