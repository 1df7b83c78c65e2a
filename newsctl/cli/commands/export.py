"""newsctl export: posts for other programs."""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from newsctl.cli import options
from newsctl.cli.completion.completers import complete_file, complete_sort
from newsctl.cli.context import Context
from newsctl.cli.posts.answering import Window, synchronise
from newsctl.cli.posts.notices import notice_range_shown, notice_what_is_missing
from newsctl.cli.terminal.paging import standard_output
from newsctl.core.archive.hits import Request
from newsctl.core.archive.orders import orders
from newsctl.core.errors import ArchiveError, UsageError
from newsctl.core.messages import _, _n, said_by_system
from newsctl.core.query.parser import Filters
from newsctl.exchange.feed_facts import FeedFacts
from newsctl.rendering.exported_posts import ExportedPosts
from newsctl.rendering.formats.csv import csv_rows, excel_rows
from newsctl.rendering.formats.jsonl import json_lines
from newsctl.rendering.harmless import one_line
from newsctl.rendering.json_output import json_text
from newsctl.rendering.paths import Place
from newsctl.rendering.streams import write_plain
from newsctl.storage.whole_files import written_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsctl.core.archive.hits import Hit, Page
    from newsctl.core.query.ast import Query


class ExportFormat(StrEnum):
    """The format of an export. All but `sqlite` can be written to a pipe."""

    JSONL = "jsonl"
    CSV = "csv"
    SQLITE = "sqlite"
    ATOM = "atom"
    JSONFEED = "jsonfeed"
    MD = "md"


_ENDINGS = {
    ".jsonl": ExportFormat.JSONL,
    ".ndjson": ExportFormat.JSONL,
    ".csv": ExportFormat.CSV,
    ".db": ExportFormat.SQLITE,
    ".sqlite": ExportFormat.SQLITE,
    ".sqlite3": ExportFormat.SQLITE,
    ".atom": ExportFormat.ATOM,
    ".xml": ExportFormat.ATOM,
    ".json": ExportFormat.JSONFEED,
    ".md": ExportFormat.MD,
    ".markdown": ExportFormat.MD,
}


def format_by_name(file: Path) -> ExportFormat | None:
    """Return the format of a file name; None if it has no known extension."""
    return _ENDINGS.get(file.suffix.lower())


def export(
    ctx: typer.Context,
    query: options.QueryWords = None,
    bron: options.Bron = None,
    category: options.Category = None,
    since: options.Since = None,
    until: options.Until = None,
    sort: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD",
            help="date, title, or any field; repeat for the next.  [default: date]",
            autocompletion=complete_sort,
            show_default=False,
        ),
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="Turn the order around.")] = False,
    limit: Annotated[
        int | None,
        options.number_option("--limit", "-n", help="At most so many; 0 is all.  [default: all]"),
    ] = None,
    offset: options.Offset = 0,
    form: Annotated[
        ExportFormat | None,
        typer.Option("--as", help="What to write.  [default: told by FILE, else jsonl]"),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to.  [default: standard output]",
            autocompletion=complete_file,
            show_default=False,
        ),
    ] = None,
    excel: Annotated[
        bool,
        typer.Option(
            "--excel",
            help="CSV as Excel opens it here: with ; and a mark, and a ' before what it would take "
            "for a formula, or a line end that a cell begins with.",
        ),
    ] = False,
    recipe: Annotated[
        bool,
        typer.Option("--recipe", help="Say in FILE.recipe.json what was asked, of what, and when."),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> int:
    """Export posts with body and text: JSON lines, CSV, SQLite, Atom, JSON Feed or Markdown.

    All fields are in it but for feeds, which have those of their own: category, categories and
    tags are the topics of an entry. Paths are those in the archive. A database has a table for
    each field that holds lists, and full-text search. What the site gives a post stands in it as in
    answers, and own_values has what the post itself says under those keys: import takes that.

    \b
    Examples:
      newsctl export category:tech -o tech.db
      newsctl export --bron NOS --since 2015 --as csv --excel --recipe -o nos.csv
    """
    context: Context = ctx.obj
    synchronise(context)
    order = orders(sort or ["date"], context.field_names, reverse=reverse)
    return write_export(
        context,
        ExportRequest(
            words=query or [],
            filters=Filters.of(bron, category, since, until),
            window=Window(order, limit, offset),
            options={
                "bron": bron,
                "category": category,
                "since": since,
                "until": until,
                "sort": sort,
                "reverse": reverse,
                "limit": limit,
                "offset": offset,
            },
            form=form_of(form, file),
            file=file.expanduser() if file else None,
            excel=excel,
            recipe=recipe,
            force=force,
        ),
    )


class ExportRequest(NamedTuple):
    """What to export, in which format, and to which file; without one, to standard output."""

    words: Sequence[str]
    filters: Filters
    window: Window
    options: Mapping[str, object]
    form: ExportFormat
    file: Path | None
    excel: bool
    recipe: bool
    force: bool


def form_of(form: ExportFormat | None, file: Path | None) -> ExportFormat:
    """Return the format chosen by name, or by the name of the file; else JSON lines.

    Raises UsageError for a file name without a known extension.
    """
    found = form or (ExportFormat.JSONL if file is None else format_by_name(file))
    if found is None:
        raise UsageError(
            _("{file} does not say which format it is.", file=file),
            hint=_("Use --as: {exportformat}.", exportformat=", ".join(ExportFormat)),
        )
    return found


def write_export(context: Context, request: ExportRequest) -> int:
    """Write the posts of a query, and return the exit code: 1 if there are none.

    The index must be up to date.
    """
    _refuse(request)
    query = context.parser.parse_with(request.words, request.filters)
    window = request.window
    page = context.archive.whole_posts(
        Request(
            query,
            window.sorts[0],
            then=window.sorts[1:],
            limit=window.limit or None,
            offset=window.offset,
        )
    )
    written = _ExportedHits(page.hits, request.form)
    if request.file is None:
        with standard_output(context) as out:
            write_plain(_pieces(context, written, query, request), out, context.out)
    else:
        _write_file(context, written, query, request, request.file)
    _notice_outcome(context, written, query, page, request)
    return 0 if page.total else 1


class _ExportedHits:
    """Hits counted as they are written; posts without a date, which Atom cannot have, apart."""

    def __init__(self, hits: Iterable[Hit], form: ExportFormat) -> None:
        self._hits = hits
        self._needs_moment = form is ExportFormat.ATOM
        self.number = 0
        self.left_out = 0

    def __iter__(self) -> Iterator[Hit]:
        for hit in self._hits:
            is_left_out = self._needs_moment and not hit.summary.moment
            self.number += not is_left_out
            self.left_out += is_left_out
            yield hit


def _refuse(request: ExportRequest) -> None:
    """Raise UsageError for options that exclude each other."""
    if request.excel and request.form is not ExportFormat.CSV:
        raise UsageError(
            _("--excel has no meaning with --as {form}.", form=request.form),
            hint=_("Use: --as csv"),
        )
    if request.file is None:
        if request.form is ExportFormat.SQLITE:
            raise UsageError(_("A database is written to a file."), hint=_("Such as: -o posts.db"))
        if request.recipe or request.force:
            option = "--recipe" if request.recipe else "--force"
            raise UsageError(_("{option} goes with -o FILE only.", option=option))


def _write_file(
    context: Context, hits: _ExportedHits, query: Query, request: ExportRequest, file: Path
) -> None:
    """Write an export to a file, and its recipe beside it if requested."""
    with _file(file, force=request.force) as temporary:
        if request.form is ExportFormat.SQLITE:
            from newsctl.exchange.sqlite_file import write_database  # noqa: PLC0415 -- 5 ms

            for key, column in write_database(hits, temporary).items():
                context.notice(
                    _(
                        "{key} stands in {column}: another key, or newsctl, has its name, and "
                        "SQLite ignores capitals.",
                        key=one_line(key),
                        column=one_line(column),
                    )
                )
        else:
            with temporary.open("xb") as out:
                for piece in _pieces(context, hits, query, request):
                    out.write(piece.encode("utf-8", "replace"))
        recipe = _recipe(context, temporary, hits.number, request) if request.recipe else None
        if recipe is None:
            return
        with _file(file.with_name(f"{file.name}.recipe.json"), force=request.force) as beside:
            beside.write_bytes(recipe)


@contextmanager
def _file(file: Path, *, force: bool) -> Iterator[Path]:
    """Return a path to write to. Raises ArchiveError if it exists or cannot be written."""
    try:
        with written_whole(file, replaces=force) as temporary:
            yield temporary
    except FileExistsError as error:
        raise ArchiveError(
            _("{file} is there already.", file=file), hint=_("Use --force to replace it.")
        ) from error
    except OSError as error:
        raise ArchiveError(
            _("{file} cannot be written: {strerror}.", file=file, strerror=said_by_system(error))
        ) from error


def _pieces(
    context: Context, hits: Iterable[Hit], query: Query, request: ExportRequest
) -> Iterable[str]:
    """Yield the text of an export in pieces."""
    place = Place(context.root, context.root)
    settings = context.settings
    adds = settings.site_defaults is not None or settings.tags_in_text
    posts = ExportedPosts(hits, tuple(context.facets), place, has_site_values=adds)
    match request.form:
        case ExportFormat.CSV if request.excel:
            return excel_rows(posts)
        case ExportFormat.CSV:
            return csv_rows(posts)
        case ExportFormat.MD:
            return posts.as_md()
        case ExportFormat.ATOM:
            from newsctl.exchange.atom import atom_feed  # noqa: PLC0415 -- markup, for feeds alone

            return atom_feed(hits, _feed(context, query, request))
        case ExportFormat.JSONFEED:
            from newsctl.exchange.json_feed import json_feed  # noqa: PLC0415 -- the same

            return json_feed(hits, _feed(context, query, request), json_text)
        case _:
            return json_lines(posts)


def _feed(context: Context, query: Query, request: ExportRequest) -> FeedFacts:
    dates = context.archive.dates(query)
    return FeedFacts.of(context.root.name, " ".join(request.words), dates, context.now())


def _recipe(context: Context, export_file: Path, number: int, request: ExportRequest) -> bytes:
    """Return the content of the recipe for an export file."""
    from newsctl.exchange.recipe import Recipe, recipe_of  # noqa: PLC0415 -- hashes take 3 ms

    status = context.index.status()
    given = {name: value for name, value in request.options.items() if value}
    recipe = Recipe(
        format=request.form,
        query=request.words,
        options={**given, **({"excel": True} if request.excel else {})},
        posts=number,
        archive=context.root.name,
        posts_of_archive=status.posts,
        versions=status.versions,
        day=context.now().date(),
    )
    return recipe_of(export_file, (request.file or export_file).name, recipe)


def _notice_outcome(
    context: Context, written: _ExportedHits, query: Query, page: Page, request: ExportRequest
) -> None:
    """Print which posts were not exported, and how many were written to a file."""
    notice_what_is_missing(context, query, page.total)
    window, shown = request.window, written.number + written.left_out
    if shown < page.total - window.offset:
        notice_range_shown(context, shown, page.total, window.offset)
    if written.left_out:
        context.notice(
            _(
                "{posts} without a date left out: Atom requires one.",
                posts=_n("{n:,} post", "{n:,} posts", written.left_out),
            )
        )
    if request.file:
        context.notice(
            _(
                "Wrote {posts} to {file}.",
                posts=_n("{n:,} post", "{n:,} posts", written.number),
                file=request.file,
            )
        )
