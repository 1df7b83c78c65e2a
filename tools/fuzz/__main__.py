"""Attack newsctl with what nobody would write, for a bounded time.

    python -m tools.fuzz [posts] [lines] [settings] [--seconds N] [--seed N]

Each round makes an archive of its own from the seed and its number, so that one that broke
something can be had again (`--seed 7 --first 123 --rounds 1`). A table says how many rounds were
made and how many broke something; what broke is printed as it is found. Exit code 1 when
anything did.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tools.fuzz.attacks import ATTACKS
from tools.fuzz.world import Broken, World

if TYPE_CHECKING:
    from collections.abc import Iterator


def main(line: list[str]) -> int:
    """Make the attacks of a command line, and return the exit code."""
    chosen = _arguments().parse_args(line)
    broken = 0
    for name in chosen.attacks or ATTACKS:
        rounds = failures = 0
        for failure in _rounds(name, chosen):
            rounds += 1
            if failure is not None:
                failures += 1
                print(failure, flush=True)
        print(f"{name:10} {rounds:>7} rounds {failures:>5} broken", flush=True)
        broken += failures
    return int(broken > 0)


def _rounds(name: str, chosen: argparse.Namespace) -> Iterator[str | None]:
    """Attack until the time or the number of rounds is over; yield what broke, or None."""
    end = time.monotonic() + chosen.seconds
    number = chosen.first
    with TemporaryDirectory(prefix="newsctl-fuzz-") as folder:
        world = World(Path(folder))
        while time.monotonic() < end and number < chosen.first + chosen.rounds:
            try:
                ATTACKS[name](world, Random(f"{name} {chosen.seed} {number}"))
            except Broken as failure:
                yield f"{name} --seed {chosen.seed} --first {number} --rounds 1: {failure}"
            else:
                yield None
            number += 1


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    parser.add_argument("attacks", nargs="*", choices=[[], *ATTACKS])
    parser.add_argument("--seconds", type=float, default=60, help="of each attack")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first round")
    parser.add_argument("--rounds", type=int, default=sys.maxsize, help="at most so many")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
