"""Progress of answers whose posts are read one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.cli.context import Context
    from newsctl.core.archive.hits import Hit


def watched(context: Context, hits: Iterable[Hit], total: int) -> Iterator[Hit]:
    """Yield hits, with a progress bar on a terminal."""
    with context.watch(_("Reading")) as progress:
        for number, hit in enumerate(hits, 1):
            yield hit
            progress(number, total)
