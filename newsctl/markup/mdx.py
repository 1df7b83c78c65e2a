"""MDX converted to markdown: scripts are blanked, and all else stays at its offset.

https://mdxjs.com/docs/what-is-mdx/: imports and exports, expressions between braces, and JSX tags,
whose values may be expressions too. Scripts that cannot be parsed are left as they are; a site
could not be built with them.

Expressions are replaced by the text that they display, as far as it is known from the page. React
displays strings and numbers, and nothing for a comment, `true` or `null`
(https://react.dev/learn/javascript-in-jsx-with-curly-braces). Known are literals, the fixed parts
of template literals, and concatenations by `+` of these. The values of names, calls and conditions
are unknown and leave a gap.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


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


_PIECE = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*+(?:\n(?![ \t>]*(?P=fence))[^\n]*+)*+(?:\n[^\n]*+)?"
    r"|(?<!`)(?P<ticks>`++)(?:[^\n`]|\n(?![ \t\r]*\n)|(?!(?P=ticks)(?!`))`++)++(?P=ticks)"
    r"|\\[^\n]"
    r"|^(?P<module>import\s++(?:[\w*{$][\w\s$*{},]*?\bfrom\s*)?['\"]"
    r"|export\s+(?:default|const|let|var|async|function|class|type|\{|\*))"
    r"|(?P<tag></?(?=[a-zA-Z>]))"
    r"|(?P<brace>\{)",
    re.MULTILINE,
)
_SCRIPT = re.compile(
    r"[{}()\[\]]|//[^\n]*|/\*.*?\*/|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`"
    r"|(?P<blank>\n[ \t\r]*(?=\n))",
    re.DOTALL,
)
"""What opens and closes in JavaScript, strings and comments as wholes, and lines that are empty."""

_STEPS = dict.fromkeys("{([", 1) | dict.fromkeys("})]", -1)
_NAME = re.compile(r"[a-zA-Z][\w.:-]*|(?=>)")
_ATTRIBUTE = re.compile(
    r"\s*+(?:(?P<end>/?>)|(?P<spread>\{)"
    r"|[\w.:-]++\s*+(?:=\s*+(?P<value>\"[^\"]*+\"|'[^']*+'|\{))?)"
)
_SIGN = re.compile(r"[^\r\n]")

_PLAIN = 0xF0000
"""Where plain signs are kept (a plane for private use): no sign of them is one of markdown or HTML.
What fills up is the first of them, and stands for nothing."""

_KEPT = {ord(sign): chr(_PLAIN + ord(sign)) for sign in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
_KEPT |= dict.fromkeys(map(ord, "\t\n\v\f\r\u0085\u2028\u2029"), " ")
_PLAIN_SIGNS = re.compile(f"[{chr(_PLAIN)}-{chr(_PLAIN + 0x7F)}]")


def without_script(body: str) -> str:
    """Return an MDX body with its scripts blanked, or replaced by what they display.

    The latter is plain text, with placeholders that `with_plain_signs` replaces. Expressions in
    tags become values, and a tag is put on one line: in markdown a `>` at the beginning of one
    would be a quotation.
    """
    return "".join(_Script(body).pieces())


def with_plain_signs(html: str) -> str:
    """Return HTML made of such a body with the placeholders replaced."""
    return _PLAIN_SIGNS.sub(lambda found: escape(chr(ord(found[0]) - _PLAIN).strip("\0")), html)


class _Script:
    """The scripts of a body. After an unclosed brace, no more are searched for."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._is_whole = True

    def pieces(self) -> Iterator[str]:
        """Yield the body in pieces, with scripts blanked or replaced."""
        body, done = self._body, 0
        while found := _PIECE.search(body, done):
            start, end = found.span()
            yield body[done:start]
            done = end
            if found["module"]:
                done = self._end_of_module(start)
                yield _blank(body[start:done])
            elif found["tag"]:
                tag, done = self._tag(start, end)
                yield tag
            elif found["brace"] and (close := self._close(start)):
                done = close
                yield _shown(body[start:done])
            else:
                yield found[0]
        yield body[done:]

    def _close(self, start: int) -> int:
        """Return the end of the braces opened at an offset; 0 if they are not closed."""
        depth = 0
        for found in _SCRIPT.finditer(self._body, start) if self._is_whole else ():
            depth += _STEPS.get(found[0], 0)
            if depth == 0 and found[0] == "}":
                return found.end()
        self._is_whole = False
        return 0

    def _end_of_module(self, start: int) -> int:
        """Return the end of an import or export: an empty line outside of brackets."""
        depth, first = 0, None
        for found in _SCRIPT.finditer(self._body, start):
            depth += _STEPS.get(found[0], 0)
            if found["blank"] is not None:
                first = found.start() if first is None else first
                if depth <= 0 or not self._is_whole:
                    return found.start()
        if depth > 0:
            self._is_whole = False
        return len(self._body) if first is None or depth <= 0 else first

    def _tag(self, start: int, at: int) -> tuple[str, int]:
        """Return a tag as HTML, and its end; only its beginning if it is incomplete."""
        body = self._body
        none = body[start:at], at
        name = _NAME.match(body, at)
        if name is None:
            return none
        pieces, at = [body[start : name.end()]], name.end()
        while found := _ATTRIBUTE.match(body, at):
            brace = found.end() - 1
            if found["end"]:
                pieces.append(found[0])
                is_fragment = not name[0]
                tag = "".join(pieces).replace("\n", " ").replace("\r", " ")
                return (_blank(tag) if is_fragment else tag), found.end()
            at = found.end()
            pieces.append(found[0])
            if found["spread"] or found["value"] == "{":
                at = self._close(brace)
                if not at:
                    return none
                value = "x" * (at - brace - 2)
                pieces[-1] = found[0][:-1]
                pieces.append(f"x{value}x" if found["spread"] else f'"{value}"')
        return none


def _shown(expression: str) -> str:
    text = shown_of_script(expression[1:-1])
    if text is None:
        return _blank(expression)
    return text.translate(_KEPT).ljust(len(expression), chr(_PLAIN))


def _blank(text: str) -> str:
    return _SIGN.sub(" ", text)
