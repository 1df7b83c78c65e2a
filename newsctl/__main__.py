"""`python -m newsctl`, and the console script."""

import atexit
import gc
import os
import sys

from newsctl import __version__
from newsctl.cli.reading.variables import COMPLETING

_UTF_8_MODE = ("-X", "utf8")

_OBJECTS_BETWEEN_LOOKS = 200_000
"""Python's 700 has it look for cycles, of which there are few, in all that a start loads.

That is a twentieth of a search, and a third of reading what is known of 100,000 files. A search
that brings in an edited post makes 55,000 objects, and one look at these takes 10 ms.
"""


def main() -> None:
    """Run the program and end the process with its exit code."""
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    if _told_version():
        _end(0)
    _begin_in_utf_8()
    _end(0 if _told_values() else _run())


def _begin_in_utf_8() -> None:
    """Begin again in UTF-8 mode (PEP 540) where the locale would have names in another encoding.

    The names of files are bytes, and mean the same in every locale: else those with accents would
    be left out in one and could not be found again in another. Python begins so in the locale C,
    unless it is told not to, and cannot be told so once it runs.
    """
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode and sys.executable:
        os.execv(sys.executable, [sys.executable, *_UTF_8_MODE, *sys.orig_argv[1:]])  # noqa: S606 -- itself


def _run() -> int:
    from newsctl.cli.rarely_used import RARELY_USED  # noqa: PLC0415 -- for Typer alone
    from newsctl.core.put_off import put_off  # noqa: PLC0415

    put_off(RARELY_USED)
    from newsctl.cli.reading.head_start import head_start  # noqa: PLC0415 -- not for the version
    from newsctl.cli.terminal.streams import hold_streams  # noqa: PLC0415

    hold_streams()
    ahead = head_start(sys.argv[1:])
    from newsctl.cli.app import main as run_program  # noqa: PLC0415 -- loads Typer

    return run_program(ahead)


def _end(code: int) -> None:
    """End the process without what Python does last: to free all that it holds takes 10 ms.

    Errors in what was written have been told by the boundary; what others have registered for the
    end is done.
    """
    atexit._run_exitfuncs()  # noqa: SLF001 -- nothing else does so
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError):  # closed by the caller, or nobody reads it
            continue
    os._exit(code)


def _told_version() -> bool:
    """Answer `--version` alone, in a fifth of the time that it takes to load Typer.

    Where that fails the whole program tries again, which knows closed pipes and full disks.
    """
    if sys.argv[1:] != ["--version"]:
        return False
    line = f"newsctl {__version__}\n".encode()
    try:
        return os.write(1, line) == len(line)
    except OSError:
        return False


def _told_values() -> bool:
    """Answer a Tab after an option whose values are those of a field; see `_told_version`."""
    if COMPLETING not in os.environ:
        return False
    from newsctl.cli.completion.value_completion import told_values  # noqa: PLC0415 -- for a Tab alone

    return told_values(sys.argv[1:])


if __name__ == "__main__":
    main()
