"""The posts that a command is about: by name, as paths on standard input, or by a query.

If the words of a command are a query, `--post` names posts; if they are references or paths,
`--query` adds a query. Giving both, or neither, is an error.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from newsctl.cli.posts.answering import synchronise
from newsctl.cli.posts.notices import notice_nothing_found, notice_reading
from newsctl.cli.posts.references import chosen_paths, find_file
from newsctl.core.archive.hits import Request, Sort
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.query.ast import Everything
from newsctl.core.query.parser import Filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.cli.context import Context
    from newsctl.core.post.post import PostPath
    from newsctl.core.query.ast import Query

INPUT = "-"
"""What stands for the paths on standard input, as `newsctl list -f path` writes them."""


def with_input(references: Sequence[str], *, null: bool) -> list[str]:
    """Replace `-` by the paths on standard input; with `null` they are separated by NULs.

    Raises UsageError for `null` without `-`, and for an empty input: a command about no posts must
    not become one about all posts.
    """
    if INPUT not in references:
        if null:
            hint = _("Such as: newsctl list wolf -f path -0 | newsctl rm - -0")
            raise UsageError(_("-0 goes with - only."), hint=hint)
        return list(references)
    data = sys.stdin.buffer.read()
    paths = [os.fsdecode(path) for path in (data.split(b"\0") if null else data.splitlines())]
    found = [path for path in paths if path]
    if not found:
        raise UsageError(_("There is no path on standard input."))
    return [*(one for one in references if one != INPUT), *found]


def selected_posts(
    context: Context,
    references: Sequence[str] | None,
    query: str | None,
    *,
    null: bool = False,
    every: bool = False,
) -> list[PostPath]:
    """Return the posts that are named or match the query; print a notice if it has none.

    With `every` they are all posts. The index is updated. Raises UsageError unless exactly one of
    these is given, and as `posts_named` and `posts_of`.
    """
    if [bool(references), query is not None, every].count(True) != 1:
        raise UsageError(_("Which posts?"), hint=_("Name each as POST, or give --query QUERY."))
    named = with_input(references or (), null=null)
    synchronise(context)
    if every:
        return posts_of(context, Everything(), every=True)
    if query is None:
        return posts_named(context, named)
    return posts_of(context, context.parser.parse_typed(query))


def posts_to_check(
    context: Context,
    paths: Sequence[str],
    references: Sequence[str],
    query: str | None,
    *,
    null: bool = False,
) -> Sequence[PostPath] | None:
    """Return the posts in files and folders, of references or of a query; None without any.

    Raises UsageError for a query beside others, or if there is no post, and as `chosen_paths`,
    `posts_named` and `posts_of`.
    """
    if query is not None and (paths or references):
        raise UsageError(_("--query excludes PATH and --post."))
    named = with_input(paths, null=null)
    if references or query is not None:
        synchronise(context)
    if query is not None:
        found, where = (
            posts_of(context, context.parser.parse_typed(query)),
            _("answers {query!r}", query=query),
        )
    elif named or references:
        below = chosen_paths(context, named) if named else ()
        found = sorted({*below, *posts_named(context, references)})
        where = _("in {named}", named=", ".join(named))
    else:
        return None
    if not found:
        raise UsageError(_("Nothing was checked: no post {where}.", where=where))
    return found


def posts_to_change(
    context: Context,
    words: Sequence[str],
    filters: Filters,
    references: Sequence[str] | None,
    *,
    null: bool,
    every: bool,
) -> list[PostPath]:
    """Return the posts of a query's words and filters, of references or `-`, or all posts.

    The index is updated. With `every`, files that cannot be read as posts are included, to be
    refused with their problems. Raises UsageError unless exactly one of these is given, and as
    `posts_named` and `posts_of`.
    """
    is_input = words == [INPUT]
    named = [*(references or ()), *(words if is_input else ())]
    is_asked = filters != Filters() or (bool(words) and not is_input)
    if [every, bool(named), is_asked].count(True) != 1:
        raise UsageError(
            _("Which posts?"), hint=_("Give a query, --post POST, or --all for every post.")
        )
    named = with_input(named, null=null)
    synchronise(context)
    if named:
        return posts_named(context, named)
    query = context.parser.parse_with(words, filters)
    paths = posts_of(context, query, every=every)
    if paths:
        notice_reading(context, query)
    return paths + [file.path for file in context.index.left_out()] if every else paths


def are_named(words: Sequence[str], references: Sequence[str] | None) -> bool:
    """Tell whether posts to be changed are named one by one, and not by a query."""
    return bool(references) or [*words] == [INPUT]


def posts_named(context: Context, references: Sequence[str]) -> list[PostPath]:
    """Return the posts of references, each once. Raises as `find_file`."""
    return list(dict.fromkeys(find_file(context, reference) for reference in references))


def posts_of(context: Context, query: Query, *, every: bool = False) -> list[PostPath]:
    """Return the posts of a query, sorted by path; print a notice if there are none.

    Raises UsageError for an empty query, unless `every` is set: it may come from an unset variable.
    """
    if isinstance(query, Everything) and not every:
        raise UsageError(
            _("Which posts?"), hint=_("The query is empty, which would be every post.")
        )
    request = Request(query, Sort("path", descending=False), highlights=False, front_matter=False)
    paths = [hit.summary.path for hit in context.archive.search(request).hits]
    if not paths:
        notice_nothing_found(context, query)
    return paths
