"""Standard output, through a pager on a terminal."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from newsctl.rendering.formats import usual_format, write_answer
from newsctl.rendering.streams import write_plain, write_styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsctl.cli.context import Context
    from newsctl.rendering.formats import Format, Renderable

_WITHOUT_SCREEN = {"dumb", ""}  # terminals on which less only complains
_QUIT_IF_ONE_SCREEN = "FRX"  # of less: also keep colours, and leave the screen as it is


@contextmanager
def standard_output(context: Context) -> Iterator[BinaryIO]:
    """Return the stream for the output of a command.

    The pager is `NEWSCTL_PAGER` or `PAGER`, or else less; it is configured to quit if the answer
    fits the screen. Raises BrokenPipeError if the pager is left early, as if a pipe is closed.
    """
    pager = _started(context)
    if pager is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()  # before anything is said on standard error
        return
    try:
        with cast("BinaryIO", pager.stdin) as stream:
            yield stream
    finally:
        _wait(pager)


def answer_with(context: Context, answer: Renderable, form: Format | None) -> None:
    """Write an answer in the chosen or the default format."""
    chosen = form or usual_format(type(answer), is_tty=context.out.is_tty)
    with standard_output(context) as out:
        write_answer(answer, chosen, out, context.out)


def write_text(context: Context, text: str) -> None:
    """Write sanitised text to standard output."""
    write_styled([text], sys.stdout.buffer, context.out)
    sys.stdout.buffer.flush()


def write_file(context: Context, data: bytes) -> None:
    """Write a file to standard output: unchanged in a pipe, sanitised on a terminal."""
    with standard_output(context) as out:
        write_plain([data.decode("utf-8", "surrogateescape")], out, context.out)


def _started(context: Context) -> subprocess.Popen[bytes] | None:
    """Return the running pager; None if the answer is not paged, or no pager can be run."""
    command = _pager(context.env) if context.pager and context.out.is_tty else None
    if command is None:
        return None
    env = {"LESS": _QUIT_IF_ONE_SCREEN, "LESSCHARSET": "utf-8", **context.env}
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, env=env)  # noqa: S603 -- the user's own
    except OSError:  # a file that is no program
        return None


def _pager(env: Mapping[str, str]) -> list[str] | None:
    """Return the command of the pager; None if there is none to use."""
    if env.get("TERM", "") in _WITHOUT_SCREEN:
        return None
    try:
        words = shlex.split(env.get("NEWSCTL_PAGER", env.get("PAGER", "less")))
    except ValueError:  # a quote that is not closed
        return None
    if not words or words == ["cat"] or shutil.which(words[0]) is None:
        return None
    return words


def _wait(pager: subprocess.Popen[bytes]) -> None:
    """Wait for the pager to exit; it handles Ctrl-C meanwhile."""
    while True:
        try:
            pager.wait()
        except KeyboardInterrupt:
            continue
        return
