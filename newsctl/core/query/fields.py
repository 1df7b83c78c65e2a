"""The fields that a query may name: the archive's keys, the known keys, and Dutch names."""

from __future__ import annotations

import unicodedata
from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.likeness import alike

if TYPE_CHECKING:
    from datetime import tzinfo


class FieldKind(StrEnum):
    """The kind of a field's values."""

    VALUE = "value"
    NUMBER = "number"
    DATE = "date"
    TITLE = "title"
    BODY = "body"
    PRESENCE = "presence"
    PATH = "path"
    SLUG = "slug"


class Field(NamedTuple):
    """A field by its name in the archive.

    `also` are keys searched with it: another spelling, as `categories` of `category`, or a key of
    that very name that some posts have.
    """

    name: str
    kind: FieldKind
    also: tuple[str, ...] = ()


DATE_FIELD = "date"
NUMBER_FIELDS = ("aantal", "unieke")
"""Numbers of words, which every archive has or can have (section 2 of the model)."""

KNOWN_KEYS = (
    "title",
    DATE_FIELD,
    "category",
    "categories",
    "tags",
    "bron",
    "externe_link",
    "feature_image",
    *NUMBER_FIELDS,
    "layout",
)
"""Keys of the model: an archive without any post that has them answers nothing, not an error."""

_CATEGORIES, _TAGS = ("category", "categories"), ("tags", "tag")
_ALIASES = {
    "categorie": _CATEGORIES,
    "category": _CATEGORIES,
    "categories": ("categories", "category"),
    "tags": _TAGS,
    "tag": ("tag", "tags"),
    "link": ("externe_link",),
}
"""The keys that a name means: those of one site are singular, of another plural."""

OTHER_SPELLINGS = {
    "category": "categories",
    "categories": "category",
    "tag": "tags",
    "tags": "tag",
}
"""The key under which a post may have what others have under this one."""

AS_WRITTEN = "front_matter."
"""`front_matter.body` is the key `body` of front matter, where newsctl has a `body` of its own."""

_SPECIAL = {
    "title": Field("title", FieldKind.TITLE),
    "titel": Field("title", FieldKind.TITLE),
    "body": Field("body", FieldKind.BODY),
    "tekst": Field("tekst", FieldKind.BODY),
    "has": Field("has", FieldKind.PRESENCE),
    "path": Field("path", FieldKind.PATH),
    "slug": Field("slug", FieldKind.SLUG),
}
_DUTCH_NAMES = ("titel", "tekst", "categorie", "link")
_DATE_NAMES = (DATE_FIELD, "datum")


class FieldNames(NamedTuple):
    """The fields of one archive.

    `keys` are the front matter keys its posts have, as they spell them. `date_fields` are those
    that hold dates, the moment of a post first, which `date:` and `datum:` mean; without a zone
    they are in `zone`.
    """

    keys: tuple[str, ...] = ()
    date_fields: tuple[str, ...] = (DATE_FIELD,)
    number_fields: tuple[str, ...] = NUMBER_FIELDS
    zone: tzinfo = UTC

    @property
    def moment(self) -> Field:
        """The field with the date of a post."""
        return Field(self.date_fields[0], FieldKind.DATE)

    def find(self, typed: str) -> Field | None:
        """Return the field that a typed name means, ignoring case; None if there is none.

        A name means the same field for all posts; a key of some posts that is spelt alike is
        searched as well.
        """
        folded = _folded(typed)
        own = self._spelt(folded)
        if folded.startswith(AS_WRITTEN) and not own:
            return self._as_written(self._spelt(folded.removeprefix(AS_WRITTEN)))
        if special := _SPECIAL.get(folded):
            if special.kind is FieldKind.TITLE and folded == special.name:
                return special._replace(name=own[-1] if own else special.name)
            return special._replace(also=tuple(key for key in own if key != FieldKind.SLUG))
        if folded in _DATE_NAMES and not self._is_date(typed, own):
            return self.moment._replace(also=own)
        names = _ALIASES.get(folded) or self._known(folded)
        keys = [key for name in names for key in self._spelt(name)] or [*own]
        if typed in keys:
            keys.insert(0, typed)
        found = [*dict.fromkeys((*keys, *own))] or [*names[:1]]
        return Field(found[0], self._kind(found[0]), tuple(found[1:])) if found else None

    def holds_dates(self, field: Field) -> bool:
        """Tell whether a field holds dates other than the moment of posts."""
        return field.kind is FieldKind.DATE and field.name != self.moment.name

    def in_object(self, key: str) -> str:
        """Return the key of an object of a post (`title`, `date`, `body`, others) that is meant.

        A Dutch name means what it does in a query, and the archive's own key of its moment is the
        date. Every other key is itself, and so is a Dutch name that posts have as a key.
        """
        folded = _folded(key)
        if key == self.moment.name or folded in _DATE_NAMES:
            return DATE_FIELD if folded != DATE_FIELD else key
        if folded not in _DUTCH_NAMES or self._spelt(folded):
            return key
        found = self.find(key)
        if found and found.kind is FieldKind.BODY:
            return "body"
        return found.name if found else key

    def suggest(self, typed: str) -> str | None:
        """Return the name most like what was typed; None if none is near."""
        own = (*sorted(self.keys), *KNOWN_KEYS, *self.date_fields)
        names = (*own, *_ALIASES, *_SPECIAL, *_DATE_NAMES)
        by_folded = {_folded(name): name for name in names}
        meant = alike(_folded(typed), by_folded)
        return meant and by_folded[meant]

    def _spelt(self, name: str) -> tuple[str, ...]:
        """Return the keys with this spelling, ignoring case."""
        folded = _folded(name)
        return tuple(sorted(key for key in self.keys if _folded(key) == folded))

    def _as_written(self, keys: tuple[str, ...]) -> Field | None:
        """Return the field of keys alone, whatever their name means; None if there are none."""
        if not keys:
            return None
        kind = FieldKind.VALUE if keys[0] == self.moment.name else self._kind(keys[0])
        return Field(keys[0], kind, keys[1:])

    def _is_date(self, typed: str, own: tuple[str, ...]) -> bool:
        """Tell whether a name for dates means the key `own`, which holds them."""
        return typed == self.moment.name or (DATE_FIELD in own and _folded(typed) == DATE_FIELD)

    def _known(self, folded: str) -> tuple[str, ...]:
        return tuple(key for key in (*KNOWN_KEYS, *self.date_fields) if _folded(key) == folded)

    def _kind(self, name: str) -> FieldKind:
        if name == DATE_FIELD or name in self.date_fields:
            return FieldKind.DATE
        return FieldKind.NUMBER if name in self.number_fields else FieldKind.VALUE


def name_of_key(key: str) -> str:
    """Return the name by which a query asks for a key alone: `front_matter.body` for `body`."""
    is_other = _folded(key) in {*_SPECIAL, *_DATE_NAMES}
    return AS_WRITTEN + key if is_other else key


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
