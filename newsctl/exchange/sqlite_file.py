"""Posts as a database of SQLite, as Datasette and sqlite-utils like it.

`posts` has a row for each post: path, title, date (ISO 8601 with offset), text, body, and a column
for each key of front matter. A key that holds lists in any post is a table instead, `posts_KEY`,
with a row for each item: post, position (from 0) and value. `posts_fts` is the full-text index of
titles and texts (FTS5), which finds words without their accents too:

    SELECT posts.* FROM posts JOIN posts_fts ON posts_fts.rowid = posts.id WHERE posts_fts MATCH ...

What a site adds to a post stands in it as in answers; the column `own_values`, if there are any, is
what the post has under those keys. A key `text` or `id` is the column `front_matter.text`. SQLite
has no truth values, mappings or large integers.
`value_kinds` tells which values are such, so that they come back: post, place (a column, or a table
of lists), position and kind.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError
from newsctl.core.messages import _, said_by
from newsctl.core.post.post import OWN_VALUES
from newsctl.core.post.text_lists import TextList
from newsctl.core.query.fields import AS_WRITTEN
from newsctl.exchange.value_kinds import KINDS_TABLE, ValueKind, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from newsctl.core.archive.hits import Hit
    from newsctl.core.post.post import Value

_OWN = ("path", "title", "date", "text", "body")
_TAKEN = {"id", *_OWN}
_TABLES = (
    "posts",
    KINDS_TABLE,
    *(f"posts_fts{part}" for part in ("", "_config", "_data", "_docsize", "_idx")),
)
"""The tables that are there whatever the posts hold: FTS5 has some of its own."""

_MOST_COLUMNS = 1_000
"""Keys that get a column: SQLite has room for 2,000."""

_LARGEST_INTEGER = 2**63


def write_database(hits: Iterable[Hit], path: Path) -> Mapping[str, str]:
    """Write a new database, and return the keys that have another name in it, with that.

    Raises ArchiveError.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN")
            database = _Database(connection)
            database.write(hits)
            connection.execute("COMMIT")
            return database.renamed
    except sqlite3.Error as error:
        raise ArchiveError(
            _("The database cannot be written: {error}.", error=said_by(error))
        ) from error


class _Database:
    """A database that gets columns and tables when keys and lists first occur."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._columns: dict[str, str] = {}
        self._tables: dict[str, str] = {}
        self._names = {*_TAKEN, *_TABLES}

    @property
    def renamed(self) -> Mapping[str, str]:
        """The keys whose columns or tables have other names, with these."""
        columns = {key: name for key, name in self._columns.items() if name != key}
        tables = {key: name for key, name in self._tables.items() if name != f"posts_{key}"}
        return {key: name for key, name in columns.items() if key not in self._tables} | tables

    def write(self, hits: Iterable[Hit]) -> None:
        own = ", ".join(f"{name} TEXT" for name in _OWN)
        self._run(f"CREATE TABLE posts (id INTEGER PRIMARY KEY, {own})")
        self._run(
            f"CREATE TABLE {KINDS_TABLE} "
            "(post INTEGER REFERENCES posts (id), place TEXT, position INTEGER, kind TEXT)"
        )
        for number, hit in enumerate(hits, 1):
            self._add(number, hit)
        for key, table in self._tables.items():
            self._move_to_table(key, table)
        self._index()

    def _add(self, number: int, hit: Hit) -> None:
        summary = hit.summary
        row: dict[str, Value] = {
            "path": summary.path,
            "title": summary.title,
            "date": summary.moment or None,
            "text": hit.text.value if hit.text else None,
            "body": hit.body,
        }
        for key, value in summary.front_matter.items():
            if key in {"title", "date"} or value is None:
                continue
            if isinstance(value, TextList):
                self._add_list(number, key, value.items)
            elif isinstance(value, Sequence) and not isinstance(value, str):
                self._add_list(number, key, value)
            elif column := self._column(key):
                row[column] = value
                self._note_kind(number, column, 0, value)
        if hit.own_values and (column := self._column(OWN_VALUES)):
            row[column] = hit.own_values
            self._note_kind(number, column, 0, hit.own_values)
        names = ", ".join(map(quoted, row))
        marks = ", ".join("?" * (len(row) + 1))
        values = [number, *map(_stored, row.values())]
        self._run(f"INSERT INTO posts (id, {names}) VALUES ({marks})", values)

    def _add_list(self, number: int, key: str, items: Sequence[Value]) -> None:
        if key not in self._tables:
            table = self._tables[key] = self._free_name(f"posts_{_name_of(key)}")
            self._run(
                f"CREATE TABLE {quoted(table)} "
                "(post INTEGER REFERENCES posts (id), position INTEGER, value)"
            )
        table = self._tables[key]
        for position, item in enumerate(items):
            row = (number, position, _stored(item))
            self._run(f"INSERT INTO {quoted(table)} VALUES (?, ?, ?)", row)
            self._note_kind(number, table, position, item)

    def _note_kind(self, number: int, place: str, position: int, value: Value) -> None:
        if kind := _kind(value):
            row = (number, place, position, kind)
            self._run(f"INSERT INTO {KINDS_TABLE} VALUES (?, ?, ?, ?)", row)

    def _column(self, key: str) -> str | None:
        """Return the column of a key, added on first use; None if a table of lists has it.

        Raises ArchiveError for more keys than a table can have columns.
        """
        if key not in self._columns:
            if len(self._columns) == _MOST_COLUMNS:
                raise ArchiveError(
                    _(
                        "The posts have more than {most_columns:,} keys, too many for a table.",
                        most_columns=_MOST_COLUMNS,
                    ),
                    hint=_("Export fewer posts, or to another format."),
                )
            name = self._columns[key] = self._free_name(_name_of(key))
            self._run(f"ALTER TABLE posts ADD COLUMN {quoted(name)}")
        return self._columns[key]

    def _free_name(self, key: str) -> str:
        """Return a free name for a key; SQLite ignores case and allows no NUL."""
        wanted = name = key.replace("\0", "�").encode(errors="replace").decode()
        number = 1
        while name.lower() in self._names:
            number += 1
            name = f"{wanted}_{number}"
        self._names.add(name.lower())
        return name

    def _move_to_table(self, key: str, table: str) -> None:
        """Move single values of a key to its new table of lists, and index that."""
        if column := self._columns.get(key):
            name = quoted(column)
            self._run(
                f"INSERT INTO {quoted(table)} SELECT id, 0, {name} FROM posts "
                f"WHERE {name} IS NOT NULL"
            )
            self._run(f"ALTER TABLE posts DROP COLUMN {name}")
            self._run(f"UPDATE {KINDS_TABLE} SET place = ? WHERE ? = place", (table, column))
        for column in ("post", "value"):
            index = self._free_name(f"{table}_{column}")
            self._run(f"CREATE INDEX {quoted(index)} ON {quoted(table)} ({column})")

    def _index(self) -> None:
        # Spelt so that Datasette and sqlite-utils know by this text whose index it is
        self._run(
            "CREATE VIRTUAL TABLE posts_fts USING FTS5 "
            '(title, text, content="posts", content_rowid="id", '
            "tokenize='unicode61 remove_diacritics 2')"
        )
        self._run("INSERT INTO posts_fts (posts_fts) VALUES ('rebuild')")


def _name_of(key: str) -> str:
    """Return the name of a key, which `import` reads as the key beside newsctl's own column."""
    return AS_WRITTEN + key if key.lower() in _TAKEN else key


def _kind(value: Value) -> ValueKind | None:
    """Return the kind of a value that SQLite has no type for; None for any other."""
    match value:
        case bool():
            return ValueKind.BOOLEAN
        case int():
            return None if _is_small(value) else ValueKind.INTEGER
        case None | float() | str():
            return None
        case _:
            return ValueKind.JSON


def _is_small(value: int) -> bool:
    return -_LARGEST_INTEGER <= value < _LARGEST_INTEGER


def _stored(value: Value) -> str | int | float | None:
    """Convert a value for SQLite; mappings and nested lists become JSON."""
    match value:
        case int() if not _is_small(value):
            return hex(value)
        case None | int() | float():
            return value
        case str():
            return value.encode(errors="replace").decode()
        case Mapping():
            return json.dumps(value, ensure_ascii=False, default=dict)
        case _:
            return json.dumps(list(value), ensure_ascii=False, default=dict)
