"""Standard input, output and error as a caller leaves them: closed, full, or without a buffer."""

from __future__ import annotations

import codecs
import io
import locale
import os
import sys
from contextlib import suppress


def hold_streams() -> None:
    """Take the places of streams that the caller closed (`2>&-`), before a file gets their numbers.

    What is written to standard output then is an error, as it is on a full disk; what is said on
    standard error is lost.
    """
    for number, mode in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)


def with_all_streams() -> None:
    """Open what the caller closed, and let nothing depend on whether standard error can be written.

    The exit code says what came of the command, also with `2>/dev/full`.
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
    """Standard error: what cannot be written there is lost."""

    def write(self, text: str) -> int:
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            super().flush()


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
