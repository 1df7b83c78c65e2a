"""The HTML of a body: its tags, without what only looks like one.

Code, comments, Liquid and scripts are blanked first, each of their letters by a space, so that
offsets stay. Own code rather than a parser of the standard library, since none knows markdown's
code, and none tells a tag's place as an offset.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from newsctl.validation.elements import HARMLESS, VOID

LARGEST = 128 * 1024
"""Letters; of a longer body the tags are not looked at. No post by people is so long."""

_UNSEEN = (
    r"<!--.*?(?:-->|\Z)"
    r"|^[ \t>]*(?P<fence>`{3,}|~{3,}).*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))+?(?<!`)(?P=ticks)(?!`)"
    r"|\{%-?\s*(?P<liquid>raw|comment|highlight)\b[^{}]*+\}"
    r".*?(?:\{%-?\s*end(?P=liquid)\b[^{}]*+\}|\Z)"
)
_FLAGS = re.DOTALL | re.MULTILINE | re.IGNORECASE
_CODE = re.compile(_UNSEEN, _FLAGS)
_BLANKED = re.compile(
    _UNSEEN + r"|\{\{[^{}]*+\}\}|\{%[^{}]*+\}"
    r"|(?<=<)(?P<foreign>script|style|textarea|svg|math)\b(?P<rest>[^<>]*+>)"
    r".*?(?=</(?P=foreign)\b|\Z)",
    _FLAGS,
)
_SINGLE_SIGNS = ("`", "~", "{")  # of these C looks for one letter: fifty times as fast as for two
_BLANKED_TAG = re.compile(r"<(?:!--|[stm])", re.IGNORECASE)
_INDENTED = re.compile(r"(?<=\n)(?:(?:[ ]{4}|\t)[^\n]*(?:\n|\Z)|[ \t]*\n)+")
_TAG = re.compile(
    r"<(/?)([a-z][a-z0-9-]*)(?=[\s/>])((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.IGNORECASE
)


_RUNS = re.compile(r"[\s\"']on[a-z]+\s*=|javascript:", re.IGNORECASE)


class Tag(NamedTuple):
    """A tag: its element in small letters, what follows that, and its place in the body."""

    name: str
    rest: str
    closes: bool
    start: int
    end: int

    @property
    def is_whole(self) -> bool:
        """Whether it is written to be opening and closing tag in one (`<a name="x"/>`)."""
        return self.rest.endswith("/")


class Markup:
    """The tags of a body, in their order, worked out when they are first asked for."""

    def __init__(self, body: str) -> None:
        self._body = body

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """Every tag outside of code, comments and Liquid."""
        return _tags(self._plain)

    @cached_property
    def is_simple(self) -> bool:
        """Whether no rule of HTML has anything to look at: known elements that nest, no images.

        So are most posts, and seeing it takes a fifth of making their tags.
        """
        open_tags: list[str] = []
        for slash, name, rest in _TAG.findall(self._plain):
            if slash:
                if not open_tags or open_tags.pop() != name:
                    return False
            elif name not in HARMLESS or (rest and _RUNS.search(rest)):
                return False
            elif name not in VOID:
                open_tags.append(name)
        return not open_tags

    @property
    def tags_outside_indented(self) -> tuple[Tag, ...]:
        """The tags without those in lines that markdown takes for code because of their indent."""
        return _tags(_INDENTED.sub(_blank, self._plain))

    @property
    def without_code(self) -> str:
        """The body with its code and comments blanked, and all else where it was."""
        return _CODE.sub(_blank, self._body[:LARGEST])

    @cached_property
    def _plain(self) -> str:
        body = self._body
        if "<" not in body or len(body) > LARGEST:
            return ""
        signed = any(map(body.__contains__, _SINGLE_SIGNS)) or _BLANKED_TAG.search(body)
        return _BLANKED.sub(_blank, body) if signed else body


def _tags(text: str) -> tuple[Tag, ...]:
    return tuple(
        Tag(found[2].lower(), found[3], bool(found[1]), found.start(), found.end())
        for found in _TAG.finditer(text)
    )


def _blank(found: re.Match[str]) -> str:
    """Return as many spaces; the tag that opens a script stays, what is in it goes."""
    whole = found[0]
    kept = ""
    if found.re is _BLANKED and found["foreign"]:
        kept = found["foreign"] + found["rest"]
    return kept + " " * (len(whole) - len(kept))
