"""The compound lexicon of a build: how many posts had each key, counted once, when it began.

How a compound is split depends on the other words of the archive. The index keeps to one lexicon,
so that a post indexed today and one indexed a year ago are split alike; it is made anew, with the
whole index, when the archive has doubled since. Between those, growth costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.sorted_lines import line_with_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsctl.core.post import PostPath
    from newsctl.core.sorted_lines import Data

LEXICON = "lexicon"
"""The name of its file."""

SAMPLE = 20_000
"""Posts that a lexicon is made of, spread evenly over the archive; more tell little more."""

_GROWTH = 2
_FEW_LOOK_UPS = 500  # of 50 µs; reading the lexicon of 100,000 posts takes 60 ms


def has_outgrown(files: int, lexicon_files: int) -> bool:
    """Tell whether an archive has grown so much that its lexicon should be made anew."""
    return lexicon_files < SAMPLE and files >= _GROWTH * max(lexicon_files, 1)


def sample(paths: Iterable[PostPath]) -> list[PostPath]:
    """Choose the posts to make a lexicon of: all, or every so many of them in order of path."""
    ordered = sorted(paths)
    return ordered[:: max(1, -(-len(ordered) // SAMPLE))]


def dump_lexicon(counts: Mapping[str, int]) -> bytes:
    """Encode the counts: an empty line, then a line for each key, in byte order."""
    lines = sorted((key.encode() + b"\t", number) for key, number in counts.items())
    return b"\n" + b"".join(b"%b%d\n" % line for line in lines)


class KeyCounts:
    """In how many posts a key occurred, from what `dump_lexicon` encoded.

    The few look-ups of a query are bisections; whoever indexes makes thousands, so that all is
    read once.
    """

    def __init__(self, data: Data) -> None:
        self._data = data
        self._looked_up = 0
        self._counts: dict[str, int] | None = None

    def __call__(self, key: str) -> int:
        """Return in how many posts a key occurred."""
        if self._counts is not None:
            return self._counts.get(key, 0)
        self._looked_up += 1
        if self._looked_up > _FEW_LOOK_UPS:
            self._counts = _load(self._data)
        head = key.encode() + b"\t"
        start = line_with_head(self._data, head, len(self._data))
        if start is None:
            return 0
        return int(self._data[start + len(head) : self._data.find(b"\n", start)])


def _load(data: Data) -> dict[str, int]:
    pairs = (line.split("\t") for line in data[1:].decode().splitlines())
    return {key: int(number) for key, number in pairs}
