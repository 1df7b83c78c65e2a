"""How the journal writes a change: one line of JSON for its beginning, each step, and its end.

Every line begins with the CRC-32 of its JSON, in hexadecimals, so that a line that was torn by a
crash is known as such. Bytes of files are deflated (RFC 1950) and in base64; what a file holds
after a step is deflated with what it held before as the dictionary, which leaves nearly nothing.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsctl.core.archive.file_changes import Move, Write
from newsctl.core.post.post import PostPath

if TYPE_CHECKING:
    from newsctl.core.archive.file_changes import Step

VERSION = 1
"""The version of this format. 1: the first one, November 2026."""


class Damaged(ValueError):
    """A line that is not as it was written, or of a version that is not known."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a change is: `folders` are those that it makes, `moment` is aware, in UTC."""

    command: str
    moment: datetime
    paths: tuple[PostPath, ...]
    folders: tuple[PostPath, ...]


@dataclass(frozen=True, slots=True)
class End:
    """How many of the steps were taken, and whether they are being taken back since then."""

    done: int
    undoing: bool = False


def line_of(record: Beginning | Step | End) -> bytes:
    """Write a record as a line."""
    match record:
        case Beginning(command, moment, paths, folders):
            fields = {
                "journal": VERSION,
                "command": command,
                "moment": moment.isoformat(),
                "paths": paths,
                "folders": folders,
            }
        case Write(path, before, after):
            deflated = None if before is None else _deflated(before)
            fields = {"write": path, "before": deflated, "after": _deflated(after, before)}
        case Move(path, to, data):
            fields = {"move": path, "to": to, "data": _deflated(data)}
        case End(done, undoing):
            fields = {"done": done, "undoing": undoing}
    text = json.dumps(fields).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def record_of(line: bytes) -> Beginning | Step | End:
    """Read a line. Raises Damaged."""
    check, _, text = line.removesuffix(b"\n").partition(b" ")
    if not line.endswith(b"\n") or check != b"%08x" % zlib.crc32(text):
        raise Damaged(line)
    match json.loads(text):
        case {"journal": 1, "command": command, "moment": moment, "paths": paths, "folders": made}:
            return Beginning(command, datetime.fromisoformat(moment), tuple(paths), tuple(made))
        case {"write": path, "before": before, "after": after}:
            old = None if before is None else _inflated(before)
            return Write(PostPath(path), old, _inflated(after, old))
        case {"move": path, "to": to, "data": data}:
            return Move(PostPath(path), PostPath(to), _inflated(data))
        case {"done": done, "undoing": undoing}:
            return End(done, undoing=undoing)
        case _:
            raise Damaged(line)


def _deflated(data: bytes, dictionary: bytes | None = None) -> str:
    deflate = zlib.compressobj(**_with(dictionary))
    return b64encode(deflate.compress(data) + deflate.flush()).decode()


def _inflated(text: str, dictionary: bytes | None = None) -> bytes:
    return zlib.decompressobj(**_with(dictionary)).decompress(b64decode(text))


def _with(dictionary: bytes | None) -> dict[str, Any]:
    return {"zdict": dictionary} if dictionary else {}
