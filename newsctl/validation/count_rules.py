"""Rules of `aantal` and `unieke`, which count the words of the body."""

from __future__ import annotations

import reprlib
from typing import TYPE_CHECKING

from newsctl.core.messages import _, _n
from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import Fix, Fixable
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.rule import Finding, PostRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.post.post import Value
    from newsctl.validation.subject import Subject

_KEYS = ("aantal", "unieke")


def check_aantal(subject: Subject) -> Iterator[Finding]:
    """Find an `aantal` that is not the number of words."""
    aantal = subject.front_matter.get("aantal")
    if _is_whole(aantal) and aantal != (words := subject.counts.aantal):
        yield _finding(
            subject,
            "aantal",
            _n("but the body has {n} word", "but the body has {n} words", words),
        )


def check_unieke(subject: Subject) -> Iterator[Finding]:
    """Find a `unieke` that is not the number of different words."""
    unieke = subject.front_matter.get("unieke")
    if _is_whole(unieke) and unieke != (words := subject.counts.unieke):
        but = _n(
            "but the body has {n} different word", "but the body has {n} different words", words
        )
        yield _finding(subject, "unieke", but)


def check_whole(subject: Subject) -> Iterator[Finding]:
    """Find a count that is no whole number."""
    for key in _KEYS:
        if key in subject.front_matter and not _is_whole(subject.front_matter[key]):
            yield _finding(subject, key, _("not a whole number"))


def _is_whole(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _may_be_count(value: Value) -> bool:
    """Tell whether a value is a whole number, also as a text, or empty."""
    digits = isinstance(value, str) and (value == "" or value.strip().isdecimal())
    return digits or value is None or _is_whole(value)


def _finding(subject: Subject, key: str, but: str) -> Finding:
    """Report a wrong count, with the right one as its fix.

    The fix is not safe if the value cannot be a count, or if the settings do not name the key and
    the other count is missing or cannot be one: `aantal` may be the number of anything.
    """
    value = subject.front_matter[key]
    is_pair = all(_may_be_count(subject.front_matter.get(one, "-")) for one in _KEYS)
    safe = _may_be_count(value) and (is_pair or key in subject.settings.fields)
    shown = _("empty") if value is None else reprlib.repr(value)
    right = getattr(subject.counts, key)
    fix = Fix((SetValue(key, right),), safe=safe)
    return Finding(
        _("{key} is {shown}, {but}.", key=key, shown=shown, but=but),
        subject.position(key),
        _("Write {key}: {right}", key=key, right=right),
        fix,
    )


RULES = (
    PostRule(
        id="count-aantal",
        what="aantal is not the number of words of the body.",
        why="It is derived: what white space separates in all that follows the front matter, tags "
        "included. A wrong one says that the body was changed and the count was not.",
        bad=post(TITLE, DATE, "aantal: 8", "unieke: 6"),
        good=post(TITLE, DATE, "aantal: 7", "unieke: 6"),
        fixable=Fixable.SAFE,
        check=check_aantal,
    ),
    PostRule(
        id="count-unieke",
        what="unieke is not the number of different words of the body.",
        why="It is derived, as aantal is; words are the same when all their letters, capitals and "
        "punctuation are.",
        bad=post(TITLE, DATE, "aantal: 7", "unieke: 7"),
        good=post(TITLE, DATE, "aantal: 7", "unieke: 6"),
        fixable=Fixable.SAFE,
        check=check_unieke,
    ),
    PostRule(
        id="count-not-whole",
        what="aantal or unieke is not a whole number.",
        why="What counts and compares them would stop on it, or sort 1000 before 9. Quotes make "
        "text of a number.",
        bad=post(TITLE, DATE, 'aantal: "7"', "unieke: 6"),
        good=post(TITLE, DATE, "aantal: 7", "unieke: 6"),
        fixable=Fixable.SAFE,
        check=check_whole,
    ),
)
