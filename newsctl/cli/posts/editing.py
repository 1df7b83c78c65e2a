"""Editing of text in the user's editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from shutil import rmtree
from typing import IO, TYPE_CHECKING

from newsctl.core.errors import ArchiveError, UsageError
from newsctl.core.messages import _, said_by_system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

_FALLBACK = "nano" if os.name == "posix" else "notepad"


class EditedText:
    """A text in a file outside of the archive, for the user's editor.

    The file is in `folder`, if it is given and writable, else in one for temporary files. `command`
    is the command that reads the file if it is kept.
    """

    def __init__(
        self,
        data: bytes,
        *,
        name: str,
        env: Mapping[str, str],
        folder: Path | None = None,
        command: str = "",
    ) -> None:
        self._command = command
        self._env = env
        self.given = data
        self._folder = _own_folder(folder)
        self._path = self._folder / name
        self._path.write_bytes(data)

    @contextmanager
    def kept(self, notice: Callable[[str], None], *, as_given: bool = False) -> Iterator[None]:
        """Delete the file after the block, unless it raises.

        After an error or Ctrl-C the file stays if the user changed it, or in any case with
        `as_given`, and its path is passed to `notice`.
        """
        try:
            yield
        except BaseException:
            if as_given or self._is_changed():
                self.keep(notice)
            else:
                self._discard()
            raise
        self._discard()

    def keep(self, notice: Callable[[str], None]) -> None:
        """Keep the file, and pass its path to `notice`."""
        notice(_("Your text is in {path}", path=self._path))
        if self._command:
            notice(
                _(
                    "To go on: {command} {quote}",
                    command=self._command,
                    quote=shlex.quote(str(self._path)),
                )
            )

    def edit(self, *, at_terminal: bool = False) -> bytes:
        """Run the editor, and return the content of the file afterwards.

        With `at_terminal` the editor reads from the terminal, if there is one, instead of standard
        input, which has other data.

        Raises UsageError if $EDITOR is no command, and ArchiveError if the editor cannot be run,
        fails or leaves no file.
        """
        command = _editor(self._env)
        try:
            with _terminal() if at_terminal else nullcontext() as keys:
                ended = subprocess.run([*command, str(self._path)], stdin=keys, check=False)  # noqa: S603 -- the user's own
        except OSError as error:
            raise ArchiveError(
                _(
                    "Cannot run the editor {command}: {strerror}.",
                    command=command[0],
                    strerror=said_by_system(error),
                ),
                hint=_("Name another one in $EDITOR."),
            ) from error
        if ended.returncode:
            raise _refusal(command, _("ended with code {returncode}", returncode=ended.returncode))
        if not self._path.is_file():
            raise _refusal(command, _("left no file"))
        return self._path.read_bytes()

    def _is_changed(self) -> bool:
        return self._path.is_file() and self._path.read_bytes() != self.given

    def _discard(self) -> None:
        rmtree(self._folder, ignore_errors=True)  # with an editor's backups, such as `post.md~`


def _terminal() -> AbstractContextManager[IO[bytes] | None]:
    try:
        return Path("/dev/tty").open("rb")
    except OSError:
        return nullcontext()


def _refusal(command: Sequence[str], what: str) -> ArchiveError:
    return ArchiveError(
        _("The editor {command} {what}; nothing was changed.", command=command[0], what=what)
    )


def _own_folder(folder: Path | None) -> Path:
    if folder is not None:
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return Path(tempfile.mkdtemp(dir=folder))
    return Path(tempfile.mkdtemp(prefix="newsctl-"))


def _editor(env: Mapping[str, str]) -> list[str]:
    """Return the command in `$VISUAL` or `$EDITOR`. Raises UsageError for an invalid one."""
    written = env.get("VISUAL") or env.get("EDITOR") or _FALLBACK
    try:
        command = shlex.split(written)
    except ValueError:
        command = []
    if not command:
        raise UsageError(_("$EDITOR is {written!r}, which is no command.", written=written))
    return command
