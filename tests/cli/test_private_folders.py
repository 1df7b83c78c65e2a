"""What newsctl keeps: for its user alone, never in the archive, and else not at all."""

import os
from pathlib import Path

import pytest

COUNT = ("list", "--count")


@pytest.fixture
def open_to_all():
    before = os.umask(0)
    yield
    os.umask(before)


def test_whatever_the_umask_every_folder_is_for_its_user_alone(
    small, tmp_path, newsctl_process, open_to_all
):
    kept = {"NEWSCTL_CACHE": str(tmp_path / "cache"), "NEWSCTL_DATA": str(tmp_path / "data")}
    change = ("set", "--all", "bron=NOS", "--yes")
    assert newsctl_process(*change, cwd=small, env=kept).code == 0
    assert newsctl_process(*COUNT, cwd=small, env=kept).text == "3\n"
    folders = [Path(one) for name in kept.values() for one, _, _ in os.walk(name)]
    assert len(folders) >= 7
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}


def test_a_cache_that_others_can_change_is_not_used_and_the_answer_is_right(
    archive, tmp_path, newsctl
):
    shared = tmp_path / "shared"
    cache = shared / "of us" / "cache"
    assert newsctl(*COUNT, cwd=archive, NEWSCTL_CACHE=str(cache)).err == ""
    before = sorted(cache.rglob("*"))
    shared.chmod(0o777)
    for arguments in (COUNT, ("search", "--count", "verkiezing")):
        ran = newsctl(*arguments, cwd=archive, NEWSCTL_CACHE=str(cache))
        assert ran.code == 0
        assert f"other users can write to {shared}; try: chmod go-w {shared}" in ran.err
    assert sorted(cache.rglob("*")) == before
    shared.chmod(0o755)
    assert newsctl(*COUNT, cwd=archive, NEWSCTL_CACHE=str(cache)).err == ""


def test_a_journal_that_others_can_change_is_not_written_or_taken_back_from(
    archive, tmp_path, newsctl
):
    shared = tmp_path / "shared"
    data = str(shared / "of us" / "data")
    change = ("set", "--all", "bron=NOS", "--yes")
    assert newsctl(*change, cwd=archive, NEWSCTL_DATA=data).code == 0
    shared.chmod(0o777)
    files = {file: file.read_bytes() for file in archive.iterdir()}
    for arguments in (("set", "--all", "bron=RTL", "--yes"), ("undo",)):
        ran = newsctl(*arguments, cwd=archive, NEWSCTL_DATA=data)
        assert ran.code == 3
        assert "other users can write" in ran.err
    assert {file: file.read_bytes() for file in archive.iterdir()} == files


ASKED = {
    "NEWSCTL_CACHE": [COUNT, ("search", "kamer"), ("show", "kamer"), ("index", "rebuild")],
    "NEWSCTL_DATA": [COUNT, ("undo", "--list"), ("set", "--all", "bron=NOS", "--yes")],
}


@pytest.mark.parametrize(
    ("variable", "arguments"), [(name, one) for name, asked in ASKED.items() for one in asked]
)
def test_nothing_is_kept_in_the_archive(archive, newsctl, variable, arguments):
    names = sorted(archive.rglob("*"))
    ran = newsctl(*arguments, cwd=archive, **{variable: str(archive / ".kept")})
    assert ran.code == 2
    assert "lies in the archive" in ran.err
    assert variable in ran.err
    assert sorted(archive.rglob("*")) == names
