"""newsctl manifest: digests of an archive's files, and how the files differ from them later."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_file
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import synchronise
from newsctl.cli.posts.digests import check_manifest, write_manifest
from newsctl.cli.posts.selection import INPUT, posts_of
from newsctl.core.errors import UsageError, cannot_read
from newsctl.core.messages import _
from newsctl.core.query.parser import Filters


def manifest(
    ctx: typer.Context,
    query: options.QueryWords = None,
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    check: Annotated[
        str | None,
        typer.Option(
            "--check",
            metavar="FILE",
            help="Tell how the files differ from this manifest; - is standard input.",
            autocompletion=complete_file,
        ),
    ] = None,
) -> int:
    """Print digests of all files, or of the posts of a query: of file, front matter and text.

    Paths are below the archive's folder; there sha256sum --check reads it too. --check prints
    added, removed, moved, fields, text, or fields,text, and a path; exit 1 when there is any.

    \b
    Examples:
      newsctl manifest > ../manifest.txt
      newsctl manifest bron:NOS | newsctl manifest --check -
    """
    context: Context = ctx.obj
    filters = Filters.of(bron, category, since, until)
    is_asked = bool(query) or filters != Filters()
    if check is not None:
        if is_asked:
            raise UsageError(_("--check is of what the manifest names, and takes no query."))
        return check_manifest(context, _read(check))
    if not is_asked:
        return write_manifest(context, sorted(context.repository.scan()), is_whole=True)
    synchronise(context)
    paths = posts_of(context, context.parser.parse_with(query or [], filters))
    return write_manifest(context, paths, is_whole=False) if paths else 1


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == INPUT else Path(name).read_bytes()
        return data.decode()
    except OSError as error:
        raise cannot_read(name, error) from error
    except UnicodeDecodeError as error:
        raise UsageError(_("{name} is no manifest: it is not UTF-8.", name=name)) from error
