"""Modules that are executed when something of them is first used, and not when they are imported.

Typer and what it loads import at their start whatever they may ever need. A search needs none of
it, and it takes as long to load as Python does.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

RARELY_USED = (
    "subprocess",
    "bz2",
    "lzma",
    "tokenize",
    "calendar",
    "ipaddress",
    "textwrap",
    "shellingham",
)
"""What is imported as a whole by Typer, by Whoosh or by the standard library for them, and not used
by an answer, nor to bring an edit in: 9 ms. A module of which others import names would be executed
at once."""


class PutOff(ModuleType):
    """A module that has not been executed yet.

    `importlib.util.LazyLoader` gives another, which any second import executes.
    """

    def __getattr__(self, name: str) -> Any:
        """Execute the module, which is like any other from then on."""
        self.__class__ = ModuleType  # type: ignore[assignment]
        spec = self.__spec__
        if spec is not None and spec.loader is not None:
            spec.loader.exec_module(self)
        return getattr(self, name)


def put_off(names: Iterable[str]) -> None:
    """Let modules that are not loaded yet be executed when something of them is first used."""
    for name in names:
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None:
            module = module_from_spec(spec)
            module.__class__ = PutOff
            sys.modules[name] = module
