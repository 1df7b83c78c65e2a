"""Files split at their fences, and the values that an edit of front matter must give."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.archive.folding import folded
from newsctl.core.errors import EditRefused
from newsctl.core.messages import _
from newsctl.core.post.fences import Fenced, Syntax, split_fences
from newsctl.core.post.field_edits import AddValue, RemoveKey, RemoveValue, RenameKey, SetValue
from newsctl.core.post.text_lists import label_of, values_of
from newsctl.front_matter.reading.any_header import read_header
from newsctl.front_matter.reading.decoding import NotUtf8, decode
from newsctl.front_matter.reading.header import HeaderRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import Value


def same(one: object, other: object) -> bool:
    """Tell whether values are equal, of one type, and in one order: 1 is neither 1.0 nor true."""
    return repr(one) == repr(other)


def values_after(values: Mapping[str, Value], edit: FieldEdit) -> dict[str, Value]:
    """Return the values of a header after an edit, in the same order.

    Raises EditRefused for an invalid edit: a name that is taken, or one more value for a mapping.
    """
    match edit:
        case SetValue(key, value, after):
            return _with_key(values, key, _as_read(value), after)
        case AddValue(key, value):
            return {**values, key: _with_value(key, values.get(key), _as_read(value))}
        case RemoveValue(key, value):
            return _without_value(values, key, _as_read(value))
        case RemoveKey(key):
            return _without(values, key)
        case RenameKey(key, to):
            return _renamed(values, key, to)


def _with_key(
    values: Mapping[str, Value], key: str, value: Value, after: Sequence[str]
) -> dict[str, Value]:
    """Set a key; a new one is inserted behind the last of the keys `after`."""
    before = [name for name in values if name in after]
    if key in values or not before:
        return {**values, key: value}
    names = list(values)
    at = names.index(before[-1]) + 1
    return {
        name: value if name == key else values[name] for name in [*names[:at], key, *names[at:]]
    }


def _as_read(value: Value) -> Value:
    """Return a value as the parser would return it after writing: tuples become lists."""
    match value:
        case str():
            return value
        case Mapping():
            return {str(key): _as_read(item) for key, item in value.items()}
        case list() | tuple():
            return [_as_read(item) for item in value]
        case _:
            return value


def _with_value(key: str, old: Value, value: Value) -> Value:
    """Add a value to a single value or a list."""
    match old:
        case None | "":
            return [value]
        case list():
            return old if any(_is_meant(item, value) for item in old) else [*old, value]
        case dict():
            raise _refused_in_mapping(key)
        case _:
            return old if _is_meant(old, value) else [old, value]


def _without_value(values: Mapping[str, Value], key: str, value: Value) -> dict[str, Value]:
    """Remove a value from a list; the key is removed with its last value."""
    if key not in values:
        return dict(values)
    old = values[key]
    if isinstance(old, dict) and str(value) in values_of(old):
        raise _refused_in_mapping(key)
    if not isinstance(old, list):
        return _without(values, key) if _is_meant(old, value) else dict(values)
    left = [item for item in old if not _is_meant(item, value)]
    return _without(values, key) if old and not left else {**values, key: left}


def _refused_in_mapping(key: str) -> EditRefused:
    message = _("{key} holds keys of its own, not a list of values.", key=key)
    return EditRefused(message, hint=BY_HAND)


def _is_meant(item: Value, value: Value) -> bool:
    """Tell whether an item is the value as a query finds it: but for capitals and accents."""
    text = item if isinstance(item, str) else label_of(item)
    if text is None or not isinstance(value, str):
        return same(item, value)
    return text == value or folded(text) == folded(value) != ""


def _without(values: Mapping[str, Value], key: str) -> dict[str, Value]:
    return {name: value for name, value in values.items() if name != key}


def _renamed(values: Mapping[str, Value], key: str, to: str) -> dict[str, Value]:
    if key in values and to in values and key != to:
        hint = _("Take one of them out, or rename {key} to something else.", key=key)
        raise EditRefused(
            _("{key} cannot become {to}: there is a key {to} already.", key=key, to=to), hint=hint
        )
    return {to if name == key else name: value for name, value in values.items()}


BY_HAND = _("Edit the file by hand.")
_FIRST_LINE = re.compile("[^\r\n]*(?:\r\n|[\r\n])")


class SplitFile(NamedTuple):
    """The text of a file in three parts: the opening fence, the header, and the rest."""

    opening: str
    header: str
    rest: str

    @property
    def syntax(self) -> Syntax:
        """The language of the header."""
        if not self.opening or self.opening.startswith("---json"):
            return Syntax.JSON
        return Syntax.TOML if self.opening.startswith(("+", "---toml")) else Syntax.YAML


def split_file(data: bytes) -> SplitFile:
    """Split a file's text.

    JSON has no opening fence, or one whose line end is of the header. Raises EditRefused for a file
    without front matter, or not in UTF-8.
    """
    try:
        text = decode(data)
    except NotUtf8 as other:
        message = _(
            "The file is not UTF-8; it looks like {looks_like}.", looks_like=other.looks_like
        )
        raise EditRefused(message, hint=_("Save it as UTF-8.")) from other
    fenced, opening = split_fences(text), _FIRST_LINE.match(text)
    if not isinstance(fenced, Fenced) or opening is None:
        raise EditRefused(_("The file has no front matter."), hint=BY_HAND)
    start = text.index(fenced.header) if fenced.syntax is Syntax.JSON else opening.end()
    end = start + len(fenced.header)
    return SplitFile(text[:start], text[start:end], text[end:])


def values_in(parts: SplitFile) -> dict[str, Value]:
    """Parse the header. Raises EditRefused if that fails."""
    try:
        return read_header(parts.header, parts.syntax).values
    except HeaderRefused as refused:
        raise EditRefused(
            _("The front matter cannot be read: {refused}", refused=refused.message), hint=BY_HAND
        ) from refused


def what_is_wrong(parts: SplitFile, wanted: Mapping[str, Value], edit: FieldEdit) -> str | None:
    """Parse the whole file again and say how it differs from what was wanted; None if not."""
    fenced = split_fences("".join(parts))
    if not isinstance(fenced, Fenced) or fenced.header != parts.header:
        return _("Changing {key} would end the front matter elsewhere.", key=edit.key)
    try:
        read = read_header(fenced.header, fenced.syntax).values
    except HeaderRefused as refused:
        return _(
            "Changing {key} would make the front matter unreadable: {refused}",
            key=edit.key,
            refused=refused.message,
        )
    if fenced.syntax is not Syntax.YAML:  # tables of TOML stand behind all other keys
        read, wanted = dict(sorted(read.items())), dict(sorted(wanted.items()))
    return None if same(read, wanted) else _difference(read, wanted, edit)


def _difference(read: Mapping[str, Value], wanted: Mapping[str, Value], edit: FieldEdit) -> str:
    asked = {edit.key, edit.to} if isinstance(edit, RenameKey) else {edit.key}
    for key in {**wanted, **read}:
        if key not in asked and not same(wanted.get(key), read.get(key)):
            return _("Changing {key} would change {key_2} too.", key=edit.key, key_2=key)
    return _("{key} cannot be written so that it reads as asked.", key=edit.key)
