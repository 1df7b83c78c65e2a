"""The rule of merges that were never finished."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.problems import Position
from newsctl.validation.examples import CLEAN, DATE, TITLE, post
from newsctl.validation.rule import FileRule, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.post.post import PostPath

_LINE_END = re.compile(r"\r\n|[\r\n]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_OURS, _BETWEEN, _THEIRS = "<<<<<<<", "=======", ">>>>>>>"


def check_conflict(_path: PostPath, data: bytes) -> Iterator[Finding]:
    """Find the three marks of a conflict, each at the beginning of a line outside fenced code."""
    if b"<<<<<<<" not in data or b"\n=======" not in data or b"\n>>>>>>>" not in data:
        return
    for line in _conflicts(data.decode("utf-8", "replace")):
        yield Finding(
            _("A merge conflict was never resolved."),
            Position(line),
            _(
                "Keep what is right, and remove the lines {ours}, {between} and {theirs}.",
                ours=_OURS,
                between=_BETWEEN,
                theirs=_THEIRS,
            ),
        )


def _conflicts(text: str) -> Iterator[int]:
    """Yield the number of the first line of each conflict."""
    began, parted, fence = 0, False, ""
    for number, line in enumerate(_LINE_END.split(text), 1):
        if not began and (found := _FENCE.match(line)):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        elif fence:
            continue
        elif _is_mark(line, _OURS):
            began, parted = number, False
        elif began and line == _BETWEEN:
            parted = True
        elif parted and _is_mark(line, _THEIRS):
            yield began
            began, parted = 0, False


def _is_mark(line: str, mark: str) -> bool:
    return line == mark or line.startswith(f"{mark} ")


_MERGED = "Oud.\n=======\nNieuw.\n>>>>>>> main"

RULES = (
    FileRule(
        id="file-merge-conflict",
        what="The marks of a merge conflict stand in the file.",
        why="Git wrote both versions and left the choice to people; the site shows both, with the "
        "marks. Fenced code that shows such marks is well.",
        bad=post(TITLE, DATE, body=f"<<<<<<< uitgave\n{_MERGED}"),
        good=CLEAN,
        check=check_conflict,
    ),
)
