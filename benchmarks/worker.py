"""One engine in a process of its own, so that its memory and its start are its own.

    python -m benchmarks.worker ENGINE build ARCHIVE INDEX [MOST]
    python -m benchmarks.worker ENGINE search ARCHIVE INDEX WORD
    python -m benchmarks.worker ENGINE ask ARCHIVE INDEX [processor] < questions.json

`ask` prints JSON: the seconds of the clock, or of the processor, that each question took, null
where the engine does not know such questions.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.engines import engine_named
from benchmarks.engines.engine import NotAnswered, Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.engines.engine import Ask


def main() -> None:
    """Do one thing with one engine."""
    name, task, archive, index, *rest = sys.argv[1:]
    engine = engine_named(name)
    if task == "build":
        most = int(rest[0]) if rest else None
        engine.build(Path(archive), Path(index), most)
        return
    ask = engine.open(Path(archive), Path(index))
    if task == "search":
        ask(Question("search", (rest[0],)))
        return
    questions = [Question(*asked) for asked in json.load(sys.stdin)]
    for question in questions:  # what is read once is read now
        _seconds(ask, question, time.perf_counter)
    clock = _processor if rest else time.perf_counter
    json.dump([_seconds(ask, question, clock) for question in questions], sys.stdout)


def _seconds(ask: Ask, question: Question, clock: Callable[[], float]) -> float | None:
    start = clock()
    try:
        ask(question)
    except NotAnswered:
        return None
    return clock() - start


def _processor() -> float:
    """Return the seconds that this process and the ones it has started had of the processor."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
