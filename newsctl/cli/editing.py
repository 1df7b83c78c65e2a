"""The user's own editor on the text of a post, in a file of its own."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_FALLBACK = "nano" if os.name == "posix" else "notepad"


class EditedText:
    """A text that is being edited: a file outside the archive, which is kept until `discard`."""

    def __init__(self, data: bytes, *, name: str, env: Mapping[str, str]) -> None:
        self._command = _editor(env)
        self._folder = Path(tempfile.mkdtemp(prefix="newsctl-"))
        self.path = self._folder / name
        self.path.write_bytes(data)

    def edit(self) -> bytes:
        """Let the user edit, and return what the file holds after that.

        Raises ArchiveError when the editor cannot be run or ends with an error.
        """
        try:
            ended = subprocess.run([*self._command, str(self.path)], check=False)  # noqa: S603 -- the user's own
            if not ended.returncode:
                return self.path.read_bytes()
        except OSError as error:
            raise ArchiveError(
                f"Cannot run the editor {self._command[0]}: {error.strerror}.",
                hint="Name another one in $EDITOR.",
            ) from error
        raise ArchiveError(
            f"The editor {self._command[0]} ended with code {ended.returncode}; nothing was "
            "changed.",
            hint=f"Your text is in {self.path}",
        )

    def discard(self) -> None:
        """Remove the file."""
        self.path.unlink(missing_ok=True)
        for left in self._folder.iterdir():  # an editor's backup, such as `post.md~`
            left.unlink()
        self._folder.rmdir()


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
