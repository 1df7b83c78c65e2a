"""Tab-separated values for the shell, without a header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from newsctl.rendering.formats import Format
from newsctl.rendering.harmless import one_line_of_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SEPARATORS = "\t\n\r"
_TO_SPACES = str.maketrans(dict.fromkeys(_SEPARATORS, " "))


class InColumns(Protocol):
    """An answer as rows, with named columns."""

    names: Sequence[str]

    def columns(self) -> Iterable[Mapping[str, Sequence[str]]]:
        """Return the texts of each column, for at least one row or in batches."""


def tsv_lines(answer: InColumns) -> Iterator[str]:
    """Yield lines, in batches.

    Tabs and line ends in values become spaces. Other control characters are replaced by pictures,
    except in a path, which must stay valid.
    """
    for some in answer.columns():
        columns = [_column(name, some[name]) for name in answer.names]
        yield "\n".join(map("\t".join, zip(*columns, strict=True))) + "\n"


def _column(name: str, texts: Sequence[str]) -> Sequence[str]:
    """Return cells, nearly always unchanged.

    Searching a path for three characters takes a fiftieth of examining each of its letters.
    """
    together = "".join(texts)
    if name == "path":
        held = any(sign in together for sign in _SEPARATORS)
        return [text.translate(_TO_SPACES) for text in texts] if held else texts
    return texts if together.isprintable() else [*map(one_line_of_data, texts)]


FORMAT = Format("tsv", "columns with tabs between, for the shell", "columns", tsv_lines)
