r"""Search and replace in text, by literal text or by a regular expression.

Patterns are those of Python's `re`. They match normalised text: lines end in LF and letters are
composed, so that `$` matches before CRLF and `é` matches an `e` with a combining accent. In a
pattern, `\r\n` is read as `\n`.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from newsctl.core.archive.folding import folded
from newsctl.core.errors import EditRefused, UsageError
from newsctl.core.likeness import suggestion
from newsctl.core.messages import _, said_by
from newsctl.core.post.field_edits import SetValue
from newsctl.core.post.post import LARGEST_FILE
from newsctl.core.post.text_lists import LISTS_OF_NAMES, TextList, values_of
from newsctl.core.query.fields import FieldKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import FrontMatter, Value
    from newsctl.core.query.fields import FieldNames

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""The blocks of Unicode that hold combining marks of Latin letters."""

_JOINED = re.compile(rf"\r\n?|[^\r\n][{_MARKS}]+")
_REFERENCE = re.compile(
    r"\\(?:(?P<number>[0-9]{1,2})|g<(?P<name>\w+)>|(?P<letter>.)|\Z)", re.DOTALL
)
_CRLF = re.compile(r"(?<!\\)(?P<before>(?:\\\\)*)\\r\??\\n")
_NO_KEYS = {FieldKind.BODY, FieldKind.PATH, FieldKind.SLUG, FieldKind.PRESENCE}
_LETTERS = {"n": "\n", "t": "\t", "\\": "\\"}


_ItemT = TypeVar("_ItemT", bound="Value")


class Replaced(NamedTuple):
    """A text after a substitution, and the number of places that changed."""

    text: str
    places: int


@dataclass(frozen=True, slots=True)
class Substitution:
    """A pattern and its replacement, as parts: text, and numbers of groups."""

    pattern: re.Pattern[str]
    parts: tuple[str | int, ...]

    def in_text(self, written: str, newline: str = "\n") -> Replaced:
        """Replace all matches in a text; inserted lines end in `newline`.

        `^` and `$` match at each line, but not behind the last line end. Raises EditRefused if the
        result would be longer than a post may be.
        """
        seen = _SeenText.of(written)
        new: list[str] = []
        end = size = places = 0
        for found in self.pattern.finditer(seen.text):
            if found.start() == found.end() == len(seen.text) and seen.text.endswith("\n"):
                break
            start, behind = seen.place(found.start()), seen.place(found.end())
            put = "".join(self._put(found, seen, newline))
            new += (written[end:start], put)
            places += put != written[start:behind]
            end = behind
            size += len(put)
            if size > LARGEST_FILE:
                raise EditRefused(_("It would be longer than a post may be."))
        return Replaced("".join((*new, written[end:])), places)

    def _put(self, match: re.Match[str], seen: _SeenText, newline: str) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part.replace("\n", newline)
            elif match.start(part) >= 0:  # else a group that took no part
                yield seen.written[seen.place(match.start(part)) : seen.place(match.end(part))]


@dataclass(frozen=True, slots=True)
class _SeenText:
    """A normalised text, with the mapping of its offsets to the original.

    `ends` are the offsets at which a character of several original ones ends; `longer` is, for
    each, how much longer the original is up to there.
    """

    written: str
    text: str
    ends: Sequence[int] = ()
    longer: Sequence[int] = (0,)

    @classmethod
    def of(cls, written: str) -> _SeenText:
        """Normalise a text, and record where its length changes."""
        if "\r" not in written and unicodedata.is_normalized("NFC", written):
            return cls(written, written)
        parts: list[str] = []
        ends: list[int] = []
        longer = [0]
        behind = 0
        for found in _JOINED.finditer(written):
            one = "\n" if found[0][0] == "\r" else unicodedata.normalize("NFC", found[0])
            if len(one) == 1:  # else there is no such letter: its marks are seen one by one
                parts += (written[behind : found.start()], one)
                behind = found.end()
                longer.append(longer[-1] + len(found[0]) - 1)
                ends.append(behind - longer[-1])
        return cls(written, "".join((*parts, written[behind:])), ends, longer)

    def place(self, at: int) -> int:
        """Return the offset in the original of an offset in the normalised text."""
        return at + self.longer[bisect_right(self.ends, at)]


def substitution_of(
    old: str, new: str, *, regex: bool = False, ignore_case: bool = False, word: bool = False
) -> Substitution:
    r"""Return the substitution of `new` for `old`, which is literal text or a `regex`.

    With `word` it matches only if no letter, digit or underscore is adjacent. For a `regex`, `new`
    may contain `\1` and `\g<name>` for groups, `\0` for the whole match, `\n` and `\t`. Raises
    UsageError for an empty literal text, text that is no Unicode, an invalid pattern, and an
    unknown group.
    """
    if not old and not regex:
        raise UsageError(
            _("The text to replace is empty."), hint=_("newsctl replace OLD NEW QUERY")
        )
    for text in (old, new):
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise UsageError(_("{text!r} is no Unicode text.", text=text))
    old, new = (text.replace("\r\n", "\n") for text in (old, new))
    if regex:
        old = _CRLF.sub(r"\g<before>\\n", old)
    pattern = _compiled(old) if regex else None
    written = old if regex else f"{re.escape(unicodedata.normalize('NFC', old))}(?![{_MARKS}])"
    if word:
        written = rf"(?<!\w)(?:{written})(?!\w)"
    if word or ignore_case or pattern is None:
        pattern = _compiled(written, re.IGNORECASE if ignore_case else 0)
    return Substitution(pattern, tuple(_parts(new, pattern)) if regex else (new,))


def keys_named(names: Iterable[str], fields: FieldNames) -> list[str]:
    """Return the front matter keys of names: `category` also means `categories`.

    Raises UsageError for a name that is not a key.
    """
    return list(dict.fromkeys(key for name in names for key in _keys_of(name, fields)))


def _keys_of(name: str, fields: FieldNames) -> Sequence[str]:
    """Return the front matter keys of a field's name. Raises UsageError."""
    found = fields.find(name)
    if found is None:
        hint = suggestion(fields.suggest(name), _("newsctl facets lists the fields."))
        raise UsageError(_("There is no field {name!r}.", name=name), hint=hint)
    keys = (found.name, *found.also) if found.kind not in _NO_KEYS else found.also
    if found.kind is FieldKind.BODY and not keys:
        raise UsageError(
            _("{name} is the text of a post.", name=name),
            hint=_("Without --field that is replaced."),
        )
    if not keys:
        raise UsageError(
            _("{name} is no key of front matter.", name=name), hint=_("Try: newsctl rename POST")
        )
    return keys


def substitution_edits(
    front_matter: FrontMatter, keys: Iterable[str], substitute: Callable[[str], str]
) -> list[FieldEdit]:
    """Return the edits that substitute text in the values of keys, in each item of a list.

    Raises EditRefused if the text is in a value that is not text, such as a number.
    """
    found = {key: front_matter[key] for key in keys if key in front_matter}
    new = {key: _with_texts(key, value, substitute) for key, value in found.items()}
    return [SetValue(key, value) for key, value in new.items() if value != found[key]]


def _with_texts(key: str, value: Value, substitute: Callable[[str], str]) -> Value:
    """Substitute in each text of a value.

    An item of a list is removed if nothing is left of it, a name also if the list has it now.
    Raises EditRefused for a match in a number or mapping.
    """
    match value:
        case TextList():
            new = TextList(substitute(str(value)), value.separator)
            names: Sequence[str] = new.items
            if len(names) == len(value.items):
                names = _left(key, value.items, names)
            return value.holding(names) if len(names) < len(value.items) else str(new)
        case str():
            return substitute(str(value))
        case list():
            items = [_with_texts(key, item, substitute) for item in value]
            return _left(key, value, items)
        case dict() if [_with_texts(key, item, substitute) for item in value.values()] != [
            *value.values()
        ]:
            raise EditRefused(
                _("{key} holds keys of its own.", key=key), hint=_("Edit the file by hand.")
            )
        case bool() | int() | float() if substitute(written := values_of(value)[0]) != written:
            raise EditRefused(
                _("{key} is {written}, which is no text.", key=key, written=written),
                hint=_("Try: newsctl set {key}=VALUE", key=key),
            )
        case _:
            return value


def _left(key: str, was: Sequence[_ItemT], items: Sequence[_ItemT]) -> list[_ItemT]:
    """Return the items but for those that became empty, or a name that the list has already."""
    pairs = [*zip(was, items, strict=True)]
    once = key.casefold() in LISTS_OF_NAMES
    held = {_as_asked(item) for old, item in pairs if once and old == item}
    kept: list[_ItemT] = []
    for old, item in pairs:
        if old != item:
            if item == "" or _as_asked(item) in held:
                continue
            if once:
                held.add(_as_asked(item))
        kept.append(item)
    return kept


def _as_asked(item: Value) -> str:
    """Return an item as a query compares it: a text without capitals and accents."""
    return (folded(item) or item) if isinstance(item, str) else repr(item)


def _compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern. Raises UsageError for an invalid one."""
    try:
        with warnings.catch_warnings():  # about what a later Python may read otherwise
            warnings.simplefilter("ignore")
            return re.compile(pattern, flags | re.MULTILINE)
    except re.error as wrong:
        raise UsageError(
            _("{pattern!r} is no pattern: {wrong}.", pattern=pattern, wrong=said_by(wrong))
        ) from wrong
    except (OverflowError, RecursionError) as wrong:
        raise UsageError(
            _("The pattern is too much for re: {wrong}.", wrong=said_by(wrong))
        ) from wrong


def _parts(new: str, pattern: re.Pattern[str]) -> Iterator[str | int]:
    """Yield the text and the groups of a replacement."""
    behind = 0
    for found in _REFERENCE.finditer(new):
        yield new[behind : found.start()]
        yield _LETTERS.get(found["letter"] or "") or _group(found, pattern)
        behind = found.end()
    yield new[behind:]


def _group(match: re.Match[str], pattern: re.Pattern[str]) -> int:
    """Return the number of a group that the replacement names. Raises UsageError."""
    name = match["number"] or match["name"]
    if name is None:
        hint = _("A backslash itself is \\\\, a group \\1.")
        raise UsageError(_("{found!r} in the new text means nothing.", found=match[0]), hint=hint)
    group = int(name) if name.isascii() and name.isdecimal() else pattern.groupindex.get(name, -1)
    if not 0 <= group <= pattern.groups:
        raise UsageError(_("The pattern has no group {name}, which the new text names.", name=name))
    return group
