"""The widgets of the full screen: the query, the list of posts, the post, counts."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from newsctl.core.errors import QuerySyntaxError
from newsctl.core.messages import _, _n, said_by, translated
from newsctl.core.research.narrowing import MOST_READ
from newsctl.rendering.browse_view import (
    count_entry,
    list_entry,
    page_of_post,
    query_fault,
    spark_line,
)
from newsctl.rendering.harmless import one_line
from newsctl.rendering.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.visual import VisualType

    from newsctl.core.archive.hits import Hit
    from newsctl.core.errors import NewsctlError
    from newsctl.core.post.post import Post, PostPath
    from newsctl.core.research.narrowing import NarrowingGroup, ThroughTime
    from newsctl.rendering.paths import Place

_AT_ONCE = 16
"""Entries that are laid out before the next key is handled: each takes a millisecond."""

_COLUMN = 26
"""Columns of a count with its value."""


class WidthChanged(Message):
    """The width of a widget changed, with the window or with the counts beside it."""


class TypedQuery(Input):
    """The input field of the query. At its beginning ? shows the keys, and / leads to itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.back", translated(_("Posts")), key_display="↓")
    ]

    async def _on_key(self, event: events.Key) -> None:
        if event.character in {"?", "/"} and not self.value:
            event.stop()
            event.prevent_default()
            if event.character == "?":
                await self.run_action("app.keys")


class QueryNotes(Static):
    """The error of the query, or hints; hidden if there are none."""

    def show(self, fault: NewsctlError | None, notes: Sequence[str]) -> None:
        """Show an error under its place in the query, or else hints, one on a line."""
        self.display = bool(fault or notes)
        if isinstance(fault, QuerySyntaxError):
            message = " ".join(map(translated, filter(None, (fault.message, fault.hint))))
            screen = _screen_of(self.app.size.width)
            self.update(query_fault(fault.text, fault.start, fault.end, message, screen))
        elif fault is not None:
            self.update(translated(said_by(fault)))
        else:
            self.update("\n".join(one_line(translated(note)) for note in notes))


class PostPane(OptionList):
    """The list of posts, each in two or three lines; some are marked."""

    def __init__(self) -> None:
        super().__init__(id="posts", markup=False, compact=True)
        self.marked: dict[PostPath, None] = {}
        """Those that were marked, in their order, of this answer or of others."""
        self._hits: Sequence[Hit] = ()

    @property
    def current(self) -> Hit | None:
        """The current post of the list."""
        at = self.highlighted
        return self._hits[at] if at is not None and at < len(self._hits) else None

    def show(self, hits: Sequence[Hit], at: int = 0) -> None:
        """List posts, and go to one of them; posts beyond the screen are added later."""
        self._hits = hits
        self.clear_options()
        self._go_on(hits, at + _AT_ONCE)
        if hits:
            self.highlighted = at

    def _go_on(self, hits: Sequence[Hit], number: int) -> None:
        """List so many more posts, and schedule the others, unless the list has changed."""
        if hits is self._hits:
            some = hits[self.option_count : self.option_count + number]
            self.add_options([Option(self.entry(hit)) for hit in some])
            if self.option_count < len(hits):
                self.call_later(self._go_on, hits, _AT_ONCE)

    def lay_out(self) -> None:
        """Redraw the entries for the present width."""
        for at, hit in enumerate(self._hits[: self.option_count]):
            self.replace_option_prompt_at_index(at, self.entry(hit))

    def mark(self) -> None:
        """Toggle the mark of the post, and go to the next."""
        at, hit = self.highlighted, self.current
        if at is None or hit is None:
            return
        path = hit.summary.path
        if path in self.marked:
            del self.marked[path]
        else:
            self.marked[path] = None
        self.replace_option_prompt_at_index(at, self.entry(hit))
        self.action_cursor_down()

    def entry(self, hit: Hit) -> VisualType:
        """Return the entry of a post."""
        width = self.content_size.width or self.app.size.width // 2
        is_marked = hit.summary.path in self.marked
        return list_entry(hit, _screen_of(max(width - 3, 10)), is_marked=is_marked)

    def on_resize(self) -> None:
        """Report a new width of entries."""
        self.post_message(WidthChanged())


class ReadingPane(VerticalScroll):
    """One post as `show` renders it."""

    def __init__(self, place: Place) -> None:
        super().__init__(id="reader")
        self._place = place

    def compose(self) -> ComposeResult:
        """Lay out the pane."""
        yield Static(id="page", markup=False)

    def tell(self, message: str) -> None:
        """Show why there is no post."""
        self.query_one("#page", Static).update(translated(message))

    def show(self, post: Post, matched: Collection[str]) -> None:
        """Show a post from its beginning, with its matched words highlighted."""
        width = (self.scrollable_content_region.width or self.app.size.width) - 1  # beside the bar
        page = page_of_post(post, matched, _screen_of(width), self._place)
        self.query_one("#page", Static).update(page)
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Report a new width of the page."""
        self.post_message(WidthChanged())


class CountPane(OptionList):
    """Counts of an answer by year and by field values, each of which narrows it."""

    def __init__(self) -> None:
        super().__init__(id="counts", markup=False, compact=True)
        self._narrowed: dict[int, str] = {}

    def show(self, groups: Sequence[NarrowingGroup]) -> None:
        """List the counts by group, or a message that there are none."""
        self.clear_options()
        self._narrowed = {}
        for group in groups:
            if self._narrowed:
                self.add_option(None)
            for one in group.values:
                self._narrowed[self.option_count] = one.narrowed
                value = f"× {one.value}" if one.is_taken else one.value
                self.add_option(Option(count_entry(value, one.posts, _screen_of(_COLUMN))))
            if group.is_cut:
                says = (
                    _("the commonest {most}", most=len(group.values))
                    if group.values
                    else _("{field}: only in {n:,} posts at most", field=group.field, n=MOST_READ)
                )
                self.add_option(Option(translated(says), disabled=True))
        if self._narrowed:
            self.highlighted = 0
        else:
            self.add_option(Option(translated(_("Nothing to narrow this by.")), disabled=True))

    def query_at(self, number: int) -> str:
        """Return the query of an entry."""
        return self._narrowed[number]


class TimeLine(Static):
    """A sparkline of posts by period, with their number, and the number of marked posts."""

    def show(self, through: ThroughTime, posts: int, marked: int) -> None:
        """Draw as much as fits."""
        told = translated(_n("{n:,} post", "{n:,} posts", posts))
        if marked:
            of_them = translated(_("{marked:,} marked", marked=marked))
            told += f" · {of_them}"
        room = self.app.size.width - len(told) - 5
        if through.counts and room > len(through.first) * 2 + 10:
            screen = _screen_of(room)
            drawn = spark_line(through.counts, through.first, through.last, screen)
            self.update(drawn.append(f"  {told}"))
        else:
            self.update(told)


def _screen_of(width: int) -> Terminal:
    unicode = (sys.__stderr__.encoding or "") if sys.__stderr__ else ""
    colour = "NO_COLOR" not in os.environ  # as Textual has it
    return Terminal(width=width, is_tty=True, colour=colour, encoding=unicode or "utf-8")
