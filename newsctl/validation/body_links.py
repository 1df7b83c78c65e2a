"""The addresses in a body, with their offsets."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from newsctl.core.post.links import tracking_in

_IN_ORDER = r"(?!https?://[a-z0-9_.-]+(?:/[^\s\"'<>()?]*+)?[\"')>])"
"""What nearly all addresses are: absolute, and without parameters. None begins with `https:` once
more, as the host of `https://https://…` ends in a colon."""

_BEGINNINGS = ("](", "href=", "src=", "]:")
_ABSOLUTE_BEGINNINGS = ("](http", 'href="http', 'src="http', "]: http")
_PARAMETER = re.compile(r"\?[^\s\"'<>()]*=")
_ODD = re.compile(r"http(?!s?://[a-zA-Z0-9])|http[^\s\"'<>()]{0,5}http")
_ABSOLUTE = re.compile(r"https?://[a-z0-9_.-]+(?:/|\?|\Z)", re.IGNORECASE)
_TARGET = re.compile(
    rf"\]\([ \t]*<?{_IN_ORDER}([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)"  # [zon](zon.md)
    r"|\b(?P<attribute>href|src)[ \t]*=[ \t]*"
    rf"(?:\"{_IN_ORDER}([^\"<>\n]*)\"|'{_IN_ORDER}([^'<>\n]*)')"
    r"|^[ ]{0,3}\[(?P<label>[^\]\n]+)\]:[ \t]*<?([^\s<>]+)"  # [zon]: https://zon.example
    rf"|<(?=https?:){_IN_ORDER}([^\s<>]+)>",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_TAG = 2_000
_MOST = 500
"""Links of one body that are checked; one that has more is made by a program."""


class BodyLink(NamedTuple):
    """An address as written, with its start and end in the body.

    `loaded` is one in `src=`, which the page loads and readers do not follow.
    """

    target: str
    start: int
    end: int
    loaded: bool = False


def links_in(body: str) -> list[BodyLink]:
    """Return the addresses in a body that a rule may report, except those made by templates."""
    if not _may_be_out_of_order(body):
        return []
    is_used = _Labels(body).is_used
    return [
        BodyLink(
            found[found.lastindex or 0],
            *found.span(found.lastindex or 0),
            loaded=found[0][:3].lower() == "src",
        )
        for found in islice(_TARGET.finditer(body), _MOST)
        if _is_worth_a_look(found[found.lastindex or 0])
        and (found["label"] is None or is_used(found["label"]))
        and (found["attribute"] is None or _is_in_tag(body, found.start()))
    ]


def _may_be_out_of_order(body: str) -> bool:
    """Tell whether a body may have other addresses than absolute ones without parameters.

    Counting fixed strings takes a tenth of examining each address.
    """
    if "HREF" in body or "<http" in body:
        return True
    if sum(map(body.count, _BEGINNINGS)) > sum(map(body.count, _ABSOLUTE_BEGINNINGS)):
        return True
    return _PARAMETER.search(body) is not None or _ODD.search(body) is not None


def _is_worth_a_look(target: str) -> bool:
    """Tell whether an address is literal, leads to another page, and is not quite usual."""
    if "{{" in target or "{%" in target:
        return False
    if _ABSOLUTE.match(target):
        return bool(tracking_in(target))
    return target[:1] != "#" and not target.startswith(("mailto:", "tel:"))


def _is_in_tag(body: str, start: int) -> bool:
    """Tell whether an offset is within an HTML tag or a template, and not in text."""
    begins = max(
        body.rfind(sign, max(0, start - _LONGEST_TAG), start) for sign in ("<", "{%", "{{")
    )
    ends = max(body.rfind(sign, max(0, start - _LONGEST_TAG), start) for sign in (">", "%}", "}}"))
    return begins > ends


class _Labels:
    """The link labels of a body; `[zon]: https://zon.example` defines the target of `[zon]`."""

    def __init__(self, body: str) -> None:
        self._body = body

    def is_used(self, label: str) -> bool:
        """Tell whether a label is used outside of its definition, ignoring case."""
        return self._folded.count(f"[{_folded(label)}]") > 1

    @cached_property
    def _folded(self) -> str:
        return _folded(self._body)


def _folded(text: str) -> str:
    """Fold text for comparison as CommonMark does with labels (section 4.7)."""
    return " ".join(text.casefold().split())
