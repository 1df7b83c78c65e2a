"""The settings of an archive, with the defaults that hold where `newsctl.toml` says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self, TypeAlias

from newsctl.core.messages import _
from newsctl.core.post.bare_times import BareTimes
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
    """What an archive says of one key of its front matter.

    With `allowed`, the value has to be among these, and so has each item of a list. `help` tells
    whoever adds a post what to give. Text is a list where there is a `separator` of its items; one
    blank stands for any white space.
    """

    type: FieldType = FieldType.ANY
    required: bool = False
    allowed: tuple[Value, ...] = ()
    help: str | None = None
    separator: str | None = None


class Settings(NamedTuple):
    """What an archive can say about itself. Globs are relative to its folder.

    `undated` is None where the kind of archive decides. `filename` is the pattern of new names
    (`core.filename`). `folder_rules` hold for the posts that a glob names; of several, the last
    one that says something of a rule decides. `defaults` are those of options, by command.
    What follows no file says; it is how the site reads its posts. `text_lists` are the keys whose
    texts are lists, each with what separates its items (`core.text_lists`). `other_dates` are keys
    that hold the moment of a post without a `date_field`, `date_part` that of a date which is a
    mapping, and `date_words` are texts there that say none, in small letters. With `dates_in_paths`
    a post without any has the first day that stands anywhere in its path. `bare_times` tells
    which times of day without a zone are in UTC. With `blanks_above` front matter may follow blank
    lines. With `names_are_titles` a post without a title has
    its name for one, as it stands, and with `tags_in_text` the tags of its body beside its own.
    `site_defaults` are values that the site gives its posts beside
    their own.
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
    blanks_above: bool = False
    site_defaults: SiteDefaults | None = None

    def with_separators(self) -> Self:
        """Return these settings with the lists in text that the fields tell of."""
        said = {key: field.separator for key, field in self.fields.items() if field.separator}
        return self._replace(text_lists={**self.text_lists, **said}) if said else self

    @property
    def reading(self) -> str:
        """What of the settings decides how a file is read; the rest can change without effect."""
        said = f"{self.time_zone}; {self.date_field}; {self.without_front_matter}"
        lists = (
            _("; {key} by {separator!r}", key=key, separator=separator)
            for key, separator in sorted(self.text_lists.items())
        )
        dates = (*self.other_dates, self.date_part, *self.date_words, self.bare_times)
        how = (self.dates_in_paths, self.names_are_titles, self.tags_in_text, self.blanks_above)
        site = (*dates, *how)
        said += "".join(lists) + (f"; {site}" if any(site) else "")
        return f"{said}; {self.site_defaults}" if self.site_defaults else said

    def date_key(self, keys: Container[str]) -> str:
        """Return the key of a post's moment, of those that it has; `date_field` if it has none."""
        mine = (key for key in (self.date_field, *self.other_dates) if key in keys)
        return next(mine, self.date_field)

    @property
    def required(self) -> tuple[str, ...]:
        """The keys that every post must have."""
        return tuple(name for name, settings in self.fields.items() if settings.required)
