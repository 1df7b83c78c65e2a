"""Assignments resolved for one archive: its names of keys, and dates in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsctl.core.change.assignments import (
    Assignment,
    DateAssignment,
    Operator,
    check_type,
    is_list_key,
    is_text_key,
    not_of_type,
)
from newsctl.core.errors import SkippedTime, UsageError
from newsctl.core.messages import _, joined
from newsctl.core.post.date_forms import form_of, usual_form
from newsctl.core.post.field_edits import RemoveKey, SetValue
from newsctl.core.post.numbers import may_be_two_numbers
from newsctl.core.post.text_lists import TextList
from newsctl.core.query.fields import FieldKind
from newsctl.core.settings import FieldSettings
from newsctl.core.settings.field_types import FieldType, read_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime, tzinfo

    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import FrontMatter, Value
    from newsctl.core.query.fields import FieldNames
    from newsctl.core.settings import Settings

_NO_KEYS = {
    FieldKind.PATH: (_("is where a post's file is, and no value in it."), "newsctl rename POST"),
    FieldKind.BODY: (_("is the text of a post, which set leaves alone."), "newsctl edit POST"),
}
"""What can be asked for and is no key of front matter, and what changes it."""

_TRUTH = FieldType.BOOLEAN
_LEARNT = (_TRUTH, FieldType.NUMBER)
"""Types that the values of the newest posts tell: a text among these is asked as no other."""


@dataclass(frozen=True)
class Assigner:
    """Resolves assignments for one archive.

    `moment` parses a date, also in words, in the archive's `zone`, and raises UsageError for
    anything else. `newest` returns the values of a key in the newest posts. `draft_key` is the key
    by which the site knows drafts. `is_for_new` tells that the posts are yet to be written.
    """

    names: FieldNames
    settings: Settings
    zone: tzinfo
    moment: Callable[[str], datetime]
    newest: Callable[[str], Iterable[Value]]
    draft_key: str = ""
    is_for_new: bool = False

    def resolved(self, assignments: Iterable[Assignment]) -> list[Assignment]:
        """Return assignments under the archive's own names, those of one list as one.

        Raises UsageError as `named`, for two values of a field that holds one, for `+=` on such a
        field, and for a text where a truth value or a number is expected.
        """
        found: list[Assignment] = []
        for one in map(self.named, assignments):
            holds_list = self._holds_list(one.key)
            earlier = next((e for e in found if _sets_again(e, one)), None)
            if one.operator is Operator.ADD and holds_list is False:
                raise UsageError(
                    _("{key} holds one value in a post, and += makes a list of two.", key=one.key),
                    hint=_(
                        "Give it another: {key}=VALUE. Where it is a list, newsctl.toml says so: "
                        'type = "list" under [fields.{key}].',
                        key=one.key,
                    ),
                )
            if earlier and Operator.REMOVE in {earlier.operator, one.operator}:
                raise UsageError(
                    _(
                        "{one} and {other} exclude one another.",
                        one=earlier.written,
                        other=one.written,
                    )
                )
            if earlier and holds_list is False:
                raise UsageError(
                    _("{key} holds one value in a post, and two are given.", key=one.key),
                    hint=_("{one}, or {other}?", one=earlier.written, other=one.written),
                )
            if one.operator is Operator.SET:
                self._check_type(one)
            if earlier:
                found.remove(earlier)
                found.append(one.gathered_with(earlier, is_new=holds_list is None))
            else:
                found.append(one)
        return found

    def _holds_list(self, key: str) -> bool | None:
        """Tell whether posts have a list under a key; None if none has a value under it."""
        kind = self.settings.fields.get(key, FieldSettings()).type
        if kind is not FieldType.ANY:
            return kind is FieldType.LIST
        if is_list_key(key):
            return True
        values = [value for value in self.newest(key) if value is not None]
        return any(isinstance(value, list | dict | TextList) for value in values) or (
            False if values or is_text_key(key) else None
        )

    def _check_type(self, one: Assignment) -> None:
        """Raise UsageError for a text that is none of the type that a key holds."""
        kind = self.fields(one.key)[one.key].type
        values = [value for value in self.newest(one.key) if value not in (None, "")]
        has_numbers = any(type(value) in {int, float} for value in values)
        is_any = kind is FieldType.ANY and not is_text_key(one.key)
        if is_any and has_numbers and may_be_two_numbers(one.plain):
            kind = FieldType.NUMBER  # some values are words, and this is none
        if kind is FieldType.DATE:
            self.dated(one)
        else:
            check_type(one, kind)
        if values and all(isinstance(value, dict) for value in values):
            raise UsageError(
                _("{key} holds keys of its own, not one value.", key=one.key), hint=self._by_hand
            )

    def fields(self, *keys: str) -> Mapping[str, FieldSettings]:
        """Return the settings of the fields, and of these keys what the archive tells of them.

        A field is true or false if it marks drafts, or if that is what the newest posts have; it is
        a number if they have numbers, and no text but what is one; it is a date if all have that.
        """
        known = dict(self.settings.fields)
        for key in keys:
            field = known.get(key, FieldSettings())
            if field.type is FieldType.ANY and not is_text_key(key):
                field = field._replace(type=self._learnt_type(key))
            known[key] = field
        return known

    def _learnt_type(self, key: str) -> FieldType:
        if key in (self.settings.date_field, *self.settings.other_dates):
            return FieldType.DATE
        if key == self.draft_key:
            return _TRUTH
        values = [value for value in self.newest(key) if value not in (None, "")]
        if values and all(form_of(value) for value in values):
            return FieldType.DATE
        learnt = (kind for kind in _LEARNT if _are_of_type(values, kind))
        return next(learnt, FieldType.ANY)

    def named(self, assignment: Assignment) -> Assignment:
        """Return an assignment under the archive's key for a name (`title` for `titel`).

        A key that the archive does not know stays as it is. Raises UsageError for a name of what is
        no front matter, such as the path, and for a key within the value of another.
        """
        if assignment.key in self.names.keys:
            return assignment
        outer = assignment.key.partition(".")[0]
        if outer != assignment.key:
            raise UsageError(
                _(
                    "{key} would be a value within {outer}, which is changed as a whole.",
                    key=assignment.key,
                    outer=outer,
                ),
                hint=self._by_hand,
            )
        found = self.names.find("body" if assignment.key == "text" else assignment.key)
        if found is None or found.kind is FieldKind.PRESENCE:
            return assignment
        if found.kind in _NO_KEYS:
            why, command = _NO_KEYS[found.kind]
            raise UsageError(
                _("{key} {why}", key=assignment.key, why=why),
                hint=_("Try: {command}", command=command),
            )
        return replace(assignment, key=found.name)

    @property
    def _by_hand(self) -> str:
        """What gives a post a value that no assignment can."""
        if self.is_for_new:
            return _("A file can have it: newsctl add --from FILE")
        return _("Try: {command}", command="newsctl edit POST")

    def edits(
        self, assignments: Sequence[Assignment]
    ) -> Callable[[FrontMatter], Sequence[FieldEdit]]:
        """Return a function from front matter to the edits that these assignments make of it.

        Each assignment applies to the result of those before it.
        """
        dated = [self.dated(one) for one in assignments]
        fields = self.fields(*(one.key for one in assignments))

        def of_post(front_matter: FrontMatter) -> list[FieldEdit]:
            edits: list[FieldEdit] = []
            values = dict(front_matter)
            for one in dated:
                made = one.edits(values, fields)
                edits += made
                for edit in made:
                    _change(values, edit)
            return edits

        return of_post

    def value(self, key: str, text: str) -> Value:
        """Return the value that a text is for a new post. Raises UsageError as `resolved`."""
        one = Assignment(key, Operator.SET, text)
        self._check_type(one)
        return self.dated(one).value(self.fields(key))

    def dated(self, assignment: Assignment) -> Assignment | DateAssignment:
        """Return an assignment of a date, also in words (`gisteren`), with the date as a moment.

        Raises UsageError for what is none, SkippedTime for a time that the zone does not have.
        """
        key, text = assignment.key, assignment.plain
        kind = self.fields(key)[key].type
        if kind is not FieldType.DATE or assignment.operator is not Operator.SET:
            return assignment
        if text.casefold() in self.settings.date_words:
            return assignment
        if not text:
            raise not_of_type(assignment, kind)
        try:
            moment = self.moment(text)
        except SkippedTime:
            raise
        except UsageError as error:
            raise UsageError(joined(": ", (key, error.message)), hint=error.hint) from error
        usual = usual_form(self.newest(key), bare_times=self.settings.bare_times)
        return DateAssignment(key, moment, usual, self.zone)


def _are_of_type(values: Sequence[Value], kind: FieldType) -> bool:
    """Tell whether a value is of a type, and all others are, or are texts of such a value."""
    classes = kind.traits.classes
    return any(type(one) in classes for one in values) and all(
        type(one) in classes or (isinstance(one, str) and _is_text_of(one, kind)) for one in values
    )


def _is_text_of(text: str, kind: FieldType) -> bool:
    is_number = kind is FieldType.NUMBER and may_be_two_numbers(text)
    return is_number or not isinstance(read_value(text, kind), str)


def _sets_again(earlier: Assignment, one: Assignment) -> bool:
    both = {earlier.operator, one.operator}
    is_same = earlier.key == one.key and Operator.SET in both
    return is_same and both <= {Operator.SET, Operator.REMOVE}


def _change(values: dict[str, Value], edit: FieldEdit) -> None:
    """Apply an edit that sets or removes a key to values.

    Edits of list items are not applied here but when the change is made.
    """
    match edit:
        case SetValue(key, value):
            old = values.get(key)
            if isinstance(old, TextList) and isinstance(value, str):
                value = TextList(value, old.separator)
            values[key] = value
        case RemoveKey(key):
            values.pop(key, None)
