"""The words of the pages, in Dutch and in English, by what the browser prefers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = "nl", "en"

_WORDS = {
    "search": ("Zoeken", "Search"),
    "query": ("Zoek in het archief", "Search the archive"),
    "filter": ("Verfijn", "Narrow"),
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
    "queries": ("Zoekvragen, een per regel", "Queries, one on a line"),
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
    """Return the words of the pages in one of LANGUAGES."""
    at = LANGUAGES.index(language)
    return {name: both[at] for name, both in _WORDS.items()}
