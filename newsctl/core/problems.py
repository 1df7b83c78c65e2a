"""Problems: the findings of validation rules, with their severities, places and fixes."""

from __future__ import annotations

import io
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import PostPath


class Severity(StrEnum):
    """How serious a problem is. Only errors make `validate` fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Position(NamedTuple):
    """A place in a file: line and column, both from 1, as an editor counts them."""

    line: int = 1
    column: int = 1


TOP = Position()
"""The beginning of a file."""

_BOM = "\ufeff"


def position_at(text: str, offset: int) -> Position:
    """Return the position of an offset in a text, whose lines end in LF, CRLF or CR.

    A byte order mark at the beginning is not counted.
    """
    before = text[:offset].removeprefix(_BOM)
    line_ends = before.count("\n") + before.count("\r") - before.count("\r\n")
    line_start = max(before.rfind("\n"), before.rfind("\r")) + 1
    return Position(line_ends + 1, len(before) - line_start + 1)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text with their ends, as `position_at` counts them.

    `str.splitlines` ends lines at form feeds and other controls too, which no editor does.
    """
    return list(io.StringIO(text, newline=""))


class ReplaceText(NamedTuple):
    """Replace a span of a file's text; offsets count a byte order mark."""

    start: int
    end: int
    text: str


class Rename(NamedTuple):
    """Rename a file to another path."""

    to: PostPath


Repair: TypeAlias = "ReplaceText | FieldEdit | Rename"


class Fix(NamedTuple):
    """A change that solves a problem. A `safe` fix is certainly right; another needs review.

    A fix is refused if readers would see other ASCII letters in the body afterwards.
    """

    repairs: tuple[Repair, ...]
    safe: bool = True


class Fixable(StrEnum):
    """Whether newsctl may fix a problem by default, or only on request."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class RuleText(NamedTuple):
    """The documentation of a rule; `bad` and `good` are small example files, if it has any.

    For a rule that compares posts, `beside` is the other post of the example. `severity` is None
    for a rule that is off; `fixable` is None if newsctl cannot fix the problem.
    """

    rule: str
    family: str
    severity: Severity | None
    what: str
    why: str
    bad: str | None = None
    good: str | None = None
    beside: str | None = None
    fixable: Fixable | None = None


class Problem(NamedTuple):
    """One finding of the rule `rule` (`date-missing`); `hint` says what to do, if known.

    `fix` is the change that would solve it, if there is one. `beside` is the other post of a
    problem that two posts share, for which the rule reports it as well.
    """

    path: PostPath
    rule: str
    message: str
    severity: Severity = Severity.ERROR
    position: Position = TOP
    hint: str | None = None
    fix: Fix | None = None
    beside: PostPath | None = None

    @property
    def fixable(self) -> Fixable | None:
        """Whether newsctl can fix the problem, and whether by default."""
        if self.fix is None:
            return None
        return Fixable.SAFE if self.fix.safe else Fixable.UNSAFE
