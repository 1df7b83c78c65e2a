"""Manifests: what sha256sum reads too, and an edit of fields told from one of words."""

from __future__ import annotations

import hashlib
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.archive.manifest import (
    Difference,
    DifferenceKind,
    FileDigests,
    PostDigests,
    differences,
    manifest_lines,
    read_manifest,
)
from newsctl.core.errors import UsageError
from tests.fakes import MemoryRepository

POST = b"---\ntitle: A\n---\nTekst.\n"


def silent(*_):
    pass


def manifest_of(files, *, is_whole=True):
    digests = FileDigests(MemoryRepository(files))
    return "".join(manifest_lines(sorted(files), digests, silent, is_whole=is_whole))


def found(old, new, *, is_whole=True):
    manifest = read_manifest(manifest_of(old, is_whole=is_whole))
    return [
        tuple(filter(None, one))
        for one in differences(manifest, new.keys(), FileDigests(MemoryRepository(new)), silent)
    ]


def digest(data):
    return hashlib.sha256(data).hexdigest()


def test_a_post_has_digests_of_its_file_and_of_its_parts():
    assert manifest_of({"a.md": POST}) == (
        "# newsctl manifest 1 all\n"
        f"# front-matter {digest(POST[:17])} text {digest(b'Tekst.' + bytes([10]))}\n"
        f"{digest(POST)}  a.md\n"
    )


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        (POST.replace(b"A", b"B"), "fields"),
        (POST.replace(b"Tekst", b"Woord"), "text"),
        (POST.replace(b"A", b"B").replace(b"Tekst", b"Woord"), "fields,text"),
        (b"\xef\xbb\xbf" + POST, "fields"),
        (POST.replace(b"\n", b"\r\n"), "fields,text"),
        (POST[3:], "changed"),
    ],
)
def test_a_change_is_told_by_the_part_it_is_in(new, kind):
    assert found({"a.md": POST}, {"a.md": new}) == [(kind, "a.md")]
    assert found({"a.md": POST}, {"a.md": POST}) == []


def test_files_come_go_and_move():
    old = {"a.md": POST, "b.md": POST + b"b", "c.md": POST + b"c"}
    new = {"a.md": POST, "d.md": POST + b"b", "e.md": POST + b"e"}
    assert found(old, new) == [
        ("moved", "b.md", "d.md"),
        ("removed", "c.md"),
        ("added", "e.md"),
    ]
    assert found(old, new, is_whole=False) == [("moved", "b.md", "d.md"), ("removed", "c.md")]


def test_what_cannot_be_read_is_kept_apart():
    repository = MemoryRepository({"a.md": POST, "b.md": POST})
    repository.lock_away("a.md")
    files = FileDigests(repository)
    lines = [*manifest_lines(["a.md", "b.md"], files, silent, is_whole=True)]
    assert len(lines) == 3
    assert [problem.path for problem in files.unread] == ["a.md"]
    manifest = read_manifest(manifest_of({"a.md": b"x", "b.md": POST}))
    assert differences(manifest, ["a.md", "b.md"], files, silent) == []


PATHS = st.text(st.sampled_from("a /\\\n\r*#é"), min_size=1).filter(lambda path: path.strip())


@given(st.dictionaries(PATHS, st.sampled_from([POST, b"x"])), st.booleans())
def test_what_is_written_is_read(files, is_whole):
    manifest = read_manifest(manifest_of(files, is_whole=is_whole))
    assert manifest.is_whole is is_whole
    assert manifest.digests.keys() == files.keys()
    assert all(manifest.digests[path].file == digest(data) for path, data in files.items())


def test_what_sha256sum_has_written_is_read_too():
    text = f"{digest(POST)}  a.md\n{digest(POST).upper()} *b.md\r\n"
    manifest = read_manifest(text)
    assert manifest.digests == dict.fromkeys(["a.md", "b.md"], PostDigests(digest(POST)))
    assert not manifest.is_whole
    files = FileDigests(MemoryRepository({"a.md": POST, "b.md": b"x"}))
    assert differences(manifest, ["a.md", "b.md", "c.md"], files, silent) == [
        Difference(DifferenceKind.FILE, "b.md")
    ]


@pytest.mark.parametrize("text", ["", "x", "# a\n", "abc  a.md\n", f"{'0' * 64} a.md\n{'0' * 64}"])
def test_another_text_is_refused(text):
    with pytest.raises(UsageError, match="manifest"):
        read_manifest(text)


def test_a_manifest_of_another_version_is_refused():
    with pytest.raises(UsageError, match="version"):
        read_manifest("# newsctl manifest 2 all\n")


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="it is of GNU")
@pytest.mark.slow
def test_sha256sum_checks_it(tmp_path):
    files = {"a.md": POST, "b \\ c.md": b"x", "-d.md": b""}
    for path, data in files.items():
        (tmp_path / path).write_bytes(data)
    (tmp_path / "manifest").write_text(manifest_of(files))
    command = ["sha256sum", "--check", "--strict", "manifest"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.count(": OK")) == (0, 3), ran.stderr
