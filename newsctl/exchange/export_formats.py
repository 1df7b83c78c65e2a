"""The formats that posts are exported to."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class ExportFormat(StrEnum):
    """The format of an export. All but `sqlite` can be written to a pipe."""

    JSONL = "jsonl"
    CSV = "csv"
    SQLITE = "sqlite"
    ATOM = "atom"
    JSONFEED = "jsonfeed"
    MD = "md"


_ENDINGS = {
    ".jsonl": ExportFormat.JSONL,
    ".ndjson": ExportFormat.JSONL,
    ".csv": ExportFormat.CSV,
    ".db": ExportFormat.SQLITE,
    ".sqlite": ExportFormat.SQLITE,
    ".sqlite3": ExportFormat.SQLITE,
    ".atom": ExportFormat.ATOM,
    ".xml": ExportFormat.ATOM,
    ".json": ExportFormat.JSONFEED,
    ".md": ExportFormat.MD,
    ".markdown": ExportFormat.MD,
}


def format_by_name(file: Path) -> ExportFormat | None:
    """Return the format of a file name; None if it has no known extension."""
    return _ENDINGS.get(file.suffix.lower())
