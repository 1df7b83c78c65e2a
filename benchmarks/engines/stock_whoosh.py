"""Whoosh as it comes: its analysers, its writer, and the fields of newsctl.

Stems with their places and words as written, of title and body; every value of the front matter;
the text, to show a part of. Of what newsctl has it lacks the parts of compounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import whoosh
from whoosh.analysis import LanguageAnalyzer, LowercaseFilter, RegexTokenizer
from whoosh.fields import ID, NUMERIC, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.query import And, Or, Phrase, Term

from benchmarks.engines.engine import PAGE, NotAnswered
from benchmarks.engines.plain_posts import plain_posts_with_fields

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.engines.engine import Ask, Question

_MEMORY = 256  # megabytes that its writer may fill before it sorts them
_TEXTS = ("title", "body")
_VALUES = ("layout", "category", "externe_link", "feature_image")
_NUMBERS = ("aantal", "unieke")


class StockWhoosh:
    """One process, one segment."""

    name = "stock Whoosh"
    version = "whoosh3 {}.{}.{}".format(*whoosh.__version__[:3])

    def build(self, archive: Path, index: Path, most: int | None) -> None:
        """Index posts."""
        index.mkdir(parents=True)
        writer = create_in(index, _schema()).writer(limitmb=_MEMORY)
        for post, front_matter in plain_posts_with_fields(archive, most):
            others = {name: front_matter[name] for name in (*_VALUES, *_NUMBERS)}
            words = {"title_word": post.title, "body_word": post.body}
            writer.add_document(**post._asdict(), **words, **others)
        writer.commit()

    def open(self, archive: Path, index: Path) -> Ask:
        """Open the index."""
        del archive
        searcher = open_dir(index).searcher()
        analyse = LanguageAnalyzer("nl")

        def ask(question: Question) -> int:
            terms = [token.text for word in question.words for token in analyse(word)]
            if not terms:  # its analyser leaves stop words out
                raise NotAnswered
            if question.phrase:
                query = Or([Phrase(field, terms) for field in _TEXTS])
            else:
                query = And([Or([Term(field, term) for field in _TEXTS]) for term in terms])
            only = None if question.bron is None else Term("bron", question.bron)
            order = {"sortedby": "date", "reverse": True} if question.newest else {}
            return len(searcher.search(query, limit=PAGE, filter=only, **order))

        return ask


def _schema() -> Schema:
    stems, words = LanguageAnalyzer("nl"), RegexTokenizer() | LowercaseFilter()
    return Schema(
        path=ID(unique=True, stored=True),
        title=TEXT(analyzer=stems, stored=True),
        body=TEXT(analyzer=stems, stored=True),
        title_word=TEXT(analyzer=words, phrase=False),
        body_word=TEXT(analyzer=words, phrase=False),
        bron=ID(stored=True),
        date=NUMERIC(int, bits=64, sortable=True),
        **{name: ID(stored=True) for name in _VALUES},
        **{name: NUMERIC(int, stored=True) for name in _NUMBERS},
    )
