"""References to posts, relative to the current folder."""

from __future__ import annotations

import errno
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsctl.cli.posts.last_list import is_number, no_such_number, post_by_number
from newsctl.cli.posts.prompts import can_ask
from newsctl.core.archive.references import FolderDrafts
from newsctl.core.errors import AmbiguousPost, ArchiveError, PostNotFound, UsageError
from newsctl.core.messages import _, as_message
from newsctl.core.post.post import PostPath
from newsctl.storage.kept_folders import real_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.post.post import PostSummary


def find(context: Context, reference: str) -> PostPath:
    """Return the post of a reference; if there are several, a person chooses.

    On a terminal a number means a post of the last list. Raises PostNotFound, AmbiguousPost.
    """
    return _post_meant(context, reference, _find)


def find_file(context: Context, reference: str) -> PostPath:
    """Return the post of a reference as `find` does, even if it cannot be read as a post.

    Raises PostNotFound, AmbiguousPost.
    """
    return _post_meant(context, reference, _find_file)


def the_only(context: Context, paths: Sequence[PostPath]) -> PostPath:
    """Return the post to edit; if there are several, a person chooses. Raises AmbiguousPost."""
    if len(paths) == 1:
        return paths[0]
    message = _("One post is edited at a time, and these are {paths:,}.", paths=len(paths))
    return _choice(context, AmbiguousPost(message, candidates=tuple(paths)))


def _choice(context: Context, ambiguous: AmbiguousPost) -> PostPath:
    """Let a person choose. Raises the error if there is no terminal."""
    if not can_ask(context):
        raise ambiguous
    from newsctl.cli.posts.choosing import chosen_post  # noqa: PLC0415 -- Rich, for that alone

    return chosen_post(context, ambiguous)


def _post_meant(
    context: Context, reference: str, by_name: Callable[[Context, str], PostPath]
) -> PostPath:
    """Return the post of a reference; if there are several, a person chooses."""
    if not can_ask(context):
        return by_name(context, reference)
    try:
        return _by_number(context, reference, by_name)
    except AmbiguousPost as ambiguous:
        return _choice(context, ambiguous)


def _by_number(
    context: Context, reference: str, by_name: Callable[[Context, str], PostPath]
) -> PostPath:
    """Return the post of a number in the last list, or else of a name.

    A number precedes the beginning of a name. If the number is also the whole name of a post, it is
    ambiguous. Raises AmbiguousPost, PostNotFound.
    """
    if not is_number(reference):
        return by_name(context, reference)
    named = context.archive.named(reference, here=_here(context))
    try:
        listed = post_by_number(context, reference)
    except PostNotFound:
        if not named:
            raise
        listed = None
    if listed is None:
        try:
            return by_name(context, reference)
        except PostNotFound as error:
            raise no_such_number(context, reference) from error
    if others := [path for path in named if path != listed]:
        message = _(
            "{reference} is a number in the last list and the name of another post.",
            reference=reference,
        )
        raise AmbiguousPost(message, candidates=(listed, *others))
    return by_name(context, str(context.root / listed))


def _find(context: Context, reference: str, *, unread: bool = False) -> PostPath:
    below = _as_path(context, reference) or reference
    return context.archive.find(below, here=_here(context), unread=unread)


def _find_file(context: Context, reference: str) -> PostPath:
    """Return the post of a path or reference, including drafts and unreadable posts."""
    below = _as_path(context, reference)
    if below and (context.root / below).is_file() and below in context.repository.files():
        return PostPath(below)
    name, here = below or reference, _here(context)
    drafts = FolderDrafts(context.repository.drafts(), partial(_summary_of, context))
    is_post = not drafts.paths or context.archive.named(name, here=here)
    if not is_post and drafts.named(name, here=here):  # before a post whose name begins so
        return drafts.find(name, here=here)
    try:
        return _find(context, reference, unread=True)
    except PostNotFound:
        try:
            return drafts.find(name, here=here)
        except PostNotFound:
            _refuse_left_out(context, {below, reference})
            raise


def _summary_of(context: Context, path: PostPath) -> PostSummary | None:
    post = context.repository.read(path).post
    return None if post is None else post.summary


def _refuse_left_out(context: Context, paths: set[str | None]) -> None:
    """Raise ArchiveError, with the reason, for a named file that is left out."""
    for file in context.repository.excluded():
        if file.path in paths:
            raise ArchiveError(
                _("{path} is no post: {reason}.", path=file.path, reason=as_message(file.reason))
            )


def _here(context: Context) -> str:
    """Return the current folder relative to the archive's."""
    here = context.cwd_if_any
    return (here and _below(context.root, here)) or ""


def post_at(context: Context, path: str) -> PostPath | None:
    """Return the post at a path from here or from the archive's folder; None if there is none."""
    below = _in_archive(context, path)
    return PostPath(below) if below and context.index.get(PostPath(below)) else None


def chosen_paths(context: Context, given: Sequence[str]) -> Sequence[PostPath]:
    """Return the posts in files and folders; all posts if none is given.

    Files that are left out only for their names are included, since nothing else reports them.

    A file that is given is taken even if the archive's rules exclude it. Raises UsageError for a
    path outside of the archive.
    """
    posts = context.repository.files()
    if not given:
        return posts
    chosen: set[PostPath] = set()
    for reference in given:
        below = _in_archive(context, reference)
        if below is None:
            raise UsageError(
                _(
                    "{reference} is no file or folder of the archive {root}.",
                    reference=reference,
                    root=context.root,
                )
            )
        if (context.root / below).is_dir():
            chosen.update(path for path in posts if below == "." or path.startswith(f"{below}/"))
        elif real_path(context.root / below).is_relative_to(context.root.resolve()):
            chosen.add(PostPath(below))
        else:
            raise UsageError(
                _("{reference} is a link that leads out of the archive.", reference=reference)
            )
    return sorted(chosen)


def _as_path(context: Context, reference: str) -> str | None:
    """Return a path in the archive for a path, or for a folder and the beginning of a name.

    Returns None if it is neither.
    """
    if "://" in reference:
        return None
    folder, name = os.path.split(reference)
    if (below := _in_archive(context, reference)) or not folder:
        return below
    below = _in_archive(context, folder)
    return below and os.path.normpath(f"{below}/{name}")


def _in_archive(context: Context, reference: str) -> str | None:
    """Return a path in the archive, with links resolved; None if it is outside.

    The path is relative to the current folder, or else to the archive's.
    """
    for folder in filter(None, (context.cwd_if_any, context.root)):
        path = folder / reference
        if _is_there(path) and (below := _below(context.root, path)):
            return below
    return None


def _is_there(path: Path) -> bool:
    """Tell whether a path exists; False for a name that is too long."""
    try:
        return path.exists() or path.is_symlink()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise


def _below(root: Path, path: Path) -> str | None:
    """Return a path relative to a folder, by their names or else with links resolved.

    A link inside the archive keeps its name, by which the archive has the post.
    """
    if (named := Path(os.path.normpath(path))).is_relative_to(root):
        return named.relative_to(root).as_posix()
    real = real_path(path)
    by_own_name = path.parent.resolve() / path.name if path.name != ".." else real
    for inside in (by_own_name, real):
        if inside.is_relative_to(root.resolve()):
            return inside.relative_to(root.resolve()).as_posix()
    return None
