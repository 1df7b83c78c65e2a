"""Dialogs of the full screen: help on keys, and a question with a line of input."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsctl.core.messages import _, translated

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

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


class KeyHelp(ModalScreen[None]):
    """Help on keys, until a key is pressed."""

    CSS = """
    KeyHelp { align: center middle; }
    #keys { width: auto; height: auto; padding: 1 2; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,enter", "dismiss", translated(_("Back")))
    ]

    def compose(self) -> ComposeResult:
        """Lay out the keys."""
        yield Static(translated(_HELP), id="keys", markup=False)


class Question(ModalScreen["str | None"]):
    """A line of input; None if it was cancelled."""

    CSS = """
    Question { align: center bottom; overflow: hidden; }  /* else its scrollbar comes and goes */
    Question Input { border: none; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", translated(_("Back")))]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Lay out the question and its line."""
        yield Static(translated(self._question), markup=False)
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the input."""
        self.dismiss(event.value)
