"""The one place where errors become lines on standard error and exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING

import typer

from newsctl.core.errors import ArchiveError, NewsctlError, UsageError
from newsctl.rendering.errors import error_text
from newsctl.rendering.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

INTERRUPTED = 130
UNEXPECTED = 3

_ReadersMistake = typer.BadParameter.__base__  # what Typer raises for a command line it cannot read


def guarded(run: Callable[[], object], *, debug: bool) -> int:
    """Run the program and return its exit code: 0, 1, 2, 3, 75 or 130.

    A closed pipe ends it quietly. With `debug`, errors come with a traceback.
    """
    try:
        code = run()
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 -- this is where they all end
        if debug:
            traceback.print_exc()
        return _report(error)
    return code if isinstance(code, int) else 0


def _report(error: Exception) -> int:
    named = _named(error)
    sys.stderr.write(error_text(named, Terminal.of(sys.stderr, os.environ)))
    return named.exit_code


def _named(error: Exception) -> NewsctlError:
    """Give an error from elsewhere its place in the error tree."""
    if isinstance(error, NewsctlError):
        return error
    if _ReadersMistake is not None and isinstance(error, _ReadersMistake):
        return _usage_error(error)
    if isinstance(error, OSError):
        what = f": {error.filename}" if error.filename else ""
        return ArchiveError(f"{error.strerror or error}{what}")
    return ArchiveError(
        f"Something unexpected went wrong: {type(error).__name__}: {error}",
        hint="This is a mistake in newsctl; --debug shows where.",
    )


def _usage_error(error: Exception) -> UsageError:
    message = str(getattr(error, "format_message", lambda: error)())
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "newsctl"
    return UsageError(message, hint=f"Try: {command} --help")


def _discard_output() -> None:
    """Let nothing more be written when Python closes its streams."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
