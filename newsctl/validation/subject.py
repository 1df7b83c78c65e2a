"""A post as rules see it: its values, their positions, and how they were written."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from newsctl.core.post.dates import offset_digits, parse_date
from newsctl.core.post.fences import Fenced, Unfenced, split_as
from newsctl.core.post.filename import is_mdx, parse_path
from newsctl.core.post.word_counts import count_words
from newsctl.core.problems import TOP, position_at
from newsctl.markup.tags import Markup
from newsctl.validation.body_links import links_in
from newsctl.validation.editions import edition_of, telling_of
from newsctl.validation.header import HeaderSource
from newsctl.validation.weekdays import name_of
from newsctl.validation.yaml_nodes import nodes_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, tzinfo

    from newsctl.core.archive.ports import Reading
    from newsctl.core.post.post import FrontMatter, Post
    from newsctl.core.post.word_counts import WordCounts
    from newsctl.core.problems import Position
    from newsctl.core.settings import Settings
    from newsctl.core.settings.site_facts import SiteFacts
    from newsctl.validation.body_links import BodyLink
    from newsctl.validation.yaml_nodes import Node

_MARK = re.compile(r"[\s,\[{][&*!]\S")
_TAG = re.compile(r"<[^<>]*+>")


class Subject:
    """One post to be checked. Data that several rules need are computed once, on demand."""

    def __init__(
        self,
        reading: Reading,
        post: Post,
        settings: Settings,
        *,
        zone: tzinfo,
        clock: Callable[[], datetime],
        site: SiteFacts,
    ) -> None:
        self.settings = settings
        self.zone = zone
        self.clock = clock
        self.generator = site.generator
        self.has_file = site.has_file
        self.is_titled = site.is_titled is not None and site.is_titled(reading.path)
        self.has_beside = site.has_beside
        self.zone_of_site = site.time_zone
        self.front_matter: FrontMatter = post.summary.front_matter
        self.shown: FrontMatter = post.shown.front_matter
        self.moment: datetime | None = post.summary.date
        self.path = reading.path
        self.body = post.body
        self._reading = reading

    def is_of(self, reading: Reading) -> bool:
        """Tell whether this is the subject of this very reading."""
        return self._reading is reading

    @cached_property
    def header(self) -> HeaderSource:
        """The front matter as it was written."""
        fenced = self._parts
        above = fenced.lines_above if isinstance(fenced, Fenced) else 0
        return HeaderSource(self._reading.header, above)

    @property
    def date_key(self) -> str:
        """The key of the post's date, present or not."""
        return self.settings.date_key(self.front_matter)

    @property
    def written_date(self) -> str:
        """The text of the date field, empty when there is none."""
        written = self.front_matter.get(self.date_key)
        return written if isinstance(written, str) else ""

    @cached_property
    def written_moment(self) -> datetime | None:
        """The date with the offset as written; without one, `zone` is its zone.

        None for an invalid date, and for a date with no more information than the parsed moment: a
        bare day, or one with the weekday and the offset of the archive's zone.
        """
        written = self.written_date
        if self.moment is None or _is_day(written) or _is_borne_out(written, self.moment):
            return None
        moment = parse_date(written, self.zone)
        if not isinstance(moment, datetime):
            return None
        is_utc = moment != self.moment and moment.tzinfo is self.zone
        return self.moment.astimezone(UTC) if is_utc else moment

    @cached_property
    def marked_nodes(self) -> tuple[Node, ...]:
        """The nodes of the front matter, if it may have anchors, aliases or tags."""
        text = self.header.text
        signed = "&" in text or "*" in text or "!" in text  # far quicker than the search
        return tuple(nodes_of(text)) if signed and _MARK.search(text) else ()

    @cached_property
    def counts(self) -> WordCounts:
        """The word counts of the body."""
        return count_words(self.body)

    @cached_property
    def markup(self) -> Markup:
        """The HTML of the body."""
        return Markup(self.body, is_mdx=is_mdx(self.path))

    @cached_property
    def links(self) -> tuple[BodyLink, ...]:
        """The addresses of the body that a rule may report, outside of code.

        Finding code takes far longer than seeing that all addresses are in order.
        """
        return tuple(link for link in links_in(self.body) if self.is_prose(link.start, link.end))

    def is_prose(self, start: int, end: int) -> bool:
        """Tell whether a range of the body is outside of code, which fixes leave as it is."""
        return self.markup.prose[start:end] == self.body[start:end]

    @cached_property
    def edition(self) -> str:
        """The language and the version of the post; empty if it has neither."""
        return edition_of(self.path, self.front_matter)

    @cached_property
    def telling(self) -> tuple[int | None, str, str]:
        """What distinguishes a post of a series, as a plain tuple (`editions.Telling`)."""
        day = self.moment.toordinal() if self.moment else None
        return telling_of(self.path, self.front_matter, day)

    @cached_property
    def words(self) -> list[str]:
        """The words of the body, between its tags, in small letters.

        They are rougher than those that are searched, for which markdown is rendered, and cost
        a fiftieth.
        """
        return _TAG.sub(" ", self.body).casefold().split()

    @cached_property
    def plain(self) -> bytes:
        """The words, separated by spaces, in UTF-8."""
        return encoded(" ".join(self.words))

    @cached_property
    def words_key(self) -> int:
        """A key of the words, equal for bodies with the same words and hardly any others."""
        return hash_of(self.plain)

    @cached_property
    def body_start(self) -> int:
        """The offset of the body in the text of the file, byte order mark included."""
        return max(0, len(self.text) - len(self.body))

    @cached_property
    def _body_at(self) -> Position:
        return position_at(self.text, self.body_start)

    @cached_property
    def is_ascii(self) -> bool:
        """Whether the file is pure ASCII."""
        return self._reading.data.isascii()

    @property
    def named_day(self) -> date | None:
        """The day that the file name gives."""
        return parse_path(self._reading.path).date

    @property
    def has_front_matter(self) -> bool:
        """Whether the file has front matter, even if it is empty."""
        return isinstance(self._parts, Fenced)

    @cached_property
    def _parts(self) -> Fenced | Unfenced:
        return split_as(self.text.removeprefix("\ufeff"), self.settings.header_start)

    def reader_found(self, rule: str) -> bool:
        """Tell whether the reader found a problem of this rule."""
        return any(problem.rule == rule for problem in self._reading.problems)

    def position(self, key: str) -> Position:
        """Return the position of a key's value; for a missing key, the top of the file."""
        return (self._reading.positions or {}).get(key, TOP)

    def body_position(self, offset: int) -> Position:
        """Return the position in the file of an offset in the body."""
        return position_at(self.text, self.body_start + offset) if offset else self._body_at

    @cached_property
    def text(self) -> str:
        """The text of the file, byte order mark included."""
        return self._reading.data.decode("utf-8", "replace")

    def key_position(self, key: str) -> Position:
        """Return the position of a key; for a quoted key, that of its value."""
        found = re.search(rf"^{re.escape(key)}[ \t]*:", self.header.text, re.MULTILINE)
        return self.header.place(found.start()) if found else self.position(key)


def encoded(text: str) -> bytes:
    """Encode a text in UTF-8, with lone surrogates, which YAML allows in a value."""
    return text.encode("utf-8", "surrogatepass")


def hash_of(text: bytes) -> int:
    """Return a hash of 64 bits, the same on every machine."""
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big")


def _is_day(written: str) -> bool:
    """Tell whether a date has neither a weekday nor a time: `2019-09-05`, `5-9-2019`."""
    return len(written) <= len("2019-09-05") and not written[:1].isalpha()


def _is_borne_out(written: str, moment: datetime) -> bool:
    """Tell whether weekday and offset of a date in RFC 2822 are those of the moment.

    Most dates have that format, and this avoids parsing them again.
    """
    weekday = name_of(moment.weekday())[:3]
    offset = offset_digits(moment.utcoffset() or timedelta())
    return written.startswith(weekday) and written.endswith(f" {offset}")
