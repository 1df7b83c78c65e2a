"""Lines for the shell, with tabs between columns and without a header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from newsctl.rendering.formats import Format
from newsctl.rendering.harmless import one_line_of_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SEPARATORS = "\t\n\r"
_TO_SPACES = str.maketrans(dict.fromkeys(_SEPARATORS, " "))


class InColumns(Protocol):
    """An answer of rows, whose columns have names."""

    names: Sequence[str]

    def columns(self) -> Iterable[Mapping[str, Sequence[str]]]:
        """Return the texts of each column, of one row at least or of some at a time."""


def tsv_lines(answer: InColumns) -> Iterator[str]:
    """Yield lines, some at a time.

    Tabs and line ends in values become spaces. Other control characters are shown as pictures,
    but in a path, which has to stay a path.
    """
    for some in answer.columns():
        columns = [_column(name, some[name]) for name in answer.names]
        yield "\n".join(map("\t".join, zip(*columns, strict=True))) + "\n"


def _column(name: str, texts: Sequence[str]) -> Sequence[str]:
    """Return cells, nearly always as they are.

    To look for three signs in a path takes a fiftieth of looking at each of its letters, which are
    most of a line.
    """
    together = "".join(texts)
    if name == "path":
        held = any(sign in together for sign in _SEPARATORS)
        return [text.translate(_TO_SPACES) for text in texts] if held else texts
    return texts if together.isprintable() else [*map(one_line_of_data, texts)]


FORMAT = Format("tsv", "columns with tabs between, for the shell", "columns", tsv_lines)
