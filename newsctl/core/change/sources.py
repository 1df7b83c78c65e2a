"""New posts given by the user: which of them are added, and why others are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import InvalidPost, NewsctlError, UsageError
from newsctl.core.messages import _, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsctl.core.change.drafting import PostOptions
    from newsctl.core.change.intake import Intake, NewPost
    from newsctl.core.post.post import Draft, Manuscript


class Source(NamedTuple):
    """One new post, or the error about it; `where` identifies it.

    `is_line` tells that it is a line of a file, which its errors name even if it is the only one.
    """

    where: str
    post: Draft | Manuscript | NewsctlError
    is_line: bool = False


def checked_sources(sources: Iterable[Source], given: PostOptions) -> list[Source]:
    """Return all sources of posts.

    Raises UsageError if there are none, or if several would get the title or slug of the options.
    """
    found = list(sources)
    if not found:
        raise UsageError(_("There was no post to read, so none was added."))
    if len(found) > 1 and (options := given.of_one_post()):
        raise UsageError(
            _(
                "{options} is for one post, and there are {found:,}.",
                options=options[0],
                found=len(found),
            )
        )
    return found


def take_all(
    intake: Intake, sources: Sequence[Source]
) -> tuple[list[NewPost], list[tuple[str, NewsctlError]]]:
    """Prepare every post that can be added, and return the others with their errors.

    The error of a single source is raised instead.
    """
    taken: list[NewPost] = []
    refused: list[tuple[str, NewsctlError]] = []
    for source in sources:
        try:
            if isinstance(source.post, NewsctlError):
                raise source.post
            taken.append(intake.take(source.post))
        except NewsctlError as error:
            if len(sources) == 1:
                raise _with_line(source, error) from None
            refused.append((source.where, error))
    return taken, refused


def none_of(sources: Sequence[Source], refused: Sequence[object]) -> InvalidPost:
    """Return the error that no post is added because some cannot be."""
    return InvalidPost(
        _(
            "Nothing was added: {refused:,} of {given:,} posts cannot be.",
            refused=len(refused),
            given=len(sources),
        )
    )


def _with_line(source: Source, error: NewsctlError) -> NewsctlError:
    """Return an error about a line of a file with the line number in it."""
    if source.is_line:
        error.message = joined(": ", (source.where, error.message))
    return error
