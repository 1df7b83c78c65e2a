"""One error tree: what went wrong, what to do about it, and the exit code that follows."""

from __future__ import annotations

from typing import ClassVar

from newsctl.core.messages import _


class NewsctlError(Exception):
    """Anything a user can cause or meet: shown as one or two lines, never as a traceback.

    `message` says what is wrong and where; `hint`, when there is one, says what to do.
    """

    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ArchiveError(NewsctlError):
    """The archive or one of its files cannot be read or written."""


class EditRefused(ArchiveError):
    """A value that cannot be changed without changing something else as well."""


class TooLargeToKeep(ArchiveError):
    """A change that is too large to be recorded, so that it could not be taken back."""


class UsageError(NewsctlError):
    """The command line, a setting or a query is not one that newsctl understands."""

    exit_code = 2


class QuerySyntaxError(UsageError):
    """A query that does not parse: `text[start:end]` is what was not understood."""

    def __init__(
        self, message: str, *, text: str, start: int, end: int, hint: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.text = text
        self.start = start
        self.end = max(end, start + 1)


class SettingsError(UsageError):
    """`newsctl.toml` holds an unknown key or a value of the wrong kind.

    `keys` lead to it, from the outermost table inwards.
    """

    def __init__(
        self, message: str, *, hint: str | None = None, keys: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, hint=hint)
        self.keys = keys


class AmbiguousPost(UsageError):
    """A reference fits several posts; `candidates` are their paths."""

    def __init__(self, message: str, *, candidates: tuple[str, ...]) -> None:
        super().__init__(message, hint=_("Write more of it, or the whole path."))
        self.candidates = candidates


class PostNotFound(NewsctlError):
    """No post of the archive fits a reference."""

    exit_code = 1


class NoAddress(NewsctlError):
    """A post has no web address of the kind that is asked for, or none that can be known."""

    exit_code = 1


class UnreadablePost(PostNotFound):
    """The file that a reference names cannot be read as a post."""

    exit_code = 3


class InvalidPost(NewsctlError):
    """A post that may not be written as it stands; `reasons` are there when it has several."""

    exit_code = 1

    def __init__(
        self, message: str, *, hint: str | None = None, reasons: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, hint=hint)
        self.reasons = reasons


class KnownStory(InvalidPost):
    """A post whose story the archive has already, at `path`.

    It `is_same` where nobody needs to look: the post came in before.
    """

    def __init__(self, message: str, *, path: str, is_same: bool = False) -> None:
        super().__init__(message, hint=_("Use --force to add it all the same."))
        self.path = path
        self.is_same = is_same


class TookTooLong(NewsctlError):
    """A question that was given up, since it computed for longer than whoever asked allows."""


class ArchiveBusy(NewsctlError):
    """Another newsctl is changing the archive (EX_TEMPFAIL of sysexits.h: try again)."""

    exit_code = 75


class IndexUnavailable(NewsctlError):
    """The index can be read but not written; changes can still be laid over it."""


class IndexBusy(NewsctlError):
    """Another process is writing the index; readers answer without it and never end on this."""


class IndexDamaged(NewsctlError):
    """The index on disk cannot be trusted and has to be rebuilt."""


class IndexMissing(IndexDamaged):
    """There is no index yet. It is made like one that has to be rebuilt, but nothing was lost."""
