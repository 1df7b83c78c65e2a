"""The exceptions of newsctl: each with a message, a hint, and an exit code."""

from __future__ import annotations

from typing import ClassVar

from newsctl.core.messages import _, said_by_system


class NewsctlError(Exception):
    """An error that a user can cause or meet: shown in one or two lines, without traceback.

    `message` says what is wrong and where; `hint`, when there is one, says what to do.
    """

    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ArchiveError(NewsctlError):
    """The archive or one of its files cannot be read or written."""


def cannot_read(name: object, error: OSError) -> ArchiveError:
    """Return the error of a file or folder that the system does not let be read."""
    says = said_by_system(error)
    return ArchiveError(_("Cannot read {name}: {strerror}.", name=name, strerror=says))


def cannot_write(name: object, error: OSError) -> ArchiveError:
    """Return the error of a file that the system does not let be written."""
    says = said_by_system(error)
    return ArchiveError(_("Cannot write {name}: {strerror}.", name=name, strerror=says))


class EditRefused(ArchiveError):
    """A value cannot be changed without changing something else as well."""


class TooLargeToKeep(ArchiveError):
    """A change is too large to be recorded, so it could not be undone."""


class UsageError(NewsctlError):
    """The command line, a setting or a query is invalid."""

    exit_code = 2


class SkippedTime(UsageError):
    """A date is at a time of day that its zone does not have."""


class QuerySyntaxError(UsageError):
    """A query cannot be parsed: `text[start:end]` is invalid."""

    def __init__(
        self, message: str, *, text: str, start: int, end: int, hint: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.text = text
        self.start = start
        self.end = max(end, start + 1)


class SettingsError(UsageError):
    """`newsctl.toml` has an unknown key or a value of the wrong kind.

    `keys` are the keys of the value, from the outermost table inwards.
    """

    def __init__(
        self, message: str, *, hint: str | None = None, keys: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, hint=hint)
        self.keys = keys


class AmbiguousPost(UsageError):
    """A reference matches several posts; `candidates` are their paths."""

    def __init__(self, message: str, *, candidates: tuple[str, ...]) -> None:
        super().__init__(message, hint=_("Write more of it, or the whole path."))
        self.candidates = candidates


class PostNotFound(NewsctlError):
    """A reference matches no post of the archive."""

    exit_code = 1


class NoAddress(NewsctlError):
    """A post has no web address of the requested kind, or it cannot be known."""

    exit_code = 1


class UnreadablePost(PostNotFound):
    """The file of a reference cannot be read as a post."""

    exit_code = 3


class InvalidPost(NewsctlError):
    """A post may not be written as it is; `reasons` lists them if there are several."""

    exit_code = 1

    def __init__(
        self, message: str, *, hint: str | None = None, reasons: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, hint=hint)
        self.reasons = reasons


class KnownStory(InvalidPost):
    """The archive already has the story of a post, at `path`.

    `is_same` tells that the post itself was added before, so that nobody needs to compare.
    """

    def __init__(self, message: str, *, path: str, is_same: bool = False) -> None:
        super().__init__(message, hint=_("Use --force to add it all the same."))
        self.path = path
        self.is_same = is_same


class TookTooLong(NewsctlError):
    """A query was aborted at its deadline."""


class ArchiveBusy(NewsctlError):
    """Another newsctl is changing the archive (EX_TEMPFAIL of sysexits.h: try again)."""

    exit_code = 75


class IndexUnavailable(NewsctlError):
    """The index can be read but not written; answers can still include an overlay."""


class IndexBusy(NewsctlError):
    """Another process is writing the index; readers never fail for this."""


class IndexDamaged(NewsctlError):
    """The index on disk cannot be trusted and has to be rebuilt."""


class IndexMissing(IndexDamaged):
    """There is no index yet. It is built like a damaged one, but nothing was lost."""
