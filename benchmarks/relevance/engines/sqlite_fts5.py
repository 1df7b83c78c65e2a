"""SQLite's FTS5 with the tokenizer for text that is not English; its only stemmer is Porter's."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.relevance.engines.engine import Search


class SqliteFts5:
    """A real table and real MATCH queries."""

    name = "SQLite FTS5"
    version = f"SQLite {sqlite3.sqlite_version}"

    def __init__(self) -> None:
        try:
            self._table()
        except sqlite3.OperationalError as error:
            raise ImportError(str(error)) from error

    def index(self, texts: Sequence[str]) -> Search:
        """Take in texts."""
        table = self._table()
        table.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", enumerate(texts))

        def search(query: str) -> set[int]:
            quoted = " ".join('"{}"'.format(word.replace('"', '""')) for word in query.split())
            found = table.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (quoted,))
            return {number for (number,) in found}

        return search

    @staticmethod
    def _table() -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:")
        connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5"
            "(text, tokenize = 'unicode61 remove_diacritics 2')"
        )
        return connection
