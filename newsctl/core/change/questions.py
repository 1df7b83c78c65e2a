"""The questions to a user who adds a post: which fields, and how answers are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.folding import folded
from newsctl.core.change.assignments import value_of
from newsctl.core.errors import UsageError
from newsctl.core.likeness import near
from newsctl.core.messages import _, joined
from newsctl.core.post.links import is_link
from newsctl.core.query.fields import NUMBER_FIELDS
from newsctl.core.settings import FieldSettings
from newsctl.core.settings.field_types import FieldType, fits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

    from newsctl.core.archive.hits import Facet
    from newsctl.core.post.post import Value
    from newsctl.core.settings import Settings


class Meant(NamedTuple):
    """The value that was meant; or, if that is uncertain, the candidates."""

    value: str | None
    maybe: Sequence[str] = ()


def value_meant(typed: str, known: Sequence[str]) -> Meant:
    """Match a typed value with the known values, which are sorted by count.

    It is the value itself, else the only one that differs in case or accents, else the only one
    with this beginning. A value unlike all others is new and stands for itself.
    """
    if typed in known:
        return Meant(typed)
    wanted = folded(typed)
    for value in known:
        if folded(value) == wanted:
            return Meant(value)
    beginning = [value for value in known if folded(value).startswith(wanted)]
    if len(beginning) == 1:
        return Meant(beginning[0])
    by_folded = {folded(value): value for value in reversed(known)}
    misspelt = near(wanted, by_folded)
    if maybe := beginning or ([by_folded[misspelt]] if misspelt else []):
        return Meant(None, maybe)
    return Meant(typed)


USUAL_FIELDS = ("bron", "category", "externe_link")
"""What is asked for an archive that has no posts yet."""

LISTING = "?"
"""The answer that asks which values there are. It is never a value."""

_UNASKED = ("title", "layout", "slug", "published", "permalink", "feature_image", *NUMBER_FIELDS)
"""Keys that newsctl fills in, and those that few would type at a question."""

_OFFERED = 6
_AS_WRITTEN = "="
"""What stands before an answer that is kept as it is, whatever it is like."""


class FieldAnswer(NamedTuple):
    """The value of an answer, and remarks about it.

    If it `is_final` it is used, with None for no value; else the question is asked again.
    """

    value: Value = None
    remark: str | None = None
    is_final: bool = True


class FieldQuestion(NamedTuple):
    """A question for a field, with the values that are allowed or known, the commonest first.

    `known` is empty if known values would be no help.
    """

    name: str
    field: FieldSettings
    known: Sequence[str]
    zone: tzinfo

    def is_listing(self, written: str) -> bool:
        """Tell whether an answer asks for the list of values."""
        return written == LISTING

    def answer(self, written: str) -> FieldAnswer:
        """Interpret a line of text as an answer."""
        if not written:
            remark = _("{name} is required.", name=self.name) if self.field.required else None
            return FieldAnswer(remark=remark, is_final=not self.field.required)
        if self.is_listing(written):
            return FieldAnswer(
                remark=_("No values of {name} are listed.", name=self.name), is_final=False
            )
        remarks: list[str] = []
        value = self._meant(value_of(self.name, written, self.field.type), remarks)
        remark = joined(" ", remarks) or None
        if value is None:
            return FieldAnswer(None, remark, is_final=False)
        if refusal := self._refusal(value):
            return FieldAnswer(None, refusal, is_final=False)
        return FieldAnswer(value, remark)

    def _meant(self, value: Value, remarks: list[str]) -> Value:
        """Return the intended value; None if it is not certain.

        A remark is added if it is not certain, not what was typed, or new to the archive.
        """
        if isinstance(value, list):
            items = [self._meant(item, remarks) for item in value]
            return None if None in items else items
        if not isinstance(value, str) or not self.known:
            return value
        if value.startswith(_AS_WRITTEN):
            return value[1:].strip()
        meant = value_meant(value, self.known)
        if meant.value is None:
            maybe = ", ".join(meant.maybe[:_OFFERED])
            remarks.append(
                _(
                    "{value} may be {maybe}; type ={value} to keep it as it is.",
                    value=value,
                    maybe=maybe,
                )
            )
        elif meant.value != value:
            remarks.append(_("{value} is {usual} here.", value=value, usual=meant.value))
        elif value not in self.known:
            remarks.append(_("{value} is new to this archive.", value=value))
        return meant.value

    def _refusal(self, value: Value) -> str | None:
        """Return why a value is not allowed; None if it is."""
        if _holds_links(self.name, self.field) and not (isinstance(value, str) and is_link(value)):
            return _("{name} has to be {noun}.", name=self.name, noun=FieldType.URL.traits.noun)
        if not fits(value, self.field.type, self.zone):
            return _("{name} has to be {noun}.", name=self.name, noun=self.field.type.traits.noun)
        items = value if isinstance(value, list) else [value]
        if self.field.allowed and not all(item in self.field.allowed for item in items):
            return _(
                "{name} has to be one of: {allowed}",
                name=self.name,
                allowed=", ".join(map(str, self.field.allowed)),
            )
        return None


def refuse_no_link(link: Value) -> None:
    """Raise UsageError for an invalid link."""
    if link is not None and not (isinstance(link, str) and is_link(link)):
        raise UsageError(_("{link!r} is not {noun}.", link=link, noun=FieldType.URL.traits.noun))


def questions(
    settings: Settings, facets: Mapping[str, Facet], order: Sequence[str], zone: tzinfo
) -> list[FieldQuestion]:
    """Return the fields to ask for: of the settings, else of most posts, else the usual ones.

    `order` is the order of keys in a new post.
    """
    names = [*settings.fields] or _of_most_posts(facets, order) or [*USUAL_FIELDS]
    asked = [name for name in names if name not in {*_UNASKED, settings.date_field}]
    return [_question(name, settings, facets, zone) for name in asked]


def _of_most_posts(facets: Mapping[str, Facet], order: Sequence[str]) -> list[str]:
    posts = max((facet.posts for facet in facets.values()), default=0)
    # a key without values holds keys of its own, which nobody can type at a question
    usual = [name for name, facet in facets.items() if 2 * facet.posts >= posts and facet.values]
    in_order = (*USUAL_FIELDS, *order)
    return sorted(usual, key=lambda name: (*in_order, name).index(name))


def _question(
    name: str, settings: Settings, facets: Mapping[str, Facet], zone: tzinfo
) -> FieldQuestion:
    field = settings.fields.get(name, FieldSettings())
    known: Sequence[str] = ()
    if field.allowed:
        known = [str(value) for value in field.allowed]
    elif field.type.traits.is_offered and not _holds_links(name, field) and name in facets:
        values = facets[name].values
        known = [] if _are_of_one_post_each(values) else [*values]
    return FieldQuestion(name, field, known, zone)


def _are_of_one_post_each(values: Mapping[str, int]) -> bool:
    """Tell whether no value recurs among more than can be offered, as with summaries."""
    return len(values) > _OFFERED and max(values.values()) == 1


def _holds_links(name: str, field: FieldSettings) -> bool:
    return field.type is FieldType.URL or (field.type is FieldType.ANY and name.endswith("link"))
