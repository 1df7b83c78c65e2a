"""A post in three degrees of detail: path, summary, and whole post."""

from __future__ import annotations

import unicodedata
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


OWN_VALUES = "own_values"
"""The name under which objects and tables of posts have `Post.own_values`."""

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes of the largest file that is a post. A longer one is a mistake (a log, a database): the
Bible has 4.5 MB."""


class PostSummary(NamedTuple):
    """All of a post but its body, as lists show it.

    `title` falls back to the words of the file name. `moment` is the date as ISO 8601 with the
    archive's offset in hours and minutes; it falls back to the date of the file name, and is empty
    if there is none. `front_matter` holds every key as written.

    The date is kept as text because lists hold and show text: formatting it again takes 0.7 µs,
    half of the other time for a line of a list.
    """

    path: PostPath
    title: str
    moment: str
    front_matter: FrontMatter

    @property
    def date(self) -> datetime | None:
        """The date of the post, aware, with the offset as written."""
        return datetime.fromisoformat(self.moment) if self.moment else None


@dataclass(frozen=True)
class Post:
    """A whole post; `body` is all after the closing fence, and `text_of` renders it to plain text.

    The summary has the front matter of the post itself. `site_values` is that with the values that
    the site adds, None if it adds none.
    """

    summary: PostSummary
    body: str
    text_of: Callable[[str], str]
    site_values: FrontMatter | None = None

    @property
    def shown(self) -> PostSummary:
        """The summary with the values that the site adds, as lists and queries use it."""
        if self.site_values is None:
            return self.summary
        return self.summary._replace(front_matter=self.site_values)

    @property
    def own_values(self) -> FrontMatter:
        """What the post itself has under the keys to which the site adds; None for nothing."""
        own, shown = self.summary.front_matter, self.shown.front_matter
        if own is shown:
            return {}
        return {key: own.get(key) for key in {**shown, **own} if own.get(key) != shown.get(key)}

    @property
    def written_title(self) -> str:
        """The title with the letters as they are composed in the file."""
        written, title = self.summary.front_matter.get("title"), self.summary.title
        same = isinstance(written, str) and unicodedata.normalize("NFC", written) == title
        return str(written) if same else title

    @cached_property
    def text(self) -> str:
        """The text of the body as a reader sees it.

        It is computed on first use: rendering markdown takes several times as long as reading the
        rest of a post, and the rules do not need it.
        """
        return self.text_of(self.body)

    @property
    def path(self) -> PostPath:
        """The post's path below the archive's folder."""
        return self.summary.path


class Draft(NamedTuple):
    """A post that is not yet a file; `date` is aware, and the slug defaults to one of the title.

    Without a date it gets none, where rules allow that. `is_dated` tells that the date was asked
    for and is not just the time of writing; `keeps_offset` that its offset from UTC is to be kept.
    `written_date` is the text that was parsed as the date. With `is_numbered`, a number is added to
    a name that another post has.
    """

    title: str
    date: datetime | None
    fields: FrontMatter
    body: str
    slug: str | None = None
    is_dated: bool = False
    keeps_offset: bool = False
    is_numbered: bool = False
    written_date: str | None = None


class Manuscript(NamedTuple):
    """A whole post as the bytes of a file, kept as they are except for the changes asked for.

    `name` is the name of the file it came in, which may hold date and slug. `moment`, aware, is its
    date if nothing else tells it, or in any case if `is_dated`. `fields` replace values of its
    front matter.
    """

    data: bytes
    name: str
    moment: datetime
    fields: FrontMatter
    slug: str | None = None
    is_dated: bool = False
