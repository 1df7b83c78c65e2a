"""Building blocks of the rules' examples."""

from __future__ import annotations

from newsctl.validation.rule import Example

TITLE = 'title: "Zon in Zutphen"'
DATE = "date: Thu, 05 Sep 2019 03:07:07 +0200"
BODY = "<p>De zon schijnt, en de zon blijft.</p>"


def post(*header: str, body: str = BODY) -> Example:
    """Return a post with these lines of front matter."""
    return Example("\n".join(("---", *header, "---", "", body, "")))


CLEAN = post(TITLE, DATE, "bron: NOS")
