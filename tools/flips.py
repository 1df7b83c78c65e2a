"""Flip bits and empty pages of an index: no answer may be wrong, whatever file they are of.

    python -m tools.flips [--flips 1000] [--seed 1] [--posts 2000]

Each time one bit of one file is turned, or 4 KiB of it are zeroes, and questions of every kind are
asked as a new process would. Counts are printed: how often the answers were right from the damaged
index, how often it was found damaged, and how often an answer was wrong. Exit code 1 when one was.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from newsctl.core.archive.archive import Archive
from newsctl.core.archive.hits import Request, Sort
from newsctl.core.query.ast import (
    Everything,
    ExactWord,
    FieldValue,
    Fuzzy,
    NumberRange,
    Phrase,
    Prefix,
    Word,
)
from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse
from newsctl.front_matter.repository import MarkdownRepository
from newsctl.searching.index import SearchableIndex
from newsctl.whoosh_index.formats.index_folder import IndexFolder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.archive.ports import Progress

_PAGE = 4_096
_ANSWERS = ("right", "damaged", "wrong")
WORDS = (
    *("verkiezing", "kamer", "burgemeester", "gemeente", "raad", "facebook", "politie", "minister"),
    *("school", "haven", "fiets", "huizen", "oliën", "zwemmers", "vergadering", "krant", "trein"),
)
REQUESTS = (
    Request(Everything(), Sort("path")),
    Request(Everything(), Sort("date", descending=True), limit=20),
    Request(Word("verkiezing"), limit=20, snippets=True, highlights=True),
    Request(Word("gemeenteraad"), limit=20, explain=True),
    Request(Phrase("school haven"), limit=20, snippets=True),
    Request(Prefix("verga"), limit=20),
    Request(Fuzzy("burgemester"), limit=20),
    Request(ExactWord("woord17"), limit=20),
    Request(Word("woord1203"), limit=20),
    Request(FieldValue("bron", ("Bron 3",)), Sort("title"), limit=50),
    Request(NumberRange("aantal", 100, 200), Sort("aantal"), limit=50),
)


@dataclass
class Verdict:
    """How often the answers were what, and what was wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class World:
    """An archive, its index, and a copy of that as it was written."""

    def __init__(self, folder: Path, posts: int, chance: random.Random) -> None:
        self.root = folder / "archive"
        self.root.mkdir()
        self.cache = folder / "cache"
        self.whole = folder / "whole"
        self.notices: list[str] = []
        for number in range(posts):
            self._write(number, chance)
        self.answers()
        for number in range(0, posts, max(posts // 5, 1)):  # a commit each: segments, new words
            self._write(number, chance)
            self.answers()
        self.expected = self.answers()
        shutil.copytree(self.index_folder.path, self.whole)
        self.files = sorted(file for file in self.index_folder.path.rglob("*") if file.is_file())

    @property
    def index_folder(self) -> IndexFolder:
        """The folder of the index."""
        return IndexFolder(self.cache, self.root)

    def restore(self) -> None:
        """Put the whole index back."""
        shutil.rmtree(self.index_folder.path)
        shutil.copytree(self.whole, self.index_folder.path)

    def answers(self) -> list[Any]:
        """Ask everything as a new process would."""
        index = _Restored(self)
        repository = MarkdownRepository(self.root, Settings(), parse=parse)
        archive = Archive(repository, index, notice=self.notices.append, watch=_unwatched)
        archive.synchronise()
        pages = (archive.search(request) for request in REQUESTS)
        found: list[Any] = [(page.total, [*page.hits]) for page in pages]
        found.append({key: dict(one.values) for key, one in archive.facets().items()})
        found.append([*archive.suggest(["verkeizing", "burgermester"])])
        found.append(archive.find("bericht-1"))
        return found

    def _write(self, number: int, chance: random.Random) -> None:
        words = [*chance.choices(WORDS, k=60), f"woord{number}", f"woord{number % 97}"]
        title = " ".join(chance.choices(WORDS, k=4))
        head = f"layout: post\ntitle: {title}\ndate: 2019-03-{number % 28 + 1:02} 10:00:00 +0100"
        text = f"---\n{head}\nbron: Bron {number % 7}\naantal: {number}\n---\n{' '.join(words)}.\n"
        (self.root / f"2019-03-{number % 28 + 1:02}-bericht-{number}.md").write_text(text, "utf-8")


class _Restored(SearchableIndex):
    """An index that is put back where another would be made anew, which takes longer."""

    def __init__(self, world: World) -> None:
        super().__init__(world.index_folder, reading="", notice=world.notices.append)
        self._world = world

    def heal(self, damage: Exception, *found: Any) -> None:
        """Put the index back; make the first one."""
        if not self._world.whole.exists():
            super().heal(damage, *found)  # type: ignore[arg-type]
            return
        self._world.notices.append(str(damage))
        self._world.restore()
        self._build = self._snapshot = None


def run(folder: Path, *, flips: int, seed: int, posts: int) -> Verdict:
    """Damage an index in an empty folder so many times, and judge the answers."""
    chance = random.Random(seed)
    world, verdict = World(folder, posts, chance), Verdict()
    for _ in range(flips):
        world.notices.clear()
        file, what, data = _damage(world, chance)
        try:
            answer = "right" if world.answers() == world.expected else "wrong"
        except Exception as error:  # noqa: BLE001 -- any is wrong
            answer, what = "wrong", f"{what}: {error!r}"
        if answer == "wrong":
            verdict.wrong.append(f"{file.name}: {what}; {world.notices}")
        elif world.notices:
            answer = "damaged"
        verdict.counts[answer] += 1
        if file.exists() and not world.notices:
            file.write_bytes(data)
        else:
            world.restore()
    return verdict


def _damage(world: World, chance: random.Random) -> tuple[Path, str, bytes]:
    """Damage one file: any as often as another, or the larger the more often."""
    files = [file for file in world.files if file.stat().st_size]
    sizes = [file.stat().st_size for file in files]
    (file,) = chance.choices(files, chance.choice([None, sizes]))
    data = file.read_bytes()
    damaged = bytearray(data)
    at = chance.randrange(len(data))
    if chance.random() < 0.25:
        at -= at % _PAGE
        damaged[at : at + _PAGE] = bytes(len(damaged[at : at + _PAGE]))
        what = f"zeroes from {at} on"
    else:
        damaged[at] ^= 1 << chance.randrange(8)
        what = f"a bit of byte {at}"
    file.write_bytes(damaged)
    return file, what, data


@contextmanager
def _unwatched(_what: str) -> Iterator[Progress]:
    def quiet(_done: int, _total: int) -> None:
        pass

    yield quiet


def main() -> int:
    """Run as the command line says, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--flips", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--posts", type=int, default=2_000)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="newsctl-flips-") as folder:
        verdict = run(Path(folder), flips=asked.flips, seed=asked.seed, posts=asked.posts)
    for answer in _ANSWERS:
        print(f"{answer:8} {verdict.counts[answer]:6}")
    print(*verdict.wrong[:20], sep="\n", end="\n" if verdict.wrong else "")
    return int(bool(verdict.wrong))


if __name__ == "__main__":
    sys.exit(main())
