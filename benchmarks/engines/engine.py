"""What every engine offers to be measured: an index of posts, and answers from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = 20
"""Posts that an answer lists; it counts them all."""


class Question(NamedTuple):
    """A query: posts with all words, or with them as a phrase; of one source; by score or date."""

    kind: str
    words: tuple[str, ...]
    phrase: bool = False
    bron: str | None = None
    newest: bool = False


class NotAnswered(Exception):
    """An engine that does not do what was asked."""


if TYPE_CHECKING:
    Ask = Callable[[Question], int]
    """Finds the first page of posts and returns how many there are. Raises NotAnswered."""


class Engine(Protocol):
    """A search program or library."""

    @property
    def name(self) -> str:
        """What the table calls it."""
        ...

    @property
    def version(self) -> str:
        """The software behind it, with its version."""
        ...

    def build(self, archive: Path, index: Path, most: int | None) -> None:
        """Index an archive, or so many posts of it. Raises NotAnswered when it has no index."""
        ...

    def open(self, archive: Path, index: Path) -> Ask:
        """Open an index."""
        ...
