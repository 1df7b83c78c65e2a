"""The engines that are compared, each in a module of its own."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.engines.engine import Engine

ENGINES = {
    "newsctl": ("newsctl_index", "Newsctl"),
    "stock Whoosh": ("stock_whoosh", "StockWhoosh"),
    "SQLite FTS5": ("sqlite_fts5", "SqliteFts5"),
    "tantivy": ("tantivy_nl", "Tantivy"),
    "ripgrep": ("ripgrep", "Ripgrep"),
}
"""The module and the class of each engine, by its name."""


def engine_named(name: str) -> Engine:
    """Make an engine. Raises ImportError when it is not installed."""
    module, attribute = ENGINES[name]
    engine: Engine = getattr(import_module(f"{__name__}.{module}"), attribute)()
    return engine


def installed() -> tuple[list[str], list[str]]:
    """Return the names of the engines that are installed, and of those that are missing."""
    found: list[str] = []
    missing: list[str] = []
    for name in ENGINES:
        try:
            engine_named(name)
        except ImportError:
            missing.append(name)
        else:
            found.append(name)
    return found, missing
