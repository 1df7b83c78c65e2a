"""The recipe of an export: the query, options and versions that made a file."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from newsctl.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

RECIPE_VERSION = 1
"""The version of the file: new keys do not change it."""


class Recipe(NamedTuple):
    """What was exported, from what, and when. `versions` are those that searches depend on.

    `options` are the command-line options that were given, by name.
    """

    format: str
    query: Sequence[str]
    options: Mapping[str, object]
    posts: int
    archive: str
    posts_of_archive: int
    versions: Mapping[str, str]
    day: date


def recipe_of(export: Path, name: str, recipe: Recipe) -> bytes:
    """Return the recipe of a file as JSON; with it the same archive gives the same bytes."""
    with export.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    record = {
        "recipe_version": RECIPE_VERSION,
        "file": name,
        "sha256": digest.hexdigest(),
        "format": recipe.format,
        "posts": recipe.posts,
        "query": list(recipe.query),
        "options": dict(recipe.options),
        "archive": {"name": recipe.archive, "posts": recipe.posts_of_archive},
        "newsctl": __version__,
        "versions": dict(recipe.versions),
        "day": recipe.day.isoformat(),
    }
    return f"{json.dumps(record, ensure_ascii=False, indent=2)}\n".encode()
