"""Decoding of a file's bytes, and a guess at the encoding if they are not UTF-8."""

from __future__ import annotations

from newsctl.core.messages import _
from newsctl.core.problems import Position, position_at

_BOM = b"\xef\xbb\xbf"
_SAMPLE = 4096


class NotUtf8(Exception):
    """The bytes are not UTF-8: the probable encoding, and the offset of the first invalid one."""

    def __init__(self, looks_like: str, position: Position) -> None:
        super().__init__(looks_like)
        self.looks_like = looks_like
        self.position = position


def decode(data: bytes) -> str:
    """Return the text of a file without its byte order mark. Raises NotUtf8."""
    try:
        text = data.removeprefix(_BOM).decode()
    except UnicodeDecodeError as wrong:
        if wide := _wide_encoding(data[:_SAMPLE]):
            raise NotUtf8(wide, Position()) from wrong
        before = wrong.object[: wrong.start].decode()
        raise NotUtf8(_guess(data), position_at(before, len(before))) from wrong
    if "\0" in text and (wide := _wide_encoding(data[:_SAMPLE])):
        raise NotUtf8(wide, Position())
    return text


def _wide_encoding(sample: bytes) -> str | None:
    """Detect UTF-16 and UTF-32 by their marks, or by the zero bytes of Latin letters."""
    if sample.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    marked = sample.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "UTF-16" if marked or sample.count(0) * 3 > len(sample) else None


def _guess(data: bytes) -> str:
    """Tell Windows-1252, by bytes that it does not use, from data that is not text."""
    if 0 in data[:_SAMPLE]:
        return _("no text at all")
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return _("another encoding, or a damaged file")
    return "Windows-1252"
