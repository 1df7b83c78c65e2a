"""The environment of a command, apart from any archive: options, folders, streams."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsctl.cli.reading.variables import CACHE, DATA
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from newsctl.cli.reading.head_start import HeadStart
    from newsctl.core.archive.ports import Progress
    from newsctl.core.errors import NewsctlError
    from newsctl.rendering.terminal import Terminal


class Surroundings:
    """The global options, the environment, and the standard streams.

    `head_start` is the archive found before the command line was parsed, and the scan of it.
    """

    def __init__(
        self,
        *,
        archive_option: Path | None = None,
        color: str = "auto",
        pager: bool = True,
        sync: bool = True,
        wait: bool = True,
        quiet: bool = False,
        head_start: HeadStart | None = None,
        env: Mapping[str, str] = os.environ,
    ) -> None:
        self.archive_option = archive_option
        self.color = color
        self.pager = pager
        self.sync = sync
        self.wait = wait
        self.quiet = quiet
        self.head_start = head_start
        self.env = env

    @cached_property
    def cwd(self) -> Path:
        """The current folder. Raises ArchiveError if it no longer exists."""
        try:
            return Path.cwd()
        except FileNotFoundError as error:
            from newsctl.core.errors import ArchiveError

            hint = _("Go to one that is there, or give the archive's whole path with -C.")
            raise ArchiveError(_("The current folder is gone."), hint=hint) from error

    @property
    def cwd_if_any(self) -> Path | None:
        """The current folder; None if it no longer exists."""
        from newsctl.core.errors import ArchiveError

        try:
            return self.cwd
        except ArchiveError:
            return None

    @cached_property
    def cache(self) -> Path:
        """The folder that holds the indexes of all archives."""
        if chosen := self.env.get(CACHE):
            return Path(chosen).absolute() / "indexes"
        from platformdirs import user_cache_path

        return user_cache_path("newsctl", appauthor=False) / "indexes"

    @cached_property
    def data(self) -> Path:
        """The folder of data that cannot be rebuilt: the journals of changes."""
        if chosen := self.env.get(DATA):
            return Path(chosen).absolute()
        from platformdirs import user_data_path

        return user_data_path("newsctl", appauthor=False)

    @cached_property
    def out(self) -> Terminal:
        """The properties of standard output."""
        from newsctl.rendering.terminal import Terminal

        return Terminal.of(sys.stdout, self.env, color=self.color, holds_data=True)

    @cached_property
    def err(self) -> Terminal:
        """The properties of standard error."""
        from newsctl.rendering.terminal import Terminal

        return Terminal.of(sys.stderr, self.env, color=self.color)

    def watch(self, what: str) -> AbstractContextManager[Progress]:
        """Return a progress reporter: a bar on standard error, if that is a terminal."""
        from newsctl.rendering.progress import progress

        return progress(what, sys.stderr, self.err, quiet=self.quiet)

    def report(self, error: NewsctlError) -> None:
        """Print an error on standard error."""
        from newsctl.rendering.errors import error_text

        sys.stderr.write(error_text(error, self.err))

    def notice_waiting(self) -> None:
        """Print, on a terminal, that another process holds the lock."""
        if self.err.is_tty:
            self.notice(_("Waiting for another newsctl that is changing the archive."))

    def notice(self, message: str) -> None:
        """Print a notice in one line on standard error, unless --quiet."""
        if not self.quiet:
            self.warn(message)

    def warn(self, message: str) -> None:
        """Print a warning about a part of the work in one line on standard error."""
        from newsctl.rendering.errors import notice_text

        sys.stderr.write(notice_text(message, self.err))
        sys.stderr.flush()

    def advise(self, hint: str) -> None:
        """Print a hint about the lines before it in one line on standard error."""
        from newsctl.rendering.errors import hint_text

        sys.stderr.write(hint_text(hint, self.err))
        sys.stderr.flush()
