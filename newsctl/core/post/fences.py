"""Splitting a file into front matter and body."""

from __future__ import annotations

import re
from enum import Enum, StrEnum, auto
from typing import NamedTuple

_LINE_END = r"(?:\r\n|[\r\n])"
_OPENING = rf"---[ \t]*{_LINE_END}"
_CLOSING = rf"[\r\n](?:---|\.\.\.)[ \t]*(?:{_LINE_END}|\Z)"

_NAMED_OPENING = re.compile(rf"---(json|toml|ya?ml)[ \t]*{_LINE_END}")
_NAMED_CLOSING = re.compile(rf"[\r\n]---[ \t]*(?:{_LINE_END}|\Z)")
_TOML_OPENING = re.compile(rf"\+\+\+[ \t]*{_LINE_END}")
_TOML_CLOSING = re.compile(rf"[\r\n]\+\+\+[ \t]*(?:{_LINE_END}|\Z)")
_JSON_OPENING = re.compile(r"\{\s*[\"}]")  # not that of a template: `{{ x }}`, `{% raw %}`
_BLANKS = "\ufeff \t\r\n"
_JSON_CLOSING = re.compile(rf"[ \t]*(?:{_LINE_END}|\Z)")

_FENCE = "---\n"
_KEY = re.compile(r"[\w-]+:[ \t\r\n]")

HEADER_LINE = 2
"""The line of a file on which its header begins: after the fence, which has to be the first."""


class Syntax(StrEnum):
    """The language of front matter."""

    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"


_SYNTAXES = {
    "json": Syntax.JSON,
    "toml": Syntax.TOML,
    "yaml": Syntax.YAML,
    "yml": Syntax.YAML,
}


class Fenced(NamedTuple):
    """A text split into its header (the lines between the fences) and its body.

    JSON needs no fences: its header is the whole object, from the first line on. Between fences it
    begins with the end of the line of the first one. `above` are the blank lines before all of it.
    One that is not `is_opened` begins on the first line of the file, without a fence.
    """

    header: str
    body: str
    syntax: Syntax = Syntax.YAML
    above: str = ""
    is_opened: bool = True

    @property
    def lines_above(self) -> int:
        """How many lines lower the header begins than it would behind a fence on the first line."""
        return len(re.findall(_LINE_END, self.above)) - (not self.is_opened)


class HeaderStart(Enum):
    """Where a generator looks for the header of a file."""

    AT_FENCE = auto()
    BELOW_BLANKS = auto()
    WITHOUT_FENCE = auto()


class Unfenced(StrEnum):
    """Why a text has no header: no fence on its first line, or no closing fence."""

    MISSING = "missing"
    UNCLOSED = "unclosed"


def split_fences(text: str) -> Fenced | Unfenced:
    """Split a text, without byte order mark, into header and body.

    As in Jekyll (`Document::YAML_FRONT_MATTER_REGEXP`) the first line is `---`, and the header
    ends at the next line that is `---` or `...`; white space may follow either. Four dashes, or
    dashes that are indented, are no fence. As in Hugo ("Front matter"), `+++` is the fence of
    TOML, and an object of JSON with nothing behind it on its last line is a header too. As in
    Eleventy (https://www.11ty.dev/docs/data-frontmatter/#front-matter-formats), the first line may
    name another syntax: `---json`, `---toml`.
    """
    if usual := _usual(text):
        return usual
    opening = re.match(_OPENING, text)
    if opening is None:
        return _of_other_syntax(text)
    closing = re.compile(_CLOSING).search(text, opening.end() - 1)
    if closing is None:
        return Unfenced.UNCLOSED
    return Fenced(text[opening.end() : closing.start() + 1], text[closing.end() :])


def split_as(text: str, start: HeaderStart) -> Fenced | Unfenced:
    """Part a text into header and body as a generator does."""
    match start:
        case HeaderStart.AT_FENCE:
            return split_fences(text)
        case HeaderStart.BELOW_BLANKS:
            return split_below_blanks(text)
        case HeaderStart.WITHOUT_FENCE:
            return _split_unopened(text)


def _split_unopened(text: str) -> Fenced | Unfenced:
    """Split a text whose header may begin with a key on its first line, as in Hexo.

    "Prefixing separators are optional" (README of hexo-front-matter; `rFrontMatterNew` in
    lib/front_matter.ts).
    """
    fenced = split_fences(text)
    if fenced is not Unfenced.MISSING or not _KEY.match(text):
        return fenced
    fenced = split_fences(_FENCE + text)
    return fenced._replace(is_opened=False) if isinstance(fenced, Fenced) else Unfenced.MISSING


def missing_fence(text: str) -> str:
    """Return the fence that a header lacks which begins with a key; nothing for any other text."""
    fenced = _split_unopened(text)
    return "" if isinstance(fenced, Unfenced) or fenced.is_opened else _FENCE


def split_below_blanks(text: str) -> Fenced | Unfenced:
    """Split a text whose header may follow blank lines, as in Hugo.

    Hugo skips white space there (`lexIntroSection` in parser/pageparser/pagelexer_intro.go).
    """
    blanks = blanks_before(text)
    fenced = split_fences(text[len(blanks) :])
    if not blanks or not isinstance(fenced, Fenced):
        return fenced
    return fenced._replace(above=blanks)


def blanks_before(text: str) -> str:
    """Return the white space at the beginning of a text, with a byte order mark among it."""
    return text[: len(text) - len(text.lstrip(_BLANKS))]


def _of_other_syntax(text: str) -> Fenced | Unfenced:
    """Split a text with TOML or JSON front matter, or with a named syntax."""
    if opening := _TOML_OPENING.match(text):
        closing = _TOML_CLOSING.search(text, opening.end() - 1)
        if closing is None:
            return Unfenced.UNCLOSED
        header = text[opening.end() : closing.start() + 1]
        return Fenced(header, text[closing.end() :], Syntax.TOML)
    if opening := _NAMED_OPENING.match(text):
        return _of_named_syntax(text, opening)
    if _JSON_OPENING.match(text):
        return _json_object(text)
    return Unfenced.UNCLOSED if text.rstrip(" \t") in {"---", "+++"} else Unfenced.MISSING


def _of_named_syntax(text: str, opening: re.Match[str]) -> Fenced | Unfenced:
    closing = _NAMED_CLOSING.search(text, opening.end() - 1)
    if closing is None:
        return Unfenced.UNCLOSED
    syntax = _SYNTAXES[opening[1]]
    start = opening.end(1) if syntax is Syntax.JSON else opening.end()
    return Fenced(text[start : closing.start() + 1], text[closing.end() :], syntax)


def _json_object(text: str) -> Fenced | Unfenced:
    """Split a text that begins with a JSON object."""
    import json  # noqa: PLC0415 -- help knows settings, and reads no post

    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return Unfenced.MISSING
    closing = _JSON_CLOSING.match(text, end)
    return Fenced(text[:end], text[closing.end() :], Syntax.JSON) if closing else Unfenced.MISSING


def _usual(text: str) -> Fenced | None:
    """Split a text with the usual fences (`---` and a line feed), in a third of the time."""
    end = text.find("\n---", 3)
    is_usual = text.startswith("---\n") and text.startswith("\n---\n", end)
    if not is_usual or text.find("\n...", 3, end) >= 0 or text.find("\r", 3, end) >= 0:
        return None
    return Fenced(text[4 : end + 1], text[end + 5 :])
