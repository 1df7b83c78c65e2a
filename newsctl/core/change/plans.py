"""A change before it is made: what would be done, and what could not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

from newsctl.core.errors import EditRefused
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.core.archive.file_changes import Change
    from newsctl.core.archive.ports import Reading
    from newsctl.core.errors import NewsctlError
    from newsctl.core.post.post import PostPath


def command_on(name: str, paths: Sequence[PostPath]) -> str:
    """Return what a change of these posts by a command is called in the history."""
    more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
    return f"{name} {paths[0]}{more}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A post that stays as it is although a change of it was asked, and why.

    `hint` says what can be done about it, if that is known.
    """

    path: PostPath
    reason: str
    hint: str | None = None

    @classmethod
    def of(cls, path: PostPath, error: NewsctlError) -> Self:
        """Return the refusal of a post that an error is about."""
        return cls(path, error.message, error.hint)


@dataclass(frozen=True, slots=True)
class Mention:
    """A post whose text names another by a path that it is about to lose."""

    path: PostPath
    of: PostPath


class LinkCounts(NamedTuple):
    """How many links to posts that move, or go, are mended, and how many are left as they are."""

    mended: int
    left: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, what was refused, and how many posts stay as they are.

    `unchanged_are` says what these are, `places` how many places of the texts change, where that
    is counted, `links` what becomes of links, where these are mended.
    """

    change: Change
    refused: tuple[Refusal, ...] = ()
    unchanged: int = 0
    mentions: tuple[Mention, ...] = ()
    unchanged_are: str = _("that way already")
    places: int | None = None
    links: LinkCounts | None = None


def not_a_post(reading: Reading) -> EditRefused:
    """Return why a file is no post, where that shows in it, and what can be done."""
    if problem := reading.unread:
        return EditRefused(problem.message, hint=problem.hint)
    if not reading.problems:
        return EditRefused(_("The file cannot be read."))
    problem = reading.problems[0]
    line, column = problem.position
    return EditRefused(
        _(
            "line {line}, column {column}: {message}",
            line=line,
            column=column,
            message=problem.message,
        ),
        hint=_("To mend it: newsctl edit POST"),
    )
