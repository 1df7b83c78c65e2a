"""The settings of an archive, with their defaults for what `newsctl.toml` leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self, TypeAlias

from newsctl.core.messages import _
from newsctl.core.post.bare_times import BareTimes
from newsctl.core.post.fences import HeaderStart
from newsctl.core.post.filename import USUAL_NAME
from newsctl.core.settings.field_types import FieldType

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from newsctl.core.post.post import Value
    from newsctl.core.problems import Severity
    from newsctl.core.settings.site_facts import SiteDefaults

    Levels: TypeAlias = Mapping[str, Severity | None]
    """What rules or families weigh; None switches off."""


class FieldSettings(NamedTuple):
    """The settings of one front matter key.

    `allowed` lists the values that it may have, or the items of its list. `help` is shown to a user
    who adds a post. `separator` splits text into a list; one blank stands for any white space.
    """

    type: FieldType = FieldType.ANY
    required: bool = False
    allowed: tuple[Value, ...] = ()
    help: str | None = None
    separator: str | None = None


class Settings(NamedTuple):
    """The settings of an archive. Globs are relative to its folder.

    If `undated` is None, the kind of archive decides. `filename` is the pattern of new names
    (`core.filename`). `folder_rules` apply to the posts of a glob; if several globs set a rule, the
    last wins. `defaults` are those of options, by command.

    All other fields are not in the file but follow from the site. `text_lists` are the keys whose
    texts are lists, with their separators (`core.text_lists`). `other_dates` are keys that hold the
    date of a post without a `date_field`, `date_part` is the key of the date in a mapping, and
    `date_words` are texts, in lower case, that stand for no date. With `dates_in_paths` a post
    without a date has the first day found in its path. `bare_times` tells which times without a
    zone are in UTC. `header_start` is where front matter begins. With `names_are_titles` a post
    without a title is called by its file name, and with `tags_in_text` the tags in its body count
    beside its own. `site_defaults` are values that the site adds to those of its posts.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    drafts: bool = False
    undated: bool | None = None
    without_front_matter: bool = False
    time_zone: str = "Europe/Amsterdam"
    date_field: str = "date"
    filename: str = USUAL_NAME
    fields: Mapping[str, FieldSettings] = {}
    rules: Mapping[str, Severity | None] = {}
    folder_rules: tuple[tuple[str, Levels], ...] = ()
    queries: Mapping[str, str] = {}
    defaults: Mapping[str, Mapping[str, Value]] = {}
    text_lists: Mapping[str, str] = {}
    other_dates: tuple[str, ...] = ()
    date_part: str | None = None
    date_words: tuple[str, ...] = ()
    dates_in_paths: bool = False
    bare_times: BareTimes = BareTimes.LOCAL
    names_are_titles: bool = False
    tags_in_text: bool = False
    header_start: HeaderStart = HeaderStart.AT_FENCE
    site_defaults: SiteDefaults | None = None

    def with_separators(self) -> Self:
        """Return these settings with the separators of the fields added to `text_lists`."""
        separators = {key: field.separator for key, field in self.fields.items() if field.separator}
        return self._replace(text_lists={**self.text_lists, **separators}) if separators else self

    @property
    def reading(self) -> str:
        """The settings that decide how a file is parsed; changing others needs no new index."""
        text = f"{self.time_zone}; {self.date_field}; {self.without_front_matter}"
        lists = (
            _("; {key} by {separator!r}", key=key, separator=separator)
            for key, separator in sorted(self.text_lists.items())
        )
        dates = (*self.other_dates, self.date_part, *self.date_words, self.bare_times)
        start = "" if self.header_start is HeaderStart.AT_FENCE else self.header_start.name
        how = (self.dates_in_paths, self.names_are_titles, self.tags_in_text, start)
        site = (*dates, *how)
        text += "".join(lists) + (f"; {site}" if any(site) else "")
        return f"{text}; {self.site_defaults}" if self.site_defaults else text

    def date_key(self, keys: Container[str]) -> str:
        """Return the key of the post's date among its keys; `date_field` if it has none."""
        mine = (key for key in (self.date_field, *self.other_dates) if key in keys)
        return next(mine, self.date_field)

    def date_keys(self, keys: Container[str]) -> tuple[str, ...]:
        """Return the keys that hold dates, that of the post's date first."""
        own = self.date_key(keys)
        typed = (key for key, field in self.fields.items() if field.type is FieldType.DATE)
        return (own, *(key for key in typed if key != own))

    @property
    def required(self) -> tuple[str, ...]:
        """The keys that every post must have."""
        return tuple(name for name, settings in self.fields.items() if settings.required)
