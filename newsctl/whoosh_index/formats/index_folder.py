"""The folder of one archive in the user's cache: a pointer to a build, a lock, leftovers.

<cache>/<name>-<hash>/current       JSON: which build answers, and the fingerprint of what made it
archive       the archive's path, so that `index clean` can tell it is gone
lock          held by the one process that writes
build-<id>/   an index: the files of its commits, see `commit`
sample-<made by>/   posts read for the lexicon of a first build, see `kept_sample`
<cache>/dutch-<version>             the dictionary, for all archives (see `dutch.dictionary`)
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import IndexBusy, IndexDamaged
from newsctl.core.messages import _
from newsctl.storage.digests import short_digest
from newsctl.storage.kept_folders import RECORD, all_kept, data_folder_of, is_named_after, record_of
from newsctl.storage.private_folders import check_private, make_private
from newsctl.storage.regular_files import (
    NotRegular,
    TooLarge,
    clear_for_file,
    read_own,
    replace_own,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_CURRENT, _LOCK = "current", "lock"
_PREFIX = "build-"
_SAMPLE = "sample-"
_LONGEST_POINTER = 65_536  # bytes
_OF_DICTIONARY = re.compile(r"dutch-\w+-[0-9a-f]{16}(?:\.\d+\.tmp)?")
_LEFT_BY_A_WRITER = re.compile(r".+\.\d+\.tmp")


class Pointer(NamedTuple):
    """The folder of the current build, and the fingerprint of what made it."""

    build: str
    fingerprint: str

    def dump(self) -> bytes:
        """Encode the pointer."""
        return json.dumps(self._asdict()).encode()

    @classmethod
    def load(cls, data: bytes) -> Pointer:
        """Decode a pointer. Raises ValueError, TypeError, KeyError if it is damaged."""
        fields = json.loads(data)
        return cls(fields["build"], fields["fingerprint"])


class IndexFolder:
    """The folder of one archive's index, created on the first write."""

    def __init__(self, cache: Path, root: Path) -> None:
        self.cache = cache
        self.path = data_folder_of(cache, root, prefix_of=_beginning)
        self._root = root

    def pointer(self) -> Pointer | None:
        """Return the pointer to the current build. Raises IndexDamaged.

        None if there is none, or if others may have written it or it may not be read.
        """
        if not self._is_private:
            return None
        try:
            return Pointer.load(read_own(self.path / _CURRENT, largest=_LONGEST_POINTER))
        except FileNotFoundError:
            if (self.path / RECORD).exists():  # a build was published here
                raise IndexDamaged(_("it has lost its pointer")) from None
            return None
        except (NotRegular, TooLarge):
            raise IndexDamaged(_("its pointer is no file")) from None
        except OSError:  # no folder, or another user's: writing it raises the error
            return None
        except (ValueError, TypeError, KeyError):
            raise IndexDamaged(_("its pointer is not whole")) from None

    def build(self, pointer: Pointer) -> Path:
        """Return the folder of a build."""
        return self.path / pointer.build

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock. Raises IndexBusy if another process holds it, OSError if not permitted."""
        make_private(self.path, within=self.cache)
        with _locked(self.path):
            yield

    def new_build(self) -> Path:
        """Create a folder for a build. The lock must be held."""
        from tempfile import mkdtemp  # noqa: PLC0415 -- only writers need it, and 4 ms

        return Path(mkdtemp(prefix=_PREFIX, dir=self.path))

    def sample(self, fingerprint: str) -> Path:
        """Return the folder for posts read before the first commit, with this fingerprint."""
        return self.path / f"{_SAMPLE}{short_digest(fingerprint.encode())}"

    @contextmanager
    def discarded_on_failure(self, build: Path) -> Iterator[None]:
        """Remove an unfinished build on an error, unless the pointer already names it."""
        try:
            yield
        except BaseException:
            if self._published() != build.name:
                _remove(build)
            raise

    def publish(self, build: Path, fingerprint: str) -> None:
        """Make a build the current one. The lock must be held."""
        clear_for_file(self.path / RECORD)
        if not (self.path / RECORD).exists():  # which may have been made by another path
            replace_own(self.path / RECORD, record_of(self._root))
        replace_own(self.path / _CURRENT, Pointer(build.name, fingerprint).dump())

    def sweep(self) -> None:
        """Remove what dead processes and earlier builds left behind. The lock must be held."""
        pointer = self.pointer()
        for folder in self._builds():
            if pointer is None or folder.name != pointer.build:
                _remove(folder)
        for folder in self.path.glob(f"{_SAMPLE}*"):
            _remove(folder)
        for leftover in self.path.glob("**/*.tmp"):
            if _LEFT_BY_A_WRITER.fullmatch(leftover.name) and leftover.is_file():
                leftover.unlink(missing_ok=True)

    def size(self) -> int:
        """Return the total size of the folder in bytes."""
        total = 0
        for file in self.path.rglob("*"):
            with suppress(FileNotFoundError):  # of a commit before, which its writer deletes
                total += file.lstat().st_size if file.is_file() else 0
        return total

    @cached_property
    def _is_private(self) -> bool:
        """Whether only the user can have written these files; if not, writing raises an error."""
        try:
            check_private(self.path, within=self.cache)
        except OSError:
            return False
        return True

    def _published(self) -> str | None:
        """Return the folder of the current build; None if there is none, or a damaged pointer."""
        try:
            pointer = self.pointer()
        except IndexDamaged:
            return None
        return pointer.build if pointer else None

    def _builds(self) -> Iterator[Path]:
        return self.path.glob(f"{_PREFIX}*")


def remove_indexes(cache: Path, root: Path | None) -> int:
    """Remove the index of an archive and those of archives that no longer exist; count them.

    Without `root`, all of them. The dictionary is removed too, in case it is of an earlier version.
    Raises IndexBusy while one is being written.
    """
    removed = 0
    for file in cache.glob("dutch-*"):
        if _OF_DICTIONARY.fullmatch(file.name) and file.is_file():
            with suppress(OSError):  # where files in use cannot be removed
                file.unlink()
    own = None if root is None else IndexFolder(cache, root).path
    for kept in all_kept(cache):
        if not is_named_after(kept.folder, kept.archive):
            continue  # of the user, who may have a file called `archive` in any folder
        if own is None or kept.folder == own or not kept.archive.is_dir():
            with _locked(kept.folder):
                _remove(kept.folder)
            removed += 1
    return removed


def _beginning(archive: Path) -> str:
    """Return the readable beginning of the name of an index folder."""
    name = "".join(letter for letter in archive.name if letter.isalnum())[:40] or "archive"
    return f"{name}-"


def _remove(folder: Path) -> None:
    from shutil import rmtree  # noqa: PLC0415 -- only writers need it, and 3 ms

    rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    from whoosh.util.filelock import FileLock  # noqa: PLC0415 -- only writers need it

    clear_for_file(folder / _LOCK)
    lock = FileLock(str(folder / _LOCK))
    if not lock.acquire(blocking=False):
        raise IndexBusy(
            _("Another newsctl is writing the index."), hint=_("Try again in a moment.")
        )
    try:
        yield
    finally:
        lock.release()
