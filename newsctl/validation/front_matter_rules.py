"""Rules about the syntax of valid front matter.

YAML 1.1 makes something else of some words without quotes than they say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.core.post.date_forms import is_impossible
from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import Fix, Fixable
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.known_keys import JEKYLL, MKDOCS
from newsctl.validation.rule import Finding, PostRule
from newsctl.validation.yaml_nodes import nodes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsctl.core.post.post import Value
    from newsctl.validation.subject import Subject


_LONGEST = 40  # digits; Python refuses to convert some thousands of them
_TRUTH = dict.fromkeys(("yes", "Yes", "YES", "on", "On", "ON"), "true")
_TRUTH |= dict.fromkeys(("no", "No", "NO", "off", "Off", "OFF"), "false")
_FIRST = frozenset("0123456789+-tTfF")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d*)?")
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?")


def _of_bits(text: str) -> str:
    return str(int(text.replace("_", ""), 0))


def _of_octal(text: str) -> str:
    return str(int(text.replace("_", ""), 8))


def _of_groups(text: str) -> str:
    return str(int(text.replace("_", "")))


def _of_sixties(text: str) -> str:
    """Convert 12:30 to a sexagesimal number: 12 times 60 and 30."""
    total = 0
    for part in text.lstrip("+-").split(":"):
        total = total * 60 + int(part)
    return str(-total if text.startswith("-") else total)


def _of_fraction(text: str) -> str:
    return str(float(text))


_CONVERSIONS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile(r"0(?:b_*[01][01_]*|x_*[0-9a-fA-F][0-9a-fA-F_]*)"), _of_bits),
    (re.compile(r"0_*[0-7][0-7_]*"), _of_octal),
    (re.compile(r"[-+]?[1-9]\d*(?:_\d+)+"), _of_groups),
    (re.compile(r"[-+]?[1-9]\d*(?::[0-5]?\d)+"), _of_sixties),
    (re.compile(r"\d+\.\d*0"), _of_fraction),
)

_OF_ALL = tuple(pair for pair in _CONVERSIONS if pair[1] is _of_fraction)


def is_yaml_1_1(generator: str | None) -> bool:
    """Tell whether the site's parser follows YAML 1.1: 12:30 is a number, yes a boolean.

    Ruby's and Python's libraries do; those of Go (Hugo: github.com/goccy/go-yaml) and JavaScript
    (js-yaml, YAML 1.2) take both for text.
    """
    return generator in (None, JEKYLL, MKDOCS)


def read_as(text: str, *, by_1_1: bool = True) -> str | None:
    """Return what YAML reads for a plain scalar, None when that is what is written.

    https://yaml.org/type/bool.html, int.html and float.html; Jekyll and PyYAML both follow them.
    Without `by_1_1`, what is of YAML 1.1 alone is text.
    """
    if text in _TRUTH or len(text) > _LONGEST:
        return _TRUTH.get(text) if by_1_1 else None
    for pattern, convert in _CONVERSIONS if by_1_1 else _OF_ALL:
        if pattern.fullmatch(text) and (read := convert(text)) != text:
            return read
    return None


def kind_of(text: str) -> str | None:
    """Return the type that YAML gives a plain scalar meant as text; None if that is text."""
    if text[:1] not in _FIRST:
        return None
    if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return _("a truth value, not as text")
    if _NUMBER.fullmatch(text):
        return _("a number, not as text")
    return _("a date, not as text") if _DATE.fullmatch(text) else None


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
