"""Writing of answers that consist of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.rendering.fields import IN_COLUMNS, fields_in, fields_of
from newsctl.rendering.formats import Renderable, write_answer
from newsctl.rendering.paths import path_lines
from newsctl.rendering.streams import write_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO

    from newsctl.core.archive.hits import Columns, Hit, Page
    from newsctl.core.post.post import Value
    from newsctl.rendering.fields import FieldColumns
    from newsctl.rendering.output import Output
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal


def write_page(
    page: Page,
    output: Output,
    *,
    out: BinaryIO,
    terminal: Terminal,
    place: Place,
    numbered: bool = False,
) -> int:
    """Write the hits of a page to `out`, and return their number.

    If it is `numbered`, a table for people numbers the posts within the whole answer, from 1.

    Hits are read one at a time, or in batches for lines, and not kept; only a table of `list` needs
    them all to align its columns. An empty answer is valid in its format. Errors of `out` (a closed
    pipe) are not caught.
    """
    found = PostList(page, output, terminal, place, page.offset + 1 if numbered else None)
    if output.template:
        write_plain(output.template.fill_all(found.hits(), place), out, terminal)
    else:
        write_answer(found, output.format, out, terminal)
    return found.number


class PostList(Renderable):
    """The posts of an answer, counted in `number` as they are read.

    `first` is the number of the first post in a table.
    """

    def __init__(
        self, page: Page, output: Output, terminal: Terminal, place: Place, first: int | None
    ) -> None:
        self.number = 0
        self.names = output.columns
        self._page = page
        self._output = output
        self._terminal = terminal
        self._place = place
        self._first = first

    def hits(self) -> Iterator[Hit]:
        """Yield the hits of the page."""
        for hit in self._page.hits:
            self.number += 1
            yield hit

    def columns(self) -> Iterator[FieldColumns]:
        """Yield the chosen fields; from the page's columns if possible, without making hits."""
        if IN_COLUMNS.issuperset(self.names):
            return (fields_in(columns, self._place) for columns in self._columns())
        return fields_of(self.hits(), self.names, self._place)

    def objects(self) -> Iterable[Mapping[str, Value]]:
        """Return an object for each hit."""
        # lines for the shell do without, and are there 1 ms sooner
        from newsctl.rendering.json_output import post_objects  # noqa: PLC0415

        output = self._output
        return post_objects(self.hits(), self._place, fields=output.fields, more=output.more)

    def as_path(self) -> Iterator[str]:
        """Yield paths with their terminators."""
        return path_lines(self._columns(), self._place, null=self._output.null)

    def as_md(self) -> Iterator[str]:
        """Yield a list of links."""
        from newsctl.rendering.markdown_output import markdown_list  # noqa: PLC0415 -- as above

        return markdown_list(self.hits(), self._place)

    def as_table(self) -> Iterator[str]:
        """Yield the rows of a table, or for `search` the lines of each hit."""
        # Rich takes 50 ms to import, which no pipe should wait for
        from newsctl.rendering.result_list import result_list  # noqa: PLC0415
        from newsctl.rendering.table import table  # noqa: PLC0415

        how = (self._terminal, self._place, self._first)
        if self._output.fields or not self._output.ranked:
            return table(self.hits(), self._output.fields, *how)
        return result_list(self.hits(), *how, explain=self._output.explain)

    def _columns(self) -> Iterator[Columns]:
        for columns in self._page.columns:
            self.number += columns.size
            yield columns
