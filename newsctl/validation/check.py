"""The rules applied to one reading of a file."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from newsctl.core.dates import zone_named
from newsctl.core.problems import Problem
from newsctl.validation.file_rules import is_empty
from newsctl.validation.places import header_of
from newsctl.validation.rule import FileRule, PostRule
from newsctl.validation.rules import BY_ID, NAMES, RULES, named
from newsctl.validation.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import datetime

    from newsctl.core.ports import Reading
    from newsctl.core.post import Post
    from newsctl.core.settings import Settings
    from newsctl.validation.rule import Finding, Rule

MOST_FINDINGS = 100
"""As many findings of one rule in one file are given; a file made to have more is not served."""

_UNREAD = frozenset({"file-unreadable", "file-too-large"})
"""Problems for which a file's bytes were never looked at: a reading without bytes is not empty."""

_IGNORE = re.compile(r"(?:^|[ \t])#[ \t]*newsctl:[ \t]*ignore[ \t]+([^\r\n]*)", re.MULTILINE)


class Checker:
    """The rules that are switched on, for one archive.

    `select` and `ignore` name rules or families; without `select` every rule is on. `clock` gives
    the aware moment that counts as now. Raises UsageError for a name that is no rule's, and
    SettingsError for a time zone that is none.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], datetime],
        select: Collection[str] | None = None,
        ignore: Collection[str] | None = None,
    ) -> None:
        self._settings = settings
        self._zone = zone_named(settings.time_zone)
        self._clock = clock
        on = (BY_ID.keys() if select is None else named(select)) - named(ignore or ())
        self._off = BY_ID.keys() - on
        self._of_files = [rule for rule in RULES if isinstance(rule, FileRule) and rule.id in on]
        self._of_posts = [rule for rule in RULES if isinstance(rule, PostRule) and rule.id in on]

    def check(self, reading: Reading) -> tuple[Problem, ...]:
        """Return what is wrong with a file, by place and then by rule.

        Never raises for what a file holds. What the post's own front matter asks to ignore
        (`# newsctl: ignore date-future`) is left out, and so is what the archive's rules leave out.
        """
        problems = [*self._of_the_reader(reading), *self._found(reading)]
        if not problems:
            return ()
        off = self._off | _ignored_in(reading.data)
        return tuple(
            sorted(
                (problem for problem in problems if problem.rule not in off),
                key=lambda problem: (problem.position, problem.rule, problem.message),
            )
        )

    def _of_the_reader(self, reading: Reading) -> Iterator[Problem]:
        """Yield what the reader found, each with the severity of its rule.

        That an empty file has no front matter is no second thing to mend.
        """
        for problem in reading.problems:
            if problem.rule == "front-matter-missing" and is_empty(reading.data):
                continue
            rule = BY_ID.get(problem.rule)
            yield replace(problem, severity=rule.severity) if rule else problem

    def _found(self, reading: Reading) -> Iterator[Problem]:
        """Yield what the rules of files and of posts find."""
        if any(problem.rule in _UNREAD for problem in reading.problems):
            return
        for rule in self._of_files:
            for finding in islice(rule.check(reading.path, reading.data), MOST_FINDINGS):
                yield _problem(reading, rule, finding)
        if reading.post is not None:
            subject = self._subject(reading, reading.post)
            for post_rule in self._of_posts:
                for finding in islice(post_rule.check(subject), MOST_FINDINGS):
                    yield _problem(reading, post_rule, finding)

    def _subject(self, reading: Reading, post: Post) -> Subject:
        return Subject(reading, post, self._settings, zone=self._zone, clock=self._clock)


def _problem(reading: Reading, rule: Rule, finding: Finding) -> Problem:
    return Problem(
        path=reading.path,
        rule=rule.id,
        message=finding.message,
        severity=rule.severity,
        position=finding.position,
        hint=finding.hint,
    )


def _ignored_in(data: bytes) -> frozenset[str]:
    """Return the rules that a post's own front matter names in a comment to ignore."""
    if b"newsctl:" not in data:
        return frozenset()
    comments = _IGNORE.findall(header_of(data).text)
    names = {name for comment in comments for name in re.split(r"[\s,]+", comment)}
    return named(names & NAMES)
