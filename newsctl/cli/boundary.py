"""The conversion of errors to lines on standard error and exit codes."""

from __future__ import annotations

import errno
import os
import re
import sys
import traceback
from typing import TYPE_CHECKING

from typer._click.exceptions import NoArgsIsHelpError, NoSuchOption
from typer._click.exceptions import UsageError as LineError

from newsctl.cli.context import Context
from newsctl.core.errors import ArchiveError, NewsctlError, UsageError
from newsctl.core.messages import _, joined, said_by, said_by_system

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer import _click

INTERRUPTED = 130

_MISSING = re.compile(r"Missing argument '(.+)'\.")
_INVALID = re.compile(r"Invalid value for (.+?): (.+)", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra argument\(s\) \((.+)\)", re.DOTALL)
_NO_VALUE = re.compile(r"Option '(.+)' does not take a value\.")
_NOT_ONE_OF = re.compile(r"'(.*)' is not one of (.+)\.", re.DOTALL)
_NOT_WITHIN = re.compile(r"(\S+) is not in the range (.+)\.")
_NO_NUMBER = re.compile(r"'(.*)' is not a valid int(?:eger| range)\.", re.DOTALL)
"""Typer's messages about a command line that it cannot parse."""


def guarded(run: Callable[[], object], *, debug: bool) -> int:
    """Run the program and return its exit code: 0, 1, 2, 3, 75 or 130.

    A closed pipe ends it silently. With `debug`, errors have a traceback.
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
    """Print an error, and return its exit code."""
    if isinstance(error, NoArgsIsHelpError):
        from newsctl.rendering.help_view import coloured_help  # noqa: PLC0415 -- for this alone

        sys.stderr.write(coloured_help(f"{error.message}\n", Context().err))
        return UsageError.exit_code
    named = _as_newsctl_error(error)
    Context().report(named)
    try:
        sys.stdout.flush()
    except OSError:  # a full disk: Python would try again, and print an error
        _discard_output()
    return named.exit_code


def _as_newsctl_error(error: Exception) -> NewsctlError:
    """Convert an error of another library to a NewsctlError."""
    if isinstance(error, NewsctlError):
        return error
    if isinstance(error, LineError):
        return _usage_error(error)
    if isinstance(error, OSError):
        if error.errno == errno.EBADF and not error.filename:
            return ArchiveError(_("Standard output is closed."))
        what = f": {error.filename}" if error.filename else ""
        return ArchiveError(joined("", (said_by_system(error), what)))
    return ArchiveError(
        _(
            "Something unexpected went wrong: {name}: {error}",
            name=type(error).__name__,
            error=said_by(error),
        ),
        hint=_("This is a mistake in newsctl; --debug shows where."),
    )


def _usage_error(error: LineError) -> UsageError:
    """Convert Typer's error about an invalid command line, with a suggestion."""
    command = error.ctx.command_path if error.ctx else "newsctl"
    hint = _("Try: {command} --help", command=command)
    if isinstance(error, NoSuchOption):
        hint = (error.ctx and _hint_for_option(error.ctx, error.option_name)) or hint
        return UsageError(
            _("There is no option {option_name}.", option_name=error.option_name), hint=hint
        )
    return UsageError(_in_own_words(error), hint=hint)


def _in_own_words(error: LineError) -> str:
    """Return Typer's text about an invalid line as a message."""
    text = error.format_message()
    if found := _MISSING.fullmatch(text):
        return _("Missing argument {name!r}.", name=found[1])
    if found := _INVALID.fullmatch(text):
        problem = _problem(error.message if text.endswith(error.message) else found[2])
        return _("Invalid value for {name}: {problem}", name=found[1], problem=problem)
    if found := _EXTRA.fullmatch(text):
        return _("Got unexpected extra argument(s) ({words})", words=found[1])
    if found := _NO_VALUE.fullmatch(text):
        return _("{option} takes no value.", option=found[1])
    return text


def _problem(text: str) -> str:
    """Return what Typer's types say of a value as a message; a text of newsctl is one already."""
    if found := _NOT_ONE_OF.fullmatch(text):
        return _("{value!r} is not one of {names}.", value=found[1], names=found[2])
    if found := _NOT_WITHIN.fullmatch(text):
        return _("{value} is not in the range {limits}.", value=found[1], limits=found[2])
    if found := _NO_NUMBER.fullmatch(text):
        return _("{value!r} is not a whole number.", value=found[1])
    return text


def _hint_for_option(ctx: _click.Context, option: str) -> str | None:
    """Return a hint for an unknown option; None if there is none."""
    from newsctl.cli.reading.other_names import for_option  # noqa: PLC0415 -- only a mistake needs it

    parameters = [*ctx.command.params, *ctx.find_root().command.params]
    known = {name for parameter in parameters for name in parameter.opts}
    try:
        fields = tuple(ctx.obj.facets_beside_index) if isinstance(ctx.obj, Context) else ()
    except NewsctlError:
        fields = ()
    return for_option(option, ctx.command.name or "", known, fields)


def _discard_output() -> None:
    """Prevent Python from writing more when it closes its streams."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
