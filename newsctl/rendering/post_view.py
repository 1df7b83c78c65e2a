"""A post for reading: its title, its front matter, its body in paragraphs."""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from rich.text import Text

from newsctl.core.post.filename import is_mdx
from newsctl.markup.block_reader import blocks_of_body
from newsctl.markup.blocks import Code, Heading, ListItem, Paragraph, Quote, TableRow, ThematicBreak
from newsctl.rendering.columns import GAP, fitted, pad
from newsctl.rendering.dutch_dates import long_moment
from newsctl.rendering.fields import value_text
from newsctl.rendering.screen import READABLE, Screen
from newsctl.rendering.styles import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.post.post import Post
    from newsctl.markup.blocks import Block, Spans, StyledSpan
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal

_GAP = "  "
_NESTING = "   "
_WIDEST_KEY = 20
_BETWEEN_CELLS = " | "
_NARROWEST_CELL = 8
"""Columns below which words of a cell would be broken."""


def post_view(post: Post, terminal: Terminal, place: Place) -> Iterator[str]:
    """Yield a post as a page: heading, front matter, and the blocks of the body.

    Lines are wrapped to the window, at most 88 columns; in a pipe a paragraph is one line. On
    terminals without links, addresses are listed at the end.
    """
    screen = Screen(terminal)
    notes = _Notes(shown=not terminal.links)
    yield screen.lines(screen.wrapped(screen.text(post.summary.title, Label.TITLE), most=READABLE))
    yield "\n" + screen.lines(_front_matter(post, screen, place))
    yield from _body(blocks_of_body(post.body, is_mdx=is_mdx(post.path)), screen, notes)
    if notes.links:
        yield "\n" + screen.lines(notes.lines(screen))


class _Notes:
    """Numbered addresses of links, for terminals that cannot link."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self.links: dict[str, int] = {}

    def mark(self, link: str) -> str:
        """Return the number behind the text of a link: ` [1]`."""
        if not self._shown:
            return ""
        return f" [{self.links.setdefault(link, len(self.links) + 1)}]"

    def lines(self, screen: Screen) -> Iterator[Text]:
        for link, number in self.links.items():
            yield screen.text(f"[{number}] {link}", Label.QUIET)


def _front_matter(post: Post, screen: Screen, place: Place) -> Iterator[Text]:
    """Yield a line for each field: newsctl's own first, then the file's own in their order."""
    rows = dict(_rows(post, place))
    width = min(max(len(key) for key in rows), _WIDEST_KEY)
    for key, value in rows.items():
        name = screen.text(pad(key, width), Label.QUIET)
        link = place.uri(post.path) if key == "path" else value
        text = screen.text(value, link=link)
        first, rest = name + _GAP, " " * width + _GAP
        if " " in value:
            yield from screen.wrapped(text, first=first, rest=rest, most=READABLE)
        else:  # an address has to stay whole to be copied
            yield Text.assemble(first, text)


def _rows(post: Post, place: Place) -> Iterator[tuple[str, str]]:
    summary = post.shown
    yield "path", place.path(post.path)
    if summary.date:
        yield "date", long_moment(summary.date)
    for key, value in summary.front_matter.items():
        if key not in {"title", "path"} and not (key == "date" and summary.date):
            yield key, value_text(value)


def _body(blocks: list[Block], screen: Screen, notes: _Notes) -> Iterator[str]:
    """Yield the lines of blocks; consecutive rows form a table."""
    before: Block | None = None
    for is_table, some in groupby(blocks, lambda block: isinstance(block, TableRow)):
        if is_table:
            rows = [block.cells for block in some if isinstance(block, TableRow)]
            yield screen.lines([*_room(before, None, screen), *_table(rows, screen, notes)])
            before = None
            continue
        for block in some:
            yield screen.lines([*_room(before, block, screen), *_lines(block, screen, notes)])
            before = block


def _table(rows: list[tuple[Spans, ...]], screen: Screen, notes: _Notes) -> Iterator[Text]:
    """Yield the lines of a table, in columns if the window has room for them."""
    cells = [[_running(cell, "", screen, notes) for cell in row] for row in rows]
    columns = list(zip_longest(*cells, fillvalue=Text()))
    natural = [max(map(screen.natural_width, column)) for column in columns]
    room = screen.width - (len(_BETWEEN_CELLS) - GAP) * (len(columns) - 1)
    widths = fitted(natural, room)
    is_cut = any(
        width < min(wanted, _NARROWEST_CELL) for width, wanted in zip(widths, natural, strict=True)
    )
    if is_cut or not screen.is_window:
        for row in cells:
            yield from screen.wrapped(Text(_BETWEEN_CELLS).join(row), most=READABLE)
        return
    between = Text(_BETWEEN_CELLS)
    for aligned in zip(*columns, strict=True):
        folded = [screen.folded(cell, width) for cell, width in zip(aligned, widths, strict=True)]
        for line in zip_longest(*folded, fillvalue=Text()):
            yield between.join(_padded(*cell) for cell in zip(line, widths, strict=True))


def _padded(cell: Text, width: int) -> Text:
    return Text.assemble(cell, " " * (width - cell.cell_len))


def _room(before: Block | None, block: Block | None, screen: Screen) -> list[Text]:
    """Return the text between two blocks: none between the items of a list."""
    match before, block:
        case ListItem(), ListItem(has_marker=True):
            return []
        case Quote(), Quote():
            return [screen.text(screen.bar, Label.QUIET)]
    return [Text()]


def _lines(block: Block, screen: Screen, notes: _Notes) -> list[Text]:
    match block:
        case ThematicBreak():
            return [screen.text(screen.dash * 20, Label.QUIET)]
        case Code():
            lines = block.text.expandtabs(4).split("\n")
            return [Text.assemble(" " * 4, screen.text(line, Label.CODE)) for line in lines]
        case Quote():
            bar = Text(f"{screen.bar} ", style=Label.QUIET)
            text = _running(block.spans, Label.QUOTE, screen, notes)
            return screen.wrapped(text, first=bar, rest=bar, most=READABLE)
        case ListItem():
            marker = _marker(block, screen)
            text = _running(block.spans, "", screen, notes)
            return screen.wrapped(text, first=marker, rest=" " * len(marker), most=READABLE)
        case TableRow():
            return [*_table([block.cells], screen, notes)]
        case Heading() | Paragraph():
            label = Label.TITLE if isinstance(block, Heading) else ""
            return screen.wrapped(_running(block.spans, label, screen, notes), most=READABLE)


def _marker(item: ListItem, screen: Screen) -> str:
    marker = screen.bullet if item.number is None else f"{item.number}."
    return _NESTING * (item.depth - 1) + (marker if item.has_marker else " " * len(marker)) + " "


def _running(
    spans: tuple[StyledSpan, ...], label: Label | str, screen: Screen, notes: _Notes
) -> Text:
    """Return spans as one text; a line-break span breaks the line."""
    text = Text(style=label)
    for span in spans:
        if span.text == "\n":
            text.append("\n")
            continue
        text.append_text(screen.text(span.text, _look(span), link=span.link))
        if span.link:
            text.append(screen.text(notes.mark(span.link), Label.QUIET))
    return text


def _look(span: StyledSpan) -> str:
    looks = (
        ("bold", span.bold),
        ("italic", span.italic),
        (Label.CODE, span.code),
        (Label.LINK, span.link),
    )
    return " ".join(look for look, is_so in looks if is_so)
