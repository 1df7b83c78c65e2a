"""How an archive is summed up: from counts of the index, of a part from front matter too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.posts.notices import tell_nothing_found, tell_signs
from newsctl.cli.terminal.paging import answer_with
from newsctl.core.messages import _
from newsctl.core.query.ast import Everything
from newsctl.core.research.grids import facts_asked
from newsctl.core.research.summary import dates_of, summary_of
from newsctl.core.research.tables import by_field, table_of
from newsctl.rendering.rows import RowTable
from newsctl.rendering.stats_view import NAMES, page, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.archive.hits import Dates
    from newsctl.core.query.ast import Query
    from newsctl.core.research.summary import Summary
    from newsctl.rendering.formats import Format

_FIELDS = ("bron", "category")
_WORDS = "aantal"


class SummedUp(NamedTuple):
    """The posts of a query, summed up.

    `values` are by field, the commonest first. `said` is how often its words stand in the posts,
    and in how many, where that was asked.
    """

    query: Query
    summary: Summary
    values: Mapping[str, Sequence[tuple[str, int]]]
    said: tuple[int, int] | None


def summed_up(context: Context, query: Query, top: int, *, occurrences: bool) -> SummedUp:
    """Sum up the posts of a query, with so many values of each field."""
    said = None
    if occurrences:
        marks = [
            one.occurrences for one in facts_asked(context.archive, query, (), occurrences=True)
        ]
        said = sum(marks), sum(map(bool, marks))
    with context.watch(_("Counting")) as progress:
        dates, values = _counted(context, query)
        progress(1, 2)
        words = context.archive.numbers(query, _WORDS)
        progress(2, 2)
    summary = summary_of(dates, words, context.zone)
    values = {field: counts[:top] for field, counts in values.items()}
    return SummedUp(query, summary, values, said)


def write_summary(context: Context, found: SummedUp, form: Format | None) -> int:
    """Write the page of a query, and return the exit code: 1 where it has no post."""
    query, summary, values, said = found
    rows, lines = rows_of(summary, values, said), page(summary, values, context.out, said)
    answer_with(context, RowTable(rows, NAMES, context.out, lines=lines), form)
    if summary.posts:
        tell_signs(context, query)
        return 0
    tell_nothing_found(context, query)
    return 1


def _counted(
    context: Context, query: Query
) -> tuple[Dates, Mapping[str, Sequence[tuple[str, int]]]]:
    """Return when posts are from, and by field its values, the commonest first."""
    archive = context.archive
    found = {name: context.field_names.find(name) for name in _FIELDS}
    keys = {name: (field.name, *field.also) for name, field in found.items() if field}
    if isinstance(query, Everything):  # which the index has counted, without reading a post
        every = {name: archive.values(*of_field).values for name, of_field in keys.items()}
        return archive.dates(query), {name: [*values.items()] for name, values in every.items()}
    facts = archive.facts(query, [*keys.values()])
    return dates_of(facts), {
        name: [(value, posts) for (value,), posts in table_of(facts, [by_field(at)]).ranked()]
        for at, name in enumerate(keys)
    }
