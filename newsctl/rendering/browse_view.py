"""The text of the full-screen browser: entries of lists, a post, counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.text import Text

from newsctl.rendering.bars import spark
from newsctl.rendering.dutch_dates import short_date
from newsctl.rendering.fields import front_matter_value, title_of, value_text
from newsctl.rendering.post_view import post_view
from newsctl.rendering.screen import Screen
from newsctl.rendering.styles import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsctl.core.archive.hits import Hit
    from newsctl.core.post.post import Post
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal

_INDENT = "  "

_ORIGIN = ("bron", "category", "categories")
"""The keys whose values stand below a title."""

_WITHOUT_COLOUR = "bold underline"
"""Style of matches and errors without colour: Textual would turn theirs into a dark grey."""


def list_entry(hit: Hit, terminal: Terminal, *, is_marked: bool) -> Text:
    """Return a post of a list: the title in at most two lines, and date and source."""
    screen = Screen(terminal)
    mark = screen.text((screen.bullet if is_marked else " ") + " ", Label.WARNING)
    title = screen.highlighted(title_of(hit), "", _style(Label.MATCH, terminal))
    first, *others = screen.folded(title, screen.width - len(_INDENT))
    lines = [Text.assemble(mark, first)]
    if others:
        for line in others:
            line.rstrip()
        lines.append(screen.cut(Text.assemble(_INDENT, Text(" ").join(others)), screen.width))
    post = hit.summary
    known = [short_date(post.date)] if post.date else []
    known += [value_text(front_matter_value(post, key)) for key in _ORIGIN]
    origin = screen.text(f"{_INDENT}{f' {screen.dot} '.join(filter(None, known))}", Label.QUIET)
    return Text("\n").join([*lines, screen.cut(origin, screen.width)])


def page_of_post(post: Post, matched: Iterable[str], terminal: Terminal, place: Place) -> Text:
    """Return a post as `show` renders it, with the matched words highlighted."""
    page = Text.from_ansi("".join(post_view(post, terminal, place)))
    words = sorted(set(matched), key=len, reverse=True)
    if words:
        either = "|".join(map(re.escape, words))
        page.highlight_regex(rf"(?<!\w)(?:{either})(?!\w)", _style(Label.MATCH, terminal))
    return page


def spark_line(counts: Sequence[int], first: str, last: str, terminal: Terminal) -> Text:
    """Return a sparkline of counts, between the first and the last period."""
    screen = Screen(terminal)
    room = terminal.width - len(first) - len(last) - 2
    return Text.assemble(
        screen.text(f"{first} ", Label.QUIET),
        spark(counts, max(room, 1), terminal),
        screen.text(f" {last}", Label.QUIET),
    )


def count_entry(value: str, posts: int, terminal: Terminal) -> Text:
    """Return a value with its number of posts, on one line."""
    screen = Screen(terminal)
    number = f" {posts}"
    text = screen.cut(screen.text(value), screen.width - len(number))
    return Text.assemble(
        text, " " * (screen.width - text.cell_len - len(number)), screen.text(number, Label.QUIET)
    )


def query_fault(text: str, start: int, end: int, message: str, terminal: Terminal) -> Text:
    """Return the error of a query in two lines, with a caret under the place."""
    screen = Screen(terminal)
    caret = " " * start + "^" * max(min(end, len(text)) - start, 1)
    style = _style(Label.ERROR, terminal)
    return Text("\n").join([screen.text(caret, style), screen.text(message, style)])


def _style(label: Label, terminal: Terminal) -> Label | str:
    return label if terminal.colour else _WITHOUT_COLOUR
