"""The compound lexicon of a build: how many posts had each key, counted once, when it began.

The words that the posts had are in it too, so that other strings of letters are told from them.

How a compound is split depends on the other words of the archive. The index keeps to one lexicon,
so that a post indexed today and one indexed a year ago are split alike; it is made anew, with the
whole index, when the archive has doubled since. Between those, growth costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.dutch.lexicon import FEWEST_OF_A_NAME
from newsctl.storage import hashed_lines
from newsctl.storage.hashed_lines import HashedLines

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from newsctl.core.post.post import PostPath
    from newsctl.storage.pages import Pages

LEXICON = "lexicon"
"""The name of its file."""

SAMPLE = 20_000
"""Posts that a lexicon is made of, spread evenly over the archive; more add little."""

_GROWTH = 2
_FEW_LOOK_UPS = 50_000  # of 1.5 µs; reading the lexicon of 100,000 posts takes 100 ms


def has_outgrown(files: int, lexicon_files: int) -> bool:
    """Tell whether an archive has grown so much that its lexicon must be made anew."""
    return lexicon_files < SAMPLE and files >= _GROWTH * max(lexicon_files, 1)


def sample(paths: Iterable[PostPath]) -> list[PostPath]:
    """Choose the posts to make a lexicon of: all, or every nth in order of path."""
    ordered = sorted(paths)
    return ordered[:: max(1, -(-len(ordered) // SAMPLE))]


def dump_lexicon(counts: Mapping[str, int]) -> bytes:
    """Encode the counts of keys, other words, and words that are usually names."""
    return hashed_lines.dump(
        {
            form: str(number)
            for form, number in counts.items()
            if number >= FEWEST_OF_A_NAME or not form[:1].isupper()
        }
    )


class KeyCounts:
    """The number of posts with each key, decoded from `dump_lexicon`.

    A query or an edited post needs few look-ups, which read the encoded lines; indexing needs
    thousands, so that all lines are decoded once.
    """

    def __init__(self, pages: Pages) -> None:
        self._lines = HashedLines(pages)
        self._counts: dict[str, int] | None = None

    def get(self, form: str) -> int | None:
        """Return the number of posts with a key; 0 for a word that is no key, None if unknown."""
        if self._counts is None:
            number = self._lines.get(form)
            return None if number is None else int(number)
        return self._counts.get(form)

    @property
    def forms(self) -> Container[str]:
        """The keys and words."""
        if self._lines.looked_up > _FEW_LOOK_UPS:
            self.load()
        return self._lines if self._counts is None else self._counts

    def load(self) -> None:
        """Read all of them now, for a caller that will look up many."""
        if self._counts is None:
            self._counts = {form: int(number) for form, number in self._lines.all().items()}
