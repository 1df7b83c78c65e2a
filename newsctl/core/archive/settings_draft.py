"""A commented `newsctl.toml` for an archive, made of what was learnt from its posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.counts import counted
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


class NoisyRule(NamedTuple):
    """A rule that is broken in so many posts that it would drown others."""

    rule: str
    posts: int


class _SettingLine(NamedTuple):
    """A key of `[archive]` with an example or its default, and what it means."""

    key: str
    value: Value
    remark: str


_RULES = "rules and families: off, error, warning or info"
_EXAMPLES = """\
# [rules.folders."_posts/2019/**"]  # the same for some posts; the last that fits decides
# counts = "off"

# [queries]                         # newsctl list @kabinet
# kabinet = "category:politiek (kabinet OR minister)"

# [defaults.list]                   # of options that say what is shown, and how
# limit = 50
"""


def settings_text(
    learnt: Learnt,
    *,
    undated: bool,
    site_zone: SiteZone | None = None,
    bare_times: BareTimes = BareTimes.LOCAL,
    noise: Sequence[NoisyRule] = (),
) -> str:
    """Return the text of a `newsctl.toml` that says what was learnt, and comments on the rest.

    Commented out is what holds without being said, and what some posts would break. `undated`
    says whether posts without a date in their name are taken, `site_zone` what the site has for a
    time zone, and `bare_times` for which times of day it has UTC. Rules of `noise` are off.
    """
    fields = [_field(name, found) for name, found in learnt.fields.items()]
    parts = [_opening(learnt), _archive(learnt, _time_zone(site_zone, bare_times), undated=undated)]
    return "\n".join([*parts, *(fields or [_EXAMPLE]), _rules(learnt.posts, noise), _EXAMPLES])


def _rules(posts: int, noise: Sequence[NoisyRule]) -> str:
    if not noise:
        return f'{_remarked("# [rules]", _RULES)}\n# title-markup = "error"\n'
    off = (
        _remarked(f'{one.rule} = "off"', f"{one.posts:,} of {counted(posts, 'post')} break it")
        for one in noise
    )
    return "\n".join([_remarked("[rules]", _RULES), *off, ""])


_EXAMPLE = """\
# [fields.bron]                     # what validate asks of a field
# type = "text"                     # or number, integer, boolean, date, url, list, any
# required = true                   # every post must have it
# allowed = ["NOS", "Trouw"]        # no other value, in a list neither
# help = "Who wrote it."
# separator = ","                   # of lists in text; " " is white space
"""


def _opening(learnt: Learnt) -> str:
    posts = counted(learnt.posts, "post")
    return (
        f"# Settings of this archive, learnt from its {posts}. What is behind a # is the default,\n"
        "# an example, or what some posts do not keep to. newsctl config show tells what holds.\n"
    )


def _archive(learnt: Learnt, time_zone: _SettingLine, *, undated: bool) -> str:
    usual = Settings()
    lines = (
        _SettingLine(
            "include", ["verslagen/*.md"], "these files too; globs, relative to this folder"
        ),
        _SettingLine("exclude", ["_posts/oud/**"], "not these; wins over include"),
        _SettingLine("drafts", usual.drafts, "what is below _drafts too"),
        _SettingLine("undated", undated, "files without a date in their name too"),
        _SettingLine("without_front_matter", learnt.takes_bare_files, _bare_files(learnt)),
        time_zone,
        _SettingLine("date_field", learnt.date_field, _dates(learnt)),
        _SettingLine("filename", learnt.filename, _names(learnt)),
    )
    said = {"without_front_matter", "date_field", "filename"}
    texts = ["[archive]"]
    for key, value, remark in lines:
        is_learnt = key in said and value != getattr(usual, key)
        texts.append(_remarked(f"{'' if is_learnt else '# '}{key} = {toml_value(value)}", remark))
    return "\n".join([*texts, ""])


def _bare_files(learnt: Learnt) -> str:
    if not learnt.bare_files:
        return "such files too"
    files = learnt.posts + learnt.bare_files
    return f"such files too: {learnt.bare_files:,} of {counted(files, 'file')} have none"


def _dates(learnt: Learnt) -> str:
    meaning = "the key that holds the moment of a post"
    if not learnt.dated.times:
        return meaning
    return f"{meaning}; in {learnt.dated.times:,}, mostly as {learnt.dated.example}"


def _names(learnt: Learnt) -> str:
    meaning = "of new posts; also {year}, {month}, {day}"
    if not learnt.named.times:
        return meaning
    return f"{meaning}; {learnt.named.times:,} are named {learnt.named.example}, as add does"


def _time_zone(site_zone: SiteZone | None, bare_times: BareTimes) -> _SettingLine:
    name, remark = Settings().time_zone, "of dates without one, and of days in queries"
    if bare_times:
        remark = f"of days, also in queries; {bare_times.remark} until this says otherwise"
    if site_zone and site_zone.is_known:
        name, remark = site_zone.name, f"from {site_zone.file}; {remark}"
    elif site_zone:
        remark = f"no zone {site_zone.name!r} ({site_zone.file}); {remark}"
    return _SettingLine("time_zone", name, remark)


def _field(name: str, found: LearntField) -> str:
    return "\n".join([*_field_lines(name, found), ""])


def _field_lines(name: str, found: LearntField) -> Iterator[str]:
    settings = found.settings
    posts = counted(found.posts, "post")
    yield _remarked(f"[{toml_key(('fields', name))}]", f"in {posts}")
    if settings.type is not FieldType.ANY:
        yield f"type = {toml_value(settings.type)}"
    if settings.separator:
        remark = (
            f"of lists in text; in {found.separated.times:,}, such as {found.separated.example}"
        )
        yield _remarked(f"separator = {toml_value(settings.separator)}", remark)
    if settings.required:
        yield "required = true"
    if found.usual:
        commented = "" if settings.allowed else "# "
        yield f"{commented}allowed = {toml_value(found.usual)}"


def _remarked(text: str, remark: str) -> str:
    return f"{text:<{_WIDTH}}  # {remark}"
