"""The user's own editor on the text of a post, in a file of its own."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, NoReturn

from newsctl.core.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_FALLBACK = "nano" if os.name == "posix" else "notepad"


class EditedText:
    """A text that is being edited, in a file of its own outside the archive."""

    def __init__(self, data: bytes, *, name: str, env: Mapping[str, str]) -> None:
        self._command = _editor(env)
        self._given = data
        self._folder = Path(tempfile.mkdtemp(prefix="newsctl-"))
        self._path = self._folder / name
        self._path.write_bytes(data)

    @contextmanager
    def kept(self, notice: Callable[[str], None]) -> Iterator[None]:
        """Keep the file until the text is where it belongs.

        When anything stops that, Ctrl-C too, what the user wrote stays and `notice` tells where.
        """
        try:
            yield
        except BaseException:
            if self._is_changed():
                notice(f"Your text is in {self._path}")
            else:
                self._discard()
            raise
        self._discard()

    def edit(self) -> bytes:
        """Let the user edit, and return what the file holds after that.

        Raises ArchiveError when the editor cannot be run, ends with an error or leaves no file.
        """
        try:
            ended = subprocess.run([*self._command, str(self._path)], check=False)  # noqa: S603 -- the user's own
        except OSError as error:
            raise ArchiveError(
                f"Cannot run the editor {self._command[0]}: {error.strerror}.",
                hint="Name another one in $EDITOR.",
            ) from error
        if ended.returncode:
            self._refuse(f"ended with code {ended.returncode}")
        if not self._path.is_file():
            self._refuse("left no file")
        return self._path.read_bytes()

    def _refuse(self, what: str) -> NoReturn:
        raise ArchiveError(f"The editor {self._command[0]} {what}; nothing was changed.")

    def _is_changed(self) -> bool:
        return self._path.is_file() and self._path.read_bytes() != self._given

    def _discard(self) -> None:
        rmtree(self._folder, ignore_errors=True)  # with an editor's backups, such as `post.md~`


def _editor(env: Mapping[str, str]) -> list[str]:
    """Return the command of `$VISUAL` or `$EDITOR`. Raises UsageError for one that is none."""
    written = env.get("VISUAL") or env.get("EDITOR") or _FALLBACK
    try:
        command = shlex.split(written)
    except ValueError:
        command = []
    if not command:
        raise UsageError(f"$EDITOR is {written!r}, which is no command.")
    return command
