"""Count an archive of made posts twice: by newsctl, and by reading the files here.

    python -m tools.recount [--posts 10000] [--seed 1]

What `stats`, `trend`, `facets`, `words` and `collocates` say is held to counts that are made of the
files with regular expressions, without newsctl but for the key that inflections share. Each
question is printed with how many figures of it were compared; exit code 1 when one differed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from math import log, log2
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.archive.site import write_site
from benchmarks.archive.texts import MadeTexts
from newsctl.dutch.lemmas import search_keys
from newsctl.dutch.stop_words import is_stop_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Rows = list[dict[str, Any]]
    Ask = Callable[..., Rows]
    """Runs newsctl with some arguments, and returns what it writes as JSON."""

    Figures = Mapping[object, object]

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
WORDS = ("woning", "kabinet")
"""Words whose exact form is asked for (`+woning`), so that no inflection has to be counted here."""


class FilePost(NamedTuple):
    """One made post, as its file has it."""

    date: datetime
    bron: str
    category: str
    aantal: int
    texts: tuple[list[str], list[str]]

    @property
    def words(self) -> list[str]:
        """The words of title and body."""
        return [*self.texts[0], *self.texts[1]]


def posts_in(folder: Path) -> list[FilePost]:
    """Read all files of an archive of made posts."""
    found = []
    for path in folder.rglob("*.md"):
        _, header, body = path.read_text(encoding="utf-8").split("---\n", 2)
        keys = dict(re.findall(r"^(\w+): (.*)$", header, re.MULTILINE))
        texts = keys["title"], re.sub(r"<[^>]+>", " ", body)
        title, text = (re.findall(r"[a-z0-9]+", one.lower()) for one in texts)
        date = parsedate_to_datetime(keys["date"])
        aantal = int(keys["aantal"])
        found.append(FilePost(date, keys["bron"], keys["category"], aantal, (title, text)))
    return found


def questions(
    posts: Sequence[FilePost],
) -> Iterator[tuple[tuple[str, ...], Callable[[Rows], Figures], Figures]]:
    """Yield what newsctl is asked, what of its rows is compared, and what that has to be."""
    one, other = WORDS
    with_one = [post for post in posts if one in post.words]
    of_nos = [post for post in posts if post.bron == "NOS"]
    yield ("stats",), _facts, _stats_of(posts)
    yield ("stats", f"+{one}"), _facts, _stats_of(with_one)
    said = Counter(
        month for post in with_one for month in [f"{post.date:%Y-%m}"] * _times(post, one)
    )
    yield (
        ("stats", f"+{one}", "--words", "--per", "maand"),
        lambda rows: {row["period"]: row["occurrences"] for row in rows if row["occurrences"]},
        said,
    )
    yield (
        ("trend", f"+{one}", f"bron:NOS +{other}", "--per", "maand"),
        lambda rows: {(row["query"], row["period"]): (row["posts"], row["total"]) for row in rows},
        _trend_of(posts, {f"+{one}": with_one, f"bron:NOS +{other}": _with(of_nos, other)}),
    )
    for name, key in _PERIODS.items():
        yield (
            ("facets", "date", "--per", name),
            lambda rows: {row["period"]: row["posts"] for row in rows if row["posts"]},
            Counter(map(key, posts)),
        )
    yield (
        ("facets", "category", f"+{one}"),
        lambda rows: {row["value"]: row["posts"] for row in rows},
        Counter(post.category for post in with_one),
    )
    yield (
        ("facets", "category", "--by", "bron"),
        lambda rows: {(row["value"], row["by"]): row["posts"] for row in rows},
        Counter((post.category, post.bron) for post in posts),
    )
    yield (
        ("facets", "bron", f"+{one}", "--per", "weekdag"),
        lambda rows: {(row["period"], row["by"]): row["posts"] for row in rows},
        Counter((DAYS[post.date.weekday()], post.bron) for post in with_one),
    )
    measured = ("count", "elsewhere", "log_likelihood")
    nos, others = (Counter(_words_of(some)) for some in (of_nos, [*_without(posts, of_nos)]))
    yield (
        ("words", "bron:NOS", "--min", "0", "--stop-words"),
        lambda rows: {row["word"]: [row[name] for name in measured] for row in rows},
        _marking(nos, others),
    )
    near, elsewhere, node = _near(posts, one, 5)
    yield (
        ("collocates", one, "--min", "0", "--stop-words"),
        lambda rows: {row["word"]: [row[name] for name in (*measured, "log_dice")] for row in rows},
        {
            word: [count, rest, likelihood, round(14 + log2(2 * count / (node + count + rest)), 2)]
            for word, (count, rest, likelihood) in _marking(near, elsewhere).items()
        },
    )


_PERIODS: Mapping[str, Callable[[FilePost], str]] = {
    "jaar": lambda post: f"{post.date:%Y}",
    "kwartaal": lambda post: f"{post.date:%Y}-Q{(post.date.month + 2) // 3}",
    "maand": lambda post: f"{post.date:%Y-%m}",
    "week": lambda post: f"{post.date:%G-W%V}",
    "dag": lambda post: f"{post.date:%Y-%m-%d}",
    "weekdag": lambda post: DAYS[post.date.weekday()],
    "uur": lambda post: f"{post.date:%H}",
}


def _facts(rows: Rows) -> Figures:
    return {(row["fact"], row["value"]): row["posts"] for row in rows if row["fact"] in _FACTS}


_FACTS = {"posts", "words", "first", "last", "bron", "category", "busiest", "gap", "jaar"}


def _stats_of(posts: Sequence[FilePost]) -> Figures:
    days = Counter(post.date.date() for post in posts)
    ordered = sorted(days)
    gaps = [
        (before + timedelta(1), after - timedelta(1))
        for before, after in pairwise(ordered)
        if after - before > timedelta(1)
    ]
    gaps.sort(key=lambda gap: (gap[0] - gap[1], gap[0]))
    years = Counter(post.date.year for post in posts)
    return {
        ("posts", str(len(posts))): len(posts),
        ("words", str(sum(post.aantal for post in posts))): len(posts),
        ("first", str(ordered[0])): None,
        ("last", str(ordered[-1])): None,
        **{("bron", value): n for value, n in _commonest(post.bron for post in posts)},
        **{("category", value): n for value, n in _commonest(post.category for post in posts)},
        **{
            ("busiest", str(day)): n
            for day, n in _commonest(post.date.date() for post in posts)
            if n > 1
        },
        **{("gap", f"{first}..{last}"): 0 for first, last in gaps[:5]},
        **{("jaar", str(year)): years[year] for year in range(min(years), max(years) + 1)},
    }


def _commonest(values: Iterable[Any]) -> list[tuple[Any, int]]:
    return sorted(Counter(values).items(), key=lambda one: (-one[1], one[0]))[:5]


def _trend_of(posts: Sequence[FilePost], found: Mapping[str, Sequence[FilePost]]) -> Figures:
    totals = Counter(f"{post.date:%Y-%m}" for post in posts)
    first, last = min(totals), max(totals)
    months = [
        f"{year}-{month:02}"
        for year in range(int(first[:4]), int(last[:4]) + 1)
        for month in range(1, 13)
    ]
    counts = {query: Counter(f"{post.date:%Y-%m}" for post in own) for query, own in found.items()}
    return {
        (query, month): (own[month], totals[month])
        for query, own in counts.items()
        for month in months
        if first <= month <= last
    }


def _marking(counts: Counter[str], others: Counter[str]) -> dict[str, list[Any]]:
    """Return the words that are commoner in the first counts, by their commonest inflections."""
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for word in {*counts, *others}:
        key = word if is_stop_word(word) else search_keys(word)[0]
        by_key[key].append(word)
    size, size_of_others = counts.total(), others.total()
    found: dict[str, list[Any]] = {}
    for words in by_key.values():
        shown = min(words, key=lambda word: (-counts[word], -others[word], len(word), word))
        own, other = (sum(each[word] for word in words) for each in (counts, others))
        if own * size_of_others > other * size:
            share = (own + other) / (size + size_of_others)
            cells = [(own, size * share), (other, size_of_others * share)]
            ratio = 2 * sum(number * log(number / wanted) for number, wanted in cells if number)
            found[shown] = [own, other, round(ratio, 2)]
    return found


def _near(
    posts: Sequence[FilePost], word: str, window: int
) -> tuple[Counter[str], Counter[str], int]:
    """Count the words near a word's inflections, all others, and how often that word is there."""
    key, near, others, node = search_keys(word)[0], Counter[str](), Counter[str](), 0
    forms = {one for one in {*_words_of(posts)} if search_keys(one)[0] == key}
    for text in (text for post in posts for text in post.texts):
        for at, one in enumerate(text):
            around = text[max(at - window, 0) : at + window + 1]
            if one in forms:
                node += 1
            elif forms.isdisjoint(around):
                others[one] += 1
            else:
                near[one] += 1
    return near, others, node


def _words_of(posts: Iterable[FilePost]) -> Iterator[str]:
    return (word for post in posts for word in post.words)


def _with(posts: Iterable[FilePost], word: str) -> list[FilePost]:
    return [post for post in posts if word in post.words]


def _without(posts: Iterable[FilePost], some: Sequence[FilePost]) -> Iterator[FilePost]:
    left_out = {id(post) for post in some}
    return (post for post in posts if id(post) not in left_out)


def _times(post: FilePost, word: str) -> int:
    return post.words.count(word)


def compared(posts: Sequence[FilePost], ask: Ask) -> Iterator[tuple[str, int, list[str]]]:
    """Yield each question, how many figures its answer has, and those that are otherwise here."""
    for asked, figures_of, wanted in questions(posts):
        figures = figures_of(ask(*asked))
        differing = [
            f"{name}: newsctl {figures.get(name)}, files {wanted.get(name)}"
            for name in {**wanted, **figures}
            if figures.get(name) != wanted.get(name)
        ]
        yield " ".join(asked), len(wanted), differing


def main(arguments: Sequence[str] | None = None) -> int:
    """Make an archive, count it twice, and print what was compared."""
    parser = argparse.ArgumentParser(prog="python -m tools.recount", description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    differs = False
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_site(folder / "site", MadeTexts(), posts=given.posts, seed=given.seed)

        def ask(*asked: str) -> Rows:
            command = [sys.executable, "-m", "newsctl", "-C", str(folder / "site"), *asked]
            environment = {**os.environ, "NEWSCTL_CACHE": str(folder / "cache")}
            ran = subprocess.run(
                [*command, "-f", "json"], env=environment, capture_output=True, check=True
            )
            rows: Rows = json.loads(ran.stdout)
            return rows

        for asked, number, differing in compared(posts_in(folder / "site"), ask):
            print(f"{asked}: {number:,} figures, {len(differing):,} differ")
            for line in differing[:10]:
                print(f"  {line}")
            differs |= bool(differing) or not number
    return int(differs)


if __name__ == "__main__":
    sys.exit(main())
