"""The compound lexicon of a build: how many posts had each key, counted once, when it began.

How a compound is split depends on the other words of the archive. The index keeps to one lexicon,
so that a post indexed today and one indexed a year ago are split alike; it is made anew, with the
whole index, when the archive has doubled since. Between those, growth costs nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsctl.dutch.keys import inflection_key
from newsctl.dutch.tokens import TOKEN, words
from newsctl.whoosh_index.sorted_lines import line_with_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsctl.core.ports import Progress, Read
    from newsctl.core.post import PostPath
    from newsctl.whoosh_index.sorted_lines import Data

SAMPLE = 20_000
"""Posts that a lexicon is made of, spread evenly over the archive; more tell little more."""

_GROWTH = 2


def has_outgrown(files: int, lexicon_files: int) -> bool:
    """Tell whether an archive has grown so much that its lexicon should be made anew."""
    return lexicon_files < SAMPLE and files >= _GROWTH * max(lexicon_files, 1)


def sample(paths: Iterable[PostPath]) -> list[PostPath]:
    """Choose the posts to make a lexicon of: all, or every so many of them in order of path."""
    ordered = sorted(paths)
    return ordered[:: max(1, -(-len(ordered) // SAMPLE))]


def count_keys(paths: list[PostPath], read: Read, progress: Progress) -> Counter[str]:
    """Return in how many posts each inflection key occurs."""
    counts: Counter[str] = Counter()
    for number, path in enumerate(paths):
        post = read(path).post
        if post is not None:
            text = f"{post.summary.title}\n{post.text}"
            raw = set(TOKEN.findall(text))
            found = {word for one in raw for position in words(one) for word in position}
            counts.update(set(map(inflection_key, found)))
        progress(number + 1, len(paths))
    return counts


def dump_lexicon(counts: Mapping[str, int]) -> bytes:
    """Encode the counts: an empty line, then a line for each key, in byte order."""
    lines = sorted((key.encode() + b"\t", number) for key, number in counts.items())
    return b"\n" + b"".join(b"%b%d\n" % line for line in lines)


def frequency(data: Data, key: str) -> int:
    """Return in how many posts a key occurred, from what `dump_lexicon` encoded."""
    head = key.encode() + b"\t"
    start = line_with_head(data, head, len(data))
    return 0 if start is None else int(data[start + len(head) : data.find(b"\n", start)])
