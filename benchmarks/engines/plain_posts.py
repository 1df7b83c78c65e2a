"""Posts as the peers read them: by lines, without YAML, HTML or any care. It favours them."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_TAG = re.compile("<[^>]*>")


class PlainPost(NamedTuple):
    """What the peers index; `date` is in seconds since 1970."""

    path: str
    title: str
    bron: str
    date: int
    body: str


def plain_posts(archive: Path, most: int | None) -> Iterator[PlainPost]:
    """Yield the posts of a made archive, or the first so many by path."""
    return (post for post, _ in plain_posts_with_fields(archive, most))


def plain_posts_with_fields(
    archive: Path, most: int | None
) -> Iterator[tuple[PlainPost, Mapping[str, str]]]:
    """Yield the posts as `plain_posts` does, each with all of its front matter as written."""
    files = sorted((archive / "_posts").rglob("*.md"))
    for file in islice(files, most):
        _, header, body = file.read_text(encoding="utf-8").split("---\n", 2)
        fields = dict(line.split(": ", 1) for line in header.splitlines())
        post = PlainPost(
            path=str(file.relative_to(archive)),
            title=fields["title"].strip('"'),
            bron=fields["bron"],
            date=int(parsedate_to_datetime(fields["date"]).timestamp()),
            body=_TAG.sub(" ", body),
        )
        yield post, fields
