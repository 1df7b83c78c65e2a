"""Writing to streams: encoding, and sanitising for terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.rendering.harmless import harmless, without_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from newsctl.rendering.terminal import Terminal


def write_plain(pieces: Iterable[str], out: BinaryIO, terminal: Terminal) -> None:
    """Write text without styles: unchanged in a pipe, sanitised on a terminal."""
    for piece in pieces:
        shown = _for_eyes(piece) if terminal.is_tty else piece
        out.write(to_bytes(shown, terminal))


def write_styled(pieces: Iterable[str], out: BinaryIO, terminal: Terminal) -> None:
    """Write text with our own escape sequences, whose values are already sanitised."""
    out.writelines(to_bytes(piece, terminal) for piece in pieces)


def to_bytes(text: str, terminal: Terminal) -> bytes:
    """Encode text: in a pipe as UTF-8, with bytes of names that are not UTF-8 restored."""
    if terminal.is_tty:
        return text.encode(terminal.encoding, "replace")
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return without_surrogates(text).encode()


def _for_eyes(piece: str) -> str:
    # the NULs of `-0` show nothing; the carriage returns of CSV would be pictures
    return "\0".join(harmless(part) for part in piece.split("\0"))
