"""Applying the rules: to single files, and to the data gathered from all posts."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from newsctl.core.messages import Message, _
from newsctl.core.post.dates import zone_named
from newsctl.core.post.field_edits import RenameKey
from newsctl.core.problems import Fix, Problem, Severity
from newsctl.core.settings.rule_names import weighed_by
from newsctl.core.settings.site_facts import UNKNOWN
from newsctl.validation.file_rules import is_empty
from newsctl.validation.habits import habits_as_notes
from newsctl.validation.header import header_of
from newsctl.validation.known_keys import HEXO, JEKYLL
from newsctl.validation.purposes import WITHOUT_FRONT_MATTER
from newsctl.validation.rule import ArchiveRule, FileRule, PostRule
from newsctl.validation.rules import NAMES, RULES, named
from newsctl.validation.severities import Severities
from newsctl.validation.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from newsctl.core.archive.ports import Reading
    from newsctl.core.post.post import Post, PostPath
    from newsctl.core.problems import Position
    from newsctl.core.settings import Levels, Settings
    from newsctl.core.settings.site_facts import SiteFacts
    from newsctl.validation.rule import Finding, Rule

MOST_FINDINGS = 100
"""As many findings of one rule in one file are given; a file made to have more is not served."""

_IGNORE = re.compile(r"(?:^|[ \t])#[ \t]*newsctl:[ \t]*ignore[ \t]+([^\r\n]*)", re.MULTILINE)


class Gathered(NamedTuple):
    """The data that archive rules keep of one post: small, and picklable.

    `records` has an element for each of these rules; `ignored` are the rules that the post ignores.
    """

    path: PostPath
    records: tuple[Any, ...]
    ignored: frozenset[str]


class Checker:
    """The enabled rules for one archive.

    `select` and `ignore` name rules or families; without `select` every rule is enabled that the
    settings do not disable. `clock` returns the current aware time, `site` has the facts about the
    archive's site. Raises UsageError for an unknown rule, and SettingsError for one in the
    settings, or for an invalid time zone.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], datetime],
        site: SiteFacts = UNKNOWN,
        select: Collection[str] | None = None,
        ignore: Collection[str] | None = None,
    ) -> None:
        self._settings = settings
        self._zone = zone_named(settings.time_zone)
        self._clock = clock
        self._site = site
        self._last: Subject | None = None
        weighed = settings._replace(rules={**_eased_by(site), **settings.rules})
        self._severities = Severities(weighed, select=select, ignore=ignore)
        on = self._severities.on_somewhere
        self._of_files = [rule for rule in RULES if isinstance(rule, FileRule) and rule.id in on]
        of_posts = (rule for rule in RULES if isinstance(rule, PostRule) and rule.id in on)
        self._of_posts = [
            (only_if, tuple(rules)) for only_if, rules in groupby(of_posts, attrgetter("only_if"))
        ]
        self._of_archives: list[ArchiveRule[Any]] = [
            rule for rule in RULES if isinstance(rule, ArchiveRule) and rule.id in on
        ]

    @property
    def compares(self) -> bool:
        """Whether any enabled rule compares posts."""
        return bool(self._of_archives)

    def check(self, reading: Reading) -> tuple[Problem, ...]:
        """Return the problems of one file, sorted by place and then by rule.

        Never raises for the content of a file. Rules that the post's own front matter ignores (`#
        newsctl: ignore date-future`), and those that the settings disable, are left out.
        """
        problems = [*self._of_the_reader(reading), *self._of_the_rules(reading)]
        if not problems:
            return ()
        weighed = self._severities.weighed(problems)
        ignored = _ignored_in(reading.data)
        kept = [problem for problem in weighed if problem.rule not in ignored]
        return tuple(sorted(_once(kept), key=_place))

    def gather(self, reading: Reading) -> Gathered | None:
        """Return the data of a post for the archive rules; None if there is none.

        Never raises for the content of a file. Another process may gather, with a checker of the
        same settings and names.
        """
        if reading.post is None or not self._of_archives:
            return None
        subject = self._subject(reading, reading.post)
        records = tuple(rule.gather(subject) for rule in self._of_archives)
        if all(record is None for record in records):
            return None
        return Gathered(reading.path, records, _ignored_in(reading.data))

    def conclude(
        self, gathered: Iterable[Gathered], paths: Collection[PostPath]
    ) -> tuple[Problem, ...]:
        """Return the problems of posts in comparison, sorted by path, place and rule.

        `gathered` are the data of every post, in any order; `paths` are those of all posts of the
        archive, readable or not.
        """
        by_path = {kept.path: kept for kept in sorted(gathered, key=lambda kept: kept.path)}
        problems = (
            _problem(path, rule, finding)
            for column, rule in enumerate(self._of_archives)
            for path, finding in rule.conclude(_column(by_path.values(), column), paths)
            if rule.id not in by_path[path].ignored
        )
        weighed = self._severities.weighed(problems)
        return tuple(sorted(weighed, key=lambda problem: (problem.path, *_place(problem))))

    def shared(self, problems: Iterable[Problem], posts: Sequence[PostPath]) -> Iterator[Problem]:
        """Yield problems in order, with those that most posts have merged into one.

        Rules whose severity is set explicitly are not merged.
        """
        one_each = _without_effects_of_slips(list(problems), self._settings.date_field)
        levels_of_all = (
            self._settings.rules,
            *(levels for _, levels in self._settings.folder_rules),
        )
        asked = {rule for levels in levels_of_all for rule in weighed_by(levels)}
        return habits_as_notes(one_each, posts, but=asked)

    def _of_the_reader(self, reading: Reading) -> Iterator[Problem]:
        """Yield the reader's problems; an empty file has no problem of missing front matter."""
        for problem in reading.problems:
            if problem.rule != "front-matter-missing":
                yield problem
            elif is_empty(reading.data):
                continue
            elif self._site.generator in WITHOUT_FRONT_MATTER:
                hint = _("To have it as a post, set without_front_matter = true in newsctl.toml.")
                yield problem._replace(hint=hint)
            else:
                yield problem

    def _of_the_rules(self, reading: Reading) -> Iterator[Problem]:
        """Yield the problems that file rules and post rules find."""
        if reading.unread:
            return
        for rule in self._of_files:
            for finding in islice(rule.check(reading.path, reading.data), MOST_FINDINGS):
                yield _problem(reading.path, rule, finding)
        if reading.post is not None:
            subject = self._subject(reading, reading.post)
            for post_rule in self._asked_of(subject):
                for finding in islice(post_rule.check(subject), MOST_FINDINGS):
                    yield _problem(reading.path, post_rule, finding)

    def _asked_of(self, subject: Subject) -> Iterator[PostRule]:
        """Yield the rules that may find something in a post."""
        for only_if, rules in self._of_posts:
            if only_if is None or only_if(subject):
                yield from rules

    def _subject(self, reading: Reading, post: Post) -> Subject:
        """Return the subject of a reading, cached for checking and gathering."""
        if self._last is None or not self._last.is_of(reading):
            self._last = Subject(
                reading,
                post,
                self._settings,
                zone=self._zone,
                clock=self._clock,
                site=self._site,
            )
        return self._last


_CAUSES = {
    "file-not-utf8": ("file-line-ends", "file-lone-cr", "file-bom"),
    "file-merge-conflict": (
        *("front-matter-yaml", "front-matter-not-a-mapping", "front-matter-unclosed"),
        *("front-matter-duplicate-key", "date-unreadable"),
    ),
    "file-lone-cr": ("file-line-ends", "front-matter-missing", "front-matter-unclosed"),
    "date-weekday": ("date-other-day", "date-future"),
    "file-empty": ("file-final-newline",),
    "file-name-undated": ("date-missing", "title-missing"),
    "file-name-impossible-date": ("date-missing",),
    "body-empty": ("count-aantal", "count-unieke"),
}
"""Rules with those that find the same fault once more: only its cause is worth a line."""


_BY_WEIGHT = tuple(Severity)


def _once(problems: list[Problem]) -> list[Problem]:
    """Return problems without consequences of others, whose severity passes to their cause."""
    weights: defaultdict[str, list[Severity]] = defaultdict(list)
    for problem in problems:
        weights[problem.rule].append(problem.severity)
    causes = weights.keys() & _CAUSES.keys()
    effects = {effect for cause in causes for effect in _CAUSES[cause]}
    if not effects & weights.keys():
        return problems
    heaviest = {
        cause: min(
            (one for rule in (cause, *_CAUSES[cause]) for one in weights[rule]),
            key=_BY_WEIGHT.index,
        )
        for cause in causes
    }
    return [
        problem._replace(severity=heaviest.get(problem.rule, problem.severity))
        for problem in problems
        if problem.rule not in effects
    ]


def _without_effects_of_slips(problems: Sequence[Problem], date_field: str) -> Iterator[Problem]:
    """Yield problems; for a misspelt key only that, and not the missing key.

    It gets the severity of the missing key.
    """
    missed = {(one.path, key): one for one in problems if (key := _key_missed(one, date_field))}
    slips = {(one.path, key) for one in problems if (key := _key_meant(one))}
    for one in problems:
        if (one.path, _key_missed(one, date_field)) in slips:
            continue
        effect = missed.get((one.path, _key_meant(one) or ""))
        yield one._replace(severity=effect.severity) if effect else one


def _key_missed(problem: Problem, date_field: str) -> str | None:
    match problem:
        case Problem(rule="title-missing"):
            return "title"
        case Problem(rule="date-missing"):
            return date_field
        case Problem(rule="field-missing", message=Message(values={"key": str(key)})):
            return key
    return None


def _key_meant(problem: Problem) -> str | None:
    match problem:
        case Problem(rule="field-misspelt", fix=Fix((RenameKey(to=key),))):
            return key
    return None


def _eased_by(site: SiteFacts) -> Levels:
    """Return the default severities for the files of a generator.

    Jekyll alone asks for dates in the names of `_posts`. What Hexo writes itself has dates without
    a zone (https://hexo.io/docs/writing#Scaffolds).
    """
    levels: dict[str, Severity | None] = {}
    if site.generator in WITHOUT_FRONT_MATTER:
        levels["front-matter-missing"] = Severity.INFO
    if site.generator not in (None, JEKYLL):
        levels["file-name-undated"] = None
    if site.generator == HEXO:
        levels["date-zone"] = None
    return levels


def _place(problem: Problem) -> tuple[Position, str, str]:
    return problem.position, problem.rule, problem.message


def _column(gathered: Iterable[Gathered], column: int) -> list[tuple[PostPath, Any]]:
    """Return the data of one rule, by path."""
    return [
        (path, record) for path, records, _ in gathered if (record := records[column]) is not None
    ]


def _problem(path: PostPath, rule: Rule, finding: Finding) -> Problem:
    return Problem(
        path=path,
        rule=rule.id,
        message=finding.message,
        severity=rule.severity,
        position=finding.position,
        hint=finding.hint,
        fix=finding.fix,
        beside=finding.beside,
    )


def _ignored_in(data: bytes) -> frozenset[str]:
    """Return the rules that a comment in a post's front matter ignores."""
    if b"newsctl:" not in data:
        return frozenset()
    comments = _IGNORE.findall(header_of(data.decode("utf-8", "replace")).text)
    names = {name for comment in comments for name in re.split(r"[\s,]+", comment)}
    return named(names & NAMES)
