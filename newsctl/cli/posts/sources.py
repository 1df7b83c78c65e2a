"""Where the posts come from that `add` adds: options, standard input, files."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from newsctl.cli.posts.drafting import draft_of, draft_of_object, manuscript_of
from newsctl.core.errors import ArchiveError, NewsctlError, UsageError
from newsctl.core.post.post import LARGEST_FILE
from newsctl.exchange.json_lines import lines_of, object_of_line, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsctl.cli.context import Context
    from newsctl.cli.posts.drafting import PostOptions
    from newsctl.core.post.post import Draft, Manuscript

_INPUT = "standard input"
_MARKED = b"\xef\xbb\xbf"


class Form(StrEnum):
    """What a source holds."""

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


class Source(NamedTuple):
    """One post that was given, or why it cannot be taken; `where` tells it from the others.

    `is_line` says that it is a line of a file, which its errors name even where it is the only one.
    """

    where: str
    post: Draft | Manuscript | NewsctlError
    is_line: bool = False


def plural(sources: Iterable[Source], given: PostOptions) -> list[Source]:
    """Return all sources.

    Raises UsageError for none at all, and for several that would get one title or slug.
    """
    found = list(sources)
    if not found:
        raise UsageError("There was no post to read, so none was added.")
    if len(found) > 1 and (options := given.of_one_post()):
        raise UsageError(f"{options[0]} is for one post, and there are {len(found):,}.")
    return found


def from_files(
    context: Context, given: PostOptions, files: Sequence[str], form: Form | None
) -> Iterator[Source]:
    """Yield the posts of files; `-` is standard input. Without a form, the file's name tells it.

    Raises ArchiveError for a file that cannot be read.
    """
    for name in files:
        try:
            with opened(name) as stream:
                found = form or _FORMS.get(Path(name).suffix.lower())
                yield from from_stream(context, given, stream, found, name.removeprefix("-"))
        except OSError as error:
            raise ArchiveError(f"Cannot read {name}: {error.strerror}.") from error


def from_stream(
    context: Context, given: PostOptions, stream: BinaryIO, form: Form | None, name: str = ""
) -> Iterator[Source]:
    """Yield the posts of a stream; without a form it is a whole post, or a body alone."""
    where = name or _INPUT
    if form is Form.JSONL:
        for number, line in enumerate(lines_of(stream), 1):
            if line.strip():
                read = partial(_object, context, given, line)
                yield _source(f"{where}:{number}", read, is_line=True)
    else:
        yield _source(where, partial(_whole, context, given, stream, form, name))


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """Open a file to read its bytes; `-` is standard input."""
    if name == "-":
        yield sys.stdin.buffer
    else:
        with Path(name).open("rb") as stream:
            yield stream


def _whole(
    context: Context, given: PostOptions, stream: BinaryIO, form: Form | None, name: str
) -> Draft | Manuscript:
    data = _read(stream, name or _INPUT)
    if form is Form.HTML:
        return draft_of_object(context, given, context.page(data))
    begins = data.removeprefix(_MARKED).startswith(b"---")
    if form is Form.POST or (form is None and begins):
        return manuscript_of(context, given, data, Path(name).name or "post.md")
    return draft_of(context, given, text_of(data))


def _object(context: Context, given: PostOptions, line: bytes) -> Draft:
    return draft_of_object(context, given, object_of_line(line))


def _source(where: str, make: Callable[[], Draft | Manuscript], *, is_line: bool = False) -> Source:
    try:
        return Source(where, make(), is_line)
    except NewsctlError as error:
        return Source(where, error, is_line)


def _read(stream: BinaryIO, where: str) -> bytes:
    data = stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024**2
        raise UsageError(f"More than {limit} MB on {where}; a post may have no more.")
    return data
