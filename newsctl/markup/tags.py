"""The HTML tags of a body outside of code, comments and templates.

They are found by the parser that makes the text of a body. The parser gives lines and the order of
tags; offsets within a line are looked up here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from newsctl.markup.elements import CODE, HARMLESS, RAW, VOID
from newsctl.markup.source import LARGEST_MARKDOWN, has_markdown
from newsctl.markup.templates import filled_templates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from markdown_it.token import Token

LARGEST = LARGEST_MARKDOWN
"""Letters; the tags of a longer body are not checked. No post by people is so long."""

_TAG = re.compile(
    r"<(/?)([a-z][a-z0-9-]*)(?=[\s/>])((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))+?(?<!`)\1(?!`)")
_SIGN = re.compile("[<`]")
_SIGNS = ("`", "~", "{", "\\", "\t", "\n    ")
"""What may keep tags from being HTML; C looks for single letters fifty times as fast as for two."""

_RAW_TAG = re.compile(rf"<(?:!--|(?:{'|'.join(sorted(RAW))})[\s/>])", re.IGNORECASE)
_RUNS = re.compile(r"[\s\"']on[a-z]+\s*=|javascript:", re.IGNORECASE)


class Tag(NamedTuple):
    """A tag: its element in lower case, the rest of it, and its offset in the body.

    `written` is the element as spelt; the names of components have capitals.
    """

    name: str
    rest: str
    closes: bool
    start: int
    end: int
    written: str

    @property
    def is_whole(self) -> bool:
        """Whether the tag is self-closing as written (`<a name="x"/>`)."""
        return self.rest.endswith("/")


class Markup:
    """The tags of a body, in order, computed on first use."""

    def __init__(self, body: str, *, is_mdx: bool = False) -> None:
        self._body = body
        self._is_mdx = is_mdx

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Every tag outside of code, comments and templates."""
        return self._read.tags

    @cached_property
    def is_simple(self) -> bool:
        """Whether no HTML rule can find anything: known elements, properly nested, no images.

        That holds for most posts, and the check takes a fifth of making their tags.
        """
        body = self._body
        if "<" not in body or len(body) > LARGEST:
            return True
        if not any(map(body.__contains__, _SIGNS)) and not _RAW_TAG.search(body):
            return _nest(_TAG.findall(body))
        return not _TAG.search(body) or _nest(
            ("/" if tag.closes else "", tag.name, tag.rest) for tag in self.tags
        )

    @cached_property
    def without_code(self) -> str:
        """The body with code and comments blanked, and all else at its offset."""
        return _without(self._read.code, self._body)

    @cached_property
    def prose(self) -> str:
        """The same without elements that show or run code; blank if that cannot be told."""
        if len(self._body) > LARGEST:
            return _without([(0, len(self._body))], self._body)
        return _without([*self._read.code, *self._read.scripts, *self._listings()], self._body)

    def _listings(self) -> Iterator[tuple[int, int]]:
        """Yield the ranges of elements of code; one that is not closed reaches to the end."""
        opened: Tag | None = None
        for tag in self.tags:
            if opened is None and tag.name in CODE and not (tag.closes or tag.is_whole):
                opened = tag
            elif opened is not None and tag.closes and tag.name == opened.name:
                yield opened.start, tag.end
                opened = None
        if opened is not None:
            yield opened.start, len(self._body)

    @cached_property
    def _read(self) -> _TagsAndCode:
        if len(self._body) > LARGEST:
            return _TagsAndCode((), (), ())
        try:
            return _TagSource(self._body, is_mdx=self._is_mdx).read()
        except RecursionError:
            return _TagsAndCode((), (), [(0, len(self._body))])


class _TagsAndCode(NamedTuple):
    tags: tuple[Tag, ...]
    code: Sequence[tuple[int, int]]
    scripts: Sequence[tuple[int, int]]


def _without(ranges: Iterable[tuple[int, int]], body: str) -> str:
    pieces, done = [], 0
    for start, end in sorted(ranges):
        if end > done:
            begin = max(start, done)
            pieces += [body[done:begin], " " * (end - begin)]
            done = end
    return "".join((*pieces, body[done:]))


def _nest(tags: Iterable[tuple[str, str, str]]) -> bool:
    """Tell whether simple tags are properly nested."""
    open_tags: list[str] = []
    for slash, name, rest in tags:
        if slash:
            if not open_tags or open_tags.pop() != name:
                return False
        elif name not in HARMLESS or (rest and _RUNS.search(rest)):
            return False
        elif name not in VOID:
            open_tags.append(name)
    return not open_tags


class _BlockLines(NamedTuple):
    """The offsets of a block's lines: in the content of the block, and in the text."""

    inside: list[int]
    in_text: list[int]


class _TagSource:
    """A body parsed as markdown, with the offsets of its content."""

    def __init__(self, body: str, *, is_mdx: bool) -> None:
        lines = body.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
        self._scripts: list[tuple[int, int]] = []
        if is_mdx:
            from newsctl.markup.mdx import without_script  # noqa: PLC0415 -- few archives have any

            whole, lines = lines, without_script(lines)
            changed = "".join(" x"[one != other] for one, other in zip(whole, lines, strict=True))
            self._scripts = [found.span() for found in re.finditer("x+", changed)]
        self._is_mdx = is_mdx
        self._text, self._code = filled_templates(lines)
        self._tags: list[Tag] = []
        self._hidden = range(0)  # the last comment that a blank line parts for markdown

    def read(self) -> _TagsAndCode:
        tokens = _tokens(self._text, is_mdx=self._is_mdx)
        if tokens is None:
            self._read_html(self._text, _BlockLines([0], [0]))
        else:
            self._lines = self._text.split("\n")
            self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
            self._row, self._cursor = -1, 0
            for token in tokens:
                self._take(token)
        return _TagsAndCode(tuple(outside_of(RAW, self._tags)), self._code, self._scripts)

    def _take(self, token: Token) -> None:
        """Collect the tags and the code of a markdown token."""
        if not token.map:
            return
        first, last = token.map
        if token.type in {"fence", "code_block"}:
            self._code.append((self._starts[first], self._starts[last] - 1))
        elif token.type in {"html_block", "inline"} and _SIGN.search(token.content):
            lines = self._line_starts(first, token.content)
            if token.type == "html_block":
                self._read_html(token.content, lines)
            else:
                self._read_inline(token, lines)

    def _line_starts(self, first: int, content: str) -> _BlockLines:
        """Return the lines of a block.

        Lists and quotations have marks before each line, and a row of a table has several contents.
        """
        lines = content.split("\n")
        starts = []
        for number, line in enumerate(lines, start=first):
            whole = self._lines[number] if number < len(self._lines) else ""
            if number != self._row:
                self._row, self._cursor = number, 0
            found = max(whole.find(line, self._cursor), 0)
            self._cursor = found + len(line) if len(lines) == 1 else 0
            starts.append(self._starts[min(number, len(self._lines))] + found)
        return _BlockLines([0, *accumulate(len(line) + 1 for line in lines[:-1])], starts)

    def _read_html(self, html: str, lines: _BlockLines) -> None:
        """Collect the tags and comments of an HTML block."""
        for comment in _COMMENT.finditer(html):
            start, end = _between(*comment.span(), lines)
            if not comment[0].endswith("-->") and (closing := self._text.find("-->", end)) > 0:
                end = closing + len("-->")
                self._hidden = range(start, end)
            self._code.append((start, end))
        html = _COMMENT.sub(_blank, html)
        if self._is_mdx:  # whose text between tags is markdown, also without a blank line before
            spans = [*_CODE_SPAN.finditer(html)]
            self._code += [_between(*span.span(), lines) for span in spans]
            html = _CODE_SPAN.sub(_blank, html)
        for found in _TAG.finditer(html):
            self._add(found, *_between(*found.span(), lines))

    def _add(self, match: re.Match[str], start: int, end: int) -> None:
        """Collect a tag that no comment hides."""
        if start not in self._hidden:
            slash, written, rest = match.groups()
            self._tags.append(Tag(written.lower(), rest, bool(slash), start, end, written))

    def _read_inline(self, token: Token, lines: _BlockLines) -> None:
        """Collect the tags and code spans of inline markdown."""
        content, done = token.content, 0
        for child in token.children or ():
            if child.type == "code_inline" and (span := _CODE_SPAN.search(content, done)):
                done = span.end()
                self._code.append(_between(*span.span(), lines))
            elif child.type == "html_inline":
                written = (child.meta or {}).get("source", child.content)
                start = _find_unescaped(content, written, done)
                done = start + len(written)
                place = _between(start, done, lines)
                if found := _TAG.fullmatch(child.content):
                    self._add(found, *place)
                else:
                    self._code.append(place)


def _tokens(text: str, *, is_mdx: bool) -> Sequence[Token] | None:
    """Return the blocks of markdown; None if all of it is HTML."""
    if not has_markdown(text):
        return None
    from newsctl.markup.markdown import parser_for  # noqa: PLC0415 -- no post in HTML needs it

    return parser_for(text, is_mdx=is_mdx).parse(text)


def _between(start: int, end: int, lines: _BlockLines) -> tuple[int, int]:
    """Map a range in the content of a block to offsets in the text."""
    inside, in_text = lines
    first, last = bisect_right(inside, start) - 1, bisect_right(inside, end - 1) - 1
    return in_text[first] + start - inside[first], in_text[last] + end - inside[last]


def _find_unescaped(text: str, sought: str, start: int) -> int:
    """Return the offset of a tag that is not escaped by a backslash."""
    found = text.find(sought, start)
    while found > 0 and _is_escaped(text, found):
        found = text.find(sought, found + 1)
    return max(found, start)


def _is_escaped(text: str, place: int) -> bool:
    start = place
    while start and text[start - 1] == "\\":
        start -= 1
    return (place - start) % 2 == 1


def outside_of(names: Collection[str], tags: Iterable[Tag]) -> Iterator[Tag]:
    """Remove the tags inside of elements with these names."""
    inside = ""
    for tag in tags:
        if inside and not (tag.closes and tag.name == inside):
            continue
        inside = "" if inside or tag.closes or tag.is_whole or tag.name not in names else tag.name
        yield tag


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
