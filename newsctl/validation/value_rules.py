"""Rules of values that the archive's own settings name: their types, and which are allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from newsctl.core.messages import _
from newsctl.core.post.field_edits import SetValue
from newsctl.core.post.text_lists import TextList, items_of
from newsctl.core.problems import Fix, Fixable
from newsctl.core.settings.field_types import FieldType, fits, read_value, same
from newsctl.dutch.normalise import fold, normalise
from newsctl.validation.examples import DATE, TITLE, post
from newsctl.validation.known_keys import JEKYLL
from newsctl.validation.rule import Finding, PostRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.post.post import Value
    from newsctl.validation.subject import Subject

_MOST_NAMED = 8


def check_types(subject: Subject) -> Iterator[Finding]:
    """Find values of another type than the settings say. What is empty has no type."""
    for key, field in subject.settings.fields.items():
        value = subject.front_matter.get(key)
        has_own_rule = field.type is FieldType.DATE and key == subject.settings.date_field
        traits = field.type.traits
        is_open = value is None or (value == "" and traits.is_written_as_text)
        if not (is_open or has_own_rule or fits(value, field.type, subject.zone)):
            hint = traits.hint and traits.hint.format(key=key)
            yield Finding(
                _("{key} is not {noun}.", key=key, noun=traits.noun), subject.position(key), hint
            )


def check_allowed(subject: Subject) -> Iterator[Finding]:
    """Find values that are not among those that the settings allow."""
    for key, field in subject.settings.fields.items():
        value = subject.front_matter.get(key)
        for item in items_of(value) if field.allowed else ():
            if item not in (None, "") and not any(same(item, one) for one in field.allowed):
                meant = _meant_by(item, field.allowed)
                fix = _replaced(key, value, item, meant) if _differ_in_case(item, meant) else None
                message = _("{item} is not allowed as {key}.", item=item, key=key)
                yield Finding(message, subject.position(key), _hint(meant, field.allowed), fix)


def check_draft_mark(subject: Subject) -> Iterator[Finding]:
    """Find a text where the site expects true or false, under the key that marks drafts.

    In Jekyll also a key without a value, which hides the post (`can_be_published?`).
    """
    key = "published" if subject.generator == JEKYLL else "draft"
    value = subject.front_matter.get(key)
    if value is None and subject.generator == JEKYLL and key in subject.front_matter:
        yield Finding(
            _("{key} has no value, and Jekyll does not show such a post.", key=key),
            subject.position(key),
            _("Write {key}: true or {key}: false", key=key),
        )
    if not isinstance(value, str) or not value or fits(value, FieldType.DATE, subject.zone):
        return
    meant = read_value(value, FieldType.BOOLEAN)
    is_clear = isinstance(meant, bool)
    yield Finding(
        _("{key} is the text {value!r}, and neither true nor false.", key=key, value=value),
        subject.position(key),
        None if is_clear else _("Write {key}: true or {key}: false", key=key),
        Fix((SetValue(key, meant),), safe=False) if is_clear else None,
    )


def _meant_by(value: Value, allowed: tuple[Value, ...]) -> Value:
    """Return the nearest allowed value; None if none is near."""
    written = _plain(value)
    distances = ((OSA.distance(written, _plain(one)), one) for one in allowed)
    distance, nearest = min(distances, key=lambda pair: pair[0])
    return nearest if distance <= max(1, len(written) // 4) else None


def _plain(value: Value) -> str:
    return fold(normalise(str(value)))


def _differ_in_case(value: Value, meant: Value) -> bool:
    texts = isinstance(value, str) and isinstance(meant, str)
    return texts and str(value).casefold() == str(meant).casefold()


def _replaced(key: str, value: Value, item: Value, meant: Value) -> Fix:
    if isinstance(value, TextList):
        value = value.holding([str(meant) if one == item else one for one in value.items])
    elif isinstance(value, list | tuple):
        value = [meant if same(one, item) else one for one in value]
    else:
        value = meant
    return Fix((SetValue(key, value),), safe=False)


def _hint(meant: Value, allowed: tuple[Value, ...]) -> str:
    if meant is not None:
        return _("Did you mean {meant!r}?", meant=meant)
    more = ", …" if len(allowed) > _MOST_NAMED else ""
    return _(
        "Allowed: {allowed}{more}", allowed=", ".join(map(str, allowed[:_MOST_NAMED])), more=more
    )


RULES = (
    PostRule(
        id="field-type",
        what="A value is not of the type that the archive gives its key.",
        why="The archive's own settings say so: type = ... for a field in newsctl.toml. What reads "
        "the posts, such as a Jekyll theme or a program of your own, relies on it.",
        bad=post(TITLE, DATE, "bron: NOS", "leestijd: lang"),
        good=post(TITLE, DATE, "bron: NOS", "leestijd: 4"),
        check=check_types,
    ),
    PostRule(
        id="field-not-allowed",
        what="A value is not among those that the archive allows for its key.",
        why="The archive's own settings list them: allowed = [...] for a field in newsctl.toml. A "
        "post with another one is missed by whoever lists the posts by it.",
        bad=post(TITLE, DATE, "bron: NOS", "regio: Stad"),
        good=post(TITLE, DATE, "bron: NOS", "regio: stad"),
        fixable=Fixable.UNSAFE,
        check=check_allowed,
    ),
    PostRule(
        id="field-draft-text",
        what="What marks a draft is a text, or nothing, instead of true or false.",
        why='Every text is true to Jekyll, so that published: "false" puts the post on the site; '
        'others read draft: "nee" as they like. Which of both was meant, only its writer knows.',
        bad=post(TITLE, DATE, "bron: NOS", 'draft: "ja"'),
        good=post(TITLE, DATE, "bron: NOS", "draft: true"),
        fixable=Fixable.UNSAFE,
        check=check_draft_mark,
    ),
)
