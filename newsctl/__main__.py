"""`python -m newsctl`, and the console script."""

import os
import sys

from newsctl import start_up
from newsctl.cli.reading.variables import COMPLETING
from newsctl.version import __version__

_UTF_8_MODE = ("-X", "utf8")


def main() -> None:
    """Run the program and end the process with its exit code."""
    start_up.begin()
    if _printed_version():
        start_up.end(0)
    _begin_in_utf_8()
    start_up.end(0 if _printed_values() else _run())


def _begin_in_utf_8() -> None:
    """Restart Python in UTF-8 mode (PEP 540) if the locale has another encoding.

    File names are bytes that mean the same in every locale: otherwise names with accents would be
    left out in one locale and could not be found in another. Python uses this mode by itself in the
    locale C, and cannot change it while it runs.
    """
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode and sys.executable:
        os.execv(sys.executable, [sys.executable, *_UTF_8_MODE, *sys.orig_argv[1:]])  # noqa: S606 -- itself


def _run() -> int:
    start_up.before_the_command_line()
    from newsctl.cli.reading.head_start import head_start  # noqa: PLC0415 -- not for the version
    from newsctl.cli.terminal.streams import hold_streams  # noqa: PLC0415

    hold_streams()
    begun = head_start(sys.argv[1:])
    from newsctl.cli.app import main as run_program  # noqa: PLC0415 -- loads Typer

    return run_program(begun)


def _printed_version() -> bool:
    """Print the version, if `--version` is the only argument, five times as fast as with Typer.

    If writing fails the whole program is run, which handles closed pipes and full disks.
    """
    if sys.argv[1:] != ["--version"]:
        return False
    line = f"newsctl {__version__}\n".encode()
    try:
        return os.write(1, line) == len(line)
    except OSError:
        return False


def _printed_values() -> bool:
    """Answer a completion request for a field's value; see `_printed_version`."""
    if COMPLETING not in os.environ:
        return False
    from newsctl.cli.completion.value_completion import print_values  # noqa: PLC0415 -- for a Tab alone

    return print_values(sys.argv[1:])


if __name__ == "__main__":
    main()
