"""Folders for the user alone: closed to others, and below what nobody else can change."""

import os
from pathlib import Path

import pytest

from newsctl.core.errors import UsageError
from newsctl.storage.private_folders import (
    UnsafeFolder,
    check_private,
    make_private,
    refuse_within,
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
STRANGER = 12345
is_root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="root alone can give files away"
)


def mode(folder):
    return folder.stat().st_mode & 0o7777


@pytest.fixture(params=[0o000, 0o002, 0o022, 0o077], ids=oct)
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "a" / "cache" / "indexes"


def test_what_is_made_is_closed_whatever_the_umask(cache, umask):
    make_private(cache / "posts-1", within=cache)
    made = [cache / "posts-1", cache, cache.parent, cache.parent.parent]
    assert list(map(mode, made)) == [0o700] * 4


def test_nothing_is_made_by_looking(cache):
    check_private(cache / "posts-1", within=cache)
    assert not cache.parent.exists()


@pytest.mark.parametrize("rights", [0o777, 0o775, 0o755, 0o701, 0o1777])
@pytest.mark.parametrize("act", [make_private, check_private])
@pytest.mark.parametrize("which", ["within", "below"])
def test_what_is_newsctls_own_is_closed_again(cache, rights, act, which):
    folder = cache / "posts-1"
    folder.mkdir(parents=True)
    opened = cache if which == "within" else folder
    opened.chmod(rights)
    act(folder, within=cache)
    assert mode(opened) == 0o700


@pytest.mark.parametrize(("rights", "then"), [(0o777, 0o755), (0o757, 0o755), (0o755, 0o755)])
def test_the_folder_around_is_closed_to_writing_and_else_left(cache, rights, then):
    cache.mkdir(parents=True)
    cache.parent.chmod(rights)
    make_private(cache, within=cache)
    assert mode(cache.parent) == then


@pytest.mark.parametrize("rights", [0o777, 0o707, 0o772])
@pytest.mark.parametrize("act", [make_private, check_private])
def test_a_folder_above_that_others_can_write_to_is_named(cache, rights, act):
    cache.mkdir(parents=True)
    above = cache.parent.parent
    above.chmod(rights)
    os.chown(above, -1, STRANGER) if os.geteuid() == 0 else None
    with pytest.raises(UnsafeFolder, match=f"other users can write to {above}; try: chmod go-w"):
        act(cache, within=cache)


def test_a_sticky_folder_above_is_as_good_as_closed(cache):
    cache.mkdir(parents=True)
    cache.parent.parent.chmod(0o1777)
    make_private(cache, within=cache)


def test_a_link_leads_to_a_folder_that_is_checked(tmp_path):
    (tmp_path / "open" / "cache").mkdir(parents=True)
    (tmp_path / "open").chmod(0o777)
    (tmp_path / "link").symlink_to(tmp_path / "open" / "cache")
    with pytest.raises(UnsafeFolder, match="other users can write"):
        make_private(tmp_path / "link" / "indexes", within=tmp_path / "link" / "indexes")


def test_the_outermost_folder_may_be_a_link_and_none_below(cache, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    cache.parent.mkdir(parents=True)
    cache.symlink_to(tmp_path / "elsewhere")
    make_private(cache, within=cache)
    (cache / "posts-1").symlink_to(tmp_path)
    with pytest.raises(OSError, match="no folder"):
        make_private(cache / "posts-1", within=cache)


@is_root
@pytest.mark.parametrize("depth", range(4))
def test_a_folder_of_another_user_is_named(cache, depth):
    folder = cache / "posts-1"
    folder.mkdir(parents=True)
    theirs = [folder, *folder.parents][depth]
    os.chown(theirs, STRANGER, -1)
    for act in (check_private, make_private):
        with pytest.raises(UnsafeFolder, match=f"{theirs} is of another user"):
            act(folder, within=cache)


@is_root
def test_a_link_of_another_user_is_not_followed(cache, tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    os.lchown(tmp_path / "link", STRANGER, -1)
    with pytest.raises(UnsafeFolder, match="of another user"):
        make_private(tmp_path / "link" / "indexes", within=tmp_path / "link" / "indexes")


@pytest.mark.parametrize("inside", ["", ".cache", "a/b/../c", "link/cache"])
def test_a_folder_in_an_archive_is_refused_however_it_is_spelt(tmp_path, inside):
    archive = tmp_path / "posts"
    archive.mkdir()
    (archive / "link").symlink_to(".")
    with pytest.raises(UsageError, match="lies in the archive") as refused:
        refuse_within(archive / inside, archive, variable="NEWSCTL_CACHE")
    assert "NEWSCTL_CACHE" in refused.value.hint


@pytest.mark.parametrize("outside", ["posts-cache", "posts/../cache", "posts/out"])
def test_a_folder_beside_an_archive_is_taken(tmp_path, outside):
    archive = tmp_path / "posts"
    archive.mkdir()
    (archive / "out").symlink_to("..")
    folder = Path(tmp_path, outside)
    assert refuse_within(folder, archive, variable="NEWSCTL_CACHE") == folder
