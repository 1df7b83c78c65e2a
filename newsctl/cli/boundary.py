"""The one place where errors become lines on standard error and exit codes."""

from __future__ import annotations

import codecs
import io
import locale
import os
import sys
import traceback
from typing import TYPE_CHECKING

from typer._click.exceptions import NoArgsIsHelpError, NoSuchOption
from typer._click.exceptions import UsageError as LineError

from newsctl.cli.context import Context
from newsctl.core.errors import ArchiveError, NewsctlError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer import _click

INTERRUPTED = 130


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


def with_all_streams() -> None:
    """Open what the caller closed (`newsctl list 2>&-`), so that what is said there is lost."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def speak_as_terminals() -> None:
    """Have streams that are terminals speak as the locale says, also in UTF-8 mode.

    That mode is for names (`newsctl.__main__`); a terminal of Latin-1 shows UTF-8 as other letters.
    """
    if not sys.flags.utf8_mode or "PYTHONUTF8" in os.environ:
        return
    encoding = locale.getencoding()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        is_own = codecs.lookup(encoding).name not in {"utf-8", "ascii"}
        if is_own and isinstance(stream, io.TextIOWrapper) and stream.isatty():
            stream.reconfigure(encoding=encoding, errors="replace")


def write_together() -> None:
    """Give standard output the buffer that `PYTHONUNBUFFERED`, as in many containers, took away.

    Without it each of 100,000 lines is a write of its own.
    """
    if isinstance(sys.stdout.buffer, io.RawIOBase):
        sys.stdout = open(  # noqa: SIM115 -- Python writes what is left when it ends
            sys.stdout.fileno(),
            "w",
            encoding=sys.stdout.encoding,
            errors=sys.stdout.errors,
            closefd=False,
        )


def _report(error: Exception) -> int:
    if isinstance(error, NoArgsIsHelpError):
        from newsctl.rendering.help_view import coloured_help  # noqa: PLC0415 -- for this alone

        sys.stderr.write(coloured_help(f"{error.message}\n", Context().err))
        return UsageError.exit_code
    named = _named(error)
    Context().report(named)
    try:
        sys.stdout.flush()
    except OSError:  # a full disk, which Python would try again, and say so
        _discard_output()
    return named.exit_code


def _named(error: Exception) -> NewsctlError:
    """Give an error from elsewhere its place in the error tree."""
    if isinstance(error, NewsctlError):
        return error
    if isinstance(error, LineError):
        return _usage_error(error)
    if isinstance(error, OSError):
        what = f": {error.filename}" if error.filename else ""
        return ArchiveError(f"{error.strerror or error}{what}")
    return ArchiveError(
        f"Something unexpected went wrong: {type(error).__name__}: {error}",
        hint="This is a mistake in newsctl; --debug shows where.",
    )


def _usage_error(error: LineError) -> UsageError:
    """Say what Typer says of a command line that it cannot read, with what may have been meant."""
    command = error.ctx.command_path if error.ctx else "newsctl"
    hint = f"Try: {command} --help"
    if isinstance(error, NoSuchOption):
        hint = (error.ctx and _meant(error.ctx, error.option_name)) or hint
        return UsageError(f"There is no option {error.option_name}.", hint=hint)
    return UsageError(error.format_message(), hint=hint)


def _meant(ctx: _click.Context, option: str) -> str | None:
    from newsctl.cli.other_names import for_option  # noqa: PLC0415 -- only a mistake needs it

    parameters = [*ctx.command.params, *ctx.find_root().command.params]
    known = {name for parameter in parameters for name in parameter.opts}
    try:
        fields = tuple(ctx.obj.facets_beside_index) if isinstance(ctx.obj, Context) else ()
    except NewsctlError:
        fields = ()
    return for_option(option, ctx.command.name or "", known, fields)


def _discard_output() -> None:
    """Let nothing more be written when Python closes its streams."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
