"""Restoring the terminal, even if the process is killed (`kill -9`).

A full screen turns off echo and line mode. A killed process cannot restore them, so a child waits
for the end of a pipe that only its parent holds open.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_AS_BEFORE = b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2004l\x1b[<u\x1b[?25h\x1b[?1049l"
"""No mouse, no bracketed paste, no key protocol; the cursor, and the screen that was there before
(xterm's control sequences, "DEC Private Mode Reset")."""

_WELL = b"."


@contextmanager
def restoring_terminal() -> Iterator[None]:
    """Restore the settings of the terminal on standard input if the block is killed.

    A child process waits for that; after a normal end of the block it changes nothing.
    """
    import termios  # noqa: PLC0415 -- there is none on Windows, where a console does it by itself

    terminal = sys.__stdin__.fileno() if sys.__stdin__ else 0
    before = termios.tcgetattr(terminal)
    waiting, living = os.pipe()
    if os.fork() == 0:
        try:
            os.close(living)
            for number in (signal.SIGINT, signal.SIGTTOU, signal.SIGHUP, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)
            if os.read(waiting, 1) != _WELL:
                os.write(2, _AS_BEFORE)
                termios.tcsetattr(terminal, termios.TCSANOW, before)
        finally:
            os._exit(0)
    os.close(waiting)
    try:
        yield
    finally:
        os.write(living, _WELL)
        os.close(living)
        os.wait()
