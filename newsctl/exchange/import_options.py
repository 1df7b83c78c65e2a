"""How files are read that are imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsctl.core.post.post import Value
    from newsctl.core.query.fields import FieldNames
    from newsctl.core.settings import FieldSettings
    from newsctl.exchange.import_formats import ImportFormat


class ImportOptions(NamedTuple):
    """How to read files: the format, if given, and new names of keys.

    A key renamed to nothing is dropped; the keys of items are added to `keys`. What is not renamed
    is called as the archive calls it, `titel` as `title` (`own`). `field` tells what
    the settings and the archive say of a key, `page` parses a web page, and `notice` receives
    messages for the user. `is_own` tells of CSV that newsctl wrote. `date` writes
    a text as the date that a key holds, and raises UsageError if it is none.
    """

    form: ImportFormat | None
    names: Mapping[str, str]
    own: FieldNames
    field: Callable[[str], FieldSettings]
    page: Callable[[bytes], Mapping[str, Value]]
    notice: Callable[[str], None]
    keys: set[str]
    is_own: bool = False
    date: Callable[[str, str], Value] = lambda _key, text: text

    def name_of(self, key: str) -> str:
        """Return the key of a post that a key of an item means; empty if it is dropped."""
        return self.names[key] if key in self.names else self.own.in_object(key)
