"""Whole posts: rendered, as text, as files, as objects, or in columns with their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.archive.hits import HighlightedText, Hit
from newsctl.rendering.fields import fields_of
from newsctl.rendering.formats import Renderable
from newsctl.rendering.harmless import harmless
from newsctl.rendering.wrapping import broken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsctl.core.post.post import Post, Value
    from newsctl.rendering.fields import FieldColumns
    from newsctl.rendering.formats import Format
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal


class WholePosts(Renderable):
    """Posts, one after the other, or their files: only `raw` writes the files.

    Columns are the default ones of a list, and the text.
    """

    usual = ("rendered", "rendered")

    def __init__(
        self,
        posts: Iterable[Post],
        files: Iterable[str],
        form: Format,
        terminal: Terminal,
        place: Place,
        *,
        is_one: bool = False,
    ) -> None:
        self.is_one = is_one
        self.names = (*form.unasked, "text")
        self._posts = posts
        self._files = files
        self._terminal = terminal
        self._place = place

    def columns(self) -> Iterator[FieldColumns]:
        """Yield the fields of posts, in batches."""
        return fields_of(map(_as_hit, self._posts), self.names, self._place)

    def objects(self) -> Iterator[Mapping[str, Value]]:
        """Yield an object for each post."""
        from newsctl.rendering.json_output import post_object  # noqa: PLC0415 -- others do without

        return (post_object(post, self._place) for post in self._posts)

    def as_raw(self) -> Iterable[str]:
        """Return the bytes of the files."""
        return self._files

    def as_text(self) -> Iterator[str]:
        """Yield texts, separated by an empty line."""
        return _apart(_text_lines(post.text, self._terminal) for post in self._posts)

    def as_rendered(self) -> Iterator[str]:
        """Yield rendered posts, separated by an empty line."""
        # Rich and the parsers of markdown and HTML: only this form needs them
        from newsctl.rendering.post_view import post_view  # noqa: PLC0415

        return _apart(post_view(post, self._terminal, self._place) for post in self._posts)


def _apart(parts: Iterable[Iterable[str]]) -> Iterator[str]:
    for number, part in enumerate(parts):
        if number:
            yield "\n"
        yield from part


def _as_hit(post: Post) -> Hit:
    text = HighlightedText(post.text)
    return Hit(post.shown, 0.0, text=text, body=post.body, own_values=post.own_values)


def _text_lines(text: str, terminal: Terminal) -> Iterator[str]:
    """Yield a text unchanged; on a terminal sanitised and wrapped."""
    if not terminal.is_tty:
        yield f"{text}\n"
        return
    for line in harmless(text).split("\n"):
        yield "".join(f"{part}\n" for part in broken(line, terminal))
