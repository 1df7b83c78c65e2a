"""The assignments of `set` and `--field`: a key, an operator, and the text of a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from newsctl.core.archive.folding import folded
from newsctl.core.errors import EditRefused, UsageError
from newsctl.core.messages import _
from newsctl.core.post.date_forms import form_of, is_timestamp, written_in
from newsctl.core.post.field_edits import AddValue, RemoveKey, RemoveValue, SetValue
from newsctl.core.post.numbers import may_be_two_numbers
from newsctl.core.post.text_lists import TextList
from newsctl.core.settings import FieldSettings
from newsctl.core.settings.field_types import FieldType, read_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, tzinfo

    from newsctl.core.post.date_forms import DateForm
    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import FrontMatter, Value


class Operator(StrEnum):
    """The operator of an assignment."""

    SET = "="
    ADD = "+="
    TAKE = "-="
    REMOVE = "!"


_ASSIGNMENT = re.compile(r"(?P<key>[^\s:=+!\-\"'(][^\s:=!\"'(]*?)(?P<operator>\+=|-=|=|!(?=$))")
_FLAG = re.compile(r"-[A-Za-z]\d*")
"""What looks more like an option that `set` does not have than like a word to leave out."""

_IN_BRACKETS = re.compile(r"\[(.*)\]", re.DOTALL)
_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_ITEM = re.compile(rf"\s*(?:{_QUOTED}\s*|([^,]*))(?:,|\Z)", re.DOTALL)
_NEVER_TEXT = {FieldType.BOOLEAN, FieldType.NUMBER, FieldType.INTEGER}
_TEXTS = frozenset({"title", "bron", "category", "layout", "externe_link", "feature_image"})
_LISTS = frozenset({"tags", "categories"})


@dataclass(frozen=True, slots=True)
class Assignment:
    r"""One `key=text`, `key+=text`, `key-=text` or `key!`.

    A value or an item of a list that is wholly in double quotes is what they hold, as in a query;
    in them `\"` is a quote.
    """

    key: str
    operator: Operator
    text: str = ""

    @property
    def written(self) -> str:
        """The argument that it was."""
        return f"{self.key}{self.operator}{self.text}"

    @property
    def plain(self) -> str:
        """The text without the quotes around all of it."""
        return _unquoted(self.text)

    @property
    def items(self) -> list[str]:
        """The items of a list between commas, with or without brackets around it."""
        found = _ITEM.finditer(_without_brackets(self.text))
        items = (_unescaped(item[1]) if item[1] else (item[2] or "").strip() for item in found)
        return [item for item in items if item]

    def gathered_with(self, earlier: Assignment, *, is_new: bool) -> Assignment:
        """Return the assignment of a list that has the items of an earlier one first.

        With `is_new` no post shows that the key holds a list.
        """
        texts = ", ".join(_without_brackets(one.text) for one in (earlier, self))
        return Assignment(self.key, self.operator, f"[{texts}]" if is_new else texts)

    def edits(
        self, front_matter: FrontMatter, fields: Mapping[str, FieldSettings]
    ) -> list[FieldEdit]:
        """Return the edits of a post with this front matter, given the settings of the fields.

        For a list, each value between commas is added or removed.
        """
        kind = fields.get(self.key, FieldSettings()).type
        old = front_matter.get(self.key)
        if self.operator is Operator.SET:
            refuse_mapping(self.key, old)
        if isinstance(old, TextList) and kind in {FieldType.ANY, FieldType.LIST}:
            return [self._edit_of_text_list(old)]
        match self.operator:
            case Operator.REMOVE:
                return [RemoveKey(self.key)]
            case Operator.SET:
                return [SetValue(self.key, self._value(kind, old))]
        one_by_one = AddValue if self.operator is Operator.ADD else RemoveValue
        is_list = self.key in _LISTS or _means_list(self.key, self.text, kind, old)
        texts = self.items if is_list else [self.plain]
        return [one_by_one(self.key, _item(self.key, text, kind, old)) for text in texts]

    def value(self, fields: Mapping[str, FieldSettings]) -> Value:
        """Return the value for a post that has none yet."""
        kind = fields.get(self.key, FieldSettings()).type
        return [*self.items] if self.operator is not Operator.SET else self._value(kind)

    def _value(self, kind: FieldType, old: Value = None) -> Value:
        if _means_list(self.key, self.text, kind, old):
            return [_item(self.key, item, kind, old) for item in self.items]
        return _item(self.key, self.plain, kind, old)

    def _edit_of_text_list(self, old: TextList) -> FieldEdit:
        """Return the edit of a list written as text.

        It stays text if possible, unless it is set to a list in brackets.
        """
        given = self.items
        held, meant = {*map(folded, old.items)}, {*map(folded, given)}
        new = [item for item in given if folded(item) not in held]
        left = [item for item in old.items if folded(item) not in meant]
        match self.operator:
            case Operator.REMOVE:
                return RemoveKey(self.key)
            case Operator.SET:
                if _IN_BRACKETS.fullmatch(self.text):
                    return SetValue(self.key, [*given])
                return SetValue(self.key, old.holding(given) if "," in self.text else self.plain)
            case Operator.ADD if new:
                return SetValue(self.key, old.holding([*old.items, *new]))
            case Operator.TAKE if len(left) < len(old.items):
                return SetValue(self.key, old.holding(left)) if left else RemoveKey(self.key)
        return SetValue(self.key, str(old))


@dataclass(frozen=True, slots=True)
class DateAssignment:
    """A date for a key, in the format that the post has now, or else most of the archive.

    `zone` is the archive's.
    """

    key: str
    moment: datetime
    usual: DateForm
    zone: tzinfo

    def edits(
        self, front_matter: FrontMatter, _fields: Mapping[str, FieldSettings]
    ) -> list[FieldEdit]:
        """Return the edits of a post with this front matter."""
        refuse_mapping(self.key, front_matter.get(self.key))
        forms = (form_of(front_matter.get(self.key)), self.usual)
        return [SetValue(self.key, written_in(self.moment, forms, self.zone))]

    def value(self, _fields: Mapping[str, FieldSettings]) -> Value:
        """Return the date for a post that has none yet."""
        return written_in(self.moment, [self.usual], self.zone)


def refuse_mapping(key: str, old: Value) -> None:
    """Raise EditRefused if the old value of a key is a mapping, which one value would replace."""
    if isinstance(old, dict):
        raise EditRefused(
            _("{key} holds keys of its own, which one value would replace.", key=key),
            hint=_("Edit them: newsctl edit POST; or take them out first: {key}!", key=key),
        )


def check_type(assignment: Assignment, kind: FieldType) -> None:
    """Raise UsageError for a text under a key of truth values or numbers, and for two numbers.

    Two are `1.000` and `1,000`, a thousand or a fraction.
    """
    _check_number(assignment, kind)
    if kind in _NEVER_TEXT and isinstance(read_value(assignment.plain, kind), str):
        raise not_of_type(assignment, kind)


def not_of_type(assignment: Assignment, kind: FieldType) -> UsageError:
    """Return the error for a text that is no value of the type that a key holds."""
    key, text = assignment.key, assignment.plain
    if not text:
        return UsageError(
            _("{key} is {noun}, and there is none.", key=key, noun=kind.traits.noun),
            hint=_("newsctl set {key}! takes it out of posts.", key=key),
        )
    if kind is FieldType.BOOLEAN:
        return UsageError(
            _("{key} is true or false, and {text!r} is neither.", key=key, text=text),
            hint=_("{key}=true or {key}=false", key=key),
        )
    return UsageError(
        _("{key} is {noun}, and {text!r} is none.", key=key, noun=kind.traits.noun, text=text),
        hint=_(
            'Where it may be a text, newsctl.toml says so: type = "text" under [fields.{key}].',
            key=key,
        ),
    )


def _check_number(assignment: Assignment, kind: FieldType) -> None:
    text = assignment.plain
    whole = re.sub("[.,]", "", text)
    if kind is FieldType.NUMBER and may_be_two_numbers(text):
        raise UsageError(
            _("{written} may be a thousand or a fraction.", written=assignment.written),
            hint=_(
                "Without points: {whole}; a fraction: {fraction}",
                whole=whole,
                fraction=f"{text.replace(',', '.')}0",
            )
            if len(text) - len(whole) == 1
            else _("Without points: {whole}", whole=whole),
        )


def comma_message(key: str) -> str:
    """Return how a number with a comma was read, for who wrote it."""
    return _("A comma in {key} is read as decimal, as Dutch writes it.", key=key)


def has_decimal_comma(text: str, value: Value) -> bool:
    """Tell whether the value was read from a text with a decimal comma."""
    return isinstance(value, float) and "," in text


def value_of(key: str, text: str, kind: FieldType = FieldType.ANY, old: Value = None) -> Value:
    """Convert the text of an assignment to a value for a key.

    The type is that of the settings, or else that of the key's value in the post (`old`): text
    stays text. A list is written with commas, with or without brackets, and Jekyll's `tags` and
    `categories` are lists if they are new. Text in brackets is a list too, unless the key is known
    to hold text. Otherwise the value is what YAML would parse. Text that does not fit the type
    stays text, and a rule reports it.
    """
    if _means_list(key, text, kind, old):
        return [*_split_list(text)]
    return _item(key, text, kind, old)


def _split_list(text: str) -> list[str]:
    """Split a list at commas, with or without brackets around it."""
    return [item.strip() for item in _without_brackets(text).split(",") if item.strip()]


def _means_list(key: str, text: str, kind: FieldType, old: Value) -> bool:
    if kind is not FieldType.ANY:
        return kind is FieldType.LIST
    in_brackets = key not in _TEXTS and _IN_BRACKETS.fullmatch(text)
    return bool(in_brackets) or _is_list(key, old)


def _is_list(key: str, old: Value) -> bool:
    """Tell whether a key's value is a list; for an empty value, whether it would be one."""
    return isinstance(old, list) or (old is None and key in _LISTS)


def _item(key: str, text: str, kind: FieldType, old: Value) -> Value:
    return text if kind.traits.heeds_post and _is_text(key, old) else read_value(text, kind)


def _is_text(key: str, old: Value) -> bool:
    """Tell whether a key's value is text or texts; for an empty value, whether it would be."""
    if isinstance(old, list) and old:
        return all(isinstance(item, str) for item in old)
    if old is None:
        return key in _TEXTS or key in _LISTS
    return isinstance(old, str) and not is_timestamp(old)


def is_text_key(key: str) -> bool:
    """Tell whether a key holds text wherever it is new."""
    return key in _TEXTS


def is_list_key(key: str) -> bool:
    """Tell whether a key holds a list wherever it is new."""
    return key in _LISTS


def _without_brackets(text: str) -> str:
    inside = _IN_BRACKETS.fullmatch(text)
    return inside[1] if inside else text


def _unquoted(text: str) -> str:
    found = re.fullmatch(_QUOTED, text, re.DOTALL)
    return _unescaped(found[1]) if found else text


def _unescaped(text: str) -> str:
    return re.sub(r'\\(["\\])', r"\1", text)


def parse_assignment(argument: str) -> Assignment | None:
    """Parse an argument as an assignment; None if it is not one."""
    found = _ASSIGNMENT.match(argument)
    if found is None:
        return None
    return Assignment(found["key"], Operator(found["operator"]), argument[found.end() :].strip())


def split_assignments(arguments: Sequence[str]) -> tuple[list[Assignment], list[str]]:
    """Split the arguments of `set` into assignments, which come first, and words of a query.

    Raises UsageError for no assignment, for one after the query, and for anything like an option:
    read as a word, it would change other posts than were meant.
    """
    given: list[Assignment] = []
    for place, argument in enumerate(arguments):
        assignment = parse_assignment(argument)
        if assignment is None:
            return given, _words(arguments[place:], given)
        given.append(assignment)
    return given, _words([], given)


def _words(words: Sequence[str], assignments: Sequence[Assignment]) -> list[str]:
    """Return the words of the query behind the assignments; see `split_assignments`."""
    if not assignments:
        raise UsageError(_("Nothing to set."), hint=_("newsctl set FIELD=VALUE… QUERY"))
    late = next((word for word in words if parse_assignment(word)), None)
    if late:
        raise UsageError(
            _("{late} stands behind the query.", late=late),
            hint=_("Assignments come first, then the query."),
        )
    if flag := next((word for word in words if _FLAG.fullmatch(word)), None):
        raise UsageError(
            _("There is no option {flag}.", flag=flag[:2]),
            hint=_("To leave posts out: NOT {flag}", flag=flag[1:]),
        )
    return list(words)
