"""The analyses that are compared, each in a module of its own."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.relevance.engines.engine import Engine

_PEERS = (
    ("as_typed", "AsTyped", "Python"),
    ("whoosh_nl", "WhooshDutch", "whoosh3"),
    ("snowball", "Snowball", "pystemmer"),
    ("sqlite_fts5", "SqliteFts5", "an SQLite with FTS5"),
    ("tantivy_nl", "TantivyDutch", "tantivy"),
    ("wildcard", "Wildcard", "Python"),
)


@dataclass(frozen=True, slots=True)
class Missing:
    """A peer that cannot be measured here, and what would have to be installed."""

    module: str
    needs: str


def peers() -> tuple[list[Engine], list[Missing]]:
    """Return the peers that are installed, and those that are not."""
    found: list[Engine] = []
    missing: list[Missing] = []
    for module, name, needs in _PEERS:
        try:
            found.append(getattr(import_module(f"{__name__}.{module}"), name)())
        except ImportError:
            missing.append(Missing(module, needs))
    return found, missing
