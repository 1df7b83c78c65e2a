"""newsctl's reading and writing of posts as a handler of python-frontmatter.

    post = frontmatter.load("2019-09-05-kop.md", handler=NewsHandler())
    post["bron"] = "NOS"
    frontmatter.dump(post, "2019-09-05-kop.md")

A post reads as it does in newsctl: the same fences, in YAML, TOML or JSON, the kinds of value of
JSON with dates as they are written, and nothing larger or deeper than newsctl takes. What is dumped
is the text that was read, with what was changed in it and no sign more (`editing.edit`).

python-frontmatter hands over text without blanks at both ends and with line feeds alone, so that
these are not kept: what is dumped ends in one line feed. It takes no keys `content` and `handler`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, cast

from frontmatter.default_handlers import BaseHandler

from newsctl.core.messages import _
from newsctl.core.post.date_forms import DateText
from newsctl.core.post.fences import Fenced, Syntax, split_fences
from newsctl.core.post.field_edits import RemoveKey, SetValue
from newsctl.core.post.post import LARGEST_FILE
from newsctl.core.problems import Position
from newsctl.front_matter.editing.edit import edited
from newsctl.front_matter.editing.split_file import same
from newsctl.front_matter.editing.write_value import key_to_yaml, value_to_yaml
from newsctl.front_matter.reading.any_header import read_header
from newsctl.front_matter.reading.header import HeaderRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, Self

    from frontmatter import Post

    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import Value

_MARK = "\ufeff"


class HeaderText(str):
    """The text of a header with its syntax."""

    __slots__ = ("syntax",)
    syntax: Syntax

    def __new__(cls, text: str, syntax: Syntax) -> Self:
        """Make one of the text between the fences."""
        header = super().__new__(cls, text)
        header.syntax = syntax
        return header


class NewsHandler(BaseHandler):
    """Reads one post, and writes it with changes. Use a new one for each post."""

    FM_BOUNDARY = re.compile(r"---|\+\+\+|\{")  # BaseHandler wants one
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self) -> None:
        super().__init__()
        self._text: str | None = None
        self._values: Mapping[str, Value] = {}

    def detect(self, text: str) -> bool:
        """Tell whether a text has front matter."""
        return isinstance(split_fences(text.removeprefix(_MARK)), Fenced)

    def split(self, text: str) -> tuple[str, str]:
        """Split a text into header and body.

        Raises ValueError for a text without front matter, which python-frontmatter then reads as a
        body alone, and HeaderRefused for one that is too large.
        """
        text = text.removeprefix(_MARK)
        if len(text.encode(errors="surrogatepass")) > LARGEST_FILE:
            message = _("A post may have {largest_file} MB.", largest_file=LARGEST_FILE // 1024**2)
            raise HeaderRefused("file-too-large", message, Position())
        fenced = split_fences(text)
        if not isinstance(fenced, Fenced):
            raise ValueError(f"The front matter is {fenced}.")  # noqa: TRY004 -- as the seam has it
        self._text = text
        return HeaderText(fenced.header, fenced.syntax), fenced.body

    def load(self, fm: str) -> dict[str, Any]:
        """Parse a header. Raises HeaderRefused if it is invalid."""
        syntax = fm.syntax if isinstance(fm, HeaderText) else Syntax.YAML
        self._values = read_header(str(fm), syntax).values
        return dict(self._values)

    def export(self, metadata: dict[str, object], **_kwargs: object) -> str:
        """Return a header with these values: the original, edited, or else a new one.

        Raises EditRefused if that is impossible, as for a change of JSON, and UsageError for what
        YAML cannot hold.
        """
        wanted = {key: _as_value(value) for key, value in metadata.items()}
        if self._text is None:
            return "\n".join(f"{key_to_yaml(k)}: {value_to_yaml(v)}" for k, v in wanted.items())
        return _header_of(self._edited(self._text, wanted)).rstrip("\n")

    def format(self, post: Post, **_kwargs: object) -> str:
        """Return a post as text. Raises as `export` does."""
        if self._text is None:
            header = self.export(post.metadata)
            return f"---\n{header}\n---\n\n{post.content.strip()}\n"
        wanted = {key: _as_value(value) for key, value in post.metadata.items()}
        text = self._edited(self._text, wanted)
        body = _body_of(text)
        if body.strip() == post.content.strip():
            return text.rstrip() + "\n"
        gap = body[: len(body) - len(body.lstrip())] or "\n"
        return f"{text.removesuffix(body).rstrip()}\n{gap}{post.content.strip()}\n"

    def _edited(self, text: str, wanted: Mapping[str, Value]) -> str:
        edits = list(_edits(self._values, wanted))
        return edited(text.encode(), edits).decode() if edits else text


def _edits(values: Mapping[str, Value], wanted: Mapping[str, Value]) -> Iterator[FieldEdit]:
    for key in values:
        if key not in wanted:
            yield RemoveKey(key)
    for key, value in wanted.items():
        if key not in values or not same(values[key], value):
            yield SetValue(key, value)


def _as_value(value: object) -> Value:
    return DateText(value.isoformat()) if isinstance(value, date) else cast("Value", value)


def _header_of(text: str) -> str:
    fenced = split_fences(text)
    return fenced.header if isinstance(fenced, Fenced) else ""


def _body_of(text: str) -> str:
    fenced = split_fences(text)
    return fenced.body if isinstance(fenced, Fenced) else ""
