"""The history of changes, and the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.messages import _, _n, translated
from newsctl.rendering.dutch_dates import short_date
from newsctl.rendering.harmless import one_line, one_line_of_data
from newsctl.rendering.styles import Label, paint
from newsctl.rendering.wrapping import broken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import tzinfo

    from newsctl.core.archive.file_changes import PastChange, Trashed
    from newsctl.rendering.terminal import Terminal


def change_lines(changes: Sequence[PastChange], terminal: Terminal) -> Iterator[str]:
    """Yield a line for each change, the newest first.

    In a pipe: number, date, posts done, posts in all, and command, separated by tabs.
    """
    for change in changes:
        if not terminal.is_tty:
            cells = (change.number, change.moment.isoformat(), change.posts_done, change.posts)
            yield "\t".join([*map(str, cells), one_line_of_data(change.command)]) + "\n"
            continue
        moment = f"{short_date(change.moment):>11} {change.moment:%H:%M}"
        before = f"{change.number:>3}  {moment}  "
        indent = " " * len(before)
        lines = broken(
            translated(change_in_words(change)), terminal, before=len(before), indent=indent
        )
        yield "\n".join([paint(before, Label.QUIET, terminal) + lines[0], *lines[1:]]) + "\n"


def trash_lines(files: Mapping[str, Trashed], terminal: Terminal, zone: tzinfo) -> Iterator[str]:
    """Yield a line for each file in the trash, with dates in the archive's zone.

    In a pipe: name, date and command, separated by tabs.
    """
    for name, file in files.items():
        at = file.moment.astimezone(zone)
        if terminal.is_tty:
            moment = f"{short_date(at):>11} {at:%H:%M}"
            by = paint(one_line(f"  {file.command}"), Label.QUIET, terminal) if file.command else ""
            yield f"{paint(moment, Label.QUIET, terminal)}  {one_line(name)}{by}\n"
        else:
            cells = map(one_line_of_data, (name, at.isoformat(), file.command))
            yield "\t".join(cells) + "\n"


def change_in_words(change: PastChange) -> str:
    """Return a change in a few words: `set bron=NOS bron:nos (12 posts)`."""
    posts = _n("{n:,} post", "{n:,} posts", change.posts)
    stopped = (
        ""
        if change.is_whole
        else _("stopped after {posts_done:,} of ", posts_done=change.posts_done)
    )
    return _(
        "{command} ({stopped}{posts})",
        command=one_line(change.command),
        stopped=stopped,
        posts=posts,
    )
