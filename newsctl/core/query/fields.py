"""The fields a query may ask about: the archive's own keys, the known ones, and Dutch names."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple


class FieldKind(StrEnum):
    """What the values of a field are."""

    VALUE = "value"
    NUMBER = "number"
    DATE = "date"
    TITLE = "title"
    BODY = "body"
    PRESENCE = "presence"


class Field(NamedTuple):
    """A field by the name that the archive gives it."""

    name: str
    kind: FieldKind


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

_ALIASES = {
    "titel": ("title",),
    "datum": (DATE_FIELD,),
    "categorie": ("category", "categories"),
    "category": ("category", "categories"),
    "link": ("externe_link",),
}
_SPECIAL = {
    "title": FieldKind.TITLE,
    "body": FieldKind.BODY,
    "tekst": FieldKind.BODY,
    "has": FieldKind.PRESENCE,
}


class FieldNames(NamedTuple):
    """The fields of one archive.

    `keys` are the front matter keys its posts have, as they spell them. `date_fields` are those
    that hold dates, the moment of a post first: `date:` and `datum:` mean that one where the
    archive has no key of that name. `date` itself always holds dates.
    """

    keys: tuple[str, ...] = ()
    date_fields: tuple[str, ...] = (DATE_FIELD,)
    number_fields: tuple[str, ...] = NUMBER_FIELDS

    @property
    def moment(self) -> Field:
        """The field with the moment of a post."""
        return Field(self.date_fields[0], FieldKind.DATE)

    def find(self, typed: str) -> Field | None:
        """Return the field that was meant, whatever its capitals; None when there is none.

        A real key of the archive wins over an alias and over `body`, `tekst` and `has`.
        """
        if own := self._own(typed):
            return self._field(own)
        folded = _folded(typed)
        if kind := _SPECIAL.get(folded):
            return Field(folded, kind)
        if names := self._meant(folded):
            own = next((own for name in names if (own := self._own(name))), None)
            return self._field(own or names[0])
        return None

    def suggest(self, typed: str) -> str | None:
        """Return the name most like what was typed, None when nothing is."""
        names = (*sorted(self.keys), *KNOWN_KEYS, *self.date_fields, *_ALIASES, *_SPECIAL)
        by_folded = {_folded(name): name for name in names}
        folded = _folded(typed)
        # At the usual 0.6, Rutte is like title.
        close = get_close_matches(folded, by_folded, n=1, cutoff=0.7)
        longer = [name for name in by_folded if name.startswith(folded)]
        return next((by_folded[name] for name in [*close, *longer]), None)

    def _own(self, typed: str) -> str | None:
        if typed in self.keys:
            return typed
        folded = _folded(typed)
        return min((key for key in self.keys if _folded(key) == folded), default=None)

    def _meant(self, folded: str) -> tuple[str, ...]:
        if folded in {DATE_FIELD, "datum"}:
            return self.date_fields[:1]
        if folded in _ALIASES:
            return _ALIASES[folded]
        return tuple(key for key in (*KNOWN_KEYS, *self.date_fields) if _folded(key) == folded)

    def _field(self, name: str) -> Field:
        return Field(name, self._kind(name))

    def _kind(self, name: str) -> FieldKind:
        if _folded(name) == "title":
            return FieldKind.TITLE
        if name == DATE_FIELD or name in self.date_fields:
            return FieldKind.DATE
        return FieldKind.NUMBER if name in self.number_fields else FieldKind.VALUE


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
