"""Columns of bytes: a value of any length for each document.

<column>.values  the values, one after the other
<column>.ends    where each value starts, and at last where the last one ends
"""

from __future__ import annotations

from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

from newsctl.storage.pages import PAGE
from newsctl.whoosh_index.formats.parts import smallest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsctl.whoosh_index.formats.parts import PartData, Parts


def dump_column(name: str, values: Sequence[bytes]) -> dict[str, PartData]:
    """Return the parts that hold a column."""
    return {
        f"{name}.values": b"".join(values),
        f"{name}.ends": smallest(array("Q", accumulate(map(len, values), initial=0))),
    }


class Column:
    """A value for each document, which are numbered from 0 on."""

    def __init__(self, parts: Parts, name: str) -> None:
        self._values = parts.bytes(f"{name}.values")
        self._view = self._values.view
        self._ends = parts.numbers(f"{name}.ends")

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, document: int) -> memoryview:
        start, end = self._ends.slice(document, document + 2)
        self._values.check(start, end)
        return self._view[start:end]

    def texts(self, documents: Sequence[int], errors: str) -> list[str]:
        """Return the values of many documents as text, with one call.

        `errors` tells what becomes of bytes that are not UTF-8.
        """
        view, check = self._view, self._values.check
        if len(documents) > len(view) // PAGE:
            check(0, len(view))
            ends = self._ends.all()
            return [str(view[ends[one] : ends[one + 1]], "utf-8", errors) for one in documents]
        return [str(self[document], "utf-8", errors) for document in documents]

    def of(self, documents: Iterable[int]) -> list[bytes]:
        """Return the values of some documents."""
        return [bytes(self[document]) for document in documents]
