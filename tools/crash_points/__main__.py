"""Kill newsctl before each system call by which it changes the archive or its journal.

    python -m tools.crash_points [NAME...]

needs strace and the right to trace (Linux), and some minutes. For every call of every scenario, or
of those named, the program runs on an archive as it was until strace kills it before that call.
Then each file has to be the old one or the new one, whole, and `newsctl undo` has to give all of
it back, byte for byte. A table says how often an archive was found as before (old), as after
(new), or with some of its files changed (partly). Exit code 1 when anything is wrong, 2 without
strace.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tools.crash_points.killing import calls_that_change, can_trace, kill_before
from tools.crash_points.scenarios import INDEX, SCENARIOS, Stage, World
from tools.crash_points.verdicts import Left, States, Tally, state_of, what_is_wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.crash_points.killing import Call
    from tools.crash_points.scenarios import Scenario
    from tools.crash_points.verdicts import Files


def main(names: list[str]) -> int:
    """Run the scenarios of these names, or all, and return the exit code."""
    if not can_trace():
        print("Needs strace, and the right to trace: apt install strace.", file=sys.stderr)
        return 2
    print(f"{'run':16} {'kills':>6} {'old':>6} {'partly':>6} {'new':>6} {'wrong':>6}", flush=True)
    chosen = [scenario for scenario in SCENARIOS if not names or scenario.name in names]
    tallies = [_told(scenario, _tally(scenario)) for scenario in chosen]
    return int(any(tally.wrong for tally in tallies))


def _tally(scenario: Scenario) -> Tally:
    tally = Tally()
    workers = os.cpu_count() or 1
    with TemporaryDirectory(prefix="newsctl-crash-") as folder, ThreadPoolExecutor(workers) as pool:
        stages: SimpleQueue[Stage] = SimpleQueue()
        for number in range(workers):
            world = World.make(Path(folder, f"{number}"), (*scenario.first, INDEX))
            stages.put(Stage.of(world))
        calls, old, new = _whole_run(scenario, stages)
        states = States(World.make(Path(folder, "first")).files(), old, new)
        kills = [pool.submit(_kill, scenario, call, stages) for call in calls]
        for call, kill in zip(calls, kills, strict=True):
            left = kill.result()
            tally.found[state_of(left.found, states)] += 1
            if wrong := what_is_wrong(left, states):
                tally.wrong.append(f"  before {call.name} number {call.nth}: {wrong}")
    return tally


def _whole_run(scenario: Scenario, stages: SimpleQueue[Stage]) -> tuple[list[Call], Files, Files]:
    """Run a scenario to its end: its calls, and the files before it and after."""
    with _set_stage(stages) as world:
        old = world.files()
        return calls_that_change(world, scenario.command), old, world.files()


def _kill(scenario: Scenario, call: Call, stages: SimpleQueue[Stage]) -> Left:
    with _set_stage(stages) as world:
        was_killed = kill_before(world, scenario.command, call)
        found = world.files()
        subprocess.run(world.line(("undo",)), env=world.env, capture_output=True, check=False)
        return Left(was_killed, found, world.files())


@contextmanager
def _set_stage(stages: SimpleQueue[Stage]) -> Iterator[World]:
    """Lend a stage that nobody uses, with its world as it was when it was made."""
    stage = stages.get()
    try:
        yield stage.set()
    finally:
        stages.put(stage)


def _told(scenario: Scenario, tally: Tally) -> Tally:
    counts = (tally.found[state] for state in ("old", "partly", "new"))
    numbers = (tally.found.total(), *counts, len(tally.wrong))
    print(f"{scenario.name:16}", *(f"{number:>6}" for number in numbers))
    print(*tally.wrong, sep="\n", end="\n" if tally.wrong else "", flush=True)
    return tally


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
