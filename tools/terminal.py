"""Commands run as in a terminal: a shell on a pseudo-terminal of a fixed size.

A person sees more than a pipe gets, and the documentation shows what a person sees.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_UP, _WIPE = "\x1b[1A", "\x1b[2K"
_MOVES = re.compile(r"(\n|\r|\x1b\[1A|\x1b\[2K|\x1b\[\?25[lh])")

SAMPLE_POSTS = Path(__file__).parents[1] / "sample_posts"


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal in a folder. `home` holds all that the commands keep outside of it."""

    folder: Path
    home: Path
    columns: int = 80
    colour: bool = False

    def run(self, command: str) -> str:
        """Return what a command shows, escape sequences included, whatever its exit code."""
        screen, keyboard = pty.openpty()
        size = struct.pack("4H", 1000, self.columns, 0, 0)  # so high that nothing is ever paged
        fcntl.ioctl(keyboard, termios.TIOCSWINSZ, size)
        process = subprocess.Popen(
            ["/bin/bash", "-c", command],
            stdin=keyboard,
            stdout=keyboard,
            stderr=keyboard,
            cwd=self.folder,
            env=self._environment(),
            start_new_session=True,
        )
        os.close(keyboard)
        with os.fdopen(screen, "rb", buffering=0) as shown:
            data = b"".join(_chunks(shown.fileno()))
        process.wait()
        return _left_standing(data.decode().replace("\r\n", "\n"))

    def text(self, command: str) -> str:
        """Return what a command shows, as text: no colours, no spaces at the ends of lines."""
        lines = Text.from_ansi(self.run(command)).plain.splitlines()
        return "".join(f"{line.rstrip()}\n" for line in lines)

    def _environment(self) -> dict[str, str]:
        programs = (str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath))
        return {
            "PATH": os.pathsep.join(programs),
            "HOME": str(self.home),
            "NEWSCTL_CACHE": str(self.home / "cache"),
            "NEWSCTL_PAGER": "cat",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
            **({} if self.colour else {"NO_COLOR": "1"}),
        }


def _left_standing(shown: str) -> str:
    """Return what is still on the screen after progress bars have wiped themselves out."""
    lines = [""]
    for piece in _MOVES.split(shown):
        if piece == "\n":
            lines.append("")
        elif piece == _UP:
            lines.pop()
        elif piece == _WIPE:
            lines[-1] = ""
        elif not _MOVES.fullmatch(piece):
            lines[-1] += piece
    return "\n".join(lines)


def _chunks(screen: int) -> Iterator[bytes]:
    while True:
        try:
            chunk = os.read(screen, 65536)
        except OSError:  # Linux says so when the last program has left the terminal
            return
        if not chunk:
            return
        yield chunk
