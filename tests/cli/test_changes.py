"""newsctl manifest and newsctl changes: what an archive held, and what became of it."""

from __future__ import annotations

import json
import os
import shutil

import pytest

BOEREN = "2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"
FACEBOOK = "2019-03-29-facebook-strenger-voor-politieke-advertenties.md"
IJS = "2012-02-08-geen-elfstedentocht-ijs-te-dun.md"


def test_edits_of_fields_and_of_words_are_told_apart(newsctl, archive):
    manifest = newsctl("manifest", cwd=archive)
    assert (manifest.code, len(manifest.lines)) == (0, 1 + 2 * 52)
    same = newsctl("manifest", "--check", "-", stdin=manifest.out, cwd=archive)
    assert (same.code, same.out) == (0, b"")
    newsctl("set", "bron=X", "--post", BOEREN, "--yes", cwd=archive)
    newsctl("replace", "Facebook", "FB", f"path:{FACEBOOK}", "--yes", cwd=archive)
    newsctl("rm", IJS, cwd=archive)
    (archive.parent / "manifest").write_bytes(manifest.out)
    found = newsctl("manifest", "--check", "../manifest", cwd=archive)
    assert found.code == 1
    assert found.lines == [f"removed\t{IJS}", f"text\t{FACEBOOK}", f"fields\t{BOEREN}"]
    assert "3 files differ from a manifest of 52." in found.err


def test_paths_in_a_manifest_are_below_the_archive_and_others_are_from_here(newsctl, archive):
    (archive / "sub").mkdir()
    manifest = newsctl("-C", "..", "manifest", "boeren malieveld", cwd=archive / "sub")
    assert manifest.lines[0] == "# newsctl manifest 1 some"
    assert manifest.lines[2].endswith(f"  {BOEREN}")
    (archive / BOEREN).unlink()
    found = newsctl("-C", "..", "manifest", "--check", "-", stdin=manifest.out, cwd=archive / "sub")
    assert found.lines == [f"removed\t../{BOEREN}"]


def test_a_file_that_is_no_post_is_in_it_with_one_digest(newsctl, archive):
    (archive / "2019-09-05-stuk.md").write_text("---\n[\n---\n")
    manifest = newsctl("manifest", cwd=archive)
    assert (manifest.code, len(manifest.lines)) == (0, 1 + 2 * 52 + 1)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--check", "nergens"], 3, "Cannot read nergens"),
        (["--check", BOEREN], 2, "manifest"),
        (["--check", "-", "wolf"], 2, "takes no query"),
        (["xyzzy"], 1, "No posts found"),
        (["brn:NOS"], 2, "bron"),
    ],
)
def test_what_is_no_manifest_or_no_query_is_told(newsctl, archive, arguments, code, told):
    ran = newsctl("manifest", *arguments, cwd=archive)
    assert (ran.code, ran.out) == (code, b"")
    assert told in ran.err


def test_a_token_tells_what_changed_since_whatever_becomes_of_the_index(newsctl, archive):
    token = newsctl("changes", cwd=archive).text.strip()
    assert newsctl("changes", "--since", token, cwd=archive).lines == [f"token\t{token}"]
    newsctl("set", "bron=X", "--post", BOEREN, "--yes", cwd=archive)
    newsctl("rename", FACEBOOK, "--yes", cwd=archive)
    newsctl("rm", IJS, cwd=archive)
    newsctl("index", "rebuild", cwd=archive)
    newsctl("index", "clean", cwd=archive)
    ran = newsctl("changes", "--since", token, cwd=archive)
    assert ran.code == 0
    *lines, last = ran.lines
    moved = "2019-03-29-facebook-strenger-voor-politieke-advertenties-rond-europese-verkiezingen.md"
    assert lines == [
        f"added\t{moved}",
        f"changed\t{BOEREN}",
        f"removed\t{IJS}",
        f"removed\t{FACEBOOK}",
    ]
    again = json.loads(newsctl("changes", "--since", token, "--json", cwd=archive).out)
    assert again == {
        "schema_version": 1,
        "added": [moved],
        "changed": [BOEREN],
        "removed": [IJS, FACEBOOK],
        "token": last.removeprefix("token\t"),
    }
    newsctl("undo", "3", cwd=archive)
    assert newsctl("changes", "--since", token, cwd=archive).lines[:-1] == []


def test_a_token_of_another_archive_is_refused(newsctl, archive, tmp_path):
    token = newsctl("changes", cwd=archive).text.strip()
    other = shutil.copytree(archive, tmp_path / "other")
    ran = newsctl("changes", "--since", token, cwd=other)
    assert (ran.code, ran.out) == (2, b"")
    assert "newsctl list -f path" in ran.err


def test_a_folder_that_cannot_be_read_is_told_and_its_posts_are_not_removed(
    newsctl, archive, monkeypatch
):
    (archive / "oud").mkdir()
    (archive / IJS).rename(archive / "oud" / IJS)
    token = newsctl("changes", cwd=archive).text.strip()
    manifest = newsctl("manifest", cwd=archive).out
    listed = os.listdir

    def closed(folder="."):
        if str(folder).endswith("/oud"):
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(os, "listdir", closed)
    ran = newsctl("changes", "--since", token, cwd=archive)
    assert (ran.code, ran.lines) == (3, [f"token\t{token}"])
    assert "oud/ cannot be read" in ran.err
    ran = newsctl("manifest", "--check", "-", stdin=manifest, cwd=archive)
    assert (ran.code, "oud/ cannot be read" in ran.err) == (3, True)


@pytest.mark.parametrize("changes", [False, True])
def test_an_archive_that_was_moved_keeps_its_history(newsctl, tmp_path, changes):
    old, new = tmp_path / "oud", tmp_path / "nieuw"
    old.mkdir()
    (old / "newsctl.toml").touch()
    (old / "2019-09-05-a.md").write_text("---\ntitle: A\n---\nTekst.\n")
    if changes:
        newsctl("set", "bron=NOS", "--all", "--yes", cwd=old)
    token = newsctl("changes", cwd=old).text.strip()
    old.rename(new)
    (new / "2019-09-06-b.md").write_text("---\ntitle: B\n---\nTekst.\n")
    ran = newsctl("changes", "--since", token, cwd=new)
    assert (ran.code, ran.lines[0]) == (0, "added\t2019-09-06-b.md")
    if changes:
        assert newsctl("undo", cwd=new).code == 0


def test_a_copy_of_an_archive_has_no_history_of_the_first(newsctl, tmp_path):
    old, new = tmp_path / "oud", tmp_path / "nieuw"
    old.mkdir()
    (old / "newsctl.toml").touch()
    (old / "2019-09-05-a.md").write_text("---\ntitle: A\n---\nTekst.\n")
    token = newsctl("changes", cwd=old).text.strip()
    shutil.copytree(old, new)
    assert newsctl("changes", "--since", token, cwd=new).code == 2
    assert newsctl("changes", "--since", token, cwd=old).code == 0
