"""Commands run as in a terminal: a shell on a pseudo-terminal of a fixed size.

A person sees more than a pipe gets, and the documentation shows what a person sees.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shlex
import struct
import subprocess
import sys
import termios
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_UP, _WIPE = "\x1b[1A", "\x1b[2K"
_MOVES = re.compile(r"(\n|\r|\x1b\[1A|\x1b\[2K|\x1b\[\?25[lh])")

_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)(?:\n|\Z)", re.MULTILINE)

SAMPLE_POSTS = Path(__file__).parents[1] / "sample_posts"

_PATIENCE = 20
"""Seconds after which nothing more is awaited of a command that shows nothing."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal in a folder. `home` holds all that the commands keep outside of it.

    It has so many lines that nothing is ever paged, unless it is given fewer and a pager in `env`.
    """

    folder: Path
    home: Path
    columns: int = 80
    colour: bool = False
    lines: int = 1000
    env: Mapping[str, str] = field(default_factory=dict)

    def run(self, command: str, *answers: tuple[str, str]) -> str:
        """Return what a command shows, escape sequences included, whatever its exit code.

        An answer is what has to be on the screen, since the answer before, and what is typed then.
        Raises TimeoutError, with what was shown, for a command that waits for more.
        """
        screen, keyboard = pty.openpty()
        size = struct.pack("4H", self.lines, self.columns, 0, 0)
        fcntl.ioctl(keyboard, termios.TIOCSWINSZ, size)
        process = subprocess.Popen(
            ["/bin/bash", "-c", f": <{shlex.quote(os.ttyname(keyboard))}; {command}"],
            stdin=keyboard,
            stdout=keyboard,
            stderr=keyboard,
            cwd=self.folder,
            env=self._environment(),
            start_new_session=True,  # whose terminal is the first that it opens
        )
        os.close(keyboard)
        with os.fdopen(screen, "r+b", buffering=0):
            try:
                data = _conversation(screen, answers)
            except TimeoutError:
                process.kill()
                raise
            finally:
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
            **self.env,
        }


def replayed(page: str, terminal: Terminal) -> str:
    """Return a page of markdown whose consoles show what their commands show now, one by one."""

    def run_again(block: re.Match[str]) -> str:
        commands = _COMMAND.findall(block.group())
        return "".join(f"$ {command}\n{terminal.text(command)}" for command in commands)

    return _CONSOLE.sub(run_again, page)


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


def _conversation(screen: int, answers: tuple[tuple[str, str], ...]) -> bytes:
    """Type each answer when what it is to is on the screen, and return all that was shown."""
    shown, since = b"", 0
    pending = list(answers)
    for chunk in _chunks(screen):
        shown += chunk
        while pending and (at := shown.find(pending[0][0].encode(), since)) >= 0:
            awaited, typed = pending.pop(0)
            since = at + len(awaited.encode())
            os.write(screen, typed.encode())
    return shown


def _chunks(screen: int) -> Iterator[bytes]:
    shown = b""
    while True:
        if not select.select([screen], [], [], _PATIENCE)[0]:
            raise TimeoutError(f"The command waits for something: {shown.decode()[-500:]}")
        try:
            chunk = os.read(screen, 65536)
        except OSError:  # Linux says so when the last program has left the terminal
            return
        if not chunk:
            return
        shown += chunk
        yield chunk
