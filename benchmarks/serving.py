"""What readers wait for when many ask `newsctl serve` at once, while an editor changes posts.

    python -m benchmarks.serving [--archive DIR | --posts N] [--readers 50] [--seconds 60]

Each reader opens a page, reads it for ten seconds (`--pause`), and opens the next: the newest
posts, a search of one word or of two, a post, a plot. The editor adds a word to a post each
second, and asks until it is found. An archive that is named is changed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

from benchmarks.archive.site import texts_of, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NEWSCTL = sys.executable, "-m", "newsctl"
_LONGEST_WAIT = 60
_WORD = re.compile(r"[a-z]{6,}")


class Served(NamedTuple):
    """What one run came to: seconds of each answer by its kind, and the codes that were not 200.

    `processor` are the seconds that the server's processes computed, `memory` the most MB that the
    one had that answers.
    """

    waits: Mapping[str, Sequence[float]]
    refused: Sequence[int]
    seconds: float
    processor: float
    memory: float


@contextmanager
def _server(archive: Path) -> Iterator[tuple[str, int]]:
    command = [*_NEWSCTL, "-C", str(archive), "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            line = next(one for one in process.stderr or () if "http:" in one)
            yield re.findall(r"http://\S+/", line)[0], process.pid
        finally:
            process.terminate()


class _Asker:
    """Asks a server, and keeps how long each kind of page took, and what was no answer."""

    def __init__(self, address: str) -> None:
        self.waits: dict[str, list[float]] = defaultdict(list)
        self.refused: list[int] = []
        self._address = address

    def ask(self, kind: str, place: str) -> str:
        """Return a page, empty where there is none within a minute; its code is kept, or 0."""
        begun = time.perf_counter()
        try:
            with urlopen(self._address + place, timeout=_LONGEST_WAIT) as page:
                text = str(page.read().decode())
        except HTTPError as error:
            self.refused.append(error.code)
            return ""
        except TimeoutError:
            self.refused.append(0)
            return ""
        self.waits[kind].append(time.perf_counter() - begun)
        return text

    def wait_for(self, word: str) -> None:
        """Ask for a word until a post with it is found, a minute at most."""
        begun = time.perf_counter()
        while f"<mark>{word}</mark>" not in self.ask("editor asks", f"?q=%2B{word}"):
            if time.perf_counter() - begun > _LONGEST_WAIT:
                self.refused.append(0)
                return
        self.waits["edit is found"].append(time.perf_counter() - begun)


def served(archive: Path, readers: int, seconds: float, pause: float) -> Served:
    """Ask a server for so long."""
    subprocess.run([*_NEWSCTL, "-C", str(archive), "list", "--count"], check=True)  # its index
    paths = sorted(archive.rglob("*.md"))
    with _server(archive) as (address, process):
        asker = _Asker(address)
        asker.ask("first", "")
        asker.waits.clear()
        before = _processor(process)
        end = time.perf_counter() + seconds

        def read(number: int) -> None:
            chosen = random.Random(number)
            time.sleep(pause * chosen.random())  # they do not begin together
            while time.perf_counter() < end:
                asker.ask(*_page(chosen, paths, archive))
                time.sleep(pause)

        def edit() -> None:
            chosen = random.Random(-1)
            number = 0
            while time.perf_counter() < end:
                number += 1
                word = f"redactie{'abcdefghij'[number % 10]}{'x' * (number // 10 + 1)}"
                path = chosen.choice(paths)
                path.write_text(f"{path.read_text('utf-8')}\n{word}\n", encoding="utf-8")
                asker.wait_for(word)
                time.sleep(1)

        with ThreadPoolExecutor(readers + 1) as pool:
            for one in [pool.submit(edit), *(pool.submit(read, each) for each in range(readers))]:
                one.result()
        used = _processor(process) - before
        return Served(asker.waits, asker.refused, seconds, used, _peak(process))


def _page(chosen: random.Random, paths: Sequence[Path], archive: Path) -> tuple[str, str]:
    """Return the kind of a page, and its address."""
    path = chosen.choice(paths)
    words = _WORD.findall(path.stem) or ["nieuws"]
    word = chosen.choice(words)
    return chosen.choice(
        [
            ("newest posts", ""),
            ("search, a word", f"?q={word}"),
            ("search, two words", f"?q={word}+{words[0]}"),
            ("post", f"post/{quote(path.relative_to(archive).as_posix())}"),
            ("plot", f"trend.svg?q={word}"),
        ]
    )


def _processor(process: int) -> float:
    """Return the seconds that a process and its children have computed; 0 where it is not known."""
    children = Path(f"/proc/{process}/task/{process}/children")
    try:
        own = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
        others = children.read_text("ascii").split()
    except OSError:
        return 0
    ticks = int(own[11]) + int(own[12])  # utime and stime: proc(5) counts from 1, pid and name too
    return ticks / os.sysconf("SC_CLK_TCK") + sum(map(_processor, map(int, others)))


def _peak(process: int) -> float:
    """Return the most memory that a process had, in MB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii")
    except OSError:
        return 0
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


def table(found: Served) -> list[str]:
    """Return the lines of a table in markdown."""
    answers = sum(map(len, found.waits.values())) - len(found.waits.get("edit is found", ()))
    lines = [
        "| page | answers | median, ms | 95 %, ms | most, ms |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for kind, waits in sorted(found.waits.items()):
        ranked = sorted(one * 1000 for one in waits)
        late = ranked[int(len(ranked) * 0.95)]
        figures = (statistics.median(ranked), late, ranked[-1])
        lines.append(
            f"| {kind} | {len(ranked):,} | " + " | ".join(f"{one:,.0f}" for one in figures) + " |"
        )
    told = f"{answers / found.seconds:.1f} answers a second, {len(found.refused)} that were not 200"
    share = f"{found.processor / found.seconds:.2f} of a processor"
    return [*lines, "", f"{told}; {share}; {found.memory:,.0f} MB at most."]


def main() -> None:
    """Make an archive unless one is named, ask, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    add = parser.add_argument
    add("--archive", type=Path, metavar="DIR", help="this archive, which is changed")
    add("--posts", type=int, default=10_000, metavar="N", help="size of one that is made")
    add("--readers", type=int, default=50, metavar="N")
    add("--seconds", type=float, default=60, metavar="N", help="how long they read")
    add("--pause", type=float, default=10, metavar="N", help="seconds that one reads a page")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="newsctl-serving-") as folder:
        archive = options.archive or Path(folder)
        if options.archive is None:
            write_site(archive, texts_of(None), posts=options.posts, seed=1)
        print(*table(served(archive, options.readers, options.seconds, options.pause)), sep="\n")


if __name__ == "__main__":
    main()
