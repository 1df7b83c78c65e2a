"""A fork server: `newsctl` in processes of its own, without the time that it takes to load it.

A process that has loaded newsctl forks one for each line, which runs the program from `main` on,
with the arguments, streams, folder, environment and session of whoever started it. What it writes
is what `newsctl` writes, for a third of the processor's time or less.

What only a start of Python shows is not for it: what is loaded and when, locales, streams that are
closed, keys that interrupt (its processes are on no terminal that could interrupt them).
"""

from __future__ import annotations

import os
import select
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

import typer
from typer.main import get_command

from newsctl.__main__ import main
from newsctl.cli.app import app
from newsctl.cli.command_list import COMMANDS
from newsctl.cli.reading.language import language_named

_LOADED = (
    *("newsctl.core.archive.archive", "newsctl.core.change.post_style"),
    *("newsctl.front_matter.repository", "newsctl.front_matter.writer", "platformdirs"),
    *("newsctl.front_matter.archive.prefetch", "newsctl.front_matter.reading.reader"),
    *("newsctl.rendering.errors", "newsctl.rendering.post_view", "newsctl.rendering.table"),
    *("newsctl.searching.index", "newsctl.validation.check", "newsctl.whoosh_index.index"),
    *("newsctl.whoosh_index.indexing.builder", "newsctl.whoosh_index.indexing.batch_readers"),
)
"""What many commands load when they are run, beside what they are made of."""

_CLIENT = """
import _socket, os, sys

server = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
server.connect({address!r})
numbers = (0, 1, 2, os.open(".", os.O_RDONLY))
files = b"".join(number.to_bytes(4, sys.byteorder) for number in numbers)
line = [b"%d" % os.getsid(0), b"%d" % len(sys.argv), *map(os.fsencode, sys.argv[1:])]
asked = b"\\0".join([*line, *(b"=".join(item) for item in os.environb.items())])
size = len(asked).to_bytes(4, "big")
server.sendmsg([size], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, files)])
server.sendall(asked)
os._exit(ord(server.recv(1) or b"\\xff"))
"""
"""What stands on the path as `newsctl`: in Python's smallest process, which is most of its time."""


class ProgramOnce:
    """`typer.main.get_command` that makes the program once for all lines of a language.

    Typer reads the signatures of a command to make it, which takes longer than most commands do.
    """

    def __init__(self):
        self._made = {}

    def __call__(self, app):
        language = language_named(os.environ, is_tty=sys.stdout.isatty())
        if language not in self._made:
            self._made[language] = get_command(app)
        return self._made[language]


@contextmanager
def fork_server():
    """Start a server; give the folder that has to be on the path for `newsctl` to ask it."""
    with tempfile.TemporaryDirectory(prefix="newsctl-") as name:  # short: a socket's is 100 bytes
        folder = Path(name)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
            listener.bind(os.fspath(folder / "socket"))
            listener.listen(64)
            server = subprocess.Popen(
                [sys.executable, "-m", "tests.fork_server", str(listener.fileno())],
                stdin=subprocess.PIPE,  # which tells the server that nobody is left
                pass_fds=[listener.fileno()],
                start_new_session=True,
                cwd=Path(__file__).parents[1],
            )
        client = folder / "client.py"
        client.write_text(_CLIENT.format(address=os.fspath(folder / "socket")))
        (folder / "bin").mkdir()
        program = folder / "bin" / "newsctl"
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -IS {client} "$@"\n')
        program.chmod(0o755)
        try:
            yield folder / "bin"
        finally:
            server.stdin.close()
            server.wait()


def _serve(listener):
    """Fork a process for each that connects, and answer with its exit code, until input ends."""
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    running = {}
    while True:
        ready, _, _ = select.select([0, woken, listener, *running], [], [])
        if listener in ready:
            connection, _ = listener.accept()
            running[connection] = _forked(connection)
        for connection in running.keys() & {*ready}:  # its client was killed
            os.kill(running[connection], signal.SIGKILL)
        if woken in ready:
            os.read(woken, 512)
        for connection, process in [*running.items()]:
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                code = os.waitstatus_to_exitcode(status)
                with connection, suppress(OSError):
                    connection.send(bytes([code if code >= 0 else 128 - code]))
                del running[connection]
        if 0 in ready:
            for process in running.values():
                os.kill(process, signal.SIGKILL)
            return


def _forked(connection):
    """Fork a process that runs a line, and return its number."""
    size, files, _, _ = socket.recv_fds(connection, 4, 4)
    asked = b""
    while len(asked) < int.from_bytes(size, "big"):
        asked += connection.recv(1 << 16)
    if process := os.fork():
        for number in files:
            os.close(number)
        return process
    code = 70
    try:
        _become(files, asked.split(b"\0"))
        main()
    except SystemExit as end:  # of a start without tricks
        code = end.code or 0
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 -- this process ends here
        traceback.print_exc()
    finally:
        os._exit(code)


def _become(files, asked):
    """Take the place of the process that asked."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, file in enumerate(files[:3]):
        os.dup2(file, number)
    os.fchdir(files[3])
    os.closerange(3, 256)  # what is the server's
    session, size = map(int, asked[:2])
    os.getsid = lambda _: session
    sys.argv = ["newsctl", *map(os.fsdecode, asked[2 : size + 1])]
    os.environ.clear()
    os.environb.update(value.split(b"=", 1) for value in asked[size + 1 :])
    time.tzset()
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        own = getattr(sys, name)
        like = {"encoding": own.encoding, "errors": own.errors}
        stream = open(number, mode, closefd=False, **like)  # noqa: SIM115 -- for the whole program
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


if __name__ == "__main__":
    typer.main.get_command = ProgramOnce()
    program = typer.main.get_command(app)
    loaded = [program.commands[name] for name in COMMANDS], [*map(import_module, _LOADED)]
    _serve(socket.socket(fileno=int(sys.argv[1])))
