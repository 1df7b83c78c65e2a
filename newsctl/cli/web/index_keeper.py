"""A process beside the server that looks at the files, and brings the index up to them.

To look at 100,000 files is to wait as often for the interpreter's lock, which the threads that
compute answers hold: beside eight of them a look of half a second takes half a minute. A process
of its own has a lock of its own, and the second processor.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from newsctl.library import IndexKeeper
from newsctl.workers import processors
from newsctl.workers.pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsctl.library import OpenArchive
    from newsctl.workers.pool import Report


@contextmanager
def kept_beside(archive: OpenArchive) -> Iterator[None]:
    """Let a process look at an archive's files, until the end of the block.

    It is begun before there are threads. Without a second one (`NEWSCTL_PROCESSES=1`), where none
    can be begun, and once it has ended, the server looks itself.
    """
    if processors() == 1:
        yield
        return
    try:
        pool = WorkerPool(partial(_keeper, archive.root), 1)
    except OSError:
        yield
        return

    def bring_up() -> bool:
        try:
            return all(pool.ask_all("bring_up"))
        except (ChildProcessError, OSError):
            return False

    with pool:
        archive.look_by(bring_up)
        try:
            yield
        finally:
            archive.look_by(None)


def _keeper(root: Path, _report: Report) -> IndexKeeper:
    return IndexKeeper(root)
