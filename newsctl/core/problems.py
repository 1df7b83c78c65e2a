"""Problems: what is wrong with a file, where, and how bad it is."""

from __future__ import annotations

import io
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import PostPath


class Severity(StrEnum):
    """How bad a problem is. Only errors make `validate` fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Position(NamedTuple):
    """A place in a file: line and column, both counted from 1, in the file's own numbering."""

    line: int = 1
    column: int = 1


TOP = Position()
"""The beginning of a file."""

_BOM = "\ufeff"


def position_at(text: str, offset: int) -> Position:
    """Return the position of a character of a text, whose lines end in LF, CRLF or CR.

    A byte order mark at the beginning is no column.
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
    """Put other text in place of a span of a file's text, byte order mark included."""

    start: int
    end: int
    text: str


class Rename(NamedTuple):
    """Give a file another path."""

    to: PostPath


Repair: TypeAlias = "ReplaceText | FieldEdit | Rename"


class Fix(NamedTuple):
    """What mends a problem. A `safe` fix is the one right answer; another needs a look.

    One after which readers would see other letters of ASCII in the body is refused.
    """

    repairs: tuple[Repair, ...]
    safe: bool = True


class Fixable(StrEnum):
    """Whether newsctl may mend what a rule finds unasked, or only when told to."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class RuleText(NamedTuple):
    """What a rule says of itself; `bad` and `good` are small whole files, where there are any.

    For a rule of several posts, `beside` is the file that the archive has already. `severity` is
    None for one that is off; `fixable` is None for what only people can mend.
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
    """One finding: `rule` names it (`date-missing`), `hint` says what to do, if that is known.

    `fix` is what would mend it, where newsctl can. `beside` is the post of which the same rule
    tells the same fault, for one that two posts share.
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
        """Whether newsctl can mend it, and whether unasked."""
        if self.fix is None:
            return None
        return Fixable.SAFE if self.fix.safe else Fixable.UNSAFE
