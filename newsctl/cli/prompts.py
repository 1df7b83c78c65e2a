"""What `add` asks for on a terminal: the fields of a post, with the values that go before."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from newsctl.cli.asking import line
from newsctl.core.assignments import value_of
from newsctl.core.query.fields import NUMBER_FIELDS
from newsctl.core.settings import FieldSettings, FieldType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.cli.context import Context
    from newsctl.cli.drafting import Given
    from newsctl.core.post import Value

_USUAL = ("bron", "category", "externe_link")
_OFFERED = 6


def completed(context: Context, given: Given) -> Given:
    """Ask for the title and the fields that were not given; an empty answer leaves one out."""
    title = given.title
    while not title:
        title = line("title: ")
    fields = dict(given.fields)
    for name in _asked_for(context):
        if name not in fields and (value := _asked(context, name)) is not None:
            fields[name] = value
    return replace(given, title=title, fields=fields)


def _asked_for(context: Context) -> Iterator[str]:
    """Yield the fields of the settings, or those that posts usually have."""
    counted = {"title", "layout", context.settings.date_field, *NUMBER_FIELDS}
    for name in context.settings.fields or _USUAL:
        if name not in counted:
            yield name


def _asked(context: Context, name: str) -> Value:
    field = context.settings.fields.get(name, FieldSettings())
    offered = _offered(context, name, field)
    told = f" ({', '.join(offered)})" if offered else ""
    prompt = f"{name}{told}: " if field.help is None else f"{name}, {field.help}{told}: "
    while True:
        written = line(prompt)
        value = value_of(name, written, field.type) if written else None
        if value is None and not field.required:
            return None
        if value is not None and _is_allowed(value, field):
            return value
        if not written:
            context.notice(f"{name} is required.")
        else:
            context.notice(f"{name} has to be one of: {', '.join(map(str, field.allowed))}")


def _offered(context: Context, name: str, field: FieldSettings) -> list[str]:
    if field.allowed:
        return [str(value) for value in field.allowed]
    if field.type in {FieldType.URL, FieldType.DATE} or name.endswith("link"):
        return []
    facet = context.facets.get(name)
    return list(islice(facet.values, _OFFERED)) if facet else []


def _is_allowed(value: Value, field: FieldSettings) -> bool:
    items = value if isinstance(value, list) else [value]
    return not field.allowed or all(item in field.allowed for item in items)
