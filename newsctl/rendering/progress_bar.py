"""The look of the progress bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from newsctl.core.messages import _, translated
from newsctl.rendering.harmless import one_line

if TYPE_CHECKING:
    from typing import TextIO

    from rich.progress import Task, TaskID

    from newsctl.rendering.terminal import Terminal


class _Rate(ProgressColumn):
    """How many go in a second."""

    def render(self, task: Task) -> Text:
        rate = translated(_("{number:,}/s", number=round(task.speed))) if task.speed else ""
        return Text(rate, style="dim")


def started_bar(
    what: str, begun: tuple[int, int], stream: TextIO, terminal: Terminal
) -> tuple[Progress, TaskID]:
    """Show a bar with how many of how many are done, and return it.

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
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
    )
    done, total = begun
    task = bar.add_task(one_line(translated(what)), total=total, completed=done)
    bar.start()
    return bar, task
