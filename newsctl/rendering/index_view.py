"""The status of the index, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.messages import _, _n, as_message, translated
from newsctl.rendering.harmless import one_line
from newsctl.rendering.styles import Label, paint
from newsctl.rendering.wrapping import broken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.archive.ports import IndexStatus
    from newsctl.core.archive.stat_cache import LeftOut
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal

_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def status_text(
    status: IndexStatus,
    *,
    archive: str,
    freshness: str,
    verbose: bool,
    terminal: Terminal,
    place: Place,
) -> str:
    """Return the status, a line for each fact; with `verbose` with every file left out.

    `archive` names the archive, `freshness` is the state of the index.
    """
    left_out = status.left_out
    rows = [
        (_("archive"), archive),
        (_("posts"), _("{posts:,}", posts=status.posts)),
        (
            _("left out"),
            _("{files:,}", files=len(left_out))
            if verbose or not left_out
            else _("{files:,}  (-v says why)", files=len(left_out)),
        ),
        (_("freshness"), freshness),
        (
            _("size"),
            _(
                "{size_text} in {segments}",
                size_text=size_text(status.size),
                segments=_n("{n:,} segment", "{n:,} segments", status.segments),
            ),
        ),
        (
            _("deleted"),
            _(
                "{posts} still to be merged away",
                posts=_n("{n:,} post", "{n:,} posts", status.deleted),
            ),
        ),
        (_("folder"), status.folder or _("in memory")),
        *status.versions.items(),
    ]
    shown = [(translated(name), translated(value)) for name, value in rows]
    width = max(len(row[0]) for row in shown) + 2
    lines: list[str] = []
    for name, value in shown:
        first, *more = broken(one_line(value), terminal, before=width, indent=" " * width)
        lines += [paint(f"{name:<{width}}", Label.KEY, terminal) + first, *more]
    if verbose:
        lines.extend(left_out_lines(left_out, terminal, place))
    return "\n".join(lines) + "\n"


def left_out_lines(left_out: Iterable[LeftOut], terminal: Terminal, place: Place) -> Iterator[str]:
    """Yield a line for each file that was left out: its path and the reason."""
    for entry in sorted(left_out, key=lambda entry: entry.path):
        path = one_line(place.path(entry.path))
        reason = one_line(translated(as_message(entry.reason)))
        yield f"{path}: {paint(reason, Label.QUIET, terminal)}"


def size_text(size: float) -> str:
    """Return a size in bytes with a suitable unit, in powers of 1000."""
    for unit in _UNITS:
        if size < 1000 or unit == _UNITS[-1]:
            break
        size /= 1000
    if unit == "bytes":
        return f"{size:.0f} {unit}"
    return _("{size:.1f} {unit}", size=size, unit=unit)
