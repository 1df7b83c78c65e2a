"""Standard streams in unusual states: closed, full, or without a buffer."""

from __future__ import annotations

import codecs
import io
import locale
import os
import sys
from contextlib import suppress


def hold_streams() -> None:
    """Open placeholders for closed streams (`2>&-`), before files get their numbers.

    Writing to standard output is then an error, as on a full disk; writing to standard error is
    ignored.
    """
    for number, mode in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)


def with_all_streams() -> None:
    """Replace closed streams, and ignore errors of standard error.

    The exit code tells the result of the command, even with `2>/dev/full`.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)  # or it is closed when another takes its place
    sys.stderr = _StandardError(
        sys.stderr.buffer,
        encoding=sys.stderr.encoding,
        errors=sys.stderr.errors,
        line_buffering=True,
    )


class _StandardError(io.TextIOWrapper):
    """Standard error, ignoring errors of writing."""

    def write(self, text: str) -> int:
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            super().flush()


def speak_as_terminals() -> None:
    """Use the locale's encoding for streams that are terminals, even in UTF-8 mode.

    That mode is for file names (`newsctl.__main__`); a terminal in Latin-1 cannot display UTF-8.
    """
    if not sys.flags.utf8_mode or "PYTHONUTF8" in os.environ:
        return
    encoding = locale.getencoding()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        is_own = codecs.lookup(encoding).name not in {"utf-8", "ascii"}
        if is_own and isinstance(stream, io.TextIOWrapper) and stream.isatty():
            stream.reconfigure(encoding=encoding, errors="replace")


def write_together() -> None:
    """Give standard output a buffer, which `PYTHONUNBUFFERED` removes, as in many containers.

    Without it each of 100,000 lines is a system call.
    """
    if isinstance(sys.stdout.buffer, io.RawIOBase):
        sys.stdout = open(  # noqa: SIM115 -- Python writes what is left when it ends
            sys.stdout.fileno(),
            "w",
            encoding=sys.stdout.encoding,
            errors=sys.stdout.errors,
            closefd=False,
        )
