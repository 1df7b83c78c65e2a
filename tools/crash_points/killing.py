"""A run under strace: which system calls change files, and an end before one of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.crash_points.scenarios import World

_CHANGING = (
    *("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "fchmod", "fchown", "setxattr"),
    *("?rename", "?renameat", "renameat2", "?link", "linkat", "?unlink", "unlinkat"),
    *("?mkdir", "mkdirat", "?rmdir", "?chmod", "fchmodat", "?chown", "fchownat"),
)
"""Opening is not among them: what it makes is empty, and is so before the write that follows."""

_CALL = re.compile(r"(?P<process>\d+) +(?P<name>\w+)\((?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Call:
    """The call of this name that comes as number `nth` among those of its name, counted from 1."""

    name: str
    nth: int


def can_trace() -> bool:
    """Tell whether strace is there and may trace."""
    strace = shutil.which("strace")
    if strace is None:
        return False
    return subprocess.run((strace, "-qq", "true"), capture_output=True, check=False).returncode == 0


def calls_that_change(world: World, command: tuple[str, ...]) -> list[Call]:
    """Run a command to its end, and return the calls by which it changed archive and journal."""
    _run(world, command, ())
    trace = (world.folder / "trace").read_text(errors="replace")
    return list(calls_in(trace, (f"{world.folder}/archive", f"{world.folder}/data")))


def kill_before(world: World, command: tuple[str, ...], call: Call) -> bool:
    """Run a command that is killed before a call. Returns whether it was."""
    return _run(world, command, ("-e", f"inject={call.name}:signal=KILL:when={call.nth}")) != 0


def _run(world: World, command: tuple[str, ...], options: tuple[str, ...]) -> int:
    trace = ("strace", "-f", "-qq", "-y", "-s", "4096", "-o", str(world.folder / "trace"))
    calls = ("-e", f"trace={','.join(_CHANGING)}", "-e", "signal=none")
    line = (*trace, *calls, *options, *world.line(command))
    return subprocess.run(line, env=world.env, capture_output=True, check=False).returncode


def calls_in(trace: str, folders: tuple[str, ...]) -> Iterator[Call]:
    """Yield the calls that name one of these folders, first those of the process itself.

    Of the threads that write side by side, each of which strace counts for itself, follow those
    numbers that one of them reaches in every run, however they share the work.
    """
    lines = [match for match in map(_CALL.match, trace.splitlines()) if match]
    first = lines[0]["process"] if lines else ""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    by_threads: Counter[str] = Counter()
    own = []
    for line in lines:
        thread, name = line["process"], line["name"]
        counts[thread][name] += 1
        if not any(folder in line["rest"] for folder in folders):
            continue
        if thread == first:
            own.append(Call(name, counts[thread][name]))
        else:
            by_threads[name] += 1
    yield from own
    threads = len(counts) - 1
    for name, number in sorted(by_threads.items()):
        for nth in range(1, -(-number // threads) + 1):
            if Call(name, nth) not in own:
                yield Call(name, nth)
