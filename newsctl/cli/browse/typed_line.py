"""A line in which keys do what they do in the order in which they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events

_EDITS = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}
"""What keys other than letters do in a line."""


class TypedLine(Input):
    """A line to type in.

    Textual puts a letter in at once, and asks every part up to the program what another key means:
    Backspace, typed quickly, would take away what was typed after it.
    """

    async def _on_key(self, event: events.Key) -> None:
        if action := _EDITS.get(event.key):
            event.stop()
            await self.run_action(action)
