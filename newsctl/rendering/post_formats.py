"""The forms in which one post is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from newsctl.core.archive.hits import HighlightedText, Hit
from newsctl.rendering.delimited import csv_rows, tsv_lines
from newsctl.rendering.fields import fields_of
from newsctl.rendering.formats import Format, Output
from newsctl.rendering.harmless import harmless
from newsctl.rendering.json_output import json_array, json_lines, json_text, post_object
from newsctl.rendering.streams import write_plain, write_styled
from newsctl.rendering.wrapping import broken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from newsctl.core.post.post import Post
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal


class PostFormat(StrEnum):
    """How one post is shown."""

    RENDERED = "rendered"
    RAW = "raw"
    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"


_TOGETHER = (PostFormat.JSONL, PostFormat.CSV, PostFormat.TSV)
"""Forms in which one post is written as several are."""


def write_posts(
    posts: Iterable[Post],
    form: PostFormat,
    out: BinaryIO,
    terminal: Terminal,
    place: Place,
    *,
    many: bool,
) -> None:
    """Write posts in any form but raw: with an empty line between two, and JSON as an array.

    Without `many` there is one post at most, and its JSON is an object. Columns are those of a
    list, and the text.
    """
    if form in _TOGETHER or (many and form is PostFormat.JSON):
        write_plain(_together(posts, form, place), out, terminal)
        return
    for number, post in enumerate(posts):
        if number:
            write_plain(["\n"], out, terminal)
        write_post(post, form, out, terminal, place)


def _together(posts: Iterable[Post], form: PostFormat, place: Place) -> Iterator[str]:
    match form:
        case PostFormat.JSON:
            return json_array(post_object(post, place) for post in posts)
        case PostFormat.JSONL:
            return json_lines(post_object(post, place) for post in posts)
        case PostFormat.CSV:
            return csv_rows(map(_as_hit, posts), _columns(Format.CSV), place)
        case _:
            columns = _columns(Format.TSV)
            return tsv_lines(fields_of(map(_as_hit, posts), columns, place), columns)


def _columns(of_list: Format) -> tuple[str, ...]:
    return Output(of_list, added=("text",)).columns


def _as_hit(post: Post) -> Hit:
    return Hit(post.summary, 0.0, text=HighlightedText(post.text), body=post.body)


def write_post(
    post: Post, form: PostFormat, out: BinaryIO, terminal: Terminal, place: Place
) -> None:
    """Write a post in any form but raw, which is its file."""
    match form:
        case PostFormat.TEXT:
            write_plain(_text_lines(post.text, terminal), out, terminal)
        case PostFormat.JSON:
            text = json_text(post_object(post, place), indent=2)
            write_plain([f"{text.rstrip()}\n"], out, terminal)
        case _:
            # Rich and the parsers of markdown and HTML: only this form needs them
            from newsctl.rendering.post_view import post_view  # noqa: PLC0415

            write_styled(post_view(post, terminal, place), out, terminal)


def _text_lines(text: str, terminal: Terminal) -> Iterator[str]:
    """Yield a text as it is, on a terminal harmless and with its lines broken at words."""
    if not terminal.is_tty:
        yield f"{text}\n"
        return
    for line in harmless(text).split("\n"):
        yield "".join(f"{part}\n" for part in broken(line, terminal))
