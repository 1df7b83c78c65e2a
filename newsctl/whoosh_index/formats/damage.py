"""What bytes that are not as they were written make the standard library raise."""

from __future__ import annotations

import struct
import zlib
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from newsctl.core.errors import IndexDamaged

if TYPE_CHECKING:
    from collections.abc import Callable

_ArgumentsP = ParamSpec("_ArgumentsP")
_ResultT = TypeVar("_ResultT")

SIGNS_OF_DAMAGE = (
    AttributeError,
    EOFError,
    ImportError,
    IndexError,
    KeyError,
    MemoryError,  # of a length that no file has
    OSError,
    OverflowError,
    TypeError,
    UnicodeDecodeError,
    ValueError,
    struct.error,
    zlib.error,
)


def raises_index_damaged(read: Callable[_ArgumentsP, _ResultT]) -> Callable[_ArgumentsP, _ResultT]:
    """Translate what damaged files raise into IndexDamaged. Keep it around reading alone.

    A decorator, since a context manager takes longer than a look at a column.
    """

    @wraps(read)
    def reading(*arguments: _ArgumentsP.args, **options: _ArgumentsP.kwargs) -> _ResultT:
        try:
            return read(*arguments, **options)
        except SIGNS_OF_DAMAGE as error:
            raise IndexDamaged(f"{type(error).__name__}: {error}") from error

    return reading
