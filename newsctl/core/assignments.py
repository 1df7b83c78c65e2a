"""What `set` and `--field` are told: a key, what to do with it, and the text of a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError
from newsctl.core.field_edits import AddValue, RemoveKey, RemoveValue, SetValue
from newsctl.core.settings import FieldSettings, FieldType
from newsctl.core.text_lists import TextList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsctl.core.field_edits import FieldEdit
    from newsctl.core.post import FrontMatter, Value


class Operator(StrEnum):
    """What an assignment does."""

    SET = "="
    ADD = "+="
    TAKE = "-="
    REMOVE = "!"


_ASSIGNMENT = re.compile(r"(?P<key>[^\s:=+!\-\"'(][^\s:=!\"'(]*?)(?P<operator>\+=|-=|=|!(?=$))")
_FLAG = re.compile(r"-[A-Za-z]\d*")
"""What looks more like an option that `set` does not have than like a word to leave out."""

_INTEGER = re.compile(r"[+-]?(?:0|[1-9]\d{0,17})", re.ASCII)
_FRACTION = re.compile(r"[+-]?\d{1,18}\.\d{1,18}", re.ASCII)
_WRITTEN_AS_TEXT = frozenset({FieldType.TEXT, FieldType.URL, FieldType.DATE})
_IN_BRACKETS = re.compile(r"\[(.*)\]", re.DOTALL)
_TRUTHS = {"true": True, "false": False}
_TEXTS = frozenset({"title", "bron", "category", "layout", "externe_link", "feature_image"})
_LISTS = frozenset({"tags", "categories"})


@dataclass(frozen=True, slots=True)
class Assignment:
    """One `key=text`, `key+=text`, `key-=text` or `key!`."""

    key: str
    operator: Operator
    text: str = ""

    def edit(self, front_matter: FrontMatter, fields: Mapping[str, FieldSettings]) -> FieldEdit:
        """Return the edit of a post that has this front matter, in an archive with these fields."""
        field = fields.get(self.key, FieldSettings())
        old = front_matter.get(self.key)
        if isinstance(old, TextList) and field.type in {FieldType.ANY, FieldType.LIST}:
            return self._edit_of_text_list(old)
        match self.operator:
            case Operator.REMOVE:
                return RemoveKey(self.key)
            case Operator.ADD:
                return AddValue(self.key, _item(self.key, self.text, field.type, old))
            case Operator.TAKE:
                return RemoveValue(self.key, _item(self.key, self.text, field.type, old))
        return SetValue(self.key, value_of(self.key, self.text, field.type, old))

    def _edit_of_text_list(self, old: TextList) -> FieldEdit:
        """Return the edit of a list that is written as text, which stays one where it can."""
        others = [item for item in old.items if item != self.text]
        has_it = len(others) < len(old.items)
        match self.operator:
            case Operator.REMOVE:
                return RemoveKey(self.key)
            case Operator.SET:
                value = old.holding(_listed(self.text)) if "," in self.text else self.text
                return SetValue(self.key, value)
            case Operator.ADD if not has_it:
                return SetValue(self.key, old.holding([*old.items, self.text]))
            case Operator.TAKE if has_it:
                return SetValue(self.key, old.holding(others)) if others else RemoveKey(self.key)
        return SetValue(self.key, str(old))


def value_of(key: str, text: str, kind: FieldType = FieldType.ANY, old: Value = None) -> Value:
    """Return the value that a text means for a key.

    It is of the kind that the settings ask; where they ask nothing, of the kind that the key has
    in the post (`old`): text stays text. A list is given with commas, with or without brackets, and
    Jekyll's `tags` and `categories` are lists where they are new. Else it is what YAML would read.
    A text that is not of its kind stays text, and a rule says so.
    """
    if kind is FieldType.LIST or (kind is FieldType.ANY and _is_list(key, old)):
        return [*_listed(text)]
    return _item(key, text, kind, old)


def _listed(text: str) -> list[str]:
    """Return what commas list, with or without brackets around it."""
    inside = _IN_BRACKETS.fullmatch(text)
    return [item.strip() for item in (inside[1] if inside else text).split(",") if item.strip()]


def _is_list(key: str, old: Value) -> bool:
    """Tell whether a key holds a list in a post; or would, where it holds nothing yet."""
    return isinstance(old, list) or (old is None and key in _LISTS)


def _item(key: str, text: str, kind: FieldType, old: Value) -> Value:
    if kind in _WRITTEN_AS_TEXT or (kind in {FieldType.ANY, FieldType.LIST} and _is_text(key, old)):
        return text
    if kind is not FieldType.BOOLEAN and _INTEGER.fullmatch(text):
        return int(text)
    if kind is FieldType.NUMBER and _FRACTION.fullmatch(text):
        return float(text)
    return _TRUTHS.get(text, text) if kind in {FieldType.ANY, FieldType.BOOLEAN} else text


def _is_text(key: str, old: Value) -> bool:
    """Tell whether a key holds text in a post, or texts; or would, where it holds nothing yet."""
    if isinstance(old, list) and old:
        return all(isinstance(item, str) for item in old)
    return isinstance(old, str) or (old is None and key in _TEXTS)


def parse_assignment(argument: str) -> Assignment | None:
    """Return the assignment that an argument is, None for one that is not."""
    found = _ASSIGNMENT.match(argument)
    if found is None:
        return None
    return Assignment(found["key"], Operator(found["operator"]), argument[found.end() :].strip())


def split_assignments(arguments: Sequence[str]) -> tuple[list[Assignment], list[str]]:
    """Part the arguments of `set` into assignments, which come first, and words of a query.

    Raises UsageError without any assignment, for one behind the query, and for what looks like an
    option: to take that for a word would change other posts than were meant.
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
    if flag := next((word for word in words if _FLAG.fullmatch(word)), None):
        raise UsageError(
            f"There is no option {flag[:2]}.", hint=f"To leave posts out: NOT {flag[1:]}"
        )
    return list(words)
