"""The forms in which one post is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from newsctl.rendering.harmless import harmless
from newsctl.rendering.json_output import json_array, json_text, post_object
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

    Without `many` there is one post at most, and its JSON is an object.
    """
    if many and form is PostFormat.JSON:
        objects = (post_object(post, place) for post in posts)
        write_plain(json_array(objects), out, terminal)
        return
    for number, post in enumerate(posts):
        if number:
            write_plain(["\n"], out, terminal)
        write_post(post, form, out, terminal, place)


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
