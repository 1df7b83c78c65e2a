"""Lists written as text, as in `tags: fiets stad`, and how they are split.

Which separator a key has depends on the site; the settings hold it by key. Without one, a text is a
single value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsctl.core.post.post import Value

WHITE_SPACE = " "
"""The separator that stands for any white space, however much."""


LISTS_OF_NAMES = frozenset(
    (
        *("tags", "tag", "categories", "category", "keywords", "topics", "labels", "series"),
        *("authors", "auteurs", "trefwoorden", "onderwerpen"),
    )
)
"""Keys that hold names in no order, of which each says all once; other lists may repeat an item."""


class TextList(str):
    """A string that is read as a list of items. It still is the string as written."""

    __slots__ = ("separator",)

    separator: str

    def __new__(cls, text: str, separator: str = WHITE_SPACE) -> Self:
        """Make a list of a text and its separator."""
        made = super().__new__(cls, text)
        made.separator = separator
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """Return the arguments that make a copy in another process (pickling)."""
        return str(self), self.separator

    @property
    def items(self) -> tuple[str, ...]:
        """The items of the list."""
        parts = self.split() if self.separator == WHITE_SPACE else self.split(self.separator)
        return tuple(item for part in parts if (item := part.strip()))

    def holding(self, items: Sequence[str]) -> str | list[str]:
        """Return a value with other items: a text, or a list if the text would split otherwise."""
        glue = self.separator if self.separator == WHITE_SPACE else f"{self.separator} "
        text = TextList(glue.join(items), self.separator)
        return str(text) if text.items == tuple(items) else list(items)


def with_text_lists(values: dict[str, Value], separators: Mapping[str, str]) -> dict[str, Value]:
    """Turn texts of front matter into lists, where `separators` has a separator for the key."""
    for key, separator in separators.items():
        value = values.get(key)
        if isinstance(value, str):
            values[key] = TextList(value, separator)
    return values


def separators_in(values: Mapping[str, Value]) -> dict[str, str]:
    """Return the separators of the texts that are lists, by key."""
    return {key: value.separator for key, value in values.items() if type(value) is TextList}


def items_of(value: Value) -> Iterable[Value]:
    """Return the items of a list, text or not; another value is its own only item."""
    if isinstance(value, TextList):
        return value.items
    return value if isinstance(value, list | tuple) else (value,)


def label_of(value: Value) -> str | None:
    """Return the label of a tag that is a mapping; None for any other value.

    https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog#tags
    """
    label = value.get("label") if isinstance(value, dict) else None
    return label if isinstance(label, str) and label else None


def values_of(value: Value) -> tuple[str, ...]:
    """Return the texts by which a front matter value is found: one for each item of a list.

    An empty value has none. A mapping has its label, or else the values in it, so that
    `taxonomy:fiets` finds `taxonomy: {tag: [fiets]}`.
    """
    match value:
        case TextList():
            return value.items
        case str():
            return (value,) if value else ()
        case bool():
            return ("true" if value else "false",)
        case int() | float():
            return (str(value),)
        case dict():
            return values_of(label_of(value) or [*value.values()])
        case _:
            within = value if isinstance(value, list | tuple) else ()
            return tuple(text for item in within for text in values_of(item))
