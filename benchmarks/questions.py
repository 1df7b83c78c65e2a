"""The questions that every engine is asked: of six kinds, about words of the archive itself.

They are of letters alone, so that no engine takes a quote or a parenthesis for its syntax.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from benchmarks.archive.posts import SOURCES
from benchmarks.archive.words import topics
from benchmarks.engines.engine import Question
from benchmarks.engines.plain_posts import plain_posts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_READ = 2_000  # posts that words are taken from
_COMMON = (0.02, 0.2)  # shares of posts that have a common word
_LONG = 12  # letters of a word that is a compound more often than not
_WORD = re.compile(r"(?<!\S)[^\W\d_]+(?![^\s.])")
_RUN = re.compile(r"(?<!\S)[^\W\d_]+(?: [^\W\d_]+)+(?![^\s.])")


def questions(archive: Path, *, number: int, seed: int) -> list[Question]:
    """Draw so many questions about an archive: rare, common, phrase, compound, filter, date."""
    bodies = [post.body.lower() for post in plain_posts(archive, _READ)]
    posts_with = Counter(word for body in bodies for word in set(_WORD.findall(body)))
    draw = Random(seed)
    rare = sorted(word for word, posts in posts_with.items() if posts <= 2)
    least, most = (share * len(bodies) for share in _COMMON)
    common = sorted(word for word, posts in posts_with.items() if least <= posts <= most)
    phrases = [
        pair
        for body in bodies
        for run in _RUN.findall(body)
        for pair in pairwise(run.split())
        if max(map(posts_with.__getitem__, pair)) <= most
    ]

    compounds = [topic for topic in topics() if topic in posts_with] or [
        word for word in common if len(word) >= _LONG
    ]

    def common_word() -> tuple[str, ...]:
        return (draw.choice(common),)

    makers: Sequence[Callable[[], Question]] = (
        lambda: Question("rare", (draw.choice(rare),)),
        lambda: Question("common", common_word()),
        lambda: Question("phrase", draw.choice(phrases), phrase=True),
        lambda: Question("compound", (draw.choice(compounds),)),
        lambda: Question("filter", common_word(), bron=draw.choice(SOURCES)),
        lambda: Question("date", common_word(), newest=True),
    )
    return [makers[place % len(makers)]() for place in range(number)]
