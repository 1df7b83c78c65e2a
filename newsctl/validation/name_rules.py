"""Rules of a file's name and of the folders above it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.post.filename import parse_filename
from newsctl.validation.examples import CLEAN
from newsctl.validation.rule import Example, FileRule, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.post.post import PostPath

_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_RESERVED = re.compile(
    r"(?:^|/)((?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.[^/]*)?)(?:/|$)", re.IGNORECASE
)
_TRAILING = re.compile(r"[ .](?:/|$)")
_UNDECODED = re.compile(r"[\ud800-\udfff]")


def check_portable(path: PostPath, _data: bytes) -> Iterator[Finding]:
    """Find a path that some system cannot hold."""
    if found := _FORBIDDEN.search(path):
        yield Finding(_("Windows has no files with {found!r} in their name.", found=found[0]))
    elif found := _RESERVED.search(path):
        yield Finding(_("{found} is the name of a device on Windows.", found=found[1]))
    elif _TRAILING.search(path):
        yield Finding(_("Windows drops the space or the full stop at the end of a name."))
    elif not path.isascii():
        yield from _check_letters(path)


def _check_letters(path: PostPath) -> Iterator[Finding]:
    if _UNDECODED.search(path):
        yield Finding(_("The file name is not UTF-8."))
    elif not unicodedata.is_normalized("NFC", path):
        yield Finding(
            _("The file name has letters whose accents are characters of their own (NFD).")
        )


def check_dated(path: PostPath, _data: bytes) -> Iterator[Finding]:
    """Find a name without a date in a folder where Jekyll asks for one."""
    if "_posts" in path.split("/")[:-1]:
        name = parse_filename(path)
        if name.date is None and name.impossible_date is None:
            yield Finding(_("The file name has no date."), hint=_("Name it YYYY-MM-DD-slug.md."))


def check_possible(path: PostPath, _data: bytes) -> Iterator[Finding]:
    """Find a name that begins with a date that no calendar has."""
    impossible = parse_filename(path).impossible_date
    if impossible:
        yield Finding(
            _(
                "There is no day {impossible}, with which the file name begins.",
                impossible=impossible,
            )
        )


RULES = (
    FileRule(
        id="file-name-undated",
        habit=True,
        what="The name of a file in _posts does not begin with a date.",
        why="Jekyll takes no file there that is not YYYY-MM-DD-slug.md, and leaves it out without "
        "a word.",
        bad=Example(CLEAN.content, name="_posts/zon-in-zutphen.md"),
        good=Example(CLEAN.content, name="_posts/2019-09-05-zon-in-zutphen.md"),
        check=check_dated,
    ),
    FileRule(
        id="file-name-impossible-date",
        habit=True,
        what="The file name begins with a date that no calendar has.",
        why="The post is not found under any day by its name. A warning only, because three "
        "numbers need not be meant as a date (10-20-30-regel.md).",
        bad=Example(CLEAN.content, name="2019-09-31-zon.md"),
        good=Example(CLEAN.content, name="2019-09-05-zon.md"),
        check=check_possible,
    ),
    FileRule(
        id="file-name-not-portable",
        habit=True,
        what="The path holds what another system does not allow or writes in another way.",
        why="A clone fails on Windows over : ? * | or CON, and macOS may write accents apart from "
        "their letters, so that one name is two. Spaces and other scripts are well.",
        bad=Example(CLEAN.content, name="2019-09-05-zon?.md"),
        good=Example(CLEAN.content, name="2019-09-05-zon.md"),
        check=check_portable,
    ),
)
