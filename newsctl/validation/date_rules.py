"""Rules about the date of a post."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from newsctl.core.messages import _
from newsctl.core.post.bare_times import BareTimes
from newsctl.core.post.date_keys import DateMeaning, meaning_of
from newsctl.core.post.dates import MONTHS, doubt_message, is_doubtful, offset_digits, parse_date
from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import Fix, Fixable, Rename
from newsctl.validation.date_fixes import (
    is_other_season,
    with_day,
    with_offset,
    with_weekday,
    with_zone,
)
from newsctl.validation.examples import CLEAN, TITLE, post
from newsctl.validation.purposes import needs_date
from newsctl.validation.rule import ArchiveRule, Example, Finding, PostRule
from newsctl.validation.weekdays import name_of, weekday_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import TypeAlias

    from newsctl.core.post.post import PostPath
    from newsctl.validation.rule import Records
    from newsctl.validation.subject import Subject

    _CheckedOffset: TypeAlias = tuple[bool, Finding | None]
    """Whether a post has an offset of its zone at the time, and what is wrong with it."""

_UTC = timedelta(0)
_ENDS_IN_OFFSET = re.compile(
    r"(?:T\d{4}|:\d\d)[\d.,]* ?(?:[+-]\d\d(?::?\d\d)?|[A-Z]{1,5})\Z", re.IGNORECASE
)
_MONTHS = "|".join(name for names in MONTHS for name in names)
_DAY_IN_NAME = re.compile(
    rf"(?<!\d)(?:\d{{4}}([-_.])\d\d?\1\d\d?|\d\d?([-_. ])(?:\d\d?|{_MONTHS})\2\d{{4}})(?!\d)"
    r"(?=[^/]*\Z)",
    re.IGNORECASE,
)


def check_missing(subject: Subject) -> Iterator[Finding]:
    """Find a post without a moment, unless its date is not understood or is that of its file."""
    if subject.written_date.casefold() in subject.settings.date_words:
        return
    if subject.moment is None and needs_date(subject) and not _is_unread(subject):
        field = subject.settings.date_field
        other = _other_date(subject)
        key = other if other and _names_moment(other, field) else subject.date_key
        day = _day_in_name(subject)
        if subject.date_key in subject.front_matter:
            field = subject.date_key
            hint = _("Write it: {field}: {day}", field=field, day=day)
            says = _(
                "The post has no moment: {field} is empty, and there is no date in its file name.",
                field=field,
            )
        else:
            hint = _("Add a line: {field}: {day}", field=field, day=day)
            says = _(
                "The post has no moment: no {field} field, and no date in its file name.",
                field=field,
            )
        if other:
            hint = _(
                'If {other} is its moment, set date_field = "{other}" in newsctl.toml.', other=other
            )
        yield Finding(says, subject.position(key), hint)


def _day_in_name(subject: Subject) -> date | str:
    """Return the day in a name of another format (`10-11-2023.md`), else a sign for any."""
    found = _DAY_IN_NAME.search(subject.path)
    moment = parse_date(re.sub(r"[_. ]", "-", found[0]), subject.zone) if found else None
    return moment.date() if isinstance(moment, datetime) else "…"


def _is_unread(subject: Subject) -> bool:
    return subject.reader_found("date-unreadable")


def _other_date(subject: Subject) -> str | None:
    """Return the other key whose date is most likely that of the post."""
    keys = (
        key
        for key, value in subject.front_matter.items()
        if isinstance(value, str) and isinstance(parse_date(value, subject.zone), datetime)
    )
    return min(keys, key=meaning_of, default=None)


def _names_moment(key: str, field: str) -> bool:
    """Tell whether a key has nearly the name of a post's date."""
    if meaning_of(key) in {DateMeaning.PUBLICATION, DateMeaning.CREATION}:
        return True
    return any(OSA.distance(key.casefold(), name) <= 1 for name in (field.casefold(), "datum"))


def check_zone(subject: Subject) -> Iterator[Finding]:
    """Find a time of day without a zone, unless the site itself names the archive's time zone."""
    if subject.zone_of_site == subject.settings.time_zone:
        return
    written = subject.written_moment
    if written is not None and written.tzinfo is subject.zone and _has_time(subject, written):
        yield _at_date(
            subject,
            _("The date has no zone; {time_zone} is taken.", time_zone=subject.settings.time_zone),
            fix=_written(subject, with_zone(subject.written_date, subject.zone)),
        )


def _has_time(subject: Subject, written: datetime) -> bool:
    return written.time() != time.min or ":" in subject.written_date


def check_weekday(subject: Subject) -> Iterator[Finding]:
    """Find a day of the week that the date, where it was written, does not fall on."""
    written = subject.written_moment
    said = weekday_in(subject.written_date) if written is not None else None
    if written is not None and said is not None and written.weekday() != said:
        hint = _("The day of the week or the date is wrong.")
        fix = _written(subject, with_weekday(subject.written_date, written.weekday()))
        if (named := subject.named_day) and named.weekday() == said:
            hint, fix = _("{day}, the day in the file name, is one.", day=named), None
        yield _at_date(
            subject,
            _(
                "{date} is a {right}, not a {wrong}.",
                date=written.date(),
                right=name_of(written.weekday()),
                wrong=name_of(said),
            ),
            hint,
            fix,
        )


def gather_offset(subject: Subject) -> _CheckedOffset | None:
    """Gather whether a post has an offset of the zone, and what is wrong with it.

    None for a post without an offset, and for one in UTC, which is right.
    """
    moment, written = subject.moment, subject.written_moment
    if moment is None or not _ENDS_IN_OFFSET.search(subject.written_date):
        return None
    if written is None or written.utcoffset() == moment.utcoffset():
        return True, None
    if written.utcoffset() == _UTC:
        return None
    if not is_other_season(written, subject.zone):
        return False, None
    return False, _at_date(
        subject,
        _(
            "The offset is {offset}, but {time_zone} had {right} then.",
            offset=_offset(written),
            time_zone=subject.settings.time_zone,
            right=_offset(moment),
        ),
        _("As it stands, the time there was {minute}.", minute=_minute(moment)),
        _written(subject, with_offset(subject.written_date, subject.zone)),
    )


def conclude_offsets(
    records: Records[_CheckedOffset], _paths: Collection[PostPath]
) -> Iterator[tuple[PostPath, Finding]]:
    """Find summer time in winter, and winter time in summer.

    If fewer than a third of the posts with an offset have one of the archive's zone, they are of
    another zone, where these may be right: +01:00 is summer time in Dublin. A single post is always
    reported, since it cannot be compared.
    """
    wrong = [(path, finding) for path, (_, finding) in records if finding]
    right = sum(is_of_zone for _, (is_of_zone, _) in records)
    if len(records) == 1 or 3 * right >= len(records):
        yield from wrong


def check_day(subject: Subject) -> Iterator[Finding]:
    """Find a post whose date is not the day in its file name."""
    moment, named = subject.moment, subject.named_day
    if moment is not None and named is not None and named not in _days(subject, moment):
        to = with_day(subject.path, moment.date())
        yield _at_date(
            subject,
            _("The post is of {date}, its file name of {named}.", date=moment.date(), named=named),
            fix=Fix((Rename(to),), safe=False) if to else None,
        )


def _days(subject: Subject, moment: datetime) -> set[date]:
    """Return the days of a moment: also that in UTC, if the site shows that."""
    shows_utc = subject.settings.bare_times is BareTimes.ALL
    return {moment.date(), moment.astimezone(UTC).date()} if shows_utc else {moment.date()}


def check_doubtful(subject: Subject) -> Iterator[Finding]:
    """Find a date whose day may be its month, unless the file name tells."""
    if not is_doubtful(subject.written_date):
        return
    taken = subject.written_moment or subject.moment
    if taken is not None and subject.named_day != taken.date():
        yield _at_date(
            subject,
            doubt_message(subject.written_date, taken.date()),
            _("Write {date}, if that is meant.", date=taken.date()),
        )


def check_future(subject: Subject) -> Iterator[Finding]:
    """Find a moment that is still to come."""
    if subject.moment is not None and subject.moment > subject.clock():
        yield _at_date(subject, _("{minute} is still to come.", minute=_minute(subject.moment)))


def _offset(moment: datetime) -> str:
    return offset_digits(moment.utcoffset() or _UTC)


def _minute(moment: datetime) -> str:
    """Format a moment as `2019-09-05 03:07`."""
    return moment.isoformat(" ", "minutes")[: len("2019-09-05 03:07")]


def _at_date(
    subject: Subject, message: str, hint: str | None = None, fix: Fix | None = None
) -> Finding:
    return Finding(message, subject.position(subject.date_key), hint, fix)


def _written(subject: Subject, date: str | None) -> Fix | None:
    """Return a fix of the date; it is never safe, as only people know which part is wrong."""
    return Fix((SetValue(subject.date_key, date),), safe=False) if date else None


RULES = (
    PostRule(
        id="date-missing",
        habit=True,
        what="The post has no moment: no date of its own, and none in its file name.",
        why="A post without one is in no list by date, in no period, and Jekyll gives it the "
        "moment of the build. A date in the file name is enough.",
        bad=Example(post(TITLE).content, name="zon-in-zutphen.md"),
        good=Example(post(TITLE).content, name="2019-09-05-zon.md"),
        check=check_missing,
    ),
    PostRule(
        id="date-zone",
        habit=True,
        what="The date has a time of day, but does not say of which zone.",
        why="The archive's zone is taken; Jekyll takes the zone of the machine that builds, unless "
        "its configuration names one, as it had better. A day without a time needs none.",
        bad=post(TITLE, "date: 2019-09-05 03:07:07"),
        good=post(TITLE, "date: 2019-09-05 03:07:07 +0200"),
        fixable=Fixable.UNSAFE,
        check=check_zone,
    ),
    PostRule(
        id="date-weekday",
        what="The day of the week contradicts the date.",
        why="One of the two is wrong, and no program can tell which. It comes of a date that was "
        "changed by hand.",
        bad=post(TITLE, "date: Wed, 05 Sep 2019 03:07:07 +0200"),
        good=post(TITLE, "date: Thu, 05 Sep 2019 03:07:07 +0200"),
        fixable=Fixable.UNSAFE,
        check=check_weekday,
    ),
    ArchiveRule(
        id="date-offset",
        habit=True,
        what="The date has the offset of winter time in summer, or that of summer time in winter.",
        why="Whoever wrote it may have meant the time of day that stands there, an hour away from "
        "the moment that sites show: the archive's time zone had the other offset then. The fix "
        "keeps the moment. UTC and the offsets of other zones are well, and so are all where most "
        "posts are of another zone.",
        bad=post(TITLE, "date: Thu, 05 Sep 2019 03:07:07 +0100"),
        good=post(TITLE, "date: Thu, 05 Sep 2019 04:07:07 +0200"),
        fixable=Fixable.UNSAFE,
        gather=gather_offset,
        conclude=conclude_offsets,
    ),
    PostRule(
        id="date-other-day",
        habit=True,
        what="The date is of another day than the file name, in the archive's time zone.",
        why="The date counts, but the name is what one sees and sorts by. Often a post was moved, "
        "or its offset takes it over midnight.",
        bad=post(TITLE, "date: Wed, 04 Sep 2019 03:07:07 +0200"),
        good=CLEAN,
        fixable=Fixable.UNSAFE,
        check=check_day,
    ),
    PostRule(
        id="date-doubtful",
        habit=True,
        what="Day and month of the date could be either way round; the file name does not tell.",
        why="03-04-2018 is 3 April to a Dutch reader and 4 March to an American one. It is read "
        "in the Dutch order; a program that wrote it may have meant the other.",
        bad=Example(post(TITLE, "date: 03-04-2018").content, name="zon-in-zutphen.md"),
        good=Example(post(TITLE, "date: 03-04-2018").content, name="2018-04-03-zon.md"),
        check=check_doubtful,
    ),
    PostRule(
        id="date-future",
        habit=True,
        what="The moment of the post is still to come.",
        why="Jekyll leaves such a post out without a word (future: false), and nothing builds the "
        "site again when its time has come. Posts that are planned may be so.",
        bad=Example(post(TITLE, "date: 2100-09-05").content, name="2100-09-05-zon-in-zutphen.md"),
        good=CLEAN,
        check=check_future,
    ),
)
