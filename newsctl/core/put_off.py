"""Modules that are executed when something of them is first used, and not when they are imported.

Large libraries import at their start whatever they may ever need, and most of what is done with
them needs none of it.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class PutOff(ModuleType):
    """A module that has not been executed yet.

    `importlib.util.LazyLoader` gives another, which any second import executes.
    """

    def __getattr__(self, name: str) -> Any:
        """Execute the module, which is like any other from then on."""
        if name == "__path__":  # asked by `from it import`: no package, or it would have one
            raise AttributeError(name)
        _execute(self)
        return getattr(self, name)


def put_off(names: Iterable[str]) -> None:
    """Let modules that are not loaded yet be executed when something of them is first used.

    One that others import functions of names these after a colon: `hashlib:md5`.
    """
    for named in names:
        name, _, functions = named.partition(":")
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None:
            module = module_from_spec(spec)
            module.__class__ = PutOff
            for function in functions.split():
                setattr(module, function, _lent(module, function))
            sys.modules[name] = module
            package, _, own_name = name.rpartition(".")
            if package:  # what imports a module tells its package of it
                setattr(sys.modules[package], own_name, module)


def _execute(module: ModuleType) -> None:
    """Execute a module, unless that was done."""
    if isinstance(module, PutOff):
        module.__class__ = ModuleType  # type: ignore[assignment]
        spec = module.__spec__
        if spec is not None and spec.loader is not None:
            spec.loader.exec_module(module)


def _lent(module: ModuleType, name: str) -> Callable[..., Any]:
    """Return what stands for a function of a module, and executes that when it is called."""

    def lent(*arguments: Any, **options: Any) -> Any:
        _execute(module)
        return getattr(module, name)(*arguments, **options)

    return lent
