"""How an archive is summed up: from counts of the index, of a part from front matter too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.cli.posts.notices import tell_nothing_found
from newsctl.cli.terminal.paging import standard_output
from newsctl.core.archive.hits import Request, Sort
from newsctl.core.query.ast import Everything
from newsctl.core.research.summary import summary_of
from newsctl.core.research.tables import by_keys, table_of
from newsctl.rendering.formats import RowFormat
from newsctl.rendering.rows import write_rows
from newsctl.rendering.stats_view import NAMES, page, rows_of
from newsctl.rendering.streams import write_styled

if TYPE_CHECKING:
    from newsctl.cli.context import Context
    from newsctl.core.query.ast import Query

_FIELDS = ("bron", "category")
_WORDS = "aantal"


def write_summary(context: Context, query: Query, form: RowFormat | None, top: int) -> int:
    """Write the page of a query, and return the exit code: 1 where it has no post."""
    archive = context.archive
    summary = summary_of(archive.dates(query), archive.numbers(query, _WORDS), context.zone)
    values = {field: _values(context, query, field)[:top] for field in _FIELDS}
    chosen = form or (RowFormat.TABLE if context.out.is_tty else RowFormat.TSV)
    with standard_output(context) as out:
        if chosen is RowFormat.TABLE:
            write_styled(page(summary, values, context.out), out, context.out)
        else:
            write_rows(rows_of(summary, values), NAMES, chosen, out, context.out)
    if summary.posts:
        return 0
    tell_nothing_found(context, query)
    return 1


def _values(context: Context, query: Query, field: str) -> list[tuple[str, int]]:
    """Return the values of a field, the commonest first."""
    found = context.field_names.find(field)
    if found is None:
        return []
    keys = (found.name, *found.also)
    if isinstance(query, Everything):
        return [*context.archive.values(*keys).values.items()]
    asked = Request(query, Sort("path", descending=False), highlights=False)
    hits = context.archive.search(asked).hits
    cells = table_of((hit.summary for hit in hits), [by_keys(keys)]).cells
    ranked = sorted(cells.items(), key=lambda one: (-one[1], one[0]))
    return [(value, posts) for (value,), posts in ranked]
