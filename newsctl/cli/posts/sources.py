"""The sources of new posts for `add`: options, standard input, files."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from newsctl.core.change.sources import Source
from newsctl.core.errors import NewsctlError, UsageError, cannot_read
from newsctl.core.messages import _, joined
from newsctl.core.post.post import LARGEST_FILE
from newsctl.exchange.json_lines import lines_of, object_of_line, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsctl.core.change.drafting import Drafting, PostOptions
    from newsctl.core.post.post import Draft, Manuscript

_INPUT = _("standard input")
_MARKED = b"\xef\xbb\xbf"


class Form(StrEnum):
    """The format of a source."""

    POST = "post"
    BODY = "body"
    JSONL = "jsonl"
    HTML = "html"


_FORMS = {
    ".jsonl": Form.JSONL,
    ".ndjson": Form.JSONL,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".txt": Form.BODY,
}


def from_files(
    drafting: Drafting, options: PostOptions, files: Sequence[str], form: Form | None
) -> Iterator[Source]:
    """Yield the posts in files; `-` is standard input. The default format is by file name.

    Raises ArchiveError for a file that cannot be read.
    """
    for name in files:
        try:
            with opened(name) as stream:
                found = form or _FORMS.get(Path(name).suffix.lower())
                yield from from_stream(drafting, options, stream, found, name.removeprefix("-"))
        except OSError as error:
            raise cannot_read(name, error) from error


def from_stream(
    drafting: Drafting, options: PostOptions, stream: BinaryIO, form: Form | None, name: str = ""
) -> Iterator[Source]:
    """Yield the posts in a stream; by default a whole post, or only a body."""
    where = name or _INPUT
    if form is Form.JSONL:
        for number, line in enumerate(lines_of(stream), 1):
            if line.strip():
                read = partial(_object, drafting, options, line)
                yield _source(joined(":", (where, str(number))), read, is_line=True)
    else:
        yield _source(where, partial(_whole, drafting, options, stream, form, name))


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """Open a file for reading bytes; `-` is standard input."""
    if name == "-":
        yield sys.stdin.buffer
    else:
        with Path(name).open("rb") as stream:
            yield stream


def _whole(
    drafting: Drafting, options: PostOptions, stream: BinaryIO, form: Form | None, name: str
) -> Draft | Manuscript:
    """Return the one post in a stream: a web page, a whole post, or a body."""
    data = _read(stream, name or _INPUT)
    if form is Form.HTML:
        return drafting.of_page(options, data)
    begins = data.removeprefix(_MARKED).startswith(b"---")
    if form is Form.POST or (form is None and begins):
        return drafting.manuscript(options, data, Path(name).name or "post.md")
    return drafting.draft(options, text_of(data))


def _object(drafting: Drafting, options: PostOptions, line: bytes) -> Draft:
    return drafting.of_object(options, object_of_line(line))


def _source(where: str, make: Callable[[], Draft | Manuscript], *, is_line: bool = False) -> Source:
    try:
        return Source(where, make(), is_line)
    except NewsctlError as error:
        return Source(where, error, is_line)


def _read(stream: BinaryIO, where: str) -> bytes:
    data = stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024**2
        raise UsageError(
            _("More than {limit} MB on {where}; a post may have no more.", limit=limit, where=where)
        )
    return data
