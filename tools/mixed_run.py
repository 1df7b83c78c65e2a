"""Writers, readers and editors on one archive at once: every answer right, every post added once.

    python -m tools.mixed_run [--seconds 60] [--seed 1] [--posts 300]

Eight writers add posts, eight readers list and search, two editors change posts by hand, each with
one command after the other, in processes of their own (forked, so that none has to load newsctl
again). Afterwards each answer is held to the files: of every post it has to show a version that
the post had between the reader's start and its end. Counts are printed; exit code 1 when anything
is wrong. Needs fork (POSIX).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WRITERS, READERS, EDITORS = 8, 8, 2
NEVER = float("inf")
QUESTIONS = (
    ("list", "--fields", "path,title", "-f", "jsonl"),
    ("search", "titel:bericht", "--fields", "path,title", "-f", "jsonl"),
    ("search", "versie", "--fields", "path,title", "-f", "jsonl"),
)
BUSY = 75
_SIGNS_OF_REBUILDING = ("anew", "from the files", "cannot be")


_LOADED_ONCE = (
    "newsctl.cli.app",
    "newsctl.cli.commands.add",
    "newsctl.front_matter.reading.reader",
    "newsctl.searching.index",
    "newsctl.whoosh_index.indexing.builder",
)


@dataclass
class Act:
    """One command or edit: who did what to which post, from when until when, and what came of it.

    Times are of the clock that all processes share. `title` is what the post has from then on.
    """

    kind: str
    start: float
    end: float
    title: str = ""
    path: str = ""
    code: int = 0
    out: str = ""
    err: str = ""


@dataclass
class Verdict:
    """How often each thing happened, and what was wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def run(folder: Path, *, seconds: float, seed: int, posts: int) -> Verdict:
    """Let all work for some seconds in an empty folder, and judge what came of it."""
    world = World(folder, posts)
    roles: list[Callable[[World, random.Random], Act]] = [write] * WRITERS
    roles += [read] * READERS + [edit] * EDITORS
    until = time.monotonic() + seconds
    children = [
        world.fork(role, random.Random(f"{seed} {n}"), n, until) for n, role in enumerate(roles)
    ]
    for child in children:
        os.waitpid(child, 0)
    last = read(world, random.Random(seed))
    return judged(world, [*world.acts(), last], last)


class World:
    """An archive with its cache and journal, and a log of each process that works on it."""

    def __init__(self, folder: Path, posts: int) -> None:
        self.archive = folder / "archive"
        self.logs = folder / "logs"
        self.posts = posts
        for made in (self.archive, self.logs):
            made.mkdir()
        self.first = {name_of(number): title_of(number, 0) for number in range(posts)}
        for name, title in self.first.items():
            (self.archive / name).write_text(text_of(title), "utf-8")
        self.env = {
            "NEWSCTL_CACHE": str(folder / "cache"),
            "NEWSCTL_DATA": str(folder / "data"),
            "NO_COLOR": "1",
        }
        for module in _LOADED_ONCE:
            import_module(module)
        self.newsctl(QUESTIONS[0])

    def newsctl(self, arguments: tuple[str, ...]) -> tuple[int, str, str]:
        """Run the program in a process of its own: exit code, output, errors."""
        streams = [self.logs / f"{os.getpid()}.{name}" for name in ("out", "err")]
        child = os.fork()
        if not child:
            os.chdir(self.archive)
            _become_newsctl([*arguments], self.env, streams)
        _, status = os.waitpid(child, 0)
        out, err = (stream.read_text("utf-8") for stream in streams)
        return os.waitstatus_to_exitcode(status), out, err

    def fork(
        self,
        role: Callable[[World, random.Random], Act],
        chance: random.Random,
        number: int,
        until: float,
    ) -> int:
        """Begin a process that acts again and again, and return its number."""
        if child := os.fork():
            return child
        self.number = number
        code = 1
        try:
            with (self.logs / f"{number}.acts").open("w", encoding="utf-8") as log:
                log.write(json.dumps(vars(role(self, chance))) + "\n")
                while time.monotonic() < until:
                    log.write(json.dumps(vars(role(self, chance))) + "\n")
            code = 0
        finally:
            os._exit(code)

    def acts(self) -> Iterator[Act]:
        """Yield what all processes did."""
        for log in sorted(self.logs.glob("*.acts")):
            for line in log.read_text("utf-8").splitlines():
                yield Act(**json.loads(line))


def _become_newsctl(arguments: list[str], env: dict[str, str], streams: list[Path]) -> None:
    """Run the program in this process, and end it."""
    code = 3
    try:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 -- until it ends
        sys.stdout, sys.stderr = (stream.open("w", encoding="utf-8") for stream in streams)
        os.environ.update(env)
        from newsctl.cli.app import run as newsctl  # noqa: PLC0415 -- with this environment
        from newsctl.cli.reading.head_start import head_start  # noqa: PLC0415

        code = newsctl(arguments, head_start(arguments))
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def name_of(number: int) -> str:
    """Return the file name of a post that was there from the beginning."""
    return f"2020-01-01-bericht-{number}.md"


def title_of(number: int, version: int) -> str:
    """Return a title that tells one version of a post from all others."""
    return f"Bericht {number} versie {version}"


def text_of(title: str) -> str:
    """Return a post as a file has it."""
    return (
        f"---\nlayout: post\ntitle: {title}\ndate: 2020-01-01 10:00:00 +0100\n---\nOver {title}.\n"
    )


def write(world: World, chance: random.Random) -> Act:
    """Add a post that no other writer adds."""
    title = f"Bericht van {world.number} versie {chance.getrandbits(40)}"
    arguments = ("add", title, "--force", "--date", "2021-01-01 10:00", "--body", "Versie.")
    start = time.monotonic()
    code, out, err = world.newsctl(arguments)
    return Act("add", start, time.monotonic(), title, out.strip(), code, out, err)


def read(world: World, chance: random.Random) -> Act:
    """Ask for all posts in one of several ways."""
    question = chance.choice(QUESTIONS)
    start = time.monotonic()
    code, out, err = world.newsctl(question)
    return Act("read", start, time.monotonic(), " ".join(question), "", code, out, err)


def edit(world: World, chance: random.Random) -> Act:
    """Change a post by hand, as an editor does that renames. Each editor has posts of its own."""
    number = chance.randrange(world.number % EDITORS, world.posts, EDITORS)
    title = title_of(number, chance.getrandbits(40))
    draft = world.logs / f"{world.number}.draft"
    draft.write_text(text_of(title), "utf-8")
    start = time.monotonic()
    draft.replace(world.archive / name_of(number))
    end = time.monotonic()
    time.sleep(chance.uniform(0, 0.05))
    return Act("edit", start, end, title, name_of(number))


Lives = dict[str, list[tuple[str, float, float]]]
"""By path, the titles that a post had: from when at the earliest, until when at the latest."""


def judged(world: World, acts: list[Act], last: Act) -> Verdict:
    """Hold every answer to what the files were."""
    verdict = Verdict()
    for act in acts:
        verdict.counts[act.kind] += 1
        if act.kind == "add" and act.code == BUSY:
            verdict.counts["busy"] += 1
        elif act.code:
            verdict.wrong.append(f"{act.kind} {act.title!r} ended in {act.code}: {act.err}")
        if any(sign in act.err for sign in _SIGNS_OF_REBUILDING):
            verdict.counts["rebuilt"] += 1
            verdict.wrong.append(f"{act.kind}: {act.err}")
    _judge_adds(acts, last, verdict)
    versions = _versions(world, acts)
    for act in acts:
        if act.kind == "read":
            verdict.wrong += _faults(act, versions, acts)
    return verdict


def _judge_adds(acts: list[Act], last: Act, verdict: Verdict) -> None:
    shown = Counter(title for _, title in _rows(last))
    for act in acts:
        wanted = int(act.code == 0)
        if act.kind == "add" and shown[act.title] != wanted:
            verdict.wrong.append(
                f"{act.title!r}, exit {act.code}, is there {shown[act.title]} times"
            )


def _versions(world: World, acts: list[Act]) -> Lives:
    """Return the lives of the posts that were there from the beginning."""
    versions: Lives = {path: [(title, 0.0, NEVER)] for path, title in world.first.items()}
    for act in sorted((act for act in acts if act.kind == "edit"), key=lambda act: act.start):
        lives = versions[act.path]
        title, since, _ = lives[-1]
        lives[-1] = title, since, act.end
        lives.append((act.title, act.start, NEVER))
    return versions


def _faults(answer: Act, versions: Lives, acts: list[Act]) -> Iterator[str]:
    """Yield what of an answer was never so while it was being made."""
    rows = _rows(answer)
    shown = dict(rows)
    if len(shown) < len(rows):
        yield f"{answer.title}: a post stands there twice"
    for path, lives in versions.items():
        fit = [
            title for title, since, until in lives if since < answer.end and until > answer.start
        ]
        title = shown.pop(path, None)
        if title not in fit:
            yield f"{answer.title}: {path} is {title!r}, and was {fit}"
    titles = set(shown.values())
    for act in acts:
        if act.kind != "add":
            continue
        if act.code == 0 and act.end < answer.start and act.title not in titles:
            yield f"{answer.title}: {act.title!r} is not there"
        if act.title in titles and act.start > answer.end:
            yield f"{answer.title}: {act.title!r} is there before it was added"
        titles.discard(act.title)
    if titles:
        yield f"{answer.title}: nobody wrote {titles}"


def _rows(answer: Act) -> list[tuple[str, str]]:
    rows: list[dict[str, Any]] = [json.loads(line) for line in answer.out.splitlines()]
    return [(row["path"], row["title"]) for row in rows]


def main() -> int:
    """Run as the command line says, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--posts", type=int, default=300)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="newsctl-mixed-") as folder:
        verdict = run(Path(folder), seconds=asked.seconds, seed=asked.seed, posts=asked.posts)
    for name in ("add", "busy", "read", "edit", "rebuilt"):
        print(f"{name:8} {verdict.counts[name]:6}")
    print(f"{'wrong':8} {len(verdict.wrong):6}")
    print(*verdict.wrong[:20], sep="\n", end="\n" if verdict.wrong else "")
    return int(bool(verdict.wrong))


if __name__ == "__main__":
    sys.exit(main())
