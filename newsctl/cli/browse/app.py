"""The full screen: what was typed, the posts that answer it, the one that is read, and counts."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import work
from textual.app import App
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

import newsctl
from newsctl.cli.browse.answers import BrowseAnswer, BrowsedArchive
from newsctl.cli.browse.watchman import restoring_terminal
from newsctl.core.errors import ArchiveError, NewsctlError, QuerySyntaxError
from newsctl.core.messages import _, _n, said_by, translated
from newsctl.core.research.narrowing import narrowed
from newsctl.rendering.browse_view import (
    count_entry,
    list_entry,
    page_of_post,
    query_fault,
    spark_line,
)
from newsctl.rendering.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.visual import VisualType

    from newsctl.core.archive.hits import Hit
    from newsctl.core.post.post import Post, PostPath
    from newsctl.core.research.narrowing import Narrowing

_AskedT = TypeVar("_AskedT")

_PAUSE = 0.06
"""Seconds without a key after which what was typed is asked: less than a person notices."""

_LOOKS_AGAIN, _RESTS = 5.0, 50
"""Seconds after which the files are looked at again, and how many times as long as a look takes it
rests at least: nobody's screen should keep a processor busy."""

_WIDE = 110
"""Columns from which the counts stand beside the post unasked."""

_HELP = _("""\
/            search; what is typed is a query, as in `newsctl help query`
Enter        from the search to the list, from the list to the post
Esc, Tab     back; to the next part
Space        mark a post; the marked ones are printed when you quit
f            counts by year and field; Enter there narrows the search
e            edit the post in your editor
o            open its externe_link
r            the posts on its subject; / goes back to the search
s            set a field in the marked posts, or in this one
Ctrl-R       look at the files again
q            quit
""")


def browse_archive(root: Path, typed: str) -> Sequence[PostPath]:
    """Show an archive on the terminal, and return the posts that were marked, in their order.

    Whatever becomes of the process, the terminal is left as it was. Raises ArchiveError where the
    screen could not go on.
    """
    archive = BrowsedArchive(newsctl.open(root, follow=False))
    with restoring_terminal():
        app = BrowseApp(archive, root, typed)
        marked = app.run()
    if app.return_code:
        raise ArchiveError(_("The full screen ended by an error; marks are lost."))
    return marked or ()


class WidthChanged(Message):
    """A part has another width, as the window has, or as counts came beside it."""


class _ListedPosts(OptionList):
    def on_resize(self) -> None:
        self.post_message(WidthChanged())


class _ReadPost(VerticalScroll):
    def on_resize(self) -> None:
        self.post_message(WidthChanged())


class BrowseApp(App["Sequence[PostPath]"]):
    """The program of the full screen."""

    TITLE = "newsctl"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #query { border: none; height: 1; padding: 0 1; background: $panel; }
    #fault { height: auto; padding: 0 1; display: none; }
    #posts { width: 2fr; border: none; padding: 0; scrollbar-size-vertical: 1; }
    #reader { width: 3fr; padding: 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    #counts { width: 28; border: none; padding: 0; display: none; }
    #posts, #reader, #counts { min-width: 4; }  /* Textual cannot wrap to nothing */
    #through_time { height: 1; padding: 0 1; }
    .reading #posts { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", translated(_("Search")), key_display="/"),
        Binding("down", "back", translated(_("Posts")), key_display="↓"),
        Binding("space", "mark", translated(_("Mark"))),
        Binding("e", "edit", translated(_("Edit"))),
        Binding("o", "open", translated(_("Open"))),
        Binding("r", "related", translated(_("Related"))),
        Binding("s", "set", translated(_("Set"))),
        Binding("f", "counts", translated(_("Counts"))),
        Binding("question_mark", "keys", translated(_("Keys")), key_display="?"),
        Binding("q", "leave", translated(_("Quit"))),
        Binding("ctrl+q,ctrl+c", "leave", show=False, priority=True),
        Binding("ctrl+r", "refresh", show=False),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, archive: BrowsedArchive, root: Path, typed: str = "") -> None:
        super().__init__()
        self._archive = archive
        self._root = root
        self._typed = typed
        self._asked = 0  # the number of the last question; answers to earlier ones are dropped
        self._answer = BrowseAnswer("")
        self._has_answer = False
        self._subject: PostPath | None = None  # where the posts on it are listed, no search
        self._marked: dict[PostPath, None] = {}
        self._narrowings: list[Narrowing] = []

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield _TypedQuery(
            self._typed,
            placeholder=translated(_("Search the archive; ? shows the keys")),
            select_on_focus=False,  # or the next letter would replace what was typed
            id="query",
            compact=True,
        )
        yield Static(id="fault")
        with Horizontal():
            yield _ListedPosts(id="posts", markup=False, compact=True)
            with _ReadPost(id="reader"):
                yield Static(id="page", markup=False)
            yield OptionList(id="counts", markup=False, compact=True)
        yield Static(id="through_time", markup=False)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Ask at once, and begin where it is typed."""
        self._place = self._archive.place
        self.query_one("#counts").display = self.size.width >= _WIDE
        self._ask()
        self.set_timer(_LOOKS_AGAIN, self._follow)

    def on_input_changed(self) -> None:
        """Ask once nothing was typed for a moment."""
        self._asked += 1
        asked = self._asked
        self.set_timer(_PAUSE, lambda: self._ask() if asked == self._asked else None)

    def on_input_submitted(self) -> None:
        """Go from the search to what it found."""
        self.query_one("#posts").focus()

    def on_width_changed(self) -> None:
        """Show entries and page in the width that there is now."""
        self._show()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Read the post that the list is at."""
        if event.option_list.id == "posts":
            self._read(event.option_index)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on to the post, or narrow the search by a value."""
        if event.option_list.id == "posts":
            self.screen.add_class("reading")
            self.query_one("#reader").focus()
        else:
            query = self.query_one("#query", Input)
            query.value = narrowed(query.value, self._narrowings[event.option_index].clause)

    def action_search(self) -> None:
        """Go to where it is typed; a list of related posts gives way to what was searched."""
        self.screen.remove_class("reading")
        if self._answer.typed != self._typed_now:
            self._ask()
        self.query_one("#query").focus()

    async def action_back(self) -> None:
        """Go from the post, or from typing, to the list."""
        self.screen.remove_class("reading")
        self.query_one("#posts").focus()

    def action_mark(self) -> None:
        """Mark the post, or take its mark away, and go to the next."""
        posts = self.query_one("#posts", OptionList)
        at, hit = posts.highlighted, self._current
        if at is None or hit is None:
            return
        path = hit.summary.path
        if path in self._marked:
            del self._marked[path]
        else:
            self._marked[path] = None
        posts.replace_option_prompt_at_index(at, self._entry(hit))
        self._show_time()
        posts.action_cursor_down()

    def action_counts(self) -> None:
        """Show the counts beside the post, or put them away."""
        counts = self.query_one("#counts", OptionList)
        counts.display = not counts.display
        if counts.display:
            counts.focus()
            self._count()
        else:
            self.query_one("#posts").focus()

    def action_edit(self) -> None:
        """Edit the post in the user's editor."""
        if hit := self._current:
            self._run("edit", self._absolute(hit.summary.path))

    def action_open(self) -> None:
        """Open what the post links to."""
        if hit := self._current:
            self._run("open", self._absolute(hit.summary.path), wait=False)

    def action_related(self) -> None:
        """Show the posts on the subject of this one in its place in the list."""
        if hit := self._current:
            self._subject = hit.summary.path
            self._ask_again()

    def action_set(self) -> None:
        """Ask for a field and a value, and set it in the marked posts, or in this one."""
        paths = [*self._marked] or [hit.summary.path for hit in [self._current] if hit]
        if paths:
            posts = _("{paths} marked posts", paths=len(paths)) if self._marked else _("this post")
            self.push_screen(
                _Question(_("Set in {posts}, such as tags+=wolf", posts=posts)), self._set(paths)
            )

    def action_refresh(self) -> None:
        """Look at the files again."""
        self._refresh()

    def action_keys(self) -> None:
        """Show the keys."""
        self.push_screen(_KeyHelp())

    def action_leave(self) -> None:
        """End with the posts that were marked."""
        self.exit([*self._marked])

    @property
    def _typed_now(self) -> str:
        return self.query_one("#query", Input).value

    @property
    def _current(self) -> Hit | None:
        at = self.query_one("#posts", OptionList).highlighted
        return self._answer.hits[at] if at is not None and at < len(self._answer.hits) else None

    def _set(self, paths: Sequence[PostPath]) -> Callable[[str | None], None]:
        """Return what sets in posts what was typed, None when the question was left."""

        def _answered(typed: str | None) -> None:
            try:
                words = shlex.split(typed or "")
            except ValueError as error:
                self.notify(str(error), severity="error", markup=False)
                return
            if words:
                posts = [word for path in paths for word in ("--post", self._absolute(path))]
                self._run("set", *words, *posts)

        return _answered

    def _absolute(self, path: PostPath) -> str:
        return str(self._root / path)

    def _run(self, *line: str, wait: bool = True) -> None:
        """Run a command of newsctl on the terminal as it was before, and look at the files again.

        Its output goes to standard error: standard output may be a pipe, which the paths of marked
        posts go into.
        """
        command = [sys.executable, "-m", "newsctl", "-C", str(self._root), *line]
        with self.suspend():
            done = subprocess.run(command, stdout=sys.stderr.fileno(), check=False)  # noqa: S603 -- newsctl itself
            if wait and done.returncode:
                sys.stderr.write(translated(_("Enter: back to the list ")))
                sys.stderr.flush()
                sys.stdin.readline()
        self._refresh()

    def _ask(self) -> None:
        self._subject = None
        self._ask_again()

    def _ask_again(self) -> None:
        """Ask what is listed: what was typed, or the posts on a subject."""
        self._asked += 1
        if self._subject is None:
            self._answer_to(self._asked, self._typed_now)
        else:
            self._relate(self._asked, self._subject)

    def _result_or_notice(self, ask: Callable[[], _AskedT]) -> _AskedT | None:
        """Return what the archive answers a thread; None where it cannot, and the user is told."""
        try:
            return ask()
        except NewsctlError as error:
            self.call_from_thread(self.notify, str(error), severity="error", markup=False)
            return None

    @property
    def _stands(self) -> bool:
        """Whether the screen is there: Textual takes it down before the last messages came."""
        return bool(self.query("#posts"))

    def _from_thread(self, show: Callable[..., object], *found: object) -> None:
        """Show what a thread has found, unless the screen is taken down meanwhile."""
        self.call_from_thread(lambda: show(*found) if self._stands else None)

    @work(thread=True, exclusive=True, group="answer")
    def _answer_to(self, asked: int, typed: str) -> None:
        if asked != self._asked:
            return  # the last key wins
        answer = self._result_or_notice(lambda: self._archive.answer(typed))
        if answer is not None and asked == self._asked:
            self._from_thread(self._show_answer, asked, answer)

    @work(thread=True, exclusive=True, group="answer")
    def _relate(self, asked: int, path: PostPath) -> None:
        answer = self._result_or_notice(lambda: self._archive.related(path))
        if asked == self._asked:
            if answer is None:  # the post is gone
                self._from_thread(self._ask)
            else:
                self._from_thread(self._show_answer, asked, answer)

    def _count(self) -> None:
        """Count the answer by its values, where counts are shown; posts on a subject have none."""
        if not self.query_one("#counts").display:
            return
        if self._answer.typed is None:
            self._show_counts(self._asked, ())
        else:
            self._count_by_values(self._asked, self._answer.typed)

    @work(thread=True, exclusive=True, group="count")
    def _count_by_values(self, asked: int, typed: str) -> None:
        if asked != self._asked:
            return
        groups = self._result_or_notice(lambda: self._archive.narrowings(typed))
        if asked == self._asked:
            self._from_thread(self._show_counts, asked, groups or ())

    @work(thread=True, exclusive=True, group="read")
    def _read(self, number: int) -> None:
        answer = self._answer
        if number >= len(answer.hits):
            return
        path = answer.hits[number].summary.path
        found = self._result_or_notice(lambda: self._archive.read(answer.typed, number, path))
        if answer is self._answer:
            self._from_thread(self._show_post, number, found)

    def _follow(self) -> None:
        """Look at the files from time to time, as long as there is a terminal to show them on."""
        if self.is_headless or (sys.__stdin__ and sys.__stdin__.isatty()):
            self._refresh(follows=True)
        else:
            os._exit(ArchiveError.exit_code)  # Textual would wait for the screen

    @work(thread=True, group="refresh")
    def _refresh(self, *, follows: bool = False) -> None:
        begun = time.monotonic()
        if self._result_or_notice(self._archive.refresh):
            self._from_thread(self._ask_again)
        if follows:
            rest = max(_LOOKS_AGAIN, _RESTS * (time.monotonic() - begun))
            self._from_thread(self.set_timer, rest, self._follow)

    def _show_answer(self, asked: int, answer: BrowseAnswer) -> None:
        if asked != self._asked:
            return
        fault = self.query_one("#fault", Static)
        fault.display = answer.fault is not None
        if answer.fault is not None:
            fault.update(self._fault(answer))
            return  # the last answer stays while a query is typed that is none yet
        at = self._place_of_current(answer)
        self._answer = answer
        self._has_answer = True
        posts = self.query_one("#posts", OptionList)
        posts.clear_options()
        posts.add_options(Option(self._entry(hit)) for hit in answer.hits)
        if answer.hits:
            posts.highlighted = at
        else:
            self.query_one("#page", Static).update(translated(_("No post answers this.")))
        self._show_time()
        self._count()

    def _place_of_current(self, answer: BrowseAnswer) -> int:
        """Return where the post that is read stands, if the words are the same; else the top."""
        current = self._current
        if current is None or answer.typed != self._answer.typed:
            return 0
        paths = [hit.summary.path for hit in answer.hits]
        path = current.summary.path
        return paths.index(path) if path in paths else 0

    def _show_counts(self, asked: int, groups: Sequence[Sequence[Narrowing]]) -> None:
        if asked != self._asked:
            return
        counts = self.query_one("#counts", OptionList)
        counts.clear_options()
        self._narrowings = []
        for group in groups:
            if self._narrowings:
                counts.add_option(None)
            for one in group:
                counts.add_option(Option(count_entry(one.value, one.posts, self._screen_of(26))))
                self._narrowings.append(one)
        if self._narrowings:
            counts.highlighted = 0

    def _show_post(self, number: int, found: tuple[Post, Collection[str]] | None) -> None:
        posts = self.query_one("#posts", OptionList)
        if posts.highlighted != number:
            return
        page = self.query_one("#page", Static)
        if found is None:
            page.update(
                translated(
                    _("This post is gone, or cannot be read. Ctrl-R looks at the files again.")
                )
            )
            return
        post, matched = found
        width = self.query_one("#reader").scrollable_content_region.width or self.size.width
        page.update(page_of_post(post, matched, self._screen_of(width), self._place))
        self.query_one("#reader", VerticalScroll).scroll_home(animate=False)

    def _show(self) -> None:
        """Show all anew, in the width that there is; before the first answer there is nothing."""
        if not self._has_answer or not self._stands:
            return
        posts = self.query_one("#posts", OptionList)
        for at, hit in enumerate(self._answer.hits):
            posts.replace_option_prompt_at_index(at, self._entry(hit))
        if posts.highlighted is not None:
            self._read(posts.highlighted)
        self._show_time()

    def _show_time(self) -> None:
        through = self._archive.through_time(self._answer.dates)
        number = self._answer.total
        told = translated(_n("{n:,} post", "{n:,} posts", number))
        if self._marked:
            told += f" · {translated(_('{marked} marked', marked=len(self._marked)))}"
        line = self.query_one("#through_time", Static)
        room = self.size.width - len(told) - 5
        if through.counts and room > len(through.first) * 2 + 10:
            drawn = spark_line(through.counts, through.first, through.last, self._screen_of(room))
            line.update(drawn.append(f"  {told}"))
        else:
            line.update(told)

    def _entry(self, hit: Hit) -> VisualType:
        width = self.query_one("#posts").content_size.width or self.size.width // 2
        is_marked = hit.summary.path in self._marked
        return list_entry(hit, self._screen_of(max(width - 3, 10)), is_marked=is_marked)

    def _fault(self, answer: BrowseAnswer) -> VisualType:
        fault = answer.fault
        if isinstance(fault, QuerySyntaxError):
            message = " ".join(map(translated, filter(None, (fault.message, fault.hint))))
            return query_fault(
                fault.text, fault.start, fault.end, message, self._screen_of(self.size.width)
            )
        return translated(said_by(fault)) if fault else ""

    def _screen_of(self, width: int) -> Terminal:
        unicode = (sys.__stderr__.encoding or "") if sys.__stderr__ else ""
        return Terminal(width=width, is_tty=True, colour=True, encoding=unicode or "utf-8")


class _KeyHelp(ModalScreen[None]):
    """The keys, until one is pressed."""

    CSS = """
    _KeyHelp { align: center middle; }
    #keys { width: auto; height: auto; padding: 1 2; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,enter", "dismiss", translated(_("Back")))
    ]

    def compose(self) -> ComposeResult:
        yield Static(translated(_HELP), id="keys", markup=False)


class _TypedQuery(Input):
    """Where a query is typed. None begins with a question mark: it asks for the keys there."""

    async def _on_key(self, event: events.Key) -> None:
        if event.character == "?" and not self.value:
            event.stop()
            event.prevent_default()
            await self.run_action("app.keys")


class _Question(ModalScreen["str | None"]):
    """A line to be typed; None where it was given up."""

    CSS = """
    _Question { align: center bottom; overflow: hidden; }  /* else its scrollbar comes and goes */
    _Question Input { border: none; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", translated(_("Back")))]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        yield Static(translated(self._question), markup=False)
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with what was typed."""
        self.dismiss(event.value)
