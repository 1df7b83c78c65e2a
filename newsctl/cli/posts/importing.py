"""The steps of `import`: all items as one change, each of them added, known or refused."""

from __future__ import annotations

import shlex
from collections import defaultdict
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.posts.answering import synchronise
from newsctl.cli.posts.changing import notice_copied, notice_misspellings, write_new
from newsctl.cli.posts.notices import notice_ambiguous_date
from newsctl.cli.posts.sources import opened
from newsctl.cli.terminal.paging import standard_output
from newsctl.core.archive.hits import Hit, Page
from newsctl.core.change.intake import change_of_new
from newsctl.core.change.items import ItemOptions, take_items
from newsctl.core.errors import InvalidPost, UsageError, cannot_read
from newsctl.core.messages import _, _n, joined
from newsctl.core.post.links import is_link
from newsctl.core.problems import Severity
from newsctl.exchange.import_options import ImportOptions
from newsctl.exchange.reading import read_items
from newsctl.rendering.diffs import diff_of_steps
from newsctl.rendering.output import OutputOptions, choose_output
from newsctl.rendering.results import write_page
from newsctl.rendering.streams import write_styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.change.assigning import Assigner
    from newsctl.core.change.intake import NewPost
    from newsctl.core.change.items import Item, TakenItems
    from newsctl.core.post.post import Value
    from newsctl.core.settings import FieldSettings
    from newsctl.exchange.import_formats import ImportFormat

INPUT = "-"


class ImportRequest(NamedTuple):
    """What to import, in which format, with which options."""

    files: Sequence[str]
    form: ImportFormat | None
    names: Mapping[str, str]
    fields: Mapping[str, Value]
    undated: str | None
    force: bool
    dry_run: bool
    diff: bool
    keep: bool


def import_all(context: Context, request: ImportRequest) -> int:
    """Add the items that can be added, and print refusals. Returns 1 if there are any."""
    refuse_addresses(request.files, _("newsctl import -"))
    undated = None if request.undated is None else context.moment(request.undated)
    notice_ambiguous_date(context, request.undated, undated)
    options = ItemOptions(request.fields, undated, context.zone)
    items = [*_items(context, request)]
    if not items:
        raise UsageError(_("There was no item to read, so none was added."))
    if len(items) == 1 and items[0].where in {*map(_name_of_input, request.files)}:
        _refuse_file(items[0])
    with context.writer.changing():
        synchronise(context)
        notice_misspellings(context, request.fields)
        intake = context.intake_of_items(force=request.force)
        with context.watch(_("Checking")) as progress:
            taken = take_items(items, intake, options, progress)
        if taken.new:
            notice_copied(context, intake)
        _notice_refusals(context, taken)
        _notice_problems(context, taken.new)
        if request.dry_run:
            _show(context, taken.new, diff=request.diff)
        elif taken.new:
            write_new(context, change_of_new("import", taken.new), keep=request.keep)
    context.notice(_summary(taken, would=request.dry_run))
    return InvalidPost.exit_code if taken.refused else 0


def refuse_addresses(files: Sequence[str], reader: str) -> None:
    """Raise UsageError for a web address, with a hint how to fetch it."""
    if address := next(filter(is_link, files), None):
        raise UsageError(
            _("newsctl makes no connections, so it did not fetch {address}.", address=address),
            hint=_("curl -L {quote} | {reader}", quote=shlex.quote(address), reader=reader),
        )


def _items(context: Context, request: ImportRequest) -> Iterator[Item]:
    """Yield the items of all files."""
    keys: set[str] = set()
    assigner = replace(context.assigner, is_for_new=True)
    options = ImportOptions(
        request.form,
        request.names,
        context.field_names,
        cache(partial(_field_of, assigner)),
        context.page,
        cache(context.notice),
        keys,
        date=assigner.value,
    )
    for name in request.files:
        where = _name_of_input(name)
        try:
            with opened(name) as stream:
                yield from read_items(stream, where, options)
        except OSError as error:
            raise cannot_read(name, error) from error
    for name in request.names:
        if keys and name not in keys:
            context.notice(_("No item has {name}, which --map names.", name=name))


def _field_of(assigner: Assigner, key: str) -> FieldSettings:
    return assigner.fields(key)[key]


def _name_of_input(file: str) -> str:
    return _("standard input") if file == INPUT else file


def _refuse_file(item: Item) -> None:
    """Raise the error that prevents a file from being read at all."""
    if isinstance(item.content, UsageError):
        raise item.content


def _notice_refusals(context: Context, result: TakenItems) -> None:
    """Print the reason of each refusal, and each hint once."""
    for where, error in result.refused:
        reasons = error.reasons if isinstance(error, InvalidPost) else ()
        message = joined(" ", (error.message, *reasons))
        context.warn(message if message.startswith(where) else joined(": ", (where, message)))
    for hint in dict.fromkeys(error.hint for _item, error in result.refused if error.hint):
        context.advise(hint)


def _notice_problems(context: Context, new: Sequence[NewPost]) -> None:
    """Print the warnings for new posts, a line for each rule."""
    by_rule: dict[str, dict[str, str]] = defaultdict(dict)
    for post in new:
        for problem in post.problems:
            if problem.severity is not Severity.INFO:
                by_rule[problem.rule].setdefault(post.path, problem.message)
    for rule, found in sorted(by_rule.items()):
        path, message = next(iter(found.items()))
        more = (
            _n(" (and {n:,} post more)", " (and {n:,} posts more)", len(found) - 1)
            if len(found) > 1
            else ""
        )
        context.notice(
            _(
                "{path}: {rule}: {message}{more}",
                path=context.place.path(path),
                rule=rule,
                message=message,
                more=more,
            )
        )


def _show(context: Context, new: Sequence[NewPost], *, diff: bool) -> None:
    """List the new posts as `list` does, or show them as diffs."""
    if diff:
        steps = [post.step for post in new]
        with standard_output(context) as out:
            write_styled(diff_of_steps(steps, context.place, context.out), out, context.out)
        return
    hits = [Hit(post.post.summary, 0.0) for post in new]
    output = choose_output(OutputOptions(), is_tty=context.out.is_tty, ranked=False)
    with standard_output(context) as out:
        write_page(
            Page(hits, len(hits)), output, out=out, terminal=context.out, place=context.place
        )


def _summary(result: TakenItems, *, would: bool) -> str:
    number = len(result.new)
    parts = [
        _n("Would add {n:,} post", "Would add {n:,} posts", number)
        if would
        else _n("Added {n:,} post", "Added {n:,} posts", number)
    ]
    if result.known:
        parts.append(_("{known:,} there already", known=result.known))
    if result.refused:
        parts.append(_("{refused:,} refused", refused=len(result.refused)))
    if result.others:
        others = result.others.items()
        kinds = joined(", ", (_("{number:,} {kind}", number=n, kind=kind) for kind, n in others))
        parts.append(_("left out: {kinds}", kinds=kinds))
    return _("{parts}.", parts=joined("; ", parts))
