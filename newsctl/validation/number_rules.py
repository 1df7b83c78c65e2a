"""The rule about numbers that are texts where other posts have numbers: `prijs: "2,75"`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from newsctl.core.messages import _, _n
from newsctl.core.post.field_edits import SetValue
from newsctl.core.post.numbers import may_be_two_numbers
from newsctl.core.problems import Fix, Fixable
from newsctl.core.settings import FieldSettings
from newsctl.core.settings.field_types import FieldType, read_value
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.rule import ArchiveRule, Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import TypeAlias

    from newsctl.core.post.post import PostPath, Value
    from newsctl.core.problems import Position
    from newsctl.validation.rule import Records
    from newsctl.validation.subject import Subject

    Held: TypeAlias = tuple[str, str | None, Position | None]
    """A key of a post with the text of a number, and where it is; None for a number."""

_OTHER_NAME = "2019-09-05-zee-bij-zutphen.md"


def gather_numbers(subject: Subject) -> tuple[Held, ...] | None:
    """Gather the keys of a post that hold numbers, or texts of numbers."""
    settings = subject.settings
    never = {"title", settings.date_field, *settings.other_dates}
    kept: list[Held] = []
    for key, value in subject.front_matter.items():
        if type(value) in (int, float):
            kept.append((key, None, None))
        elif (
            isinstance(value, str)
            and any(map(str.isdigit, value))
            and key not in never
            and settings.fields.get(key, FieldSettings()).type is FieldType.ANY
            and (may_be_two_numbers(value) or _number_of(value) is not None)
        ):
            kept.append((key, value, subject.position(key)))
    return tuple(kept) or None


def conclude_numbers(
    records: Records[tuple[Held, ...]], paths: Collection[PostPath]
) -> Iterator[tuple[PostPath, Finding]]:
    """Find the texts of numbers under keys that hold numbers in as many posts or more."""
    del paths
    numbers = Counter(key for _, kept in records for key, text, _ in kept if text is None)
    texts = Counter(key for _, kept in records for key, text, _ in kept if text is not None)
    for path, kept in records:
        for key, text, position in kept:
            if text is not None and position and numbers[key] >= texts[key]:
                yield path, _finding(key, text, position, numbers[key])


def _finding(key: str, text: str, position: Position, numbers: int) -> Finding:
    meant = None if may_be_two_numbers(text) else _number_of(text)
    return Finding(
        _(
            "{key} is the text {text!r} here, but a number in {posts}.",
            key=key,
            text=text,
            posts=_n("{n:,} post", "{n:,} posts", numbers),
        ),
        position,
        _("Write it without quotes, with a point before a fraction and none between thousands."),
        None if meant is None else Fix((SetValue(key, meant),), safe=False),
    )


def _number_of(text: str) -> Value:
    read = read_value(text, FieldType.NUMBER)
    return None if isinstance(read, str) else read


RULES = (
    ArchiveRule(
        id="field-number-text",
        habit=True,
        what="A number is a text, where most other posts have a number.",
        why="A query for a range, such as prijs:2..3, finds numbers and no texts, and what sorts "
        "or adds them up goes wrong. In quotes, and with a decimal comma, a number is a text.",
        bad=post(TITLE, DATE, "bron: NOS", 'prijs: "2,75"'),
        good=post(TITLE, DATE, "bron: NOS", "prijs: 2.75"),
        beside=replace(
            post('title: "Zee bij Zutphen"', DATE, "bron: NOS", "prijs: 2.5"), name=_OTHER_NAME
        ),
        fixable=Fixable.UNSAFE,
        gather=gather_numbers,
        conclude=conclude_numbers,
    ),
)
