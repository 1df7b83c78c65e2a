"""Pickles of plain data: numbers, bytes, text, tuples, lists and mappings, and nothing else.

A pickle is a program, and one that names a function can call it
(https://docs.python.org/3/library/pickle.html#restricting-globals). Those in segments name nothing,
so that one which does is damage, or an attack.
"""

from __future__ import annotations

from pickle import Unpickler, UnpicklingError
from typing import Any, NoReturn


def plain(data: memoryview | bytes) -> Any:
    """Return what a pickle holds, which may be followed by other bytes. Never runs anything.

    Raises UnpicklingError, and what else damage makes an unpickler raise.
    """
    return _Nameless(_Input(bytes(data))).load()


class _Nameless(Unpickler):
    def find_class(self, module: str, name: str) -> NoReturn:
        raise UnpicklingError(f"it asks for {module}.{name}")


class _Input:
    """A file that is looked at as a whole: to read an opcode at a time takes four times as long."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data = data

    def peek(self, _size: int) -> bytes:
        data, self._data = self._data, b""
        return data

    def read(self, _size: int) -> bytes:
        return b""  # of what was looked at, or of what is not there

    def readline(self) -> bytes:
        return b""
