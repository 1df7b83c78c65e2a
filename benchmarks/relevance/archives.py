"""The posts of a folder as newsctl reads them, and the lexicon that they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsctl.core.settings import Settings
from newsctl.dutch.lexicon import Lexicon
from newsctl.front_matter.reader import parse
from newsctl.front_matter.repository import MarkdownRepository
from newsctl.whoosh_index.lexicon_file import count_keys

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Archive:
    """The texts of an archive, title first, and how common its words are."""

    name: str
    texts: tuple[str, ...]
    lexicon: Lexicon


def read_archive(folder: Path) -> Archive:
    """Read every post of a folder."""
    repository = MarkdownRepository(folder.resolve(), Settings(), parse=parse)
    paths = sorted(repository.scan())
    counts, counted = count_keys(paths, repository.read, lambda _done, _all: None)
    posts = [post for path in paths if (post := repository.read(path).post) is not None]
    texts = tuple(f"{post.summary.title}\n{post.text}" for post in posts)
    return Archive(folder.resolve().name, texts, Lexicon(counts, counted))
