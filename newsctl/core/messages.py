"""Messages to people: English text that keeps its template and values, to be translated.

A message is a `str`, and English wherever it is data: in JSON, in an exception, in another process.
Only for display does `translated` put it into the user's language. English is the source: without
another language nothing is looked up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self


class Catalog(Protocol):
    """The messages of a language, with the interface of `gettext`."""

    def gettext(self, message: str, /) -> str:
        """Return the translation of a message, or the message itself."""

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        """Return the translation with the plural form for a number."""


class Message(str):
    """An English sentence, with its template and values.

    `many` is the template of the plural, `number` chooses between both.
    """

    __slots__ = ("many", "number", "template", "values")

    template: str
    values: Mapping[str, object]
    many: str | None
    number: int

    def __new__(
        cls,
        template: str,
        values: Mapping[str, object],
        many: str | None = None,
        number: int = 1,
    ) -> Self:
        """Make the message, in English."""
        text = template if many is None or number == 1 else many
        self = super().__new__(cls, text.format_map(values) if values else text)
        self.template, self.values, self.many, self.number = template, values, many, number
        return self

    def __reduce__(self) -> tuple[object, ...]:
        """Keep template and values when pickled."""
        return Message, (self.template, self.values, self.many, self.number)


_speaking: list[Catalog] = []
"""The catalog of the language that the program speaks; empty for English."""


def speak(catalog: Catalog | None) -> None:
    """Set the language of messages; None for English."""
    _speaking[:] = () if catalog is None else (catalog,)


def speaks_english() -> bool:
    """Tell whether messages are shown untranslated."""
    return not _speaking


def _(template: str, /, **values: object) -> str:
    """Return a message: `_("{path} is no post.", path=path)`.

    The template must be a literal, from which the catalogs are made.
    """
    return Message(template, values)


def _n(one: str, many: str, number: int, /, **values: object) -> str:
    """Return a message with a plural; the number is `n` in it."""
    return Message(one, {"n": number, **values}, many, number)


def as_message(text: str) -> str:
    """Make a message of plain English text: help, or a reason stored in a file."""
    return text if isinstance(text, Message) else Message(text, {})


def joined(separator: str, parts: Iterable[str]) -> str:
    """Join messages and other texts with a separator to one message."""
    values = {f"part_{number}": part for number, part in enumerate(parts)}
    template = "{separator}".join(f"{{{name}}}" for name in values)
    return Message(template, {"separator": separator, **values})


def said_by(error: Exception) -> str:
    """Return the message of an exception, or its text."""
    message = error.args[0] if error.args else ""
    return message if isinstance(message, Message) else str(error)


def said_by_system(error: OSError) -> str:
    """Return the operating system's text of an error, as a message."""
    return as_message(error.strerror or str(error))


def translated(text: str) -> str:
    """Return a message in the user's language; other text stays as it is."""
    return by_catalog(text, _speaking[0]) if _speaking else text


def by_catalog(text: str, catalog: Catalog | None) -> str:
    """Return a message in the language of a catalog, which is None for English."""
    if catalog is None or not isinstance(text, Message):
        return text
    if text.many is None:
        template = catalog.gettext(text.template) if text.template else ""
    else:
        template = catalog.ngettext(text.template, text.many, text.number)
    if not text.values:
        return template
    values = {name: _value(value, catalog) for name, value in text.values.items()}
    return template.format_map(values)


def number_by_catalog(number: float, catalog: Catalog | None, form: str = ",") -> str:
    """Format a number in the language of a catalog; `form` is a format specification."""
    return format(number if catalog is None else _number(number), form)


def _value(value: object, catalog: Catalog) -> object:
    return by_catalog(value, catalog) if isinstance(value, str) else _number(value)


def _number(value: Any) -> Any:
    """Wrap a number so that it is formatted for people; other values stay as they are."""
    if type(value) is float:
        return _Fraction(value)
    return _Number(value) if type(value) is int else value


class _Number(int):
    """A whole number formatted for people: Dutch puts a stop between the thousands."""

    def __format__(self, spec: str) -> str:
        written = super().__format__(spec)
        return written.replace(",", ".") if "," in spec else written


class _Fraction(float):
    """A decimal number formatted for people: Dutch swaps stop and comma."""

    def __format__(self, spec: str) -> str:
        return super().__format__(spec).translate(_DUTCH_MARKS)


_DUTCH_MARKS = str.maketrans(",.", ".,")
