"""The displayed text of MDX expressions, as far as it is known from the page.

React displays strings and numbers, and nothing for a comment, `true` or `null`
(https://react.dev/learn/javascript-in-jsx-with-curly-braces). Known are literals, the fixed parts
of template literals, and concatenations by `+` of these. The values of names, calls and conditions
are unknown and leave a gap.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<blank>\s+|//[^\n]*|/\*.*?\*/)"
    r"|(?P<string>'(?:[^'\\\n]|\\.)*+'|\"(?:[^\"\\\n]|\\.)*+\")"
    r"|(?P<template>`(?:[^`\\]|\\.)*+`)"
    r"|(?P<number>(?:0|[1-9]\d*)(?:\.\d*[1-9])?(?![\w.]))"
    r"|(?P<name>[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*)"
    r"|(?P<open>[(\[])|(?P<sign>[+)\]])|(?P<end>\Z)|(?P<other>.)",
    re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL
)
_HOLE = re.compile(r"\$\{(?:[^{}]|\{[^{}]*\})*\}")
_SIGNS = dict.fromkeys("nrtvf", " ") | dict.fromkeys(("b", "0", "\n", "\r", "\r\n", "\u2028"), "")
_LAST = 0x10FFFF
_GAP = " "
_DEEPEST = 20


class _Operand(NamedTuple):
    """The value of an expression: its text, None if it is unknown; only strings concatenate."""

    text: str | None
    is_string: bool = False


class _Unevaluable(ValueError):
    """The expression is of a kind that cannot be evaluated."""


def shown_of_script(script: str) -> str | None:
    """Return the displayed text of an expression without its braces; None if it is unknown.

    It is never longer than the expression.
    """
    try:
        return _Expression(script).whole()
    except _Unevaluable:
        return None


class _Expression:
    """Parses sums of literals, names and calls."""

    def __init__(self, script: str) -> None:
        self._script = script
        self._at = 0
        self._next()

    def whole(self) -> str | None:
        value = self._sum(0)
        if self._kind != "end":
            raise _Unevaluable
        return value.text

    def _next(self) -> None:
        """Advance to the next token, past blanks and comments."""
        self._kind = "blank"
        while self._kind == "blank":
            found = _TOKEN.match(self._script, self._at)
            if found is None or found.lastgroup is None:
                raise _Unevaluable
            self._kind, self._written, self._at = found.lastgroup, found[0], found.end()

    def _sum(self, depth: int) -> _Operand:
        value = self._term(depth)
        while (self._kind, self._written) == ("sign", "+"):
            self._next()
            value = _joined(value, self._term(depth))
        return value

    def _term(self, depth: int) -> _Operand:
        """Parse one operand: a literal, a sum in parentheses, a name or a call."""
        kind, written = self._kind, self._written
        if depth > _DEEPEST:
            raise _Unevaluable
        self._next()
        match kind:
            case "string":
                return _Operand(_decoded(written[1:-1]), is_string=True)
            case "template":
                return _Operand(_of_template(written[1:-1]), is_string=True)
            case "number":
                return _Operand(written)
            case "open" if written == "(":
                value = self._sum(depth + 1)
                self._close(")")
                return value
            case "name":
                while self._kind == "open":
                    self._skip()
                return _Operand(None)
        raise _Unevaluable

    def _close(self, sign: str) -> None:
        if self._written != sign or self._kind != "sign":
            raise _Unevaluable
        self._next()

    def _skip(self) -> None:
        """Skip a bracketed part."""
        depth = 0
        while True:
            if self._kind == "end":
                raise _Unevaluable
            depth += (self._kind == "open") - (self._kind == "sign" and self._written != "+")
            self._next()
            if not depth:
                return


def _joined(one: _Operand, other: _Operand) -> _Operand:
    if not (one.is_string or other.is_string):
        return _Operand(None)
    first, second = (_GAP if value.text is None else value.text for value in (one, other))
    return _Operand(first + second, is_string=True)


def _of_template(written: str) -> str:
    parts = _HOLE.split(written)
    if any("${" in part for part in parts):
        raise _Unevaluable
    return _GAP.join(map(_decoded, parts))


def _decoded(written: str) -> str:
    if "\\" not in written:
        return written
    text = _ESCAPE.sub(_letter, written)
    # two escapes of one letter outside of the BMP, and half of one, which is none
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _letter(match: re.Match[str]) -> str:
    """Return the character of an escape sequence."""
    code = match[1] or match[2] or match[3]
    if code is None:
        return _SIGNS.get(match[4], match[4])
    number = int(code, 16)
    if number > _LAST:
        raise _Unevaluable
    return chr(number) if number else ""
