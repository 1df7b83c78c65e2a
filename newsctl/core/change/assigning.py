"""Assignments resolved for one archive: its names of keys, and dates in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsctl.core.change.assignments import DateAssignment, Operator
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.post.date_forms import usual_form
from newsctl.core.post.field_edits import RemoveKey, SetValue
from newsctl.core.post.text_lists import TextList
from newsctl.core.query.fields import FieldKind
from newsctl.core.settings import FieldSettings
from newsctl.core.settings.field_types import FieldType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
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


@dataclass(frozen=True)
class Assigner:
    """Resolves assignments for one archive.

    `moment` parses a date, also in words, in the archive's `zone`, and raises UsageError for
    anything else. `newest` returns the values of a key in the newest posts.
    """

    names: FieldNames
    settings: Settings
    zone: tzinfo
    moment: Callable[[str], datetime]
    newest: Callable[[str], Iterable[Value]]

    def named(self, assignment: Assignment) -> Assignment:
        """Return an assignment with the archive's own name for its key, such as `titel`.

        Raises UsageError if it is not a key of front matter, or is nested in the value of another.
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
        fields = self.settings.fields

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

        Text that is not a date is left to the rule of dates, which says how to write one.
        """
        key = assignment.key
        field = self.settings.fields.get(key, FieldSettings())
        is_date = (
            key in (self.settings.date_field, *self.settings.other_dates)
            or field.type is FieldType.DATE
        )
        if not is_date or assignment.operator is not Operator.SET or not assignment.text:
            return assignment
        try:
            moment = self.moment(assignment.text)
        except UsageError:
            return assignment
        usual = usual_form(self.newest(key), bare_times=self.settings.bare_times)
        return DateAssignment(key, moment, usual, self.zone)


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
