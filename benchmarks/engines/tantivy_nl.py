"""Tantivy, the Rust search library, with its Dutch stemmer and accents folded."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import tantivy

from benchmarks.engines.engine import PAGE
from benchmarks.engines.plain_posts import plain_posts

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.engines.engine import Ask, Question

_TEXTS = ("title", "body")


class Tantivy:
    """An index on disk, written by one thread."""

    name = "tantivy"
    version = f"tantivy {version('tantivy')}"

    def build(self, archive: Path, index: Path, most: int | None) -> None:
        """Index posts."""
        index.mkdir(parents=True)
        writer = _index(index).writer(num_threads=1)
        for post in plain_posts(archive, most):
            writer.add_document(tantivy.Document(**post._asdict()))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, archive: Path, index: Path) -> Ask:
        """Open the index."""
        del archive
        opened = _index(index)
        searcher = opened.searcher()

        def ask(question: Question) -> int:
            words = " ".join(question.words)
            asked = f'"{words}"' if question.phrase else words
            query = opened.parse_query(asked, list(_TEXTS), conjunction_by_default=True)
            if question.bron is not None:
                only = tantivy.Query.term_query(_schema(), "bron", question.bron)
                query = tantivy.Query.boolean_query(
                    [(tantivy.Occur.Must, query), (tantivy.Occur.Must, only)]
                )
            order = {"order_by_field": "date"} if question.newest else {}
            total: int = searcher.search(query, limit=PAGE, count=True, **order).count
            return total

        return ask


def _index(folder: Path) -> tantivy.Index:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    filters = tantivy.Filter
    for step in (filters.lowercase(), filters.ascii_fold(), filters.stemmer("dutch")):
        builder = builder.filter(step)
    index = tantivy.Index(_schema(), path=str(folder))
    index.register_tokenizer("dutch", builder.build())
    return index


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("path", stored=True, tokenizer_name="raw")
    builder.add_text_field("title", stored=True, tokenizer_name="dutch")
    builder.add_text_field("body", tokenizer_name="dutch")
    builder.add_text_field("bron", tokenizer_name="raw")
    builder.add_integer_field("date", fast=True)
    return builder.build()
