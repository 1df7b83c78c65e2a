"""The file of a manifest: JSON after its checksum, of which completion reads a part."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from newsctl.core.errors import IndexDamaged

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAGIC = b"newsctl manifest 5\n"


class Content(NamedTuple):
    """What a file of the index holds: its size in bytes, and what its pages are checked by.

    `digest` is the CRC-32 of the CRC-32 of each page, which stand in a file beside it; of a file
    of one page it is that of the page, and there is no other file.
    """

    size: int
    digest: int


def dump_fields(fields: Mapping[str, Any]) -> bytes:
    """Encode what a manifest says."""
    data = json.dumps(fields).encode()
    return _MAGIC + b"%08x\n" % zlib.crc32(data) + data


def load_fields(data: bytes) -> dict[str, Any]:
    """Decode what a manifest says, its `files` as contents. Raises IndexDamaged."""
    magic, checksum, rest = (
        data[: len(_MAGIC)],
        data[len(_MAGIC) :][:9],
        data[len(_MAGIC) + 9 :],
    )
    if magic != _MAGIC or checksum != b"%08x\n" % zlib.crc32(rest):
        raise IndexDamaged("its manifest is not whole")
    said: dict[str, Any] = json.loads(rest)
    said["files"] = {name: Content(*content) for name, content in said["files"].items()}
    return said
