"""The history of an archive's files as seen by `newsctl changes`, one revision for each scan.

It is a SQLite database outside of the archive and apart from the index, so that a token tells what
changed since, whatever happens to the index. `revisions` has a number for each scan that found a
change, with a random mark, so that no token fits a database that was restored from a copy or made
anew. `files` has the digest of each path's bytes, and the stamp that detects changes without
reading (NULL if it cannot be relied on). `history` has the digest of a path before each revision
that changed it, NULL for no file.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from hashlib import sha256
from secrets import token_hex
from time import time_ns
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import ArchiveBusy, ArchiveError, UsageError
from newsctl.core.messages import _, said_by
from newsctl.storage.private_folders import UnsafeFolder, make_private

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from newsctl.core.archive.stat_cache import Stamp
    from newsctl.core.post.post import PostPath

_PATIENCE = 10.0
"""Seconds to wait for another newsctl that scans the same archive."""

_MOST_HISTORY = 1_000_000
"""Lines of history; above that the older half goes, and tokens from before it are refused."""

_AGAIN = _("Take all posts anew (newsctl list -f path), and a new token: newsctl changes")
_TABLES = """
CREATE TABLE IF NOT EXISTS revisions (number INTEGER PRIMARY KEY, mark TEXT);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, digest BLOB, stamp TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS history (revision INTEGER, path TEXT, before BLOB);
CREATE INDEX IF NOT EXISTS of_path ON history (path, revision);
"""
_SINCE = """
SELECT history.path, before, MIN(revision), digest FROM history LEFT JOIN files USING (path)
WHERE revision > ? GROUP BY history.path ORDER BY history.path
"""  # `before` is that of the row with the least revision (https://sqlite.org/lang_select.html)


RECORD_OF_CHANGES = "changes.db"
"""Its name in the folder of an archive's journal, with which it moves where the archive does."""

_SOME = 100


def has_files_of(file: Path, archive: Path) -> bool:
    """Tell whether an archive has any of the files in a database."""
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as record:
            asked = record.execute("SELECT path FROM files LIMIT ?", (_SOME,))
            return any(os.path.lexists(archive / path) for (path,) in asked)
    except sqlite3.Error:
        return False


class ChangedFiles(NamedTuple):
    """The paths added, changed and removed since a token, sorted; and the new token.

    A file that is again as it was is not included.
    """

    token: str
    added: tuple[PostPath, ...] = ()
    changed: tuple[PostPath, ...] = ()
    removed: tuple[PostPath, ...] = ()


class Revisions:
    """The database of one archive, in a private folder."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def look(
        self,
        scan: Callable[[], Mapping[PostPath, Stamp]],
        data_of: Callable[[PostPath], bytes],
        since: str | None = None,
        *,
        hidden: Callable[[], Collection[str]] = tuple,
    ) -> ChangedFiles:
        """Scan the archive's files, and return the changes since a token, if one is given.

        Files with a new stamp are read; one that cannot be, for which `data_of` returns nothing,
        counts as changed if its stamp is. `hidden` returns the folders, with a trailing slash, that
        the scan could not read: files below them count as unchanged.

        Raises UsageError for an unknown token, ArchiveBusy, ArchiveError.
        """
        with self._opened() as record:
            token = _revision_of(record, since) if since is not None else None
            looked_at = time_ns()
            found = scan()
            now = _update(record, found, data_of, looked_at, tuple(hidden()))
            return _since(record, token, now) if token is not None else ChangedFiles(now)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """Open the database exclusively, in one transaction."""
        try:
            make_private(self._file.parent, within=self._file.parent)
            with closing(sqlite3.connect(self._file, timeout=_PATIENCE)) as record:
                record.isolation_level = None  # transactions are begun here
                record.execute("BEGIN IMMEDIATE")
                for statement in filter(str.strip, _TABLES.split(";")):
                    record.execute(statement)
                yield record
                record.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise ArchiveBusy(
                    _("Another newsctl is looking for changes: try again.")
                ) from error
            raise ArchiveError(
                _("Cannot keep a record in {file}: {error}.", file=self._file, error=said_by(error))
            ) from error
        except sqlite3.DatabaseError as error:
            raise ArchiveError(
                _("The record of changes is damaged: {error}.", error=said_by(error)),
                hint=_("Remove {file}. {again}", file=self._file, again=_AGAIN),
            ) from error
        except (UnsafeFolder, OSError) as error:
            raise ArchiveError(_("Cannot keep a record: {error}.", error=said_by(error))) from error


def _revision_of(record: sqlite3.Connection, token: str) -> int:
    """Return the revision of a token."""
    number, dash, mark = token.strip().partition("-")
    if not dash or not (number.isascii() and number.isdecimal()):
        raise UsageError(
            _("{token!r} is no token.", token=token), hint=_("A first one: newsctl changes")
        )
    asked = "SELECT mark FROM revisions WHERE number = ?"
    if record.execute(asked, (int(number[:18]),)).fetchone() != (mark,):
        raise UsageError(
            _("{token} is too old, of another archive, or of a record that is gone.", token=token),
            hint=_AGAIN,
        )
    return int(number)


def _update(
    record: sqlite3.Connection,
    found: Mapping[PostPath, Stamp],
    data_of: Callable[[PostPath], bytes],
    looked_at: int,
    hidden: tuple[str, ...],
) -> str:
    """Update the database from the files, and return the new token."""
    (last,) = record.execute("SELECT MAX(number) FROM revisions").fetchone()
    number = 0 if last is None else last + 1
    known = {path: row for path, *row in record.execute("SELECT path, digest, stamp FROM files")}
    history: list[tuple[int, str, bytes | None]] = []
    for path, stamp in found.items():
        before, stamped = known.pop(path, (None, None))
        written = " ".join(map(str, stamp))
        if written == stamped:
            continue
        digest = sha256(data_of(path) or written.encode()).digest() if stamp.size else b""
        kept = written if stamp.is_settled(looked_at) else None
        record.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (path, digest, kept))
        if digest != before:
            history.append((number, path, before))
    gone = {path: row for path, row in known.items() if not path.startswith(hidden)}
    for path, (before, _now) in gone.items():
        record.execute("DELETE FROM files WHERE path = ?", (path,))
        history.append((number, path, before))
    if last is None or history:
        record.execute("INSERT INTO revisions VALUES (?, ?)", (number, token_hex(4)))
        if number:
            record.executemany("INSERT INTO history VALUES (?, ?, ?)", history)
        _forget(record)
    now = record.execute("SELECT number, mark FROM revisions ORDER BY number DESC").fetchone()
    return "-".join(map(str, now))


def _forget(record: sqlite3.Connection) -> None:
    """Delete the older half of a history that is too long."""
    (lines,) = record.execute("SELECT COUNT(*) FROM history").fetchone()
    if lines <= _MOST_HISTORY:
        return
    (oldest,) = record.execute(
        "SELECT revision FROM history ORDER BY revision LIMIT 1 OFFSET ?", (lines // 2,)
    ).fetchone()
    record.execute("DELETE FROM history WHERE revision <= ?", (oldest,))
    record.execute("DELETE FROM revisions WHERE number < ?", (oldest,))


def _since(record: sqlite3.Connection, revision: int, token: str) -> ChangedFiles:
    """Return the changes since a revision, with the new token."""
    added: list[PostPath] = []
    changed: list[PostPath] = []
    removed: list[PostPath] = []
    for path, before, _gone, now in record.execute(_SINCE, (revision,)):
        if before == now:
            continue
        (added if before is None else removed if now is None else changed).append(path)
    return ChangedFiles(token, tuple(added), tuple(changed), tuple(removed))
