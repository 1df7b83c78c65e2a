"""Import of posts from a SQLite database, such as `sqlite_file` writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from math import isfinite
from typing import TYPE_CHECKING

from newsctl.core.change.items import Item
from newsctl.core.errors import UsageError
from newsctl.core.messages import _, said_by
from newsctl.exchange.import_formats import DATABASE_MARK
from newsctl.exchange.value_kinds import (
    KINDS_COLUMNS,
    KINDS_TABLE,
    ValueKind,
    quoted,
    value_of_kind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.core.post.post import Value

_LIST_COLUMNS = ["post", "position", "value"]
"""Of a table `posts_KEY`, which has the items of a key that holds lists."""

_TRUTH_TYPES = {"BOOL", "BOOLEAN"}
"""Declared types of columns that hold 0 and 1 for false and true."""


def database_items(data: bytes, where: str) -> Iterator[Item]:
    """Yield an item for each row of the table `posts`, with the lists in other tables.

    The primary key and NULL values are left out. Raises UsageError for a file that is no database,
    or has no posts.
    """
    if not data.startswith(DATABASE_MARK):  # SQLite reports empty data as a lack of memory
        raise UsageError(_("{where} is no database of SQLite.", where=where))
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(data)
            connection.execute("PRAGMA trusted_schema = OFF")
            yield from _items_of_posts(connection, where)
    except sqlite3.Error as error:
        raise UsageError(
            _(
                "{where} is no database that can be read: {error}.",
                where=where,
                error=said_by(error),
            )
        ) from error


def _items_of_posts(connection: sqlite3.Connection, where: str) -> Iterator[Item]:
    """Yield the rows of the table `posts`, with their lists in other tables."""
    columns = _columns(connection, "posts")
    if "title" not in columns:
        raise UsageError(
            _("{where} has no table posts with a column title.", where=where),
            hint=_("sqlite3 FILE 'SELECT … AS title, …' -json | newsctl import -"),
        )
    kinds = _kinds(connection)
    lists = _lists(connection, kinds)
    truths = _truth_columns(connection)
    names = ", ".join(map(quoted, columns))
    number = columns.index(key) if (key := _primary_key(connection)) else None
    for at, row in enumerate(connection.execute(f"SELECT {names} FROM posts"), 1):  # noqa: S608
        post = None if number is None else row[number]
        values: dict[str, Value] = {
            name: value_of_kind(value, kinds.get((post, name, 0)) or truths.get(name, ""))
            for name, value in zip(columns, row, strict=True)
            if value is not None and name != key
        }
        if post is not None:
            values |= {name: items[post] for name, items in lists.items() if post in items}
        at_row = _("{where}: row {at}", where=where, at=at)
        if odd := [name for name, value in values.items() if not _fits(value)]:
            yield Item(at_row, UsageError(_("{odd} is nothing that a post can hold.", odd=odd[0])))
        else:
            yield Item(at_row, values)


def _fits(value: object) -> bool:
    """Tell whether a post can have a value: no bytes, and no infinite number."""
    if isinstance(value, list):
        return all(map(_fits, value))
    return not isinstance(value, bytes) and (not isinstance(value, float) or isfinite(value))


def _kinds(connection: sqlite3.Connection) -> Mapping[tuple[int | None, str, int], str]:
    """Return the kinds of values that an export notes, by post, place and position."""
    if _columns(connection, KINDS_TABLE) != KINDS_COLUMNS:
        return {}
    rows = connection.execute(f"SELECT post, place, position, kind FROM {KINDS_TABLE}")  # noqa: S608
    return {(post, place, position): str(kind) for post, place, position, kind in rows}


def _truth_columns(connection: sqlite3.Connection) -> Mapping[str, str]:
    """Return the columns of posts that are declared as truth values, and their kind."""
    rows = connection.execute("SELECT name, upper(type) FROM pragma_table_info('posts')")
    return {name: ValueKind.BOOLEAN for name, kind in rows if kind in _TRUTH_TYPES}


def _lists(
    connection: sqlite3.Connection, kinds: Mapping[tuple[int | None, str, int], str]
) -> Mapping[str, Mapping[int, list[Value]]]:
    """Return the items of each key with lists, by the number of the post."""
    found: dict[str, dict[int, list[Value]]] = {}
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        if table.startswith("posts_") and _columns(connection, table) == _LIST_COLUMNS:
            items = found.setdefault(table.removeprefix("posts_"), {})
            rows = f"SELECT post, position, value FROM {quoted(table)} ORDER BY post, position"  # noqa: S608
            for post, position, value in connection.execute(rows):
                kind = kinds.get((post, table, position), "")
                items.setdefault(post, []).append(value_of_kind(value, kind))
    return found


def _columns(connection: sqlite3.Connection, table: str) -> Sequence[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return [name for (name,) in rows]


def _primary_key(connection: sqlite3.Connection) -> str | None:
    rows = connection.execute("SELECT name FROM pragma_table_info('posts') WHERE pk").fetchall()
    return rows[0][0] if len(rows) == 1 else None
