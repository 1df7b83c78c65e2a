"""Tantivy, the Rust search library, with its Dutch stemmer and accents folded."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import tantivy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.relevance.engines.engine import Search

_FIELD = "text"
_NUMBER = "number"


class TantivyDutch:
    """A real index in memory, asked for documents with all terms."""

    name = "tantivy nl"
    version = f"tantivy {version('tantivy')}"

    def index(self, texts: Sequence[str]) -> Search:
        """Take in texts."""
        analyzer = _analyzer()
        schema = _schema()
        index = tantivy.Index(schema)
        index.register_tokenizer("dutch", analyzer)
        writer = index.writer()
        for number, text in enumerate(texts):
            writer.add_document(tantivy.Document(**{_NUMBER: number, _FIELD: text}))
        writer.commit()
        index.reload()
        searcher = index.searcher()

        def search(query: str) -> set[int]:
            terms = [tantivy.Query.term_query(schema, _FIELD, t) for t in analyzer.analyze(query)]
            every = tantivy.Query.boolean_query([(tantivy.Occur.Must, term) for term in terms])
            hits = searcher.search(every, limit=max(1, len(texts))).hits
            return {searcher.doc(address)[_NUMBER][0] for _, address in hits}

        return search


def _analyzer() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("dutch"),
    ):
        builder = builder.filter(step)
    return builder.build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_FIELD, tokenizer_name="dutch")
    builder.add_integer_field(_NUMBER, stored=True)
    return builder.build()
