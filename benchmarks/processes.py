"""Programs run and timed, from their start to their end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MILLISECONDS = 1e3
MEGABYTE = 1e6
BARE = "bare Python"
_KILOBYTE = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss
_FOUND_NOTHING = 1
_OF_CONTAINERS = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in _OF_CONTAINERS}
"""Without what some containers set, and few who use a program: it is compiled by its second start,
and writes its lines together."""


class Program(NamedTuple):
    """A program with its arguments, what its environment has besides ours, and its folder."""

    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path | None = None


class Run(NamedTuple):
    """One run: seconds, those of the processor, and the most bytes that one process had at a time.

    The processor's are of the program and all processes of its own; other work disturbs them less.
    """

    seconds: float
    processor: float
    peak: int


def bare_python() -> Program:
    """Return an interpreter that does nothing, which no program in Python can beat."""
    return Program([sys.executable, "-c", ""], {})


def run(program: Program) -> Run:
    """Run a program without its output, but for the errors of one that fails.

    Raises CalledProcessError for it.
    """
    with TemporaryFile() as errors:
        start = time.perf_counter()
        child = subprocess.Popen(
            program.command,
            env=_ENVIRONMENT | program.environment,
            cwd=program.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, _FOUND_NOTHING):
            errors.seek(0)
            print(errors.read().decode(errors="replace"), file=sys.stderr, end="")
            raise subprocess.CalledProcessError(child.returncode, program.command)
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * _KILOBYTE)


def in_turn(programs: Mapping[str, Program], *, rounds: int) -> dict[str, list[Run]]:
    """Run programs one after the other, round by round, and return the runs of each.

    What disturbs the machine for a while then disturbs all of them. A run before is not counted.
    """
    taken: dict[str, list[Run]] = {name: [] for name in programs}
    for program in programs.values():
        run(program)
    for _ in range(rounds):
        for name, program in programs.items():
            taken[name].append(run(program))
    return taken
