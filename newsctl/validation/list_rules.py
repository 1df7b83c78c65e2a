"""The rule of lists of names that hold one twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.post.field_edits import SetValue
from newsctl.core.post.text_lists import LISTS_OF_NAMES, TextList
from newsctl.core.problems import Fix, Fixable
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.rule import Finding, PostRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.post.post import Value
    from newsctl.validation.subject import Subject


def check_repeated(subject: Subject) -> Iterator[Finding]:
    """Find lists of names with one of them twice, capitals apart."""
    for key in sorted(LISTS_OF_NAMES.intersection(subject.front_matter)):
        value = subject.front_matter[key]
        names = _names_in(value)
        once = {name.strip().casefold(): name for name in reversed(names)}
        if len(once) == len(names):
            continue
        kept = [name for name in names if once.pop(name.strip().casefold(), None) is not None]
        again = {name for name in names if names.count(name) > 1} or set(names) - set(kept)
        right = value.holding(kept) if isinstance(value, TextList) else kept
        yield Finding(
            _("{key} has {again} more than once.", key=key, again=", ".join(sorted(again))),
            subject.position(key),
            _("Once is enough."),
            Fix((SetValue(key, right),), safe=len(set(names)) == len(kept)),
        )


def _names_in(value: Value) -> tuple[str, ...]:
    """Return the texts of a list; empty if it has anything else."""
    if isinstance(value, TextList):
        return value.items
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(map(str, value))
    return ()


RULES = (
    PostRule(
        id="field-repeated",
        what="A tag, a category or an author stands in its list twice.",
        why="The site shows it twice, and a post is counted twice under it. Where only capitals "
        "differ, the first one is kept, by --unsafe-fixes.",
        bad=post(TITLE, DATE, "tags: [weer, zon, weer]"),
        good=post(TITLE, DATE, "tags: [weer, zon]"),
        fixable=Fixable.SAFE,
        check=check_repeated,
    ),
)
