"""Posts on the same subject, judged: newsctl beside baselines (see README.md)."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import Counter
from dataclasses import dataclass, field
from math import log, sqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from whoosh import index as whoosh_index
from whoosh.analysis import LanguageAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage

from benchmarks.relevance.engines.engine import WORD
from benchmarks.relevance.material import rows
from benchmarks.relevance.ranking import POSTS, opened
from benchmarks.relevance.tables import Table, print_tables
from newsctl.core.archive.hits import Request
from newsctl.core.post.post import PostPath
from newsctl.core.query.ast import Everything
from newsctl.core.research.related import LEAST_LIKE
from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from newsctl.searching.index import SearchableIndex

    Relate = Callable[[str], Sequence[str]]
    """Returns the paths of the posts like the one of a path, the likest first."""

HALVES = {"train": "weights chosen", "held_out": "held out"}
"""The files of judged posts, and what the table calls them."""

_FOLDER = Path(__file__).parent / "related"
_FIRST = 5
_KEY_TERMS = 20


@dataclass(frozen=True, slots=True)
class JudgedPost:
    """A post, and which others are about the same thing (2) or of its series or theme (1)."""

    path: str
    grades: dict[str, int] = field(default_factory=dict)


def read_judged_posts(half: str) -> list[JudgedPost]:
    """Read post, grade and path, one judgement a line; a line with 0 says that there is none."""
    posts: dict[str, JudgedPost] = {}
    for path, grade, other in rows(_FOLDER / f"{half}.tsv"):
        judged = posts.setdefault(path, JudgedPost(path))
        if int(grade):
            judged.grades[other] = int(grade)
    return list(posts.values())


def precision(judged: JudgedPost, found: Sequence[str]) -> float:
    """Return the share of right posts among the first five, or among as many as are right."""
    right = sum(path in judged.grades for path in found[:_FIRST])
    return right / min(_FIRST, len(judged.grades))


def right_of_shown(
    judged: Sequence[JudgedPost], answers: Sequence[Sequence[str]]
) -> tuple[int, int]:
    """Return how many of the first fives are right, and how many there are in all."""
    pairs = [(one, found[:_FIRST]) for one, found in zip(judged, answers, strict=True)]
    right = sum(path in one.grades for one, found in pairs for path in found)
    return right, sum(len(found) for _, found in pairs)


def newsctl(
    repository: MarkdownRepository, index: SearchableIndex, least: float = LEAST_LIKE
) -> Relate:
    """Return how newsctl relates the posts of an archive, by its index."""

    def relate(path: str) -> list[str]:
        post = repository.read(PostPath(path)).post
        assert post is not None
        asked = Request(Everything(), limit=_FIRST, front_matter=False)
        return [hit.summary.path for hit in index.related(post, asked, least).hits]

    return relate


def tf_idf(texts: Mapping[str, str]) -> Relate:
    """Return how the cosine of tf-idf over words as typed relates posts."""
    words = {path: Counter(WORD.findall(text.lower())) for path, text in texts.items()}
    frequencies = Counter(word for counts in words.values() for word in counts)
    vectors = {}
    for path, counts in words.items():
        weights = {
            word: (1 + log(count)) * log(len(texts) / frequencies[word])
            for word, count in counts.items()
        }
        length = sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        vectors[path] = {word: weight / length for word, weight in weights.items()}

    def relate(path: str) -> list[str]:
        own = vectors[path]
        scores = {
            other: sum(weight * own[word] for word, weight in vector.items() if word in own)
            for other, vector in vectors.items()
            if other != path
        }
        return sorted(scores, key=lambda other: (-scores[other], other))[:_FIRST]

    return relate


def key_terms(texts: Mapping[str, str]) -> Relate:
    """Return how Whoosh's `more_like` relates posts: by the key terms of one, ranked by BM25F."""
    schema = Schema(path=ID(stored=True), text=TEXT(analyzer=LanguageAnalyzer("nl"), vector=True))
    found = whoosh_index.FileIndex.create(RamStorage(), schema, "posts")
    writer = found.writer()
    for path, text in texts.items():
        writer.add_document(path=path, text=text)
    writer.commit()
    searcher = found.searcher()

    def relate(path: str) -> list[str]:
        number = searcher.document_number(path=path)
        hits = searcher.more_like(number, "text", top=_FIRST, numterms=_KEY_TERMS)
        return [hit["path"] for hit in hits]

    return relate


def texts_of(repository: MarkdownRepository) -> dict[str, str]:
    """Return title and text of every post."""
    posts = (repository.read(path).post for path in sorted(repository.scan()))
    return {post.path: f"{post.summary.title}\n{post.text}" for post in posts if post}


def main() -> None:
    """Print a table; without the posts that were judged, say why there is none."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance.related")
    parser.add_argument("--posts", type=Path, default=POSTS, help="folder of the judged sites")
    parser.add_argument("--markdown", action="store_true", help="print markdown")
    parser.add_argument("--wrong", action="store_true", help="print what is wrong, of one half")
    options = parser.parse_args()
    if not options.posts.is_dir():
        sys.exit(f"Skipped: the posts that were judged are not in {options.posts}.")
    judged = {half: read_judged_posts(half) for half in HALVES}
    with TemporaryDirectory(prefix="newsctl-related-") as name:
        archive = Path(name, "archive")
        shutil.copytree(options.posts, archive)
        repository = MarkdownRepository(archive, Settings(), parse=parse)
        engines = dict(_engines(repository, Path(name, "cache")))
        answers = {
            name: {half: [relate(one.path) for one in judged[half]] for half in HALVES}
            for name, relate in engines.items()
        }
    print_tables([_table(judged, answers)], markdown=options.markdown)
    if options.wrong:
        _print_wrong(judged["train"], answers["newsctl"]["train"])


def _engines(repository: MarkdownRepository, cache: Path) -> Iterator[tuple[str, Relate]]:
    texts = texts_of(repository)
    yield "tf-idf over words as typed, cosine", tf_idf(texts)
    yield "Whoosh nl, more_like", key_terms(texts)
    cache.mkdir(mode=0o700)
    yield "newsctl", newsctl(repository, opened(repository.root, cache))


def _table(
    judged: Mapping[str, Sequence[JudgedPost]],
    answers: Mapping[str, Mapping[str, Sequence[Sequence[str]]]],
) -> Table:
    columns = [
        f"{what}, {title}" for title in HALVES.values() for what in ("P@5", "right of shown")
    ]
    found = []
    for engine, halves in answers.items():
        cells = []
        for half in HALVES:
            pairs = zip(judged[half], halves[half], strict=True)
            values = [precision(one, found) for one, found in pairs if one.grades]
            right, shown = right_of_shown(judged[half], halves[half])
            cells += [f"{sum(values) / len(values):.3f}", f"{right} of {shown}"]
        found.append((engine, *cells))
    with_others = sum(bool(one.grades) for half in HALVES for one in judged[half])
    meaning = (
        f"{with_others} posts with others on their subject, among the first five or as many as "
        "there are; right of shown also counts the posts that have none."
    )
    return Table("On the same subject", meaning, ("engine", *columns), found)


def _print_wrong(judged: Sequence[JudgedPost], answers: Sequence[Sequence[str]]) -> None:
    for one, found in zip(judged, answers, strict=True):
        wrong = [path for path in found if path not in one.grades]
        print(f"{len(found) - len(wrong)}/{len(found)} ({len(one.grades)}) {one.path}")
        for path in wrong:
            print(f"    {path}")


if __name__ == "__main__":
    main()
