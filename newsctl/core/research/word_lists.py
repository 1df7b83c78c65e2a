"""Keywords and collocates as sorted rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.research.keywords import (
    LEAST,
    Use,
    collocates,
    compared,
    keywords,
    per_million,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.archive.archive import Archive
    from newsctl.core.query.ast import Query
    from newsctl.core.research.tables import Row

KEYWORD_NAMES = ("word", "count", "elsewhere", "ppm", "ppm_elsewhere", "log_likelihood", "use")
COLLOCATE_NAMES = ("word", "count", "elsewhere", "log_likelihood", "log_dice")
KEYWORD_ORDERS = {"log-likelihood": "log_likelihood", "count": "count", "word": "word"}
COLLOCATE_ORDERS = {**KEYWORD_ORDERS, "log-dice": "log_dice"}
"""The columns that rows are ordered by, by what they are called on the command line."""


class WordChoice(NamedTuple):
    """Which words are listed, from which log-likelihood on, and in which order.

    With `parts` a compound counts for each of its parts too; with `stop_words` these are listed.
    """

    order: str = "log-likelihood"
    reverse: bool = False
    least: float = LEAST
    parts: bool = False
    stop_words: bool = False
    use: Use = Use.OVER


class KeywordList(NamedTuple):
    """Rows of keywords, and the total number of words in the posts and in the others."""

    rows: list[Row]
    size: int
    size_elsewhere: int


class CollocateList(NamedTuple):
    """Rows of collocates, and the counts of the forms of the word they go with."""

    rows: list[Row]
    forms: Mapping[str, int]


def keyword_list(
    archive: Archive, query: Query, against: Query | None, choice: WordChoice
) -> KeywordList:
    """Return the keywords of the posts of a query: see `compared`, `keywords`.

    The use of a word is given if there are posts to compare with.
    """
    found = keywords(
        archive.words(*compared(query, against)),
        use=choice.use,
        least=choice.least,
        parts=choice.parts,
        stop_words=choice.stop_words,
    )
    is_compared = found.size and found.size_elsewhere
    rows: list[Row] = [
        {
            "word": one.word,
            "count": one.count,
            "elsewhere": one.elsewhere,
            "ppm": per_million(one.count, found.size),
            "ppm_elsewhere": per_million(one.elsewhere, found.size_elsewhere),
            "log_likelihood": one.log_likelihood,
            "use": str(choice.use) if is_compared else None,
        }
        for one in found.words
    ]
    rows = _ordered(rows, KEYWORD_ORDERS[choice.order], reverse=choice.reverse)
    return KeywordList(rows, found.size, found.size_elsewhere)


def collocate_list(
    archive: Archive, word: Query, window: int, query: Query, choice: WordChoice
) -> CollocateList:
    """Return the words within a window around a word: see `collocates`.

    Raises UsageError for anything but one word, in all forms, exact, a prefix or fuzzy.
    """
    near_it = archive.cooccurrences(word, window, query)
    found = collocates(
        near_it, least=choice.least, parts=choice.parts, stop_words=choice.stop_words
    )
    rows: list[Row] = [
        {
            "word": one.word,
            "count": one.count,
            "elsewhere": one.elsewhere,
            "log_likelihood": one.log_likelihood,
            "log_dice": one.log_dice,
        }
        for one in found
    ]
    rows = _ordered(rows, COLLOCATE_ORDERS[choice.order], reverse=choice.reverse)
    return CollocateList(rows, near_it.forms)


def order_named(order: str | None, orders: Mapping[str, str]) -> str:
    """Return an order by its name, or the default. Raises UsageError for an unknown one."""
    if order is None:
        return next(iter(orders))
    if order.replace("_", "-") not in orders:
        raise UsageError(
            _("There is no order {order!r}.", order=order),
            hint=_("Use: {orders}", orders=", ".join(orders)),
        )
    return order.replace("_", "-")


def use_named(name: str) -> Use:
    """Return a use by its name. Raises UsageError for an unknown one."""
    try:
        return Use(name)
    except ValueError:
        raise UsageError(
            _("There is no use {name!r}.", name=name), hint=_("Use: {use}", use=", ".join(Use))
        ) from None


def _ordered(rows: list[Row], column: str, *, reverse: bool) -> list[Row]:
    """Sort rows by a column, the largest first; ties by count and then from A to Z."""

    def place(row: Row) -> tuple[object, ...]:
        largest_first = (-float(row[name] or 0) for name in (column, "count") if name != "word")
        return (*(() if column == "word" else largest_first), str(row["word"]))

    return sorted(rows, key=place, reverse=reverse)
