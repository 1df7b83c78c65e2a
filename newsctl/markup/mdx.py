"""MDX converted to markdown: scripts are blanked, and all else stays at its offset.

https://mdxjs.com/docs/what-is-mdx/: imports and exports, expressions between braces, and JSX tags,
whose values may be expressions too. Expressions with a value that is known are replaced by it
(`script_text`). Scripts that cannot be parsed are left as they are; a site could not be built with
them.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from newsctl.markup.script_text import shown_of_script

if TYPE_CHECKING:
    from collections.abc import Iterator

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
