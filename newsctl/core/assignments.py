"""What `set` and `--field` are told: a key, what to do with it, and the text of a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError
from newsctl.core.field_edits import AddValue, RemoveKey, RemoveValue, SetValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.core.field_edits import FieldEdit
    from newsctl.core.post import FrontMatter, Value


class Operator(StrEnum):
    """What an assignment does."""

    SET = "="
    ADD = "+="
    TAKE = "-="
    REMOVE = "!"


_ASSIGNMENT = re.compile(r"(?P<key>[^\s:=+!\-\"'(][^\s:=!\"'(]*?)(?P<operator>\+=|-=|=|!(?=$))")
_INTEGER = re.compile(r"[+-]?(?:0|[1-9]\d{0,17})", re.ASCII)
_TRUTHS = {"true": True, "false": False}
_TEXTS = frozenset({"title", "bron", "category", "layout", "externe_link", "feature_image"})


@dataclass(frozen=True, slots=True)
class Assignment:
    """One `key=text`, `key+=text`, `key-=text` or `key!`."""

    key: str
    operator: Operator
    text: str = ""

    def edit(self, front_matter: FrontMatter) -> FieldEdit:
        """Return the edit of a post that has this front matter.

        The value is of the kind that the key has there: text stays text, a list is given with
        commas. Where the post does not have the key, it is what YAML would read.
        """
        old = front_matter.get(self.key)
        match self.operator:
            case Operator.REMOVE:
                return RemoveKey(self.key)
            case Operator.ADD:
                return AddValue(self.key, self._item(old))
            case Operator.TAKE:
                return RemoveValue(self.key, self._item(old))
        return SetValue(self.key, self._value(old))

    def _value(self, old: Value) -> Value:
        if isinstance(old, list):
            return [item.strip() for item in self.text.split(",") if item.strip()]
        return self._item(old)

    def _item(self, old: Value) -> Value:
        if isinstance(old, str) or (old is None and self.key in _TEXTS):
            return self.text
        if isinstance(old, list) and old and all(isinstance(item, str) for item in old):
            return self.text
        if _INTEGER.fullmatch(self.text):
            return int(self.text)
        return _TRUTHS.get(self.text, self.text)


def parse_assignment(argument: str) -> Assignment | None:
    """Return the assignment that an argument is, None for one that is not."""
    found = _ASSIGNMENT.match(argument)
    if found is None:
        return None
    return Assignment(found["key"], Operator(found["operator"]), argument[found.end() :].strip())


def split_assignments(arguments: Sequence[str]) -> tuple[list[Assignment], list[str]]:
    """Part the arguments of `set` into assignments, which come first, and words of a query.

    Raises UsageError without any assignment, and for one behind the query.
    """
    given: list[Assignment] = []
    for place, argument in enumerate(arguments):
        assignment = parse_assignment(argument)
        if assignment is None:
            return given, _words(arguments[place:], given)
        given.append(assignment)
    return given, _words([], given)


def _words(words: Sequence[str], given: Sequence[Assignment]) -> list[str]:
    if not given:
        raise UsageError("Nothing to set.", hint="newsctl set FIELD=VALUE… QUERY")
    late = next((word for word in words if parse_assignment(word)), None)
    if late:
        raise UsageError(
            f"{late} stands behind the query.", hint="Assignments come first, then the query."
        )
    return list(words)
