"""The steps of `words` and `collocates`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.posts.notices import notice_beside_answer, notice_nothing_found
from newsctl.cli.posts.row_answers import write_window
from newsctl.core.counts import with_count
from newsctl.core.messages import _, _n, joined
from newsctl.core.query.ast import Everything, all_of
from newsctl.core.research.keywords import Use, compared
from newsctl.core.research.word_lists import (
    COLLOCATE_NAMES,
    KEYWORD_NAMES,
    keyword_list,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsctl.cli.context import Context
    from newsctl.cli.posts.row_answers import RowWindow
    from newsctl.core.archive.archive import Archive
    from newsctl.core.query.ast import Query
    from newsctl.core.research.tables import Row
    from newsctl.core.research.word_lists import CollocateList, KeywordList, WordChoice

_KEYWORD_SPARE = ("use", "ppm_elsewhere", "ppm", "elsewhere")
_COLLOCATE_SPARE = ("elsewhere", "log_dice")
_FORMS_SHOWN = 8
_DIGITS = 2


class CountedKeywords(NamedTuple):
    """The keywords of the posts of a query, and how many posts and others were compared."""

    query: Query
    against: Query | None
    posts: int
    others: int
    found: KeywordList


def counted_keywords(
    archive: Archive, query: Query, against: Query | None, choice: WordChoice
) -> CountedKeywords:
    """Return the keywords of the posts of a query."""
    posts, others = (archive.count(one) for one in compared(query, against))
    found = keyword_list(archive, query, against, choice)
    return CountedKeywords(query, against, posts, others, found)


def write_keywords(
    context: Context, counted: CountedKeywords, choice: WordChoice, window: RowWindow
) -> int:
    """Write the keywords of the posts of a query, and return the exit code: 1 if there are none."""
    query, against, posts, others, found = counted
    if not posts or (against is not None and not others):
        write_window(context, [], KEYWORD_NAMES, window)
        missing = query if against is None or not posts else against
        if context.archive.count(missing):
            context.notice(_("All posts of --against are posts of the query too."))
        else:
            notice_nothing_found(context, missing)
        return 1
    drawn = "log_likelihood" if others else "count"
    rows = _rounded(found.rows)
    write_window(
        context, rows, KEYWORD_NAMES, window, noun="word", drawn=drawn, spare=_KEYWORD_SPARE
    )
    _notice_sizes(context, found, (posts, others), choice)
    notice_beside_answer(context, query, *([against] if against else []))
    return 0 if rows else 1


def write_collocates(
    context: Context,
    near: int,
    counted: tuple[Query, Query, CollocateList],
    choice: WordChoice,
    window: RowWindow,
) -> int:
    """Write the words near a word in the posts of a query, and return the exit code."""
    word, query, found = counted
    write_window(
        context,
        _rounded(found.rows),
        COLLOCATE_NAMES,
        window,
        noun="word",
        drawn="log_likelihood",
        spare=_COLLOCATE_SPARE,
    )
    if not found.forms:
        asked = [] if isinstance(query, Everything) else [query]
        notice_nothing_found(context, all_of([*asked, word]))
        return 1
    context.notice(
        _(
            "Within {words} of {told_forms}; log-likelihood {least:g} at least, and logDice.",
            words=_n("{n:,} word", "{n:,} words", near),
            told_forms=_counted_forms(found.forms),
            least=choice.least,
        )
    )
    notice_beside_answer(context, query)
    return 0 if found.rows else 1


def _notice_sizes(
    context: Context, keywords: KeywordList, numbers: tuple[int, int], choice: WordChoice
) -> None:
    """Print the `numbers` of posts and words in both corpora."""
    posts, others = numbers
    sizes = _(
        "{posts} ({words})",
        posts=_n("{n:,} post", "{n:,} posts", posts),
        words=_n("{n:,} word", "{n:,} words", keywords.size),
    )
    if not others:
        context.notice(_("In {told}, with nothing to compare them with.", told=sizes))
        return
    beside = _(
        "{others} ({words})",
        others=_n("{n:,} other", "{n:,} others", others),
        words=_n("{n:,} word", "{n:,} words", keywords.size_elsewhere),
    )
    context.notice(
        _(
            "{use} in {told} than in {beside}; log-likelihood {least:g} at least.",
            use=_("Commoner") if choice.use is Use.OVER else _("Rarer"),
            told=sizes,
            beside=beside,
            least=choice.least,
        )
    )


def _rounded(rows: Iterable[Row]) -> list[Row]:
    """Return rows with figures rounded to meaningful digits."""
    return [
        {
            name: round(cell, _DIGITS) if isinstance(cell, float) else cell
            for name, cell in row.items()
        }
        for row in rows
    ]


def _counted_forms(forms: Mapping[str, int]) -> str:
    """Return the commonest forms with their counts."""
    ranked = sorted(forms.items(), key=lambda one: (-one[1], one[0]))
    shown = joined(", ", (with_count(*one) for one in ranked[:_FORMS_SHOWN]))
    more = len(ranked) - _FORMS_SHOWN
    return _("{shown} and {more:,} more", shown=shown, more=more) if more > 0 else shown
