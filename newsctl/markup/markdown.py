"""Markdown to HTML: CommonMark with tables and the extensions of site generators.

Footnotes (https://pandoc.org/MANUAL.html#footnotes), admonitions and tabs of MkDocs
(https://python-markdown.github.io/extensions/admonition/), of Docusaurus
(https://docusaurus.io/docs/markdown-features/admonitions) and of GitHub
(https://docs.github.com/get-started/writing-on-github), and MDX
(https://mdxjs.com/docs/what-is-mdx/).
"""

from __future__ import annotations

import re
import sys
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from newsctl.markup.elements import BLOCKS, ENDED_BY_OTHERS, PLAIN_INLINE, VOID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_ADMONITION = re.compile(
    r'(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[\w-]+)[\w \t-]*?(?:[ \t]+"(?P<title>.*)")?[ \t]*$'
    r'|===[!+]?[ \t]+"(?P<tab>.*)"[ \t]*$'
)
_DIRECTIVE = re.compile(
    r":{3,}[ \t]*(?:(?P<kind>[a-zA-Z][\w-]*)(?:\[(?P<label>[^\]]*)\])?)?[ \t]*(?:\{[^}]*\})?"
    r"[ \t]*(?P<title>[^:{}]*?)[ \t]*:*$"
)
_ALERT = re.compile(r"\[!([a-zA-Z]+)\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|$)")
_MODULE = re.compile(
    r"import[ \t]+(?:[\w*{$][^;'\"]*?[ \t}]from[ \t]*)?(?:'[^'\n]+'|\"[^\"\n]+\")[ \t]*;?[ \t]*$"
    r"|export[ \t]+(?:default[ \t(]|const[ \t]|let[ \t]|function[ \t*]|\{|\*)"
)
_BRACED = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_COMPONENT = re.compile(
    r"<(?P<slash>/?)(?P<name>[A-Z][\w.]*|[a-z]+(?=\s))"
    rf"(?:\s+(?:[a-zA-Z_][\w:-]*(?:=(?:\"[^\"]*\"|'[^']*'|{_BRACED})?)?|{_BRACED}))*\s*/?>"
)

_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])[^<>]*?(?P<whole>/?)>")
_HTML = (BLOCKS | PLAIN_INLINE) - VOID - ENDED_BY_OTHERS

_SIGNS = re.compile(
    r"\[\^|\[!|!!!|\?\?\?|===[!+]?[ \t]+\"|:::|^(?:import|export)[ \t]|\{|<[A-Z]\w*\.|=[ />]",
    re.MULTILINE,
)
"""Without any of them a body is CommonMark, which takes a fifth less time."""


def rendered(markdown: str, *, is_mdx: bool = False) -> str:
    """Return markdown as HTML. Raises RecursionError for too deep nesting."""
    return str(parser_for(markdown, is_mdx=is_mdx).render(markdown))


def parser_for(markdown: str, *, is_mdx: bool = False) -> MarkdownIt:
    """Return the parser of a body; in MDX indented lines are not code."""
    return _parser(extended=_SIGNS.search(markdown) is not None, is_mdx=is_mdx)


@cache
def _parser(*, extended: bool, is_mdx: bool) -> MarkdownIt:
    """Build a parser; with `extended` it has the extensions of site generators."""
    # The bound to nesting that it has itself would drop the rest of a body without a word
    parser = MarkdownIt("commonmark", {"maxNesting": sys.maxsize})
    parser.enable(["table", "strikethrough"])
    if is_mdx:
        parser.disable("code")
    else:
        parser.block.ruler.before("code", "html_within", _html_within)
    if extended:
        interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
        parser.block.ruler.before("reference", "footnote", _footnote, interrupts)
        parser.block.ruler.before("paragraph", "admonition", _admonition, interrupts)
        parser.block.ruler.before("paragraph", "directive", _directive, interrupts)
        parser.block.ruler.before("paragraph", "module", _module)
        parser.core.ruler.after("block", "alert", _alerts)
        parser.inline.ruler.after("html_inline", "component", _component)
        parser.inline.ruler.after("html_inline", "script_comment", _script_comment)
    return parser


def _head(
    state: StateBlock, line: int, signs: tuple[str, ...], pattern: re.Pattern[str]
) -> re.Match[str] | None:
    """Return the match of a line's beginning, if it has one of these signs and is not code."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(signs, start) or state.is_code_block(line):
        return None
    return pattern.match(state.src[start : state.eMarks[line]])


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse `[^1]: text` with the indented lines that follow; the label precedes the text."""
    label = _head(state, start, ("[^",), _FOOTNOTE)
    if silent or not label:
        return label is not None
    first = len(state.tokens) + 1
    begin, shift, indent = state.bMarks[start], state.tShift[start], state.sCount[start]
    state.bMarks[start] += shift + label.end()
    state.tShift[start] = 0
    _indented(state, start, start, end)
    state.bMarks[start], state.tShift[start], state.sCount[start] = begin, shift, indent
    if len(state.tokens) > first + 1 and state.tokens[first + 1].type == "inline":
        text = state.tokens[first + 1]
        text.content = f"{label[0].strip()} {text.content}"
    return True


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse `!!! note "Title"`, or `=== "Tab"`, with the indented lines that follow."""
    head = _head(state, start, ("!!!", "???", "==="), _ADMONITION)
    if head and not silent:
        title = head["tab"] if head["kind"] is None else head["title"]
        _title(state, start, head["kind"].capitalize() if title is None else title)
        _indented(state, start, start + 1, end)
    return head is not None


def _directive(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Parse a line that opens `:::note[Title]` or closes `:::`, not what is between."""
    head = _head(state, start, (":::",), _DIRECTIVE)
    if head and not silent:
        title = head["label"] or head["title"] or (head["kind"] or "").capitalize()
        _title(state, start, title)
        state.line = start + 1
    return head is not None


def _title(state: StateBlock, line: int, title: str) -> None:
    if title:
        state.push("paragraph_open", "p", 1)
        text = state.push("inline", "", 0)
        text.content, text.map, text.children = f"**{title}**", [line, line + 1], []
        state.push("paragraph_close", "p", -1)


def _indented(state: StateBlock, opened: int, start: int, end: int) -> None:
    """Parse the lines from `start` on that are indented by four, or are empty."""
    kind, state.parentType = state.parentType, "root"
    state.push("division_open", "div", 1).map = [opened, start]
    state.blkIndent += 4
    state.line = start
    if start == opened:
        state.sCount[start] = state.blkIndent
    if start < end:
        state.md.block.tokenize(state, start, end)
    state.blkIndent -= 4
    state.parentType = kind
    state.line = max(state.line, opened + 1)
    state.push("division_close", "div", -1)


def _html_within(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse indented lines as HTML if they belong to an HTML element that is open.

    In kramdown (https://kramdown.gettalong.org/syntax.html#html-blocks) and Python-Markdown an
    element ends only at its end tag; in CommonMark it ends at an empty line, after which indented
    lines are code. The lines are HTML if the lines before are indented too, if they contain the end
    tag, or if a line after a tag continues with tags that are not indented.
    """
    if silent or not (state.is_code_block(start) and state.tokens):
        return False
    within = state.env.setdefault("html_within", _HtmlWithin())
    if not within.holds(state, start, end):
        return False
    line = next((line for line in range(start, end) if state.isEmpty(line)), end)
    token = state.push("html_block", "", 0)
    token.content = state.getLines(start, line, state.blkIndent, keepLastLF=True)
    token.map = [start, line]
    state.line = line
    return True


class _HtmlWithin:
    """The elements that HTML blocks left open, and the indented lines that close them."""

    def __init__(self) -> None:
        self._seen = 0
        self._open: list[str] = []
        self._run = self._last_end = -1

    def holds(self, state: StateBlock, start: int, end: int) -> bool:
        """Tell whether the indented lines from `start` on belong to an open element."""
        self._read(state.tokens)
        if not self._open:
            return False
        if state.tokens[-1].type != "html_block":
            return self._is_end(_tag_at(state, start))
        last = state.tokens[-1].content.rstrip("\n").rpartition("\n")[2]
        if _tag_at(state, start) and (last.startswith("    ") or _goes_on(state, start + 1, end)):
            return True
        if start > self._run:
            self._find_last_end(state, start, end)
        return start <= self._last_end

    def _read(self, tokens: Sequence[Token]) -> None:
        for token in tokens[self._seen :]:
            if token.type == "html_block":
                for slash, name, whole in _TAG.findall(token.content):
                    self._take(name.lower(), closes=bool(slash), is_whole=bool(whole))
        self._seen = len(tokens)

    def _take(self, name: str, *, closes: bool, is_whole: bool) -> None:
        if not closes and not is_whole and name in _HTML:
            self._open.append(name)
        elif closes and name in self._open:
            while self._open.pop() != name:
                pass

    def _find_last_end(self, state: StateBlock, start: int, end: int) -> None:
        """Find the last end tag of an open element in the indented or empty lines."""
        self._last_end = -1
        for line in range(start, end):
            if state.isEmpty(line):
                continue
            if not state.is_code_block(line):
                break
            self._run = line
            if self._is_end(_tag_at(state, line)):
                self._last_end = line

    def _is_end(self, tag: re.Match[str] | None) -> bool:
        return tag is not None and bool(tag["slash"]) and tag["name"].lower() in self._open


def _goes_on(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether a line exists, is not indented, and begins with a tag."""
    return line < end and not state.is_code_block(line) and _tag_at(state, line) is not None


def _tag_at(state: StateBlock, line: int) -> re.Match[str] | None:
    return _TAG.match(state.src, state.bMarks[line] + state.tShift[line])


def _module(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Skip imports and exports of MDX, up to the next empty line."""
    if silent or state.level or not _head(state, start, ("import", "export"), _MODULE):
        return False
    state.line = next((line for line in range(start, end) if state.isEmpty(line)), end)
    return True


def _alerts(state: StateCore) -> None:
    """Add the title to a quotation that begins with `[!NOTE]`."""
    before = [None, None, *state.tokens]
    for quote, token in zip(before, state.tokens, strict=False):
        if token.type == "inline" and quote is not None and quote.type == "blockquote_open":
            token.content = _ALERT.sub(_alert_title, token.content, count=1)


def _alert_title(head: re.Match[str]) -> str:
    if head.start():
        return head[0]
    return f"**{head['title'] or head[1].capitalize()}**  \n"


def _component(state: StateInline, silent: bool) -> bool:
    """Parse a JSX tag that is not HTML: `<Tabs.Item values={[1]}>`."""
    tag = _COMPONENT.match(state.src, state.pos)
    if tag is None:
        return False
    if not silent:
        token = state.push("html_inline", "", 0)
        token.content = f"<{tag['slash']}{tag['name']}>"
        token.meta = {"source": tag[0]}
    state.pos = tag.end()
    return True


def _script_comment(state: StateInline, silent: bool) -> bool:
    """Skip a comment of MDX: `{/* ... */}`."""
    start = state.pos
    if not state.src.startswith("{/*", start) or _last_end(state.src) < start:
        return False
    state.pos = state.src.index("*/}", start) + 3
    return True


@lru_cache(maxsize=1)
def _last_end(text: str) -> int:
    """Return the end of the last comment, so that a thousand unclosed ones are linear in time."""
    return text.rfind("*/}")
