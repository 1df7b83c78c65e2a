"""Print the words of an archive that hold a noun and have no verdict yet, as lines to judge.

    python -m benchmarks.relevance.unjudged --archive PATH               nouns judged so far
    python -m benchmarks.relevance.unjudged --archive PATH stad,steden   another noun

A line is noun, word, nothing, and the number of posts with the word.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.relevance.archives import read_archive, texts_by_word
from benchmarks.relevance.judgements import JUDGED, JudgedNoun, Verdict, read_judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def main() -> None:
    """Read the archive and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.relevance.unjudged",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--archive", type=Path, required=True, metavar="PATH")
    parser.add_argument("nouns", nargs="*", metavar="NOUN[,INFLECTION]")
    options = parser.parse_args()
    judged = [noun for path in JUDGED for noun in read_judged(path)]
    nouns = [_noun(*typed.split(",")) for typed in options.nouns] or judged
    texts_with = texts_by_word(read_archive(options.archive).texts)
    for line in lines_to_judge(nouns, texts_with):
        print(line)


def lines_to_judge(nouns: Iterable[JudgedNoun], texts_with: dict[str, set[int]]) -> Iterator[str]:
    """Yield a line for each word that holds a noun and has no verdict."""
    for noun in nouns:
        for word in sorted(noun.unjudged(set(texts_with))):
            yield f"{noun.noun}\t{word}\t\t{len(texts_with[word])}"


def _noun(noun: str, *inflections: str) -> JudgedNoun:
    return JudgedNoun(noun, dict.fromkeys(inflections, Verdict.INFLECTION))


if __name__ == "__main__":
    main()
