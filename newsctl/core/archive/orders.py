"""The sort orders of lists, and the fields that their names mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.archive.hits import Sort
from newsctl.core.errors import UsageError
from newsctl.core.likeness import suggestion
from newsctl.core.messages import _
from newsctl.core.query.ast import wanted_terms
from newsctl.core.query.fields import AS_WRITTEN, Field, FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsctl.core.query.ast import Query
    from newsctl.core.query.fields import FieldNames

_NO_VALUES = (FieldKind.BODY, FieldKind.PATH, FieldKind.PRESENCE)
"""Kinds of field that hold nothing in front matter."""

ORDERS = ("relevance", "path", "title", "date")
"""Orders that are not, or not only, by the key of their name."""

_LARGEST_FIRST = ("relevance", "date")


def usual_order(query: Query) -> Sort:
    """Return the default order: by relevance for a query with words, else the newest first."""
    return Sort() if any(wanted_terms(query)) else Sort("date")


def orders(names: Iterable[str], fields: FieldNames, *, reverse: bool) -> tuple[Sort, ...]:
    """Parse sort orders: relevance, path or fields; dates and scores are sorted descending.

    Raises UsageError, with a suggestion, for a field that the archive does not have.
    """
    return tuple(_order(name, fields, reverse=reverse) for name in names)


def front_matter_field(name: str, fields: FieldNames) -> Field:
    """Return the front matter key of a name. Raises UsageError, with a suggestion."""
    found = fields.find(name)
    if found and found.kind in _NO_VALUES and found.also:  # a key of that very name
        return Field(found.also[0], FieldKind.VALUE, found.also[1:])
    if found is None or found.kind in _NO_VALUES:
        hint = suggestion(fields.suggest(name) if found is None else None, _("Try: newsctl facets"))
        if found is not None:
            raise UsageError(_("{name} is no key of front matter.", name=name), hint=hint)
        raise UsageError(_("There is no field {name!r}.", name=name), hint=hint)
    return found


def _order(name: str, fields: FieldNames, *, reverse: bool) -> Sort:
    key, also, zone = name, tuple[str, ...](), None
    if name not in {"relevance", "path"}:
        _refuse_direction(name, fields)
        field = front_matter_field(name, fields)
        key, also = ("date", ()) if field == fields.moment else (field.name, field.also)
        zone = fields.zone if fields.holds_dates(field) else None
        if field.kind is FieldKind.VALUE and key in ORDERS:
            key, also = AS_WRITTEN + key, (key, *also)
    return Sort(key, (key in _LARGEST_FIRST or zone is not None) is not reverse, also, zone)


def _refuse_direction(name: str, fields: FieldNames) -> None:
    """Raise UsageError for `-date`, the syntax of other programs for a descending order."""
    bare = name.lstrip("-+")
    if bare == name or (field := fields.find(bare)) is None:
        return
    hint = _("Try: --sort {bare} --reverse", bare=bare)
    if field == fields.moment:
        hint = _("--sort {bare} has the newest first; --reverse turns it around.", bare=bare)
    raise UsageError(_("There is no field {name!r}.", name=name), hint=hint)
