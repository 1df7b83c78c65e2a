"""Choosing one of several posts, with fzf if it is installed, else by number."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from newsctl.cli.posts.prompts import line
from newsctl.core.archive.hits import Hit
from newsctl.core.messages import _, translated
from newsctl.core.post.post import PostPath
from newsctl.rendering.dutch_dates import short_date
from newsctl.rendering.harmless import one_line
from newsctl.rendering.table import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.cli.context import Context
    from newsctl.core.errors import AmbiguousPost
    from newsctl.core.post.post import PostSummary

_SHOWN = 20
"""Posts that are shown where they are chosen by number."""


def chosen_post(context: Context, ambiguous: AmbiguousPost) -> PostPath:
    """Let a person choose a post. Raises AmbiguousPost if they choose none."""
    posts = context.archive.summaries(map(PostPath, ambiguous.candidates))
    fzf = shutil.which("fzf", path=context.env.get("PATH"))
    if fzf and not context.err.dumb:
        at = _with_fzf(fzf, ambiguous.message, posts)
    else:
        at = _by_number(context, ambiguous.message, posts)
    if at is None:
        raise ambiguous
    return posts[at].path


def _with_fzf(fzf: str, message: str, posts: Sequence[PostSummary]) -> int | None:
    """Let fzf ask, which draws on the terminal itself; None if nothing is chosen."""
    lines = (f"{at}\t{_in_one_line(post)}\n" for at, post in enumerate(posts))
    options = (
        "--delimiter=\t",
        "--with-nth=2..",
        "--no-multi",
        f"--header={one_line(translated(message))}",
    )
    ran = subprocess.run(  # noqa: S603 -- the user's own
        [fzf, *options],
        input="".join(lines).encode("utf-8", "replace"),
        stdout=subprocess.PIPE,
        check=False,
    )
    at = ran.stdout.partition(b"\t")[0]
    return int(at) if ran.returncode == 0 and at.isdigit() else None


def _in_one_line(post: PostSummary) -> str:
    date = short_date(post.date) if post.date else ""
    return one_line(f"{date:>11}  {post.title}  {post.path}")


def _by_number(context: Context, message: str, posts: Sequence[PostSummary]) -> int | None:
    """Show posts with numbers, ask for one, and return its index; None for no choice."""
    hits = [Hit(post, 0) for post in posts[:_SHOWN]]
    context.warn(message)
    sys.stderr.writelines(table(hits, (), context.err, context.place, 1))
    if more := len(posts) - len(hits):
        context.warn(_("And {more:,} more; write more of it to see them.", more=more))
    while answer := line(_("Which one? [1-{hits}, or Enter for none] ", hits=len(hits)), at_end=""):
        if answer.isascii() and answer.isdecimal() and 1 <= int(answer[:9]) <= len(hits):
            return int(answer[:9]) - 1
    return None
