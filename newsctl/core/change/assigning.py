"""Assignments resolved for one archive: its names of keys, and dates in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsctl.core.change.assignments import DateAssignment, Operator, check_number, is_list_key
from newsctl.core.errors import SkippedTime, UsageError
from newsctl.core.messages import _
from newsctl.core.post.date_forms import usual_form
from newsctl.core.post.field_edits import RemoveKey, SetValue
from newsctl.core.post.text_lists import TextList
from newsctl.core.query.fields import FieldKind
from newsctl.core.settings import FieldSettings
from newsctl.core.settings.field_types import FieldType, read_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime, tzinfo

    from newsctl.core.change.assignments import Assignment
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


@dataclass(frozen=True)
class Assigner:
    """Resolves assignments for one archive.

    `moment` parses a date, also in words, in the archive's `zone`, and raises UsageError for
    anything else. `newest` returns the values of a key in the newest posts. `draft_key` is the key
    by which the site knows drafts.
    """

    names: FieldNames
    settings: Settings
    zone: tzinfo
    moment: Callable[[str], datetime]
    newest: Callable[[str], Iterable[Value]]
    draft_key: str = ""

    def resolved(self, assignments: Iterable[Assignment]) -> list[Assignment]:
        """Return assignments under the archive's own names, those of one list as one.

        Raises UsageError as `named`, for two values of a field that holds one, for `+=` on such a
        field, and for a value that is neither true nor false where one is expected.
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
            if earlier and not holds_list:
                raise UsageError(
                    _("{key} holds one value in a post, and two are given.", key=one.key),
                    hint=_("{one}, or {other}?", one=earlier.written, other=one.written),
                )
            self._refuse_no_truth(one)
            if earlier:
                found.remove(earlier)
            found.append(one.gathered_with(earlier) if earlier else one)
        return found

    def _refuse_no_truth(self, one: Assignment) -> None:
        kind = self.fields(one.key)[one.key].type
        is_given = one.operator is Operator.SET and kind is FieldType.BOOLEAN
        if is_given and not isinstance(read_value(one.plain, kind), bool):
            raise UsageError(
                _("{key} is true or false, and {text!r} is neither.", key=one.key, text=one.plain),
                hint=_("{key}=true, {key}=false, or {key}! to take it out.", key=one.key),
            )

    def _holds_list(self, key: str) -> bool | None:
        """Tell whether posts have a list under a key; None if none has a value under it."""
        kind = self.settings.fields.get(key, FieldSettings()).type
        if kind is not FieldType.ANY:
            return kind is FieldType.LIST
        if is_list_key(key):
            return True
        values = [value for value in self.newest(key) if value is not None]
        return any(isinstance(value, list | dict | TextList) for value in values) or (
            False if values else None
        )

    def fields(self, *keys: str) -> Mapping[str, FieldSettings]:
        """Return the settings of the fields, and of these keys what the archive tells of them.

        A field is true or false if it marks drafts, or if that is what the newest posts have.
        """
        known = dict(self.settings.fields)
        for key in keys:
            field = known.get(key, FieldSettings())
            if field.type is FieldType.ANY and self._is_truth(key):
                field = field._replace(type=_TRUTH)
            known[key] = field
        return known

    def _is_truth(self, key: str) -> bool:
        if key == self.draft_key:
            return True
        values = [*self.newest(key)]
        read = (read_value(one, _TRUTH) if isinstance(one, str) else one for one in values)
        return any(isinstance(one, bool) for one in values) and all(
            isinstance(one, bool) for one in read
        )

    def named(self, assignment: Assignment) -> Assignment:
        """Return an assignment under the archive's key for a name (`title` for `titel`).

        A key that the archive does not know stays as it is. Raises UsageError for a name of what is
        no front matter, such as the path, and for a key within the value of another.
        """
        if assignment.key in self.names.keys:
            return assignment
        outer = assignment.key.partition(".")[0]
        if outer != assignment.key and outer in self.names.keys:
            raise UsageError(
                _("set gives {outer} a value, and leaves what is in it alone.", outer=outer),
                hint=_("Try: {command}", command="newsctl edit POST"),
            )
        found = self.names.find(assignment.key)
        if found is None or found.kind is FieldKind.PRESENCE:
            return assignment
        if found.kind in _NO_KEYS:
            why, command = _NO_KEYS[found.kind]
            raise UsageError(
                _("{key} {why}", key=assignment.key, why=why),
                hint=_("Try: {command}", command=command),
            )
        return replace(assignment, key=found.name)

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

    def dated(self, assignment: Assignment) -> Assignment | DateAssignment:
        """Return an assignment of a date, also in words (`gisteren`), with the date as a moment.

        Text that is not a date is left to the rule of dates, which says how to write one. Raises
        UsageError for a number that may be a thousand or a fraction, and SkippedTime for a time of
        day that the zone does not have.
        """
        key = assignment.key
        field = self.settings.fields.get(key, FieldSettings())
        check_number(assignment, field.type)
        is_date = (
            key in (self.settings.date_field, *self.settings.other_dates)
            or field.type is FieldType.DATE
        )
        if not is_date or assignment.operator is not Operator.SET or not assignment.plain:
            return assignment
        try:
            moment = self.moment(assignment.plain)
        except SkippedTime:
            raise
        except UsageError:
            return assignment
        usual = usual_form(self.newest(key), bare_times=self.settings.bare_times)
        return DateAssignment(key, moment, usual, self.zone)


def _sets_again(earlier: Assignment, one: Assignment) -> bool:
    both = {earlier.operator, one.operator}
    return earlier.key == one.key and both == {Operator.SET}


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
