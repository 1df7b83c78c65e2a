"""Data that stays as it is, of kinds that are made in no time.

A frozen dataclass does the same, but six methods are compiled for each, 0.4 ms: of those that an
answer needs, these were one part in twenty of it.
"""

from __future__ import annotations

from inspect import get_annotations
from typing import Any, ClassVar, NoReturn, dataclass_transform


@dataclass_transform(frozen_default=True)
class Inert:
    """The base of such kinds. A kind says what it holds as a dataclass does."""

    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Take up what the kind says that it holds, after what the kind above it does."""
        cls.__match_args__ = (*cls.__match_args__, *get_annotations(cls))  # type: ignore[misc]

    def __init__(self, *content: Any, **named: Any) -> None:
        """Take what the kind holds, in its order or by name. Raises TypeError."""
        names = self.__match_args__
        if len(content) == len(names) and not named:
            self.__dict__.update(zip(names, content, strict=True))
            return
        held = {**dict(zip(names, content, strict=False)), **named}
        is_whole = all(name in held or hasattr(self, name) for name in names)
        if not is_whole or len(held) < len(content) + len(named) or held.keys() - set(names):
            raise TypeError(f"{type(self).__name__} holds {', '.join(names) or 'nothing'}")
        self.__dict__.update(held)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse. Raises AttributeError."""
        raise AttributeError(f"{name}: {type(self).__name__} stays as it is")

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse. Raises AttributeError."""
        raise AttributeError(f"{name}: {type(self).__name__} stays as it is")

    def __eq__(self, other: object) -> bool:
        """Tell whether other data is of the same kind and holds the same."""
        return isinstance(other, Inert) and self._all() == other._all()

    def __hash__(self) -> int:
        """Return what equal data has too."""
        return hash(self._all())

    def __repr__(self) -> str:
        """Return the data as it is written in Python."""
        kind, *content = self._all()
        named = zip(self.__match_args__, content, strict=True)
        return f"{kind.__name__}({', '.join(f'{name}={value!r}' for name, value in named)})"

    def _all(self) -> tuple[Any, ...]:
        return (type(self), *(getattr(self, name) for name in self.__match_args__))
