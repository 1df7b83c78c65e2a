"""The first heading of a body, which is the title of a post without one."""

from __future__ import annotations

import re

from newsctl.markup.text import text_of_body

_MOST = 4096
"""Characters at the beginning of a body in which its first heading ends, or it has none."""

_INDENTS = {"", " ", "  ", "   "}
"""What may stand before a heading on its line (CommonMark 4.2); more makes code of it."""

_UNSEEN = re.compile(r"<!--.*?-->|\{/\*.*?\*/\}|(?:import|export)\b[^\n]*\n|\s", re.DOTALL)
_MARKED = re.compile(r"#[ \t]+(?P<text>[^\n]*)")
_UNDERLINED = re.compile(r"(?P<text>[^\n#>`|*+-][^\n]*)\n {0,3}=+[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*\Z")
_ANCHOR = re.compile(r"\s*(?:\{#[^{}\s]+\}|\{/\*\s*#[^{}\s]+\s*\*/\})\s*\Z")


def leading_heading(body: str) -> str | None:
    """Return the text of a level-1 heading at the beginning of a body; None if there is none.

    Docusaurus uses it as the title of a page (`parseMarkdownContentTitle` of docusaurus-utils,
    which skips the imports of MDX), and so do GitHub Pages (jekyll-titles-from-headings) and MkDocs
    ("Meta-Data": title).
    """
    start = body[:_MOST].replace("\r\n", "\n").replace("\r", "\n")
    place = 0
    while unseen := _UNSEEN.match(start, place):
        place = unseen.end()
    line = start.rfind("\n", 0, place) + 1
    if start[line:place] not in _INDENTS:
        return None
    found = _MARKED.match(start, place) or _UNDERLINED.match(start, place)
    if found is None:
        return None
    written = _CLOSING.sub("", _ANCHOR.sub("", found["text"].strip()))
    return " ".join(text_of_body(written).split()) or None
