"""The full-screen application: its keys, and its questions to the archive."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import work
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Footer, Input

import newsctl
from newsctl.cli.browse.answers import BrowseAnswer, BrowsedArchive
from newsctl.cli.browse.dialogs import KeyHelp, Question
from newsctl.cli.browse.key_order import KeysInOrder
from newsctl.cli.browse.panes import (
    CountPane,
    PostPane,
    QueryNotes,
    ReadingPane,
    TimeLine,
    TypedQuery,
)
from newsctl.cli.browse.watchman import restoring_terminal
from newsctl.core.deadline import ended_when
from newsctl.core.errors import ArchiveError, NewsctlError, TookTooLong
from newsctl.core.messages import _, _n, translated

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import OptionList

    from newsctl.core.post.post import Post, PostPath
    from newsctl.core.research.narrowing import NarrowingGroup

_AskedT = TypeVar("_AskedT")

_PAUSE = 0.06
"""Seconds without a key after which what was typed is asked: less than a person notices."""

_REST = 0.3
"""Seconds without a key after which similar words are searched for, which would slow down keys."""

_LOOKS_AGAIN, _RESTS = 5.0, 50
"""Seconds after which the files are scanned again, and how many times the length of a scan it rests
at least, so that the processor is not kept busy."""

_WIDE = 110
"""Columns from which the counts stand beside the post unasked."""


def browse_archive(root: Path, typed: str) -> Sequence[PostPath]:
    """Show an archive on the terminal, and return the posts that were marked, in order.

    The terminal is restored even if the process is killed. Raises ArchiveError if the screen fails.
    """
    archive = BrowsedArchive(newsctl.open(root, follow=False))
    with restoring_terminal():
        app = BrowseApp(archive, root, typed)
        marked = app.run()
    if app.return_code:
        raise ArchiveError(_("The full screen ended by an error; marks are lost."))
    return marked or ()


class BrowseApp(KeysInOrder["Sequence[PostPath]"]):
    """The full-screen application."""

    TITLE = "newsctl"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #query { border: none; height: 1; padding: 0 1; background: $panel; }
    #notes { height: auto; padding: 0 1; display: none; }
    #posts, #counts { height: 100%; }  /* by default every entry would be laid out for it */
    #posts { width: 2fr; border: none; padding: 0; scrollbar-size-vertical: 1; }
    #reader { width: 3fr; padding: 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    #counts { width: 28; border: none; padding: 0; display: none; }
    #posts, #reader, #counts { min-width: 4; }  /* Textual cannot wrap to nothing */
    #through_time { height: 1; padding: 0 1; }
    .reading #posts { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", translated(_("Search")), key_display="/"),
        Binding("space", "mark", translated(_("Mark")), key_display=translated(_("space"))),
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
        self._subject: PostPath | None = None  # whose related posts are listed, if any

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield TypedQuery(
            self._typed,
            placeholder=translated(_("Search the archive; ? shows the keys")),
            select_on_focus=False,  # or the next letter would replace what was typed
            id="query",
            compact=True,
        )
        yield QueryNotes(id="notes", markup=False)
        with Horizontal():
            yield PostPane()
            yield ReadingPane(self._archive.place)
            yield CountPane()
        yield TimeLine(id="through_time", markup=False)
        yield Footer(compact=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether a key has a function here: in the input field a slash is a letter."""
        if action == "search" and isinstance(self.focused, TypedQuery):
            return False
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Ask the first query, and focus the input field."""
        self._counts.display = self.size.width >= _WIDE
        self._ask()
        self.set_timer(_LOOKS_AGAIN, self._follow)

    def on_input_changed(self) -> None:
        """Ask after a short pause in typing."""
        self._asked += 1
        asked = self._asked
        self.set_timer(_PAUSE, lambda: self._ask() if asked == self._asked else None)

    def on_input_submitted(self) -> None:
        """Focus the list."""
        self._posts.focus()

    def on_width_changed(self) -> None:
        """Redraw for the present width, once there is an answer."""
        if self._has_answer and self._stands:
            self._posts.lay_out()
            if self._posts.highlighted is not None:
                self._read(self._posts.highlighted)
            self._show_time()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Read the current post of the list."""
        if event.option_list.id == "posts":
            self._read(event.option_index)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Focus the post, or narrow the query by a value."""
        if event.option_list.id == "posts":
            self.screen.add_class("reading")
            self.query_one("#reader").focus()
        else:
            self.query_one("#query", Input).value = self._counts.query_at(event.option_index)

    def action_search(self) -> None:
        """Focus the input field; a list of related posts is replaced by the last search."""
        self.screen.remove_class("reading")
        if self._answer.typed != self._typed_now:
            self._ask()
        self.query_one("#query").focus()

    async def action_back(self) -> None:
        """Focus the list."""
        self.screen.remove_class("reading")
        self._posts.focus()

    def action_mark(self) -> None:
        """Toggle the mark of the post, and go to the next."""
        self._posts.mark()
        self._show_time()

    def action_counts(self) -> None:
        """Toggle the counts beside the post."""
        self._counts.display = not self._counts.display
        if self._counts.display:
            self._counts.focus()
            self._count()
        else:
            self._posts.focus()

    def action_edit(self) -> None:
        """Edit the post in the user's editor."""
        if hit := self._posts.current:
            self._run("edit", self._absolute(hit.summary.path))

    def action_open(self) -> None:
        """Open the link of the post."""
        if hit := self._posts.current:
            self._run("open", self._absolute(hit.summary.path), wait=False)

    def action_related(self) -> None:
        """List the posts on the subject of this one."""
        if hit := self._posts.current:
            self._subject = hit.summary.path
            self._ask_again()

    def action_set(self) -> None:
        """Ask for a field and a value, and set it in the marked posts, or in this one."""
        marked, hit = [*self._posts.marked], self._posts.current
        paths = marked or ([hit.summary.path] if hit else [])
        if paths:
            number = len(marked)
            posts = (
                _n("{n:,} marked post", "{n:,} marked posts", number) if marked else _("this post")
            )
            self.push_screen(
                Question(_("Set in {posts}, such as tags+=wolf", posts=posts)), self._set(paths)
            )

    def action_refresh(self) -> None:
        """Scan the files again."""
        self._refresh()

    def action_keys(self) -> None:
        """Show the keys."""
        self.push_screen(KeyHelp())

    def action_leave(self) -> None:
        """Exit with the marked posts."""
        self.exit([*self._posts.marked])

    @property
    def _typed_now(self) -> str:
        return self.query_one("#query", Input).value

    @property
    def _posts(self) -> PostPane:
        return self.query_one(PostPane)

    @property
    def _counts(self) -> CountPane:
        return self.query_one(CountPane)

    def _set(self, paths: Sequence[PostPath]) -> Callable[[str | None], None]:
        """Return a callback that runs `newsctl set` with the typed words, if there are any."""

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
        """Run a command of newsctl on the restored terminal, and scan the files again.

        Its output goes to standard error: standard output may be a pipe for the paths of marked
        posts.
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
        """Repeat the question of the list: the query, or the related posts."""
        self._asked += 1
        if self._subject is None:
            self._answer_to(self._asked, self._typed_now)
        else:
            self._relate(self._asked, self._subject)

    def _result_or_notice(self, ask: Callable[[], _AskedT]) -> _AskedT | None:
        """Return the archive's answer to a thread; on an error show it and return None."""
        try:
            return ask()
        except TookTooLong:  # its question was replaced by a later one
            return None
        except NewsctlError as error:
            self.call_from_thread(self.notify, str(error), severity="error", markup=False)
            return None

    @property
    def _stands(self) -> bool:
        """Whether the screen is there: Textual removes it before the last messages."""
        return bool(self.query("#posts"))

    def _from_thread(self, show: Callable[..., object], *found: object) -> None:
        """Show the result of a thread, unless the screen has been removed."""
        self.call_from_thread(lambda: show(*found) if self._stands else None)

    @work(thread=True, exclusive=True, group="answer")
    def _answer_to(self, asked: int, typed: str) -> None:
        if asked != self._asked:
            return  # the last key wins
        with ended_when(lambda: asked != self._asked):
            answer = self._result_or_notice(lambda: self._archive.answer(typed))
        if answer is not None and asked == self._asked:
            self._from_thread(self._show_answer, asked, answer)

    @work(thread=True, group="words")
    def _load_words(self) -> None:
        self._result_or_notice(self._archive.load_words)

    @work(thread=True, exclusive=True, group="answer")
    def _relate(self, asked: int, path: PostPath) -> None:
        answer = self._result_or_notice(lambda: self._archive.related(path))
        if asked == self._asked:
            if answer is None:  # the post is gone
                self._from_thread(self._ask)
            else:
                self._from_thread(self._show_answer, asked, answer)

    def _count(self) -> None:
        """Count the answer by values, if counts are shown; not for related posts."""
        if not self._counts.display:
            return
        if self._answer.typed is None:
            self._show_counts(self._asked, ())
        else:
            self._count_by_values(self._asked, self._answer.typed)

    @work(thread=True, exclusive=True, group="count")
    def _count_by_values(self, asked: int, typed: str) -> None:
        if asked != self._asked:
            return
        with ended_when(lambda: asked != self._asked):
            groups = self._result_or_notice(lambda: self._archive.narrowings(typed))
        if asked == self._asked:
            self._from_thread(self._show_counts, asked, groups or ())

    @work(thread=True, exclusive=True, group="notes")
    def _note(self, asked: int, typed: str) -> None:
        """Show hints for a query without answers."""
        if asked != self._asked:
            return
        with ended_when(lambda: asked != self._asked):
            notes = self._result_or_notice(lambda: self._archive.notes_of_none(typed))
        if notes and asked == self._asked:
            self._from_thread(self._show_notes, asked, notes)

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
        """Scan the files from time to time, as long as there is a terminal."""
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
        self.query_one(QueryNotes).show(answer.fault, answer.notes)
        if answer.fault is not None:
            return  # the last answer stays while the typed text is not yet a query
        at = self._place_of_current(answer)
        self._answer = answer
        if not self._has_answer:
            self._load_words()
        self._has_answer = True
        self._posts.show(answer.hits, at)
        if not answer.hits:
            self.query_one(ReadingPane).tell(_("No post answers this."))
            self.set_timer(_REST, lambda: self._note(asked, answer.typed or ""))
        self._show_time()
        self._count()

    def _show_notes(self, asked: int, notes: Sequence[str]) -> None:
        if asked == self._asked:
            self.query_one(QueryNotes).show(None, notes)

    def _place_of_current(self, answer: BrowseAnswer) -> int:
        """Return the index of the current post, if the words are the same; else of the first."""
        current = self._posts.current
        if current is None or answer.typed != self._answer.typed:
            return 0
        paths = [hit.summary.path for hit in answer.hits]
        path = current.summary.path
        return paths.index(path) if path in paths else 0

    def _show_counts(self, asked: int, groups: Sequence[NarrowingGroup]) -> None:
        if asked == self._asked:
            self._counts.show(groups)

    def _show_post(self, number: int, found: tuple[Post, Collection[str]] | None) -> None:
        if self._posts.highlighted != number:
            return
        reader = self.query_one(ReadingPane)
        if found is None:
            reader.tell(_("This post is gone, or cannot be read. Ctrl-R looks at the files again."))
        else:
            reader.show(*found)

    def _show_time(self) -> None:
        through = self._archive.through_time(self._answer.dates)
        self.query_one(TimeLine).show(through, self._answer.total, len(self._posts.marked))
