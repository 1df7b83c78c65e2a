"""Parsing of a file's bytes to a post, or to the problems that prevent it."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from newsctl.core.archive.ports import Reading
from newsctl.core.messages import _
from newsctl.core.post.dates import DateProblem, iso_text, parse_date, zone_named
from newsctl.core.post.fences import (
    HEADER_LINE,
    Fenced,
    Syntax,
    Unfenced,
    blanks_before,
    split_as,
    split_fences,
)
from newsctl.core.post.filename import is_mdx, parse_path, title_of_slug
from newsctl.core.post.post import Post, PostSummary
from newsctl.core.post.text_lists import values_of, with_text_lists
from newsctl.core.problems import Fix, Position, Problem, ReplaceText, Severity, lines_of
from newsctl.front_matter.reading.any_header import read_header
from newsctl.front_matter.reading.decoding import NotUtf8, decode
from newsctl.front_matter.reading.header import (
    Header,
    HeaderRefused,
    RepeatedKey,
    excerpt,
    too_large,
)
from newsctl.markup.heading import leading_heading
from newsctl.markup.text import text_of_body, text_of_mdx

if TYPE_CHECKING:
    from datetime import tzinfo

    from newsctl.core.post.post import FrontMatter, PostPath, Value
    from newsctl.core.settings import Settings

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
"""What Eleventy takes for the date of a path (`Template.getMappedDate` in src/Template.js)."""


def parse(path: PostPath, data: bytes, settings: Settings) -> Reading:
    """Parse bytes as the content of the file at this path. Never raises for the content.

    Raises SettingsError if the time zone of the settings is unknown to the system.
    """
    zone = zone_named(settings.time_zone)
    fenced = _fenced(path, data, settings)
    if isinstance(fenced, Problem):
        return Reading(path, data, None, (fenced,))
    try:
        header = _header_of(fenced)
    except HeaderRefused as refused:
        return Reading(path, data, None, (_refusal(path, refused, data, fenced),))
    date, problems = _date(path, header, fenced, settings, zone)
    moment = iso_text(date) if date else ""
    values = with_text_lists(header.values, settings.text_lists)
    shown = _as_site_shows(path, values, fenced.body, settings)
    title = _title(path, shown, fenced.body, name_is_title=settings.names_are_titles)
    summary = PostSummary(path, title, moment, values)
    text_of = text_of_mdx if is_mdx(path) else text_of_body
    post = Post(summary, fenced.body, text_of, None if shown is values else shown)
    if header.repeated:
        problems = (*_repeated_keys(path, header), *problems)
    written = fenced.header if fenced.syntax is Syntax.YAML else ""
    return Reading(path, data, post, problems, header.positions, written)


def _fenced(path: PostPath, data: bytes, settings: Settings) -> Fenced | Problem:
    """Split a file into header and body, or return the problem that prevents it."""
    if problem := too_large(path, len(data)):
        return problem
    try:
        text = decode(data)
    except NotUtf8 as other:
        message = _(
            "The file is not UTF-8; it looks like {looks_like}.", looks_like=other.looks_like
        )
        hint = _("Save it as UTF-8.")
        return Problem(path, "file-not-utf8", message, position=other.position, hint=hint)
    fenced = split_as(text, settings.header_start)
    if fenced is Unfenced.MISSING and settings.without_front_matter:
        return Fenced("", text)
    return fenced if isinstance(fenced, Fenced) else _unfenced(path, fenced, data.decode())


def _unfenced(path: PostPath, why: Unfenced, text: str) -> Problem:
    """Return the problem of a file without front matter."""
    if why is Unfenced.UNCLOSED:
        message = _(
            "The front matter is not closed: no second line `{text}` follows.",
            text=text.removeprefix("\ufeff")[:3],
        )
        return Problem(path, "front-matter-unclosed", message)
    message = _("The file has no front matter: its first line is not `---`.")
    blanks = blanks_before(text)
    if not text.startswith("---", len(blanks)):
        return Problem(path, "front-matter-missing", message)
    hint = _("Nothing may stand before the first `---`.")
    is_header = isinstance(split_fences(text[len(blanks) :]), Fenced)
    fix = Fix((ReplaceText(0, len(blanks), ""),), safe=False) if is_header else None
    return Problem(path, "front-matter-missing", message, hint=hint, fix=fix)


def _header_of(fenced: Fenced) -> Header:
    """Parse a header, with positions in the file. Raises HeaderRefused."""
    header = read_header(fenced.header, fenced.syntax)
    if not fenced.lines_above:
        return header
    return Header(
        header.values,
        {key: _below(place, fenced) for key, place in header.positions.items()},
        tuple(
            RepeatedKey(key, _below(position, fenced), _below(first, fenced))
            for key, position, first in header.repeated
        ),
    )


def _below(place: Position, fenced: Fenced) -> Position:
    return Position(place.line + fenced.lines_above, place.column)


def _refusal(path: PostPath, refused: HeaderRefused, data: bytes, fenced: Fenced) -> Problem:
    """Return the problem of a file with invalid front matter."""
    fix = None
    if refused.repair is not None:
        start, end, right = refused.repair
        begin = data.decode().index(fenced.header, len("---") if fenced.is_opened else 0)
        fix = Fix((ReplaceText(begin + start, begin + end, right),), safe=False)
    return Problem(
        path,
        refused.rule,
        refused.message,
        position=_below(refused.position, fenced),
        hint=refused.hint,
        fix=fix,
    )


def _repeated_keys(path: PostPath, header: Header) -> tuple[Problem, ...]:
    """Return a problem for each repeated key."""
    return tuple(
        Problem(
            path,
            "front-matter-duplicate-key",
            _(
                "{excerpt} stands on line {line} already; the last one counts.",
                excerpt=excerpt(again.key),
                line=again.first.line,
            ),
            severity=Severity.WARNING,
            position=again.position,
        )
        for again in header.repeated
    )


def _as_site_shows(
    path: PostPath, values: FrontMatter, body: str, settings: Settings
) -> FrontMatter:
    """Return front matter with the values that the site adds, if any."""
    if settings.tags_in_text:
        from newsctl.front_matter.reading.tags_in_text import with_tags_in_text  # noqa: PLC0415 -- few

        return with_tags_in_text(values, body)
    if settings.site_defaults is None:
        return values
    from newsctl.front_matter.reading.site_defaults import with_site_defaults  # noqa: PLC0415 -- few

    return with_site_defaults(settings.site_defaults, path, values, settings.text_lists)


def _title(path: PostPath, values: FrontMatter, body: str, *, name_is_title: bool) -> str:
    """Return the title in form NFC, from the header, else the body, else the file name.

    If names are titles, the name precedes the heading of the body, unchanged.
    """
    written = values.get("title")
    title = "" if isinstance(written, dict) else " ".join(values_of(written)[:1]).strip()
    if not title and name_is_title:
        title = PurePosixPath(path).stem
    elif not title and written is None:
        title = leading_heading(body) or ""
    return unicodedata.normalize("NFC", title or title_of_slug(parse_path(path).slug))


def _date(
    path: PostPath, header: Header, fenced: Fenced, settings: Settings, zone: tzinfo
) -> tuple[datetime | None, tuple[Problem, ...]]:
    """Return the date of the date field, else of the file name, and the problems met."""
    field, value = _date_value(header, settings)
    if value is None or value == "":
        return _date_of_path(path, settings, zone), ()
    moment = parse_date(value, zone)
    if isinstance(moment, DateProblem):
        problem = Problem(
            path,
            "date-unreadable",
            _(
                "{field}: {excerpt} is not understood: {reason}.",
                field=field,
                excerpt=excerpt(value),
                reason=moment.reason,
            ),
            position=header.positions.get(field, Position()),
            hint=_("Write it as 2019-09-05 03:07:07 +0200."),
        )
        return _date_of_path(path, settings, zone), (problem,)
    if settings.bare_times and moment.tzinfo is zone:
        is_quoted = not _stands_plain(header, fenced, field)
        if settings.bare_times.are_utc(str(value), is_quoted=is_quoted):
            moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(zone), ()


def _date_value(header: Header, settings: Settings) -> tuple[str, Value]:
    """Return the field that holds the date of a header, and its value; else None."""
    field = settings.date_field
    value = header.values.get(field)
    if settings.other_dates and (value is None or value == ""):
        field = settings.date_key([key for key, text in header.values.items() if text])
        value = header.values.get(field)
    if settings.date_part and isinstance(value, dict):
        value = value.get(settings.date_part)
    is_word = isinstance(value, str) and value.casefold() in settings.date_words
    return field, None if is_word else value


def _stands_plain(header: Header, fenced: Fenced, key: str) -> bool:
    """Tell whether the value of a key is written without quotes, in YAML."""
    place = header.positions.get(key)
    if fenced.syntax is not Syntax.YAML or place is None:
        return False
    line = lines_of(fenced.above + fenced.header)[place.line - HEADER_LINE]
    return line[place.column - 1 :].startswith(str(header.values[key]))


def _date_of_path(path: PostPath, settings: Settings, zone: tzinfo) -> datetime | None:
    """Return the date in a path; None if there is none."""
    day = parse_path(path).date
    found = _DAY.search(path) if settings.dates_in_paths and day is None else None
    if day is None and found is None:
        return None
    moment = parse_date(found[0] if found else str(day), zone)
    return None if isinstance(moment, DateProblem) else moment
