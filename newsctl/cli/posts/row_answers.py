"""Output of rows of figures: fields, limit and offset, format, as for lists of posts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.posts.answering import SCREENFUL
from newsctl.cli.posts.counting import write_grid
from newsctl.cli.terminal.paging import standard_output
from newsctl.core.errors import QuerySyntaxError, UsageError
from newsctl.core.likeness import alike, suggestion
from newsctl.core.messages import _, _n
from newsctl.rendering.formats import usual_format
from newsctl.rendering.rows import GAP, RowTable, cell_text
from newsctl.rendering.streams import write_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.cli.context import Context
    from newsctl.core.research.tables import Row
    from newsctl.rendering.formats import Format
    from newsctl.rendering.template import Template


class RowWindow(NamedTuple):
    """Which rows, in which form. A limit of None is a screenful on a terminal; 0 is unlimited."""

    form: Format | None = None
    fields: str | None = None
    template: str | None = None
    limit: int | None = 0
    offset: int = 0
    only_count: bool = False


def write_window(
    context: Context,
    rows: Sequence[Row],
    names: Sequence[str],
    window: RowWindow,
    *,
    noun: str = "row",
    drawn: str | None = None,
    spare: Sequence[str] = (),
) -> None:
    """Write the rows of a window, or the number of all rows, and print how many are cut.

    If a table is wider than the screen, its `spare` columns are dropped, the first ones first.
    """
    template, shown_names = _columns(names, window)
    if window.only_count:
        sys.stdout.write(f"{len(rows)}\n")
        sys.stdout.flush()
        return
    form = window.form or usual_format(RowTable, is_tty=context.out.is_tty)
    is_table = context.out.is_tty and form.for_people and not template
    limit = SCREENFUL if window.limit is None and is_table else window.limit or None
    shown = rows[window.offset :][:limit]
    if template:
        with standard_output(context) as out:
            write_plain(map(template.fill_row, shown), out, context.out)
    else:
        if is_table and window.fields is None:
            shown_names = fitting(shown, names, spare, context.out.width)
        chosen = [{name: row[name] for name in shown_names} for row in shown]
        there = drawn if drawn in shown_names else None
        write_grid(context, chosen, shown_names, form, drawn=there)
    if len(shown) < len(rows):
        _notice_rows_shown(context, window.offset, len(shown), _things(len(rows), noun), len(rows))


def _notice_rows_shown(context: Context, offset: int, shown: int, things: str, total: int) -> None:
    """Print which of all rows were shown; `things` is their number with a noun."""
    more = total - offset - shown
    rest = _("; {more:,} more with --limit 0", more=more) if more > 0 else ""
    first = _("None")
    if shown:
        first = _("{first:,} to {last:,}", first=offset + 1, last=offset + shown)
    context.notice(_("{first} of {things}{rest}.", first=first, things=things, rest=rest))


def _things(number: int, noun: str) -> str:
    match noun:
        case "field":
            return _n("{n:,} field", "{n:,} fields", number)
        case "value":
            return _n("{n:,} value", "{n:,} values", number)
        case "word":
            return _n("{n:,} word", "{n:,} words", number)
        case _row:
            return _n("{n:,} row", "{n:,} rows", number)


def fitting(
    rows: Sequence[Row], names: Sequence[str], spare: Sequence[str], width: int
) -> Sequence[str]:
    """Return the columns that fit in a width."""
    widths = {
        name: max([len(name), *(len(cell_text(row[name])) for row in rows)]) for name in names
    }
    for name in spare:
        if sum(widths.values()) + len(GAP) * (len(widths) - 1) > width:
            del widths[name]
    return [*widths]


def _columns(names: Sequence[str], window: RowWindow) -> tuple[Template | None, Sequence[str]]:
    """Return the template for rows, or the names of the columns. Raises UsageError."""
    if window.template is None:
        if window.fields is None:
            return None, names
        asked = [name.strip() for name in window.fields.split(",")]
        _check(asked, names, "--fields", window.fields)
        return None, list(dict.fromkeys(asked))
    for option, given in (("format", window.form), ("fields", window.fields)):
        if given is not None:
            raise UsageError(_("--template and --{option} exclude one another.", option=option))
    from newsctl.rendering.template import Template  # noqa: PLC0415 -- few ask for one

    template = Template.parse(window.template)
    _check(template.fields, names, "--template", window.template)
    return template, names


def _check(asked: Sequence[str], names: Sequence[str], option: str, written: str) -> None:
    """Raise QuerySyntaxError, which marks the first unknown column."""
    for name in asked:
        if name not in names:
            hint = suggestion(alike(name, names), _("Known: {names}", names=", ".join(names)))
            text = f"{option} {written}"
            start = max(text.find(name, len(option) + 1), len(option) + 1)
            raise QuerySyntaxError(
                _("There is no column {name!r}.", name=name),
                text=text,
                start=start,
                end=start + max(len(name), 1),
                hint=hint,
            )
