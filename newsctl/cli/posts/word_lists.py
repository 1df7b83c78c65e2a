"""How words that mark posts, or go with another word, are asked for, ordered and told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.cli.posts.notices import tell_nothing_found
from newsctl.cli.posts.row_answers import write_window
from newsctl.core.archive.hits import Request
from newsctl.core.errors import UsageError
from newsctl.core.messages import _, _n
from newsctl.core.query.ast import Everything, Word, all_of
from newsctl.core.research.keywords import (
    Use,
    collocates,
    compared,
    keywords,
    per_million,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.cli.context import Context
    from newsctl.cli.posts.row_answers import RowWindow
    from newsctl.core.query.ast import Query
    from newsctl.core.research.keywords import Keywords
    from newsctl.rendering.rows import Row

KEYWORD_NAMES = ("word", "count", "elsewhere", "ppm", "ppm_elsewhere", "log_likelihood", "use")
COLLOCATE_NAMES = ("word", "count", "elsewhere", "log_likelihood", "log_dice")
KEYWORD_ORDERS = {"log-likelihood": "log_likelihood", "count": "count", "word": "word"}
COLLOCATE_ORDERS = {**KEYWORD_ORDERS, "log-dice": "log_dice"}
"""The columns that rows are ordered by, by what they are called on the command line."""

_KEYWORD_SPARE = ("use", "ppm_elsewhere", "ppm", "elsewhere")
_COLLOCATE_SPARE = ("elsewhere", "log_dice")
_FORMS_SHOWN = 8


class WordChoice(NamedTuple):
    """Which words are listed, and in which order."""

    order: str
    reverse: bool
    least: float
    parts: bool
    stop_words: bool
    use: Use = Use.OVER


def write_keywords(
    context: Context, query: Query, against: Query | None, choice: WordChoice, window: RowWindow
) -> int:
    """Write the words that mark the posts of a query, and return the exit code: 1 for none."""
    asked = compared(query, against)
    posts, others = (context.archive.search(Request(one, limit=0)).total for one in asked)
    if not posts or (against is not None and not others):
        write_window(context, [], KEYWORD_NAMES, window)
        missing = query if against is None or not posts else against
        if context.archive.search(Request(missing, limit=0)).total:
            context.notice(_("All posts of --against are posts of the query too."))
        else:
            tell_nothing_found(context, missing)
        return 1
    found = keywords(
        context.archive.words(*asked),
        use=choice.use,
        least=choice.least,
        parts=choice.parts,
        stop_words=choice.stop_words,
    )
    rows = _ordered(_keyword_rows(found, choice.use), KEYWORD_ORDERS, choice)
    drawn = "log_likelihood" if others else "count"
    write_window(
        context, rows, KEYWORD_NAMES, window, noun="word", drawn=drawn, spare=_KEYWORD_SPARE
    )
    told = _(
        "{posts} ({words})",
        posts=_n("{n:,} post", "{n:,} posts", posts),
        words=_n("{n:,} word", "{n:,} words", found.size),
    )
    if others:
        beside = _(
            "{others} ({words})",
            others=_n("{n:,} other", "{n:,} others", others),
            words=_n("{n:,} word", "{n:,} words", found.size_elsewhere),
        )
        use = _("Commoner") if choice.use is Use.OVER else _("Rarer")
        context.notice(
            _(
                "{use} in {told} than in {beside}; log-likelihood {least:g} at least.",
                use=use,
                told=told,
                beside=beside,
                least=choice.least,
            )
        )
    else:
        context.notice(_("In {told}, with nothing to compare them with.", told=told))
    return 0 if rows else 1


def write_collocates(
    context: Context,
    word: str,
    near: int,
    query: Query,
    choice: WordChoice,
    window: RowWindow,
) -> int:
    """Write the words near a word in the posts of a query, and return the exit code."""
    near_it = context.archive.cooccurrences(word, near, query)
    found = collocates(
        near_it, least=choice.least, parts=choice.parts, stop_words=choice.stop_words
    )
    rows: list[Row] = [
        {
            "word": one.word,
            "count": one.count,
            "elsewhere": one.elsewhere,
            "log_likelihood": round(one.log_likelihood, 2),
            "log_dice": round(one.log_dice, 2),
        }
        for one in found
    ]
    rows = _ordered(rows, COLLOCATE_ORDERS, choice)
    write_window(
        context,
        rows,
        COLLOCATE_NAMES,
        window,
        noun="word",
        drawn="log_likelihood",
        spare=_COLLOCATE_SPARE,
    )
    if not near_it.occurrences:
        asked = [] if isinstance(query, Everything) else [query]
        tell_nothing_found(context, all_of([*asked, Word(word)]))
        return 1
    context.notice(
        _(
            "Within {words} of {told_forms}; log-likelihood {least:g} at least, and logDice.",
            words=_n("{n:,} word", "{n:,} words", near),
            told_forms=_told_forms(near_it.forms),
            least=choice.least,
        )
    )
    return 0 if rows else 1


def order_named(order: str | None, orders: Mapping[str, str]) -> str:
    """Return an order, the first where none is asked for. Raises UsageError for another."""
    if order is None:
        return next(iter(orders))
    if order.replace("_", "-") not in orders:
        raise UsageError(
            _("There is no order {order!r}.", order=order),
            hint=_("Use: {orders}", orders=", ".join(orders)),
        )
    return order.replace("_", "-")


def _keyword_rows(found: Keywords, use: Use) -> list[Row]:
    is_compared = found.size and found.size_elsewhere
    return [
        {
            "word": one.word,
            "count": one.count,
            "elsewhere": one.elsewhere,
            "ppm": _rounded(per_million(one.count, found.size)),
            "ppm_elsewhere": _rounded(per_million(one.elsewhere, found.size_elsewhere)),
            "log_likelihood": _rounded(one.log_likelihood),
            "use": str(use) if is_compared else None,
        }
        for one in found.words
    ]


def _ordered(rows: list[Row], orders: Mapping[str, str], choice: WordChoice) -> list[Row]:
    """Return rows by a column, the largest number first, those alike by count and from A to Z."""
    column = orders[choice.order]

    def place(row: Row) -> tuple[object, ...]:
        largest_first = (-float(row[name] or 0) for name in (column, "count") if name != "word")
        return (*(() if column == "word" else largest_first), str(row["word"]))

    return sorted(rows, key=place, reverse=choice.reverse)


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)


def _told_forms(forms: Mapping[str, int]) -> str:
    """Return the commonest forms with their numbers."""
    ranked = sorted(forms.items(), key=lambda one: (-one[1], one[0]))
    shown = ", ".join(f"{form} {number:,}" for form, number in ranked[:_FORMS_SHOWN])
    more = len(ranked) - _FORMS_SHOWN
    return _("{shown} and {more:,} more", shown=shown, more=more) if more > 0 else shown
