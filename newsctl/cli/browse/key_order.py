"""Keys that are handled one after the other, each where the one before it has led."""

from __future__ import annotations

from asyncio import Event, wait_for
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.app import App, ReturnType

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

_ROUNDS = 3
"""Messages that a key leads to, one by the other: it bubbles, what it did is told, focus moves."""

_PATIENCE = 1.0
"""Seconds after which a widget that does not answer, since it is being removed, holds up no key."""


class KeysInOrder(App[ReturnType]):
    """An application that handles a key once the one before it has had its effect.

    Textual sends a key to the widget that has the focus when it arrives, and asks every widget up
    to the application what it means. Of keys that come at once, typed while the processor is busy
    or over a slow line, those after a slash would be commands instead of words to search, and
    Backspace would remove what was typed after it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed_ahead: deque[events.Key | events.Paste] = deque()

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; what is typed waits for its turn."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed_ahead.append(event)
            if len(self._typed_ahead) == 1:
                self.run_worker(self._handle_keys(), group="keys")
        else:
            await super().on_event(event)

    async def _handle_keys(self) -> None:
        while self._typed_ahead:
            await super().on_event(self._typed_ahead[0])
            for _round in range(_ROUNDS):
                for widget in (self.focused or self.screen).ancestors_with_self:
                    await _all_handled(widget)
            self._typed_ahead.popleft()


async def _all_handled(widget: MessagePump) -> None:
    """Wait until a widget has handled the messages that it has now."""
    handled = Event()
    if widget.call_later(handled.set):
        with suppress(TimeoutError):
            await wait_for(handled.wait(), _PATIENCE)
