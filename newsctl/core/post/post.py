"""A post, in three degrees of detail: its path, its summary, the whole of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, NewType, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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

    `title` falls back to the words of the file name; `moment` is its date as ISO 8601, with the
    offset of the archive's time zone in hours and minutes, and falls back to the date of the file
    name, else is empty;
    `front_matter` holds every key as written.

    Lists hold text and show text: to write a moment anew takes 0.7 µs, half as long as all else
    that a line of one takes.
    """

    path: PostPath
    title: str
    moment: str
    front_matter: FrontMatter

    @property
    def date(self) -> datetime | None:
        """The moment to reckon with: aware, with the offset that it is written with."""
        return datetime.fromisoformat(self.moment) if self.moment else None


@dataclass(frozen=True)
class Post:
    """A whole post: `body` is all after the closing fence, `text_of` makes its text of that.

    The summary has its own front matter. `site_values` are that with what its site gives it, None
    where that is nothing.
    """

    summary: PostSummary
    body: str
    text_of: Callable[[str], str]
    site_values: FrontMatter | None = None

    @property
    def shown(self) -> PostSummary:
        """The summary as lists and queries have it: with the values that its site gives it."""
        if self.site_values is None:
            return self.summary
        return self.summary._replace(front_matter=self.site_values)

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
    """A post that is not yet a file. `date` is aware; without a slug, the title makes one.

    It `is_dated` where that moment was asked for, and is not only that of writing; `keeps_offset`
    where its distance from UTC tells something too. `written_date` is the text that was read as the
    moment. Where it `is_numbered`, a name that another post has gets a number.
    """

    title: str
    date: datetime
    fields: FrontMatter
    body: str
    slug: str | None = None
    is_dated: bool = False
    keeps_offset: bool = False
    is_numbered: bool = False
    written_date: str | None = None


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
