"""A commented `newsctl.toml` for an archive, generated from what was learnt about its posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.learning import ENOUGH
from newsctl.core.messages import _, _n, joined
from newsctl.core.post.bare_times import BareTimes
from newsctl.core.settings import Settings
from newsctl.core.settings.field_types import FieldType
from newsctl.core.settings.toml_text import toml_key, toml_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsctl.core.archive.learning import Learnt, LearntField
    from newsctl.core.post.post import Value
    from newsctl.core.settings.site_facts import SiteZone

_WIDTH = 34  # columns before the remark on a line


def _remarked(text: str, remark: str) -> str:
    return joined("", (f"{text:<{_WIDTH}}  # ", remark))


def _in_line(text: str) -> str:
    """Return text of a post as a TOML comment, without control characters."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


class NoisyRule(NamedTuple):
    """A rule that so many posts break, of all files checked, that it hides other findings."""

    rule: str
    posts: int
    checked: int


class _SettingLine(NamedTuple):
    """A key of `[archive]` with an example or its default, and its meaning."""

    key: str
    value: Value
    remark: str


_RULES = _("rules and families: off, error, warning or info")


class SiteSettings(NamedTuple):
    """The defaults that the kind of archive implies, and the source of its time zone.

    `undated` tells whether posts without a date in their name are included, `without_front_matter`
    whether those without front matter are. `bare_times` tells which times without a zone are in
    UTC.
    """

    undated: bool = True
    without_front_matter: bool = False
    zone: SiteZone | None = None
    bare_times: BareTimes = BareTimes.LOCAL


def settings_text(learnt: Learnt, site: SiteSettings, noise: Sequence[NoisyRule] = ()) -> str:
    """Return a `newsctl.toml` with what was learnt, and with comments on the rest.

    The text is a message, so that its comments can be translated. Defaults, and settings that some
    posts would break, are commented out. The rules of `noise` are switched off.
    """
    fields = [_field(name, found, learnt.posts) for name, found in learnt.fields.items()]
    parts = (
        _opening(learnt),
        _archive(learnt, site),
        *(fields or [_EXAMPLE]),
        _rules(noise),
        _EXAMPLES,
    )
    return joined("\n", parts)


def _rules(noise: Sequence[NoisyRule]) -> str:
    """Return the table `[rules]`, with noisy rules switched off."""
    if not noise:
        return joined("\n", (_remarked("# [rules]", _RULES), '# title-markup = "error"', ""))
    off = (
        _remarked(
            f'{one.rule} = "off"',
            _(
                "{n:,} of {files} break it",
                n=one.posts,
                files=_n("{n:,} file", "{n:,} files", one.checked),
            ),
        )
        for one in noise
    )
    return joined("\n", (_remarked("[rules]", _RULES), *off, ""))


_EXAMPLE = joined(
    "\n",
    (
        _remarked("# [fields.bron]", _("what validate asks of a field")),
        _remarked('# type = "text"', _("or number, integer, boolean, date, url, list, any")),
        _remarked("# required = true", _("every post must have it")),
        _remarked('# allowed = ["NOS", "Trouw"]', _("no other value, in a list neither")),
        _remarked('# help = "Wie het schreef."', _("what add says when it asks for it")),
        _remarked('# separator = ","', _('of lists in text; " " is white space')),
        "",
    ),
)
_EXAMPLES = joined(
    "\n",
    (
        _remarked(
            '# [rules.folders."_posts/2019/**"]',
            _("the same for some posts; the last that fits decides"),
        ),
        '# counts = "off"\n',
        _remarked("# [queries]", "newsctl list @kabinet"),
        '# kabinet = "category:politiek (kabinet OR minister)"\n',
        _remarked("# [defaults.list]", _("of options that say what is shown, and how")),
        "# limit = 50\n",
    ),
)


def _opening(learnt: Learnt) -> str:
    """Return the comment at the beginning of the file."""
    posts = _n("{n:,} post", "{n:,} posts", learnt.posts)
    says = [
        _(
            "# Settings of this archive, learnt from its {posts}. "
            "What is behind a # is the default,",
            posts=posts,
        ),
        _("# an example, or what some posts do not keep to. newsctl config show tells what holds."),
    ]
    if not learnt.has_enough:
        says.append(
            _(
                "# More than {enough} posts with front matter would tell what their fields are.",
                enough=ENOUGH,
            )
        )
    return joined("\n", (*says, ""))


def _archive(learnt: Learnt, site: SiteSettings) -> str:
    """Return the table `[archive]`, with a remark on each setting."""
    usual = Settings()._replace(without_front_matter=site.without_front_matter)
    takes_bare_files = site.without_front_matter or learnt.takes_bare_files
    lines = (
        _SettingLine(
            "include", ["verslagen/*.md"], _("these files too; globs, relative to this folder")
        ),
        _SettingLine("exclude", ["_posts/oud/**"], _("not these; wins over include")),
        _SettingLine("drafts", usual.drafts, _("what is below _drafts too")),
        _SettingLine("undated", site.undated, _undated(learnt)),
        _SettingLine("without_front_matter", takes_bare_files, _bare_files(learnt)),
        _time_zone(site, learnt),
        _SettingLine("date_field", learnt.date_field, _dates(learnt)),
        _SettingLine("filename", learnt.filename, _names(learnt)),
    )
    learnt_keys = {"without_front_matter", "date_field", "filename"}
    texts = ["[archive]"]
    for key, value, remark in lines:
        is_learnt = key in learnt_keys and value != getattr(usual, key)
        texts.append(_remarked(f"{'' if is_learnt else '# '}{key} = {toml_value(value)}", remark))
    return joined("\n", (*texts, ""))


def _undated(learnt: Learnt) -> str:
    meaning = _("files without a date in their name too")
    if not learnt.undated:
        return meaning
    return _("{meaning}: {n:,} of {posts}", meaning=meaning, n=learnt.undated, posts=_of(learnt))


def _bare_files(learnt: Learnt) -> str:
    meaning = _("files without front matter too")
    bare = learnt.bare_posts + learnt.bare_files
    if not bare:
        return meaning
    files = _n("{n:,} file", "{n:,} files", learnt.posts + learnt.bare_files)
    return _("{meaning}: {n:,} of {posts}", meaning=meaning, n=bare, posts=files)


def _dates(learnt: Learnt) -> str:
    """Return the remark on `date_field`."""
    parts = [_("the key that holds the moment of a post")]
    if learnt.dates:
        parts.append(
            _(
                "in {n:,} of {posts}, {times:,} as {example}",
                n=learnt.dates,
                posts=_of(learnt),
                times=learnt.dated.times,
                example=_in_line(learnt.dated.example),
            )
        )
    if named := learnt.posts - learnt.undated:
        parts.append(_("{n:,} have a day in their name", n=named))
    return joined("; ", parts)


def _names(learnt: Learnt) -> str:
    """Return the remark on `filename`."""
    meaning = _("of new posts; also {year}, {month}, {day}")
    if not learnt.named.times:
        return meaning
    return _(
        "{meaning}; {n:,} of {posts} are named {pattern}, as add does",
        meaning=meaning,
        n=learnt.named.times,
        posts=_of(learnt),
        pattern=_in_line(learnt.named.example),
    )


def _of(learnt: Learnt) -> str:
    return _n("{n:,} post", "{n:,} posts", learnt.posts)


def _time_zone(site: SiteSettings, learnt: Learnt) -> _SettingLine:
    """Return the setting `time_zone`, with a remark on where it comes from."""
    name, remark = Settings().time_zone, _("of dates without one, and of days in queries")
    if site.bare_times:
        remark = _(
            "of days, also in queries; {remark} until this says otherwise",
            remark=site.bare_times.remark,
        )
    if site.zone and site.zone.is_known:
        name = site.zone.name
        remark = _("from {file}; {remark}", file=site.zone.file, remark=remark)
    elif site.zone:
        remark = _(
            "no zone {name!r} ({file}); {remark}",
            name=site.zone.name,
            file=site.zone.file,
            remark=remark,
        )
    if learnt.elsewhere.times:
        remark = _(
            "{remark}; {n:,} of {offsets:,} dates with an offset have another, mostly {example}",
            remark=remark,
            n=learnt.elsewhere.times,
            offsets=learnt.offsets,
            example=learnt.elsewhere.example,
        )
    return _SettingLine("time_zone", name, remark)


def _field(name: str, learnt: LearntField, posts: int) -> str:
    return joined("\n", (*_field_lines(name, learnt, posts), ""))


def _field_lines(name: str, learnt: LearntField, posts: int) -> Iterator[str]:
    """Yield the lines of the table of one field."""
    settings = learnt.settings
    of_posts = _n("{n:,} post", "{n:,} posts", posts)
    times = _("in {n:,} of {posts}", n=learnt.posts, posts=of_posts)
    yield _remarked(f"[{toml_key(('fields', name))}]", times)
    if settings.type is not FieldType.ANY:
        yield _remarked(f"type = {toml_value(settings.type)}", _share(learnt.typed, learnt.posts))
    if settings.separator:
        remark = _(
            "of lists in text; in {n:,}, such as {example}",
            n=learnt.separated.times,
            example=_in_line(learnt.separated.example),
        )
        yield _remarked(f"separator = {toml_value(settings.separator)}", remark)
    if settings.required:
        yield _remarked("required = true", _share(learnt.posts, posts))
    if learnt.usual:
        commented = "" if settings.allowed else "# "
        yield _remarked(
            f"{commented}allowed = {toml_value(learnt.usual)}",
            _share(learnt.usual_values, learnt.values),
        )


def _share(number: int, of: int) -> str:
    if number == of:
        return _("so in all {n:,}", n=number)
    return _("so in {n:,} of {of:,}", n=number, of=of)
