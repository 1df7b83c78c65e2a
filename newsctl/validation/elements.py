"""The elements of HTML, and whether the tags of a body open and close one another.

Names and optional end tags are those of the HTML Standard (https://html.spec.whatwg.org, sections
4, 13.1.2.4 and 16.2).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.validation.markup import Tag


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


VOID = _names(
    "area base basefont bgsound br col embed frame hr image img input isindex keygen link meta "
    "param source spacer track wbr"
)
_ENDED_BY_OTHERS = _names(
    "body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th "
    "thead tr"
)
_OTHERS = _names(
    "a abbr address article aside audio b bdi bdo blockquote button canvas cite code data datalist "
    "del details dfn dialog div dl em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hgroup i iframe ins kbd label legend main map mark math menu meter nav noscript object "
    "ol output picture pre progress q ruby s samp script search section select slot small span "
    "strong style sub summary sup svg table template textarea time title u ul var video"
)
_OBSOLETE = _names(
    "acronym applet big blink center dir font frameset listing marquee menuitem nobr noembed "
    "noframes plaintext strike tt xmp"
)
_KNOWN = VOID | _ENDED_BY_OTHERS | _OTHERS | _OBSOLETE
HARMLESS = _KNOWN - {"script", "img"}
"""What runs nothing and counts nobody, as far as its name tells."""


def is_known(name: str) -> bool:
    """Tell whether an element is HTML's, or a custom one, which has a hyphen in its name."""
    return name in _KNOWN or "-" in name


def unbalanced(tags: Iterable[Tag]) -> Iterator[Tag]:
    """Yield opening tags that are not closed in time, and closing tags that close nothing.

    Elements whose end tag may be left out end with the one around them. What is no element, such
    as `<naam>`, has no end.
    """
    open_tags = _OpenTags()
    overdue: Counter[str] = Counter()
    for tag in tags:
        if tag.name in VOID or tag.is_whole or not is_known(tag.name):
            continue
        if not tag.closes:
            open_tags.push(tag)
        elif open_tags.holds(tag.name):
            left = list(_needing_end(open_tags.close(tag.name)))
            overdue.update(one.name for one in left)  # as in <b><i></b></i>: that is one find
            yield from left
        elif overdue[tag.name]:
            overdue[tag.name] -= 1
        else:
            yield tag
    yield from _needing_end(open_tags.tags)


class _OpenTags:
    """The tags that are open, the innermost last, with how many of each element there are."""

    def __init__(self) -> None:
        self.tags: list[Tag] = []
        self._counts: Counter[str] = Counter()

    def holds(self, name: str) -> bool:
        return self._counts[name] > 0

    def push(self, tag: Tag) -> None:
        self.tags.append(tag)
        self._counts[tag.name] += 1

    def close(self, name: str) -> list[Tag]:
        """Close the innermost element of this name, and return what is open inside of it."""
        inside: list[Tag] = []
        while (tag := self.tags.pop()).name != name:
            inside.append(tag)
            self._counts[tag.name] -= 1
        self._counts[name] -= 1
        return inside[::-1]


def _needing_end(tags: Iterable[Tag]) -> Iterator[Tag]:
    return (tag for tag in tags if tag.name not in _ENDED_BY_OTHERS)
