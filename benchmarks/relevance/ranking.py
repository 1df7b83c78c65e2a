"""What stands first: judged queries over real posts, newsctl beside FTS5 (see README.md)."""

from __future__ import annotations

import argparse
import re
import shutil
import sqlite3
import sys
import unicodedata
from dataclasses import dataclass, field
from math import log2
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.relevance.material import rows
from benchmarks.relevance.tables import Table, print_tables
from newsctl.core.archive.hits import Request
from newsctl.core.query.fields import FieldNames
from newsctl.core.query.parser import QueryParser
from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository
from newsctl.searching.index import SearchableIndex
from newsctl.whoosh_index.formats.index_folder import IndexFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from newsctl.core.dates import Period

    Rank = Callable[[str], Sequence[str]]
    """Returns the paths of the posts that a query finds, the best first, ten at most."""

    Asked = Sequence[tuple["JudgedQuery", Sequence[str]]]
    """Judged queries, each with the paths that an engine ranked first."""

SETS = {
    "train": "weights chosen",
    "held_out": "held out",
    "fresh": "fresh",
    "second_train": "actions, chosen by",
    "second_held_out": "actions, held out",
    "third": "everyday",
    "fourth": "everyday, asked last",
}
"""The files of judged queries, and what the table calls them."""

_FOLDER = Path(__file__).parent / "ranked"
ROOT = Path(__file__).parents[2]
POSTS = ROOT.parent / "shared" / "data" / "posts"
_DEPTH = 10
_TITLE_WEIGHT = 5.0
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query, its kind, and the posts judged for it: 2 is about it, 1 has some of it, 0 none."""

    text: str
    kind: str
    grades: dict[str, int] = field(default_factory=dict)


def read_queries(name: str) -> list[JudgedQuery]:
    """Read a set: kind, query, grade and path, one judgement a line."""
    queries: dict[str, JudgedQuery] = {}
    for kind, text, grade, path in rows(_FOLDER / f"{name}.tsv"):
        queries.setdefault(text, JudgedQuery(text, kind)).grades[path] = int(grade)
    return list(queries.values())


def precision(query: JudgedQuery, ranked: Sequence[str]) -> float:
    """Return the share of right posts in the first ten, or in as many as there are right ones."""
    right = sum(grade > 0 for grade in query.grades.values())
    found = sum(query.grades.get(path, 0) > 0 for path in ranked[:_DEPTH])
    return found / min(_DEPTH, right)


def gain(query: JudgedQuery, ranked: Sequence[str]) -> float:
    """Return nDCG@10 (Järvelin and Kekäläinen 2002), a grade being worth 2 ** grade - 1."""
    found = [query.grades.get(path, 0) for path in ranked[:_DEPTH]]
    return _discounted(found) / _discounted(sorted(query.grades.values(), reverse=True))


def unjudged(query: JudgedQuery, ranked: Sequence[str]) -> list[str]:
    """Return the posts among the first ten that nobody judged, which count as wrong."""
    return [path for path in ranked[:_DEPTH] if path not in query.grades]


def opened(archive: Path, cache: Path) -> SearchableIndex:
    """Index an archive, and return the index."""
    repository = MarkdownRepository(archive, Settings(), parse=parse)
    index = SearchableIndex(IndexFolder(cache, archive), reading="", notice=print)
    index.rebuild(repository.scan(), repository.read, lambda _done, _total: None)
    return index


def newsctl(index: SearchableIndex) -> Rank:
    """Return how newsctl ranks the posts of an index."""
    parser = QueryParser(FieldNames(), _no_date)

    def rank(query: str) -> list[str]:
        asked = Request(parser.parse(query), limit=_DEPTH, highlights=False, front_matter=False)
        return [hit.summary.path for hit in index.search(asked).hits]

    return rank


def fts5(archive: Path, stem: Callable[[list[str]], list[str]] = list) -> Rank:
    """Return how SQLite ranks posts by bm25, all words needed, words as `stem` makes them."""
    repository = MarkdownRepository(archive, Settings(), parse=parse)
    paths = sorted(repository.scan())
    table = sqlite3.connect(":memory:")
    table.execute(
        "CREATE VIRTUAL TABLE posts USING fts5"
        "(title, body, tokenize = 'unicode61 remove_diacritics 2')"
    )

    def words(text: str) -> str:
        plain = unicodedata.normalize("NFKD", text.lower())
        return " ".join(stem(_WORD.findall("".join(filter(_is_no_accent, plain)))))

    for number, path in enumerate(paths):
        if post := repository.read(path).post:
            row = number, words(post.summary.title), words(post.text)
            table.execute("INSERT INTO posts (rowid, title, body) VALUES (?, ?, ?)", row)

    def rank(query: str) -> list[str]:
        phrase = query.startswith('"')
        asked = words(query)
        match = f'"{asked}"' if phrase else " ".join(f'"{word}"' for word in asked.split())
        found = table.execute(
            "SELECT rowid FROM posts WHERE posts MATCH ? ORDER BY bm25(posts, ?, 1), rowid LIMIT ?",
            (match, _TITLE_WEIGHT, _DEPTH),
        )
        return [paths[number] for (number,) in found]

    return rank


def main() -> None:
    """Print a table; without the posts that were judged, say why there is none."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance.ranking")
    parser.add_argument("--posts", type=Path, default=POSTS, help="folder of the judged sites")
    parser.add_argument("--markdown", action="store_true", help="print markdown")
    parser.add_argument("--worst", action="store_true", help="print the queries, the worst first")
    options = parser.parse_args()
    if not options.posts.is_dir():
        sys.exit(f"Skipped: the posts that were judged are not in {options.posts}.")
    sets = {name: read_queries(name) for name in SETS}
    with TemporaryDirectory(prefix="newsctl-ranking-") as folder:
        archive = Path(folder, "archive")
        shutil.copytree(options.posts, archive)
        shutil.copytree(ROOT / "sample_posts", archive / "sample_posts")
        answers = {
            engine: {name: [(one, rank(one.text)) for one in sets[name]] for name in SETS}
            for engine, rank in _engines(archive, Path(folder, "cache"))
        }
    print_tables([_table(answers)], markdown=options.markdown)
    if options.worst:
        _print_worst(answers["newsctl"])


def _engines(archive: Path, cache: Path) -> Iterator[tuple[str, Rank]]:
    yield "SQLite FTS5", fts5(archive)
    try:
        import Stemmer  # noqa: PLC0415 -- a peer that may be missing
    except ImportError:
        print("PyStemmer is missing: no Kraaij-Pohlmann.", file=sys.stderr)
    else:
        yield "FTS5 over Kraaij-Pohlmann stems", fts5(archive, Stemmer.Stemmer("dutch").stemWords)
    cache.mkdir(mode=0o700)
    yield "newsctl", newsctl(opened(archive, cache))


def _table(answers: Mapping[str, Mapping[str, Asked]]) -> Table:
    measures = ("P@10", "nDCG@10", "P@10, singular nouns", "nDCG@10, singular nouns")
    rows = [
        (engine, title, *_means(sets[name]), *_means(_nouns(sets[name])))
        for engine, sets in answers.items()
        for name, title in SETS.items()
    ]
    asked = [pair for pairs in answers["newsctl"].values() for pair in pairs]
    lacking = sum(len(unjudged(*pair)) for pair in asked)
    meaning = (
        f"{len(asked)} queries. newsctl has {lacking} posts first that nobody judged: wrong here."
    )
    return Table("What stands first", meaning, ("engine", "queries", *measures), rows)


def _means(asked: Asked) -> Iterator[str]:
    for measure in (precision, gain):
        yield f"{sum(measure(*pair) for pair in asked) / len(asked):.3f}"


def _nouns(asked: Asked) -> Asked:
    return [pair for pair in asked if pair[0].kind == "noun"]


def _print_worst(answers: Mapping[str, Asked]) -> None:
    scored = [(gain(*pair), name, *pair) for name, asked in answers.items() for pair in asked]
    for worth, name, one, ranked in sorted(scored, key=lambda row: row[0]):
        print(f"{worth:.2f} {name} {one.kind}: {one.text}", *unjudged(one, ranked))


def _discounted(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:_DEPTH]))


def _is_no_accent(character: str) -> bool:
    return not unicodedata.combining(character)


def _no_date(words: str) -> Period:
    raise ValueError(words)


if __name__ == "__main__":
    main()
