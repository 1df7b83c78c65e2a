"""Templates in a body: Liquid tags (Jekyll) and shortcodes (Hugo), and the text they leave.

Sources: https://shopify.github.io/liquid/tags/template/ for `raw` and `comment`,
https://jekyllrb.com/docs/liquid/tags/ and https://gohugo.io/shortcodes/highlight/ for code.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSING = {"{{": "}}", "{%": "%}"}
_EITHER = re.compile(r"\{[{%]")
_OTHER = {"{{": re.compile("{%"), "{%": re.compile("{{")}
_CODE = (
    r"highlight|code[\w-]*|[\w-]+[-_]code|prism|mermaid|plantuml|listing|output|console|terminal"
)
_OPENING = re.compile(
    rf"\{{%-?\s*(?P<liquid>raw|comment|{_CODE})(?![\w-])[^{{}}%]*+%\}}"
    rf"|\{{\{{(?P<mark>[<%])\s*(?P<hugo>{_CODE})(?![\w-])[^{{}}]*+\}}\}}"
)
_NO_BREAK = re.compile(r"[^\n]")
_MARKS = re.compile(r"[^\w\s]", re.ASCII)


class _Kind(Enum):
    TEXT = auto()
    RAW = auto()
    CODE = auto()
    LISTING = auto()  # code in which templates count
    COMMENT = auto()


_KINDS = {"raw": _Kind.RAW, "comment": _Kind.COMMENT, None: _Kind.CODE}


class _SourcePiece(NamedTuple):
    """A piece of a body between templates, and its kind."""

    start: int
    end: int
    kind: _Kind = _Kind.TEXT


def without_templates(body: str) -> str:
    """Remove tags (`{% ... %}`), outputs (`{{ ... }}`), shortcodes and comments from a body.

    Text between two tags stays; in `raw` it stays unchanged, and in `highlight` it becomes
    preformatted text without HTML.
    """
    if "{%" not in body and "{{" not in body:
        return body
    return "".join(_left_of(body[start:end], kind) for start, end, kind in _pieces(body))


def _left_of(text: str, kind: _Kind) -> str:
    """Return the text that a piece leaves; code as HTML without markdown."""
    if kind is _Kind.COMMENT:
        return ""
    if kind is _Kind.LISTING:
        return _left_of(without_templates(text), _Kind.CODE)
    if kind is _Kind.CODE:
        return f"<pre>{_MARKS.sub(lambda mark: f'&#{ord(mark[0])};', text)}</pre>"
    return text


def filled_templates(body: str) -> tuple[str, list[tuple[int, int]]]:
    """Replace templates and their code by as many other characters, so that offsets stay.

    Also returns the ranges of code, comments and raw text.
    """
    if "{%" not in body and "{{" not in body:
        return body, []
    filled, verbatim, done = [], [], 0
    for start, end, kind in _pieces(body):
        filled.append(_filling(body, done, start))
        filled.append(
            body[start:end] if kind in {_Kind.TEXT, _Kind.RAW} else _blank(body, start, end)
        )
        if kind is not _Kind.TEXT:
            verbatim.append((start, end))
        done = end
    return "".join((*filled, _filling(body, done, len(body)))), verbatim


def _filling(body: str, start: int, end: int) -> str:
    """Return the replacement of a template: blanks on a line of its own, else a name."""
    is_line = body[max(start - 1, 0) : start] in {"", "\n"} and body[end : end + 1] in {"", "\n"}
    return _blank(body, start, end) if is_line or "\n" in body[start:end] else "_" * (end - start)


def _blank(body: str, start: int, end: int) -> str:
    return _NO_BREAK.sub(" ", body[start:end])


def _pieces(body: str) -> Iterator[_SourcePiece]:
    """Split a body at templates whose content is special (`raw`, `comment`, `highlight`)."""
    done = 0
    unclosed: set[tuple[str | None, ...]] = set()  # from here on, so that each is sought once
    while opening := _OPENING.search(body, done):
        yield from _without_tags(body, done, opening.start())
        done = opening.end()
        if opening.groups() in unclosed:
            continue
        if closing := _closing(opening).search(body, done):
            kind = _KINDS.get(opening["liquid"], _Kind.LISTING)
            yield _SourcePiece(done, closing.start(), kind)
            done = closing.end()
        else:
            unclosed.add(opening.groups())
    yield from _without_tags(body, done, len(body))


def _closing(opening: re.Match[str]) -> re.Pattern[str]:
    if opening["liquid"]:
        return re.compile(rf"\{{%-?\s*end{opening['liquid']}\s*-?%\}}")
    return re.compile(rf"\{{\{{{opening['mark']}\s*/\s*{opening['hugo']}\s*[>%]\}}\}}")


def _without_tags(body: str, start: int, end: int) -> Iterator[_SourcePiece]:
    """Remove every closed tag and output in a range.

    When one kind is never closed again, only the other is searched for, so that a million openings
    take linear time.
    """
    done = start
    openings = _EITHER
    while opening := openings.search(body, start, end):
        closing = body.find(_CLOSING[opening[0]], opening.end(), end)
        if closing >= 0:
            yield _SourcePiece(done, opening.start())
            done = start = closing + 2
        elif openings is _EITHER:
            openings = _OTHER[opening[0]]
            start = opening.start()
        else:
            break
    yield _SourcePiece(done, end)
