"""The texts, numbers and dates of the pages, in Dutch and in English, by browser preference."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from newsctl.cli.reading.language import catalog_of
from newsctl.core.messages import by_catalog, number_by_catalog
from newsctl.core.post.dates import ENGLISH_MONTHS
from newsctl.rendering.dutch_dates import long_moment, short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from newsctl.core.messages import Catalog

LANGUAGES = "nl", "en"

_WORDS = {
    "search": ("Zoeken", "Search"),
    "query": ("Zoek in het archief", "Search the archive"),
    "widen": ("Haal dit weg", "Take this away"),
    "most": ("de {} meest voorkomende", "the commonest {}"),
    "uncounted": ("geteld bij hooguit {} berichten", "counted in {} posts at most"),
    "filter": ("Verfijn", "Narrow"),
    "since": ("vanaf", "from"),
    "to": ("tot en met", "up to"),
    "from": ("Vanaf", "From"),
    "until": ("Tot en met", "Up to"),
    "order": ("Volgorde", "Order"),
    "relevance": ("beste eerst", "best first"),
    "newest": ("nieuwste eerst", "newest first"),
    "oldest": ("oudste eerst", "oldest first"),
    "posts": ("berichten", "posts"),
    "post": ("bericht", "post"),
    "none": ("Niets gevonden.", "Nothing found."),
    "meant": ("Bedoelde u", "Did you mean"),
    "download": ("Download", "Download"),
    "trend": ("Door de tijd", "Through time"),
    "period": ("Periode", "Period"),
    "total": ("Alle", "All"),
    "per": ("Per", "Per"),
    "queries": ("Zoekvragen, één per regel", "Queries, one on a line"),
    "show": ("Toon", "Show"),
    "undated": ("Geen bericht heeft een datum.", "No post has a date."),
    "part": ("deel van een periode", "part of a period"),
    "next": ("Volgende", "Next"),
    "previous": ("Vorige", "Previous"),
    "page": ("Bladzijde", "Page"),
    "earlier": ("Eerder", "Earlier"),
    "later": ("Later", "Later"),
    "related": ("Over hetzelfde onderwerp", "On the same subject"),
    "facts": ("Gegevens", "Front matter"),
    "skip": ("Naar de inhoud", "Skip to the content"),
    "all": ("Alle berichten", "All posts"),
    "feed": ("Feed", "Feed"),
    "date": ("Datum", "Date"),
    "bron": ("Bron", "Source"),
    "category": ("Rubriek", "Category"),
    "categories": ("Rubriek", "Category"),
    "tags": ("Onderwerp", "Tag"),
    "author": ("Auteur", "Author"),
}


def words_in(language: str) -> Mapping[str, str]:
    """Return the texts of the pages in one of LANGUAGES."""
    at = LANGUAGES.index(language)
    return {name: both[at] for name, both in _WORDS.items()}


@cache
def catalog_in(language: str) -> Catalog | None:
    """Return the catalog of one of LANGUAGES, which is read once."""
    return catalog_of(language)


def message_in(language: str, message: str) -> str:
    """Translate a message to one of LANGUAGES."""
    return by_catalog(message, catalog_in(language))


def writers_in(language: str) -> Mapping[str, Callable[..., Any]]:
    """Return the formatters `number`, `day` and `moment` for one of LANGUAGES."""
    catalog = catalog_in(language)
    is_dutch = language == "nl"
    return {
        "number": lambda number, form=",": number_by_catalog(number, catalog, form),
        "day": short_date if is_dutch else _short_date,
        "moment": long_moment if is_dutch else _long_moment,
    }


def _short_date(moment: datetime) -> str:
    """Return `5 Sep 2019`."""
    return f"{moment.day} {ENGLISH_MONTHS[moment.month - 1][:3]} {moment.year}"


def _long_moment(moment: datetime) -> str:
    """Return `5 September 2019 03:07`, without the time at exactly midnight."""
    day = f"{moment.day} {ENGLISH_MONTHS[moment.month - 1]} {moment.year}"
    is_day = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return day if is_day else f"{day} {moment.hour:02}:{moment.minute:02}"
