"""The appearance of the progress bar."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
)
from rich.text import Text

from newsctl.core.messages import _, translated
from newsctl.rendering.harmless import one_line

if TYPE_CHECKING:
    from typing import TextIO

    from rich.progress import Task, TaskID

    from newsctl.rendering.terminal import Terminal


class _Rate(ProgressColumn):
    """The rate per second since the work began, not just since the bar was shown."""

    def render(self, task: Task) -> Text:
        return Text(translated(_("{number:,}/s", number=round(_rate(task)))), style="dim")


class _TimeLeft(ProgressColumn):
    """The time left at that rate."""

    def render(self, task: Task) -> Text:
        rate, remaining = _rate(task), task.remaining
        if not rate or remaining is None:
            return Text("--:--", style="progress.remaining")
        minutes, seconds = divmod(ceil(remaining / rate), 60)
        hours, minutes = divmod(minutes, 60)
        left = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
        return Text(left, style="progress.remaining")


def _rate(task: Task) -> float:
    seconds: float = task.fields["before"] + (task.elapsed or 0)
    return task.completed / seconds if seconds else 0.0


def started_bar(
    what: str, begun: tuple[int, int], before: float, stream: TextIO, terminal: Terminal
) -> tuple[Progress, TaskID]:
    """Show and return a bar; `begun` (done, total) was reached in the first `before` seconds.

    It leaves no trace on the screen when it is stopped.
    """
    console = Console(
        file=stream,
        width=terminal.width,
        height=terminal.height,
        force_terminal=True,
        color_system="standard" if terminal.colour else None,
        _environ={},
    )
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        _Rate(),
        _TimeLeft(),
        console=console,
        transient=True,
    )
    done, total = begun
    task = bar.add_task(one_line(translated(what)), total=total, completed=done, before=before)
    bar.start()
    return bar, task
