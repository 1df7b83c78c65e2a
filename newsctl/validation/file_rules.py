"""Rules about the bytes of a file."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.problems import Fix, Fixable, ReplaceText, position_at
from newsctl.validation.examples import CLEAN
from newsctl.validation.rule import Example, FileRule, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Repair

_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|[\r\n]")
_LINE_ENDS = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}


def check_bom(_path: PostPath, data: bytes) -> Iterator[Finding]:
    """Find a byte order mark."""
    if data.startswith(_BOM):
        yield Finding(
            _("The file begins with a byte order mark, which UTF-8 does not need."),
            hint=_("Leave it out."),
            fix=_fix(data, [ReplaceText(0, 1, "")]),
        )


def check_line_ends(_path: PostPath, data: bytes) -> Iterator[Finding]:
    """Find line ends of several kinds; the place is the first that is not of the commonest."""
    if b"\r" not in data:
        return
    crlf = data.count(b"\r\n")
    counts = {"\r\n": crlf, "\n": data.count(b"\n") - crlf}
    kinds = sorted((kind for kind in counts if counts[kind]), key=lambda kind: -counts[kind])
    if len(kinds) > 1:
        summary = ", ".join(f"{counts[kind]} {_LINE_ENDS[kind]}" for kind in kinds)
        text = data.decode("utf-8", "replace")
        other = min(_offset_of(text, kind) for kind in kinds[1:])
        yield Finding(
            _("Line ends of several kinds: {summary}.", summary=summary),
            position_at(text, other),
            _("Make them all {line_ends}.", line_ends=_LINE_ENDS[kinds[0]]),
            _fix(data, _as_most(text, kinds[0])),
        )


def check_lone_returns(_path: PostPath, data: bytes) -> Iterator[Finding]:
    """Find carriage returns without a line feed; the place is the first."""
    if b"\r" not in data or not (lone := data.count(b"\r") - data.count(b"\r\n")):
        return
    text = data.decode("utf-8", "replace")
    places = [found.start() for found in _LINE_END.finditer(text) if found[0] == "\r"]
    end = _commonest_end(text.replace("\r\n", "\n\0").replace("\r", "").replace("\n\0", "\r\n"))
    yield Finding(
        _("A carriage return stands without a line feed.")
        if lone == 1
        else _("{lone:,} carriage returns stand without a line feed.", lone=lone),
        position_at(text, places[0]),
        _("Make it {line_ends}, as the other lines have it.", line_ends=_LINE_ENDS[end]),
        _fix(data, [ReplaceText(at, at + 1, end) for at in places], safe=False),
    )


def _as_most(text: str, kind: str) -> Iterator[Repair]:
    for end in _LINE_END.finditer(text):
        if end[0] not in (kind, "\r"):
            yield ReplaceText(*end.span(), kind)


def _fix(data: bytes, repairs: Iterable[Repair], *, safe: bool = True) -> Fix | None:
    """Return a fix of a file's text; None if it is not UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    return Fix(tuple(repairs), safe=safe)


def _offset_of(text: str, kind: str) -> int:
    """Return the offset of the first line end of this kind."""
    if kind == "\r\n":
        return text.index(kind)
    rest = text.replace("\r\n", "\0\0")
    return rest.index(kind)


def is_empty(data: bytes) -> bool:
    """Tell whether a file holds nothing but white space."""
    return not data.removeprefix(_BOM).strip()


def check_empty(_path: PostPath, data: bytes) -> Iterator[Finding]:
    """Find a file that holds nothing."""
    if is_empty(data):
        yield Finding(_("The file is empty."))


def check_final_newline(_path: PostPath, data: bytes) -> Iterator[Finding]:
    """Find a last line that is not ended."""
    if data and not data.endswith((b"\n", b"\r")) and b"\0" not in data:  # as UTF-16 has
        text = data.decode("utf-8", "replace")
        end = ReplaceText(len(text), len(text), _commonest_end(text))
        yield Finding(
            _("The last line has no line end."),
            position_at(text, len(text)),
            fix=None if is_empty(data) else _fix(data, [end]),
        )


def _commonest_end(text: str) -> str:
    counts = Counter(found[0] for found in _LINE_END.finditer(text))
    return max(counts, key=lambda end: counts[end], default="\n")


RULES = (
    FileRule(
        id="file-bom",
        habit=True,
        what="The file begins with a byte order mark (BOM).",
        why="Programs that look for --- as the first bytes of a file do not see its front matter.",
        bad=Example("\ufeff" + CLEAN.content),
        good=CLEAN,
        fixable=Fixable.SAFE,
        check=check_bom,
    ),
    FileRule(
        id="file-line-ends",
        habit=True,
        what="Some lines end as on Windows (CRLF), others do not.",
        why="Editors rewrite such a file as a whole, and then one changed word changes every line. "
        "Lines that all end in CRLF are well.",
        bad=Example(CLEAN.content.replace("\n", "\r\n", 2)),
        good=Example(CLEAN.content.replace("\n", "\r\n")),
        fixable=Fixable.SAFE,
        check=check_line_ends,
    ),
    FileRule(
        id="file-lone-cr",
        what="A carriage return (CR) stands without a line feed.",
        why="Some programs end a line there and others do not, so that line numbers differ and a "
        "comment of YAML or a fence is read in two ways. Macs ended lines so until 2001.",
        bad=Example(CLEAN.content.replace(", en", ",\ren")),
        good=CLEAN,
        fixable=Fixable.UNSAFE,
        check=check_lone_returns,
    ),
    FileRule(
        id="file-empty",
        what="The file holds nothing but white space.",
        why="Most often a save that failed or a disk that was full. There is no post in it.",
        bad=Example("\n"),
        good=CLEAN,
        check=check_empty,
    ),
    FileRule(
        id="file-final-newline",
        habit=True,
        what="The last line has no line end.",
        why="Text that is appended would be glued to the last line, and git marks the file. "
        "No reader and no generator notices: off, unless --select or the settings name the rule.",
        bad=Example(CLEAN.content.rstrip("\n")),
        good=CLEAN,
        fixable=Fixable.SAFE,
        check=check_final_newline,
    ),
)
