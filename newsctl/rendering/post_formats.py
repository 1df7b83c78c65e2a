"""The forms in which one post is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from newsctl.rendering.harmless import harmless
from newsctl.rendering.json_output import json_text, post_object
from newsctl.rendering.streams import write_plain, write_styled

if TYPE_CHECKING:
    from typing import BinaryIO

    from newsctl.core.post import Post
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal


class PostFormat(StrEnum):
    """How one post is shown."""

    RENDERED = "rendered"
    RAW = "raw"
    TEXT = "text"
    JSON = "json"


def write_post(
    post: Post, form: PostFormat, out: BinaryIO, terminal: Terminal, place: Place
) -> None:
    """Write a post in any form but raw, which is its file."""
    match form:
        case PostFormat.TEXT:
            text = f"{post.text}\n"
            write_plain([harmless(text) if terminal.is_tty else text], out, terminal)
        case PostFormat.JSON:
            text = json_text(post_object(post, place), indent=2)
            write_plain([f"{text.rstrip()}\n"], out, terminal)
        case _:
            # Rich and the parsers of markdown and HTML: only this form needs them
            from newsctl.rendering.post_view import post_view  # noqa: PLC0415

            write_styled(post_view(post, terminal, place), out, terminal)
