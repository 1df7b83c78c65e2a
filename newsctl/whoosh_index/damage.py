"""What bytes that are not as they were written make Whoosh and the standard library raise."""

from __future__ import annotations

import pickle
import struct
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from whoosh.index import EmptyIndexError, IndexVersionError
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import CorruptIndexError

from newsctl.core.errors import IndexDamaged

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS_OF_DAMAGE = (
    CorruptIndexError,
    EmptyIndexError,
    IndexVersionError,
    WhooshIndexError,
    AssertionError,
    EOFError,
    OSError,
    IndexError,
    KeyError,
    TypeError,
    UnicodeDecodeError,
    ValueError,
    pickle.UnpicklingError,
    struct.error,
    zlib.error,
)


@contextmanager
def named_damage() -> Iterator[None]:
    """Translate what damaged files raise into IndexDamaged. Keep it around reading alone."""
    try:
        yield
    except _SIGNS_OF_DAMAGE as error:
        raise IndexDamaged(f"{type(error).__name__}: {error}") from error
