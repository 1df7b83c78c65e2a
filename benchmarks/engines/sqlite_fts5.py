"""SQLite's FTS5 with the tokenizer for text that is not English. It has no stemmer for Dutch."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from benchmarks.engines.engine import PAGE
from benchmarks.engines.plain_posts import plain_posts

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.engines.engine import Ask, Question

_TABLE = (
    "CREATE VIRTUAL TABLE posts USING fts5(path UNINDEXED, title, bron UNINDEXED,"
    " date UNINDEXED, body, tokenize = 'unicode61 remove_diacritics 2')"
)


class SqliteFts5:
    """A table on disk that holds the texts too. Raises ImportError for an SQLite without FTS5."""

    name = "SQLite FTS5"
    version = f"SQLite {sqlite3.sqlite_version}"

    def __init__(self) -> None:
        try:
            sqlite3.connect(":memory:").execute(_TABLE)
        except sqlite3.OperationalError as error:
            raise ImportError(str(error)) from error

    def build(self, archive: Path, index: Path, most: int | None) -> None:
        """Index posts."""
        with sqlite3.connect(index) as table:
            table.execute(_TABLE)
            posts = plain_posts(archive, most)
            table.executemany("INSERT INTO posts VALUES (?, ?, ?, ?, ?)", posts)

    def open(self, archive: Path, index: Path) -> Ask:
        """Open the table."""
        del archive
        table = sqlite3.connect(index)

        def ask(question: Question) -> int:
            quoted = [f'"{word}"' for word in question.words]
            match = f'"{" ".join(question.words)}"' if question.phrase else " ".join(quoted)
            where, given = "posts MATCH ?", [match]
            if question.bron is not None:
                where, given = f"{where} AND bron = ?", [match, question.bron]
            order = "date DESC" if question.newest else "rank"
            table.execute(
                f"SELECT path, title FROM posts WHERE {where} ORDER BY {order} LIMIT {PAGE}", given
            ).fetchall()
            (total,) = table.execute(f"SELECT count(*) FROM posts WHERE {where}", given).fetchone()
            return int(total)

        return ask
