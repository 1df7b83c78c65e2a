"""Where the sentences of an archive come from: the made language, or a file of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from benchmarks.archive.words import rank, vocabulary

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

_REPEATED = 0.12  # of the words of a post are words that it has had: a post keeps to its subject


class Texts(Protocol):
    """A source of sentences."""

    def sentences(self, draw: Random, words: int) -> list[str]:
        """Return sentences of about so many words together, each with its full stop."""
        ...


class MadeTexts:
    """Sentences of words of the made language."""

    def __init__(self) -> None:
        self._word = vocabulary()

    def sentences(self, draw: Random, words: int) -> list[str]:
        """Return sentences of six to twenty words."""
        left = self._words(draw, words)
        sentences = []
        while left:
            length = draw.randint(6, 20)
            sentences.append(" ".join(left[:length]).capitalize() + ".")
            del left[:length]
        return sentences

    def _words(self, draw: Random, number: int) -> list[str]:
        words: list[str] = []
        for _ in range(number):
            again = words and draw.random() < _REPEATED
            words.append(draw.choice(words) if again else self._word(rank(1 - draw.random())))
        return words


class FileTexts:
    """Sentences of a text file, a line each, in any order."""

    def __init__(self, file: Path) -> None:
        lines = map(str.strip, file.read_text(encoding="utf-8").splitlines())
        self._lines = [line for line in lines if line]
        if not self._lines:
            raise SystemExit(f"{file} holds no text.")

    def sentences(self, draw: Random, words: int) -> list[str]:
        """Return lines until they hold so many words."""
        sentences: list[str] = []
        while words > 0:
            sentences.append(draw.choice(self._lines))
            words -= len(sentences[-1].split())
        return sentences
