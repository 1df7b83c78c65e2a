"""What `add` asks for on a terminal: the fields of a post, with the values that go before."""

from __future__ import annotations

import sys
from dataclasses import replace
from textwrap import fill
from typing import TYPE_CHECKING

from newsctl.cli.posts.asking import line
from newsctl.core.archive.known_values import value_meant
from newsctl.core.change.assignments import value_of
from newsctl.core.query.fields import NUMBER_FIELDS
from newsctl.core.settings import FieldSettings
from newsctl.rendering.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsctl.cli.context import Context
    from newsctl.cli.posts.drafting import Given
    from newsctl.core.post.post import Value

_USUAL = ("bron", "category", "externe_link")
_OFFERED, _OFFERED_COLUMNS = 6, 40


def completed(context: Context, given: Given, keep: Callable[[Given], None]) -> Given:
    """Ask for the title and the fields that were not given; an empty answer leaves one out.

    When it is interrupted, `keep` gets what was answered until then, if there is a title.
    """
    try:
        while not given.title:
            given = replace(given, title=line("title: ", values=()))
        for name in _asked_for(context):
            if name not in given.fields and (value := _asked(context, name)) is not None:
                given = replace(given, fields={**given.fields, name: value})
    except KeyboardInterrupt:
        if given.title:
            keep(given)
        raise
    return given


def _asked_for(context: Context) -> Iterator[str]:
    """Yield the fields of the settings, or those that posts usually have."""
    counted = {"title", "layout", context.settings.date_field, *NUMBER_FIELDS}
    for name in context.settings.fields or _USUAL:
        if name not in counted:
            yield name


def _asked(context: Context, name: str) -> Value:
    field = context.settings.fields.get(name, FieldSettings())
    known = _known(context, name, field)
    prompt = f"{name}{_offer(known)}: "
    if field.help is not None:
        prompt = f"{name}, {field.help}{_offer(known)}: "
    while True:
        written = line(prompt, values=known)
        if written == "?" and known:
            _list(context, known)
            continue
        value = _meant(context, value_of(name, written, field.type), known) if written else None
        if value is None and (written or field.required):
            if not written:
                context.notice(f"{name} is required.")
            continue
        if value is None or _is_allowed(value, field):
            return value
        context.notice(f"{name} has to be one of: {', '.join(map(str, field.allowed))}")


def _known(context: Context, name: str, field: FieldSettings) -> Sequence[str]:
    """Return the values that a field may have, or has in the archive, the commonest first."""
    if field.allowed:
        return [str(value) for value in field.allowed]
    if not field.type.traits.is_offered or name.endswith("link"):
        return ()
    facet = context.facets.get(name)
    return list(facet.values) if facet else ()


def _offer(known: Sequence[str]) -> str:
    """Return the first values in brackets, as many as leave room for an answer."""
    offered: list[str] = []
    for value in known[:_OFFERED]:
        if offered and len(", ".join([*offered, value])) > _OFFERED_COLUMNS:
            break
        offered.append(value)
    more = f"; ? lists all {len(known):,}" if len(offered) < len(known) else ""
    return f" ({', '.join(offered)}{more})" if known else ""


def _list(context: Context, known: Sequence[str]) -> None:
    listed = fill(one_line(", ".join(known)), context.err.width, break_on_hyphens=False)
    sys.stderr.write(f"{listed}\n")


def _meant(context: Context, value: Value, known: Sequence[str]) -> Value:
    """Return the value that is meant, said where it is not as it was typed; None to ask again."""
    if isinstance(value, list):
        items = [_meant(context, item, known) for item in value]
        return None if None in items else items
    if not isinstance(value, str) or not known:
        return value
    if value.startswith("="):
        return value[1:].strip()
    meant = value_meant(value, known)
    if meant.value is None:
        maybe = ", ".join(meant.maybe[:_OFFERED])
        context.notice(f"{value} may be {maybe}; type ={value} to keep it as it is.")
    elif meant.value != value:
        context.notice(f"{value} is {meant.value} here.")
    elif value not in known:
        context.notice(f"{value} is new to this archive.")
    return meant.value


def _is_allowed(value: Value, field: FieldSettings) -> bool:
    items = value if isinstance(value, list) else [value]
    return not field.allowed or all(item in field.allowed for item in items)
