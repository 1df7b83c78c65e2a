"""`python -m newsctl`, and the console script."""

import os
import sys

from newsctl import __version__


def main() -> None:
    """Run the program and end the process with its exit code."""
    if not _told_version():
        from newsctl.cli.app import main as run_program  # noqa: PLC0415 -- not for the version

        run_program()


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


if __name__ == "__main__":
    main()
