"""The posts of an archive as newsctl reads them, and the lexicon that they make."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.relevance.engines.engine import WORD
from newsctl.core.settings import Settings
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.lexicon import Lexicon
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.tokens import token_pattern, words
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_LINES_IN_A_POST = 15


@dataclass(frozen=True, slots=True)
class Archive:
    """The texts of an archive, title first, and how common its words are."""

    name: str
    texts: tuple[str, ...]
    lexicon: Lexicon


def read_archive(path: Path) -> Archive:
    """Read every post of a folder, or take the lines of a file for posts, fifteen a post."""
    texts = tuple(_posts_of(path) if path.is_dir() else _posts_of_lines(path))
    return Archive(path.resolve().name, texts, lexicon_of(texts))


def lexicon_of(texts: Sequence[str]) -> Lexicon:
    """Count in how many texts each inflection key stands, and note the words beside them."""
    counts: Counter[str] = Counter()
    found: set[str] = set()
    for text in texts:
        spelt = _words(text)
        counts.update({inflection_key(word) for word in spelt})
        found |= spelt
    counts.update(dict.fromkeys(map(fold, found), 0))
    return Lexicon(counts, len(texts))


def texts_by_word(texts: Sequence[str]) -> dict[str, set[int]]:
    """Return each folded word of letters and digits, with the numbers of the texts that hold it."""
    found: dict[str, set[int]] = {}
    for number, text in enumerate(texts):
        for word in WORD.findall(fold(normalise(text))):
            found.setdefault(word, set()).add(number)
    return found


def _words(text: str) -> set[str]:
    raws = set(token_pattern().findall(text))
    return {word for raw in raws for position in words(raw) for word in position}


def _posts_of(folder: Path) -> Iterator[str]:
    repository = MarkdownRepository(folder.resolve(), Settings(), parse=parse)
    for path in sorted(repository.scan()):
        post = repository.read(path).post
        if post is not None:
            yield f"{post.summary.title}\n{post.text}"


def _posts_of_lines(file: Path) -> Iterator[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    for first in range(0, len(lines), _LINES_IN_A_POST):
        yield "\n".join(lines[first : first + _LINES_IN_A_POST])
