"""Plans: a change before it is made, with the posts that were refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Self

from newsctl.core.errors import EditRefused
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.archive.file_changes import Change
    from newsctl.core.archive.ports import Reading
    from newsctl.core.errors import NewsctlError
    from newsctl.core.post.post import PostPath


def command_on(name: str, paths: Sequence[PostPath]) -> str:
    """Return the text of a command on these posts, for the history."""
    more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
    return f"{name} {paths[0]}{more}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A post that is not changed as asked, and why.

    `hint` says what can be done about it, if known.
    """

    path: PostPath
    reason: str
    hint: str | None = None

    @classmethod
    def of(cls, path: PostPath, error: NewsctlError) -> Self:
        """Return the refusal of a post for an error."""
        return cls(path, error.message, error.hint)


@dataclass(frozen=True, slots=True)
class Mention:
    """A post whose text names another by a path that will no longer exist."""

    path: PostPath
    of: PostPath


class LinkCounts(NamedTuple):
    """How many links to moved or removed posts are updated, and how many are left."""

    mended: int
    left: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A change to be made, the refusals, and the number of posts that stay unchanged.

    `unchanged_are` says why these are unchanged. `places` is the number of places in texts that
    change, if counted; `links` are the counts of links, if these are updated. `counts_left` are the
    keys of word counts that hold something else, with the number of posts in which they stay.
    """

    change: Change
    refused: tuple[Refusal, ...] = ()
    unchanged: int = 0
    mentions: tuple[Mention, ...] = ()
    unchanged_are: str = _("that way already")
    places: int | None = None
    links: LinkCounts | None = None
    counts_left: Mapping[str, int] = field(default_factory=dict)


def not_a_post(reading: Reading) -> EditRefused:
    """Return the error of a file that is not a post, with the reason as far as it is known."""
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
