"""An input field that handles keys in the order in which they were typed."""

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
    """An input field.

    Textual inserts a letter at once, but asks every widget up to the application what another key
    means: Backspace, typed quickly, would remove what was typed after it.
    """

    async def _on_key(self, event: events.Key) -> None:
        if action := _EDITS.get(event.key):
            event.stop()
            await self.run_action(action)
