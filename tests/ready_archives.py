"""Archives that have an index already, since to copy one takes a tenth of the time of making it,
and the dictionary of Dutch forms, which takes a second to unpack.

What newsctl does with such a copy is what it does with any archive whose files were touched: it
reads them all, finds each as it was, and keeps what the index has.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from newsctl.dutch.analysis import fingerprint as dutch_fingerprint
from newsctl.dutch.dictionary import _KeptForms
from newsctl.front_matter.writing.write_lock import WriteLock
from newsctl.storage.kept_folders import RECORD, record_of
from newsctl.whoosh_index.formats.directory import DiskDirectory
from newsctl.whoosh_index.formats.index_folder import IndexFolder

if TYPE_CHECKING:
    from newsctl.cli.context import Context
    from newsctl.storage.pages import Data


class ReadyArchive:
    """The posts of an archive and its index, as bytes that are written wherever a test wants them.

    The archive's index has to be up to date.
    """

    def __init__(self, context: Context) -> None:
        self._posts = _files_of(context.root)
        self._index = _files_of(IndexFolder(context.cache, context.root).path)

    def write(self, folder: Path, cache: Path) -> Path:
        """Write the archive as a folder, and its index into a cache; return the folder."""
        _write(self._posts, folder)
        own = IndexFolder(cache, folder).path
        _write({**self._index, RECORD: record_of(folder)}, own)
        return folder


def share_index(context: Context, cache: Path) -> None:
    """Bring the index of an archive, if it has one, into another cache."""
    index = IndexFolder(context.cache, context.root).path
    if index.is_dir():
        _write(_files_of(index), cache / index.name)


_UNPACKING = """
import sys
from pathlib import Path
from newsctl.dutch.dictionary import Dictionary
from newsctl.whoosh_index.formats.directory import DiskDirectory

unpacked = Dictionary()
unpacked.keep(DiskDirectory(Path(sys.argv[1])), sys.argv[2])
unpacked.prepare()
"""


class ReadyDictionary:
    """The dictionary in a folder, unpacked for the first process that asks for it.

    A process of its own does that, as what it takes up meanwhile is not given back.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        with WriteLock(folder / "lock", folder, patience=60).held():
            self._file = folder / dutch_fingerprint()
            if not self._file.exists():
                command = [sys.executable, "-c", _UNPACKING, str(folder), self._file.name]
                subprocess.run(command, cwd=Path(__file__).parents[1], check=True)

    def view(self) -> Data:
        """Return its bytes, mapped."""
        return DiskDirectory(self._file.parent).view(self._file.name)

    def write(self, cache: Path) -> None:
        """Bring the dictionary into a cache of indexes."""
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):  # of a test that asked for words before
            os.link(self._file, cache / self._file.name)


def taken_up_from(folder: Path) -> type[_KeptForms]:
    """Return what stands in for a dictionary that each process unpacks for itself."""

    class TakenUp(_KeptForms):
        def __init__(self) -> None:
            super().__init__(ReadyDictionary(folder).view(), type(self))

        def dump(self) -> bytes:
            return bytes(self._data)

    return TakenUp


def _files_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _write(files: dict[str, bytes], folder: Path) -> None:
    for name in dict.fromkeys(os.path.dirname(name) for name in files):  # noqa: PTH120
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
