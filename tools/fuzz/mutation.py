"""Bytes changed at random, with a taste for what parsers stumble over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_HOSTILE = [
    *(b"---", b"\n---\n", b"...", b"+++", b"\xef\xbb\xbf", b"\0", b"\r", b"\r\n", b"\t", b"\x85"),
    *(b": ", b"- ", b"? ", b"&a ", b"*a", b"!!python/name:os.system ", b"|", b">-", b"# ", b"%"),
    *(
        b"'",
        b'"',
        b"\\",
        b"[",
        b"]",
        b"{",
        b"}",
        b"{{",
        b"}}",
        b"{% raw %}",
        b"<<: ",
        b"null",
        b"~",
    ),
    *(b"<script>", b"</b>", b"<!--", b"&amp;", b"&#x1b;", b"```", b"    ", b"[^1]: ", b"!!! x\n"),
    *(b"\x1b[31m", b"\x1b]0;x\x07", "\u202e".encode(), "\u2028".encode(), "e\u0301".encode()),
    *(
        b"\xff\xfe",
        b"\xc3",
        b"\xed\xa0\x80",
        b"=1+1",
        b"1_000",
        b"12:30",
        b"null",
        b"yes",
        b"1e999",
        b"-0",
    ),
    *(b"date: ", b"title: ", b"tags: ", b"date: 9999-12-31\n", b"date: 0001-01-01T00:00:00\n"),
    *(b"[" * 400, b"9" * 400, b"a " * 400, b"\n" * 40),
]


def mutated(data: bytes, random: Random) -> bytes:
    """Return the data with one to eight changes."""
    for _ in range(random.randint(1, 8)):
        start = random.randint(0, len(data))
        if random.random() < 0.5:  # what comes first is read most closely
            start = min(start, random.randint(0, 400))
        end = min(len(data), start + random.choice((0, 0, 1, 2, 10, 100)))
        data = data[:start] + _piece(data, random) + data[end:]
    return data


def _piece(data: bytes, random: Random) -> bytes:
    kind = random.randrange(4)
    if kind == 0:
        return random.randbytes(random.randint(0, 4))
    if kind == 1:
        start = random.randint(0, len(data))
        return data[start : start + random.randint(0, 80)]
    if kind == 2:
        return b""
    return random.choice(_HOSTILE)
