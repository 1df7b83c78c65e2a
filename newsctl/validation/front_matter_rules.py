"""Rules about the syntax of valid front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.post.date_forms import is_impossible
from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import Fix, Fixable
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.misread import is_yaml_1_1, kind_of, read_as
from newsctl.validation.rule import Finding, PostRule
from newsctl.validation.yaml_nodes import nodes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.post.post import Value
    from newsctl.validation.subject import Subject

_TEXTS = ("title", "category", "bron")
"""Keys whose value is text, whatever it looks like."""


_TAB = re.compile(r"^ *\t|[^\s:,\[{-]\t(?=\t*[^\s#])", re.MULTILINE)


def check_tab(subject: Subject) -> Iterator[Finding]:
    """Find the first tab that indents a line or stands in a value."""
    if "\t" in subject.header.text and (tab := _TAB.search(subject.header.text)):
        yield Finding(
            _("There is a tab in the front matter."),
            subject.header.place(tab.end() - 1),
            _("Use spaces."),
        )


def check_anchor(subject: Subject) -> Iterator[Finding]:
    """Find anchors and aliases."""
    for node in subject.marked_nodes:
        place = subject.header.place(node.offset)
        if node.is_alias:
            yield Finding(_("*{anchor} stands for a value elsewhere.", anchor=node.anchor), place)
        elif node.anchor:
            yield Finding(_("&{anchor} names a value to repeat it.", anchor=node.anchor), place)


def check_tag(subject: Subject) -> Iterator[Finding]:
    """Find tags."""
    for node in subject.marked_nodes:
        if node.tag:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            yield Finding(
                _("The value has a tag: {tag}.", tag=tag), subject.header.place(node.offset)
            )


def check_misread(subject: Subject) -> Iterator[Finding]:
    """Find words that YAML takes for a number, a date or a truth value."""
    if not _has_suspect(subject):
        return
    by_1_1 = is_yaml_1_1(subject.generator)
    for node in nodes_of(subject.header.text):
        if node.text is None:
            continue
        read = read_as(node.text, by_1_1=by_1_1)
        if by_1_1 and node.key in _TEXTS:
            read = read or kind_of(node.text)
        if node.key != subject.date_key and is_impossible(node.text):
            read = _("a date that there is not")
        if read:
            yield Finding(
                _("YAML reads {text} as {read}.", text=node.text, read=read),
                subject.header.place(node.offset),
                _('Put it between quotes, "{text}", or write what is meant.', text=node.text),
                _as_text(subject, node.key, node.text),
            )


def _as_text(subject: Subject, key: str, written: str) -> Fix | None:
    """Return the fix that makes a key's value the text that was written, if it should be text."""
    if key not in _TEXTS or isinstance(subject.front_matter.get(key), list | tuple | dict):
        return None
    return Fix((SetValue(key, written),), safe=False)


def _has_suspect(subject: Subject) -> bool:
    """Tell whether a value may not be what was written, without parsing the header again."""
    return any(
        not _stands_as_read(subject, key, value)
        for key, value in subject.front_matter.items()
        if not isinstance(value, str) or key in _TEXTS or is_impossible(value)
    )


def _stands_as_read(subject: Subject, key: str, value: Value) -> bool:
    if isinstance(value, str):
        return kind_of(value) is None and not is_impossible(value)
    if isinstance(value, int) and key not in _TEXTS:
        return f"{key}: {str(value).lower()}" in subject.header.text
    if isinstance(value, list):
        return all(isinstance(item, str) and not is_impossible(item) for item in value)
    return value is None


RULES = (
    PostRule(
        id="front-matter-tab",
        habit=True,
        what="There is a tab in the front matter.",
        why="YAML forbids tabs where a line is indented, and one in a value is part of it, though "
        "it looks like spaces. One behind a colon or a value is not told of.",
        bad=post(TITLE, DATE, "bron: RTV\tUtrecht"),
        good=post(TITLE, DATE, "bron: RTV Utrecht"),
        check=check_tab,
    ),
    PostRule(
        id="front-matter-alias",
        habit=True,
        what="A value has an anchor (&naam), or is an alias of one (*naam).",
        why="What is shown is not what stands there, and one change changes several values. "
        "Nobody who writes a headline such as *update* means it.",
        bad=post(TITLE, DATE, "bron: &b NOS", "category: *b"),
        good=post(TITLE, DATE, "bron: NOS", "category: NOS"),
        check=check_anchor,
    ),
    PostRule(
        id="front-matter-tag",
        what="A value has a YAML tag (!!str).",
        why="Tags ask the program that reads them to make something else of a value; most refuse, "
        "some run code for it. Quotes say that a value is text.",
        bad=post(TITLE, DATE, "bron: !!str NOS"),
        good=post(TITLE, DATE, 'bron: "NOS"'),
        check=check_tag,
    ),
    PostRule(
        id="front-matter-misread",
        habit=True,
        what="YAML reads a value as something else than was written.",
        why="Without quotes yes is true, 12:30 is 750, 1_000 is 1000, 010 is 8, 1.10 is 1.1, and a "
        "title 10 is a number, on which templates for text fail (YAML 1.1, as Jekyll reads it). In "
        "a site of Hugo or of JavaScript only 1.10 is. On 2024-02-30 programs fail, or make it "
        "another day.",
        bad=post("title: 10", "date: 2019-09-05"),
        good=post('title: "10"', "date: 2019-09-05"),
        fixable=Fixable.UNSAFE,
        check=check_misread,
    ),
)
