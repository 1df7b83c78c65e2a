"""A post, in three degrees of detail: its path, its summary, the whole of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, NewType, TypeAlias

from newsctl.core.inert import Inert

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    Value: TypeAlias = bool | int | float | str | Sequence["Value"] | Mapping[str, "Value"] | None
    """What front matter holds: the kinds of value of JSON. Dates stay the text that was written."""

    FrontMatter: TypeAlias = Mapping[str, Value]

PostPath = NewType("PostPath", str)
"""The identity of a post: its path below the archive's folder, with `/` between the parts."""


LARGEST_FILE = 8 * 1024 * 1024
"""Bytes of the largest file that is a post. A longer one is a mistake (a log, a database): the
Bible has 4.5 MB."""


class PostSummary(NamedTuple):
    """What a list shows of a post: everything but its body.

    `title` falls back to the words of the file name; `date` is aware, in the archive's time zone,
    and falls back to the date of the file name; `front_matter` holds every key as written.
    """

    path: PostPath
    title: str
    date: datetime | None
    front_matter: FrontMatter


class Post(Inert):
    """A whole post: `body` is all after the closing fence, `text_of` makes its text of that."""

    summary: PostSummary
    body: str
    text_of: Callable[[str], str]

    @cached_property
    def text(self) -> str:
        """What a reader sees of the body.

        It is made when it is first needed: rendering markdown takes several times as long as all
        other reading of a post, and the rules need none of it.
        """
        return self.text_of(self.body)

    @property
    def path(self) -> PostPath:
        """The post's path below the archive's folder."""
        return self.summary.path


class Draft(NamedTuple):
    """A post that is not yet a file. `date` is aware; without a slug, the title makes one."""

    title: str
    date: datetime
    fields: FrontMatter
    body: str
    slug: str | None = None


class Manuscript(NamedTuple):
    """A whole post as a file of bytes, which are kept as they are but for what is asked.

    `name` is that of the file it came in, which may tell its date and slug; `moment`, aware, is
    its date when nothing else tells it, or in any case when it `is_dated`; `fields` are put in
    place of what it says itself.
    """

    data: bytes
    name: str
    moment: datetime
    fields: FrontMatter
    slug: str | None = None
    is_dated: bool = False


def values_of(value: Value) -> tuple[str, ...]:
    """Return the texts by which a front matter value is found: each item of a list is one.

    An empty value has none, a mapping neither.
    """
    match value:
        case None | "":
            return ()
        case bool():
            return ("true" if value else "false",)
        case str():
            return (value,)
        case int() | float():
            return (str(value),)
        case list() | tuple():
            return tuple(text for item in value for text in values_of(item))
        case _:
            return ()
