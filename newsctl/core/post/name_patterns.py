"""The pattern of a post's path, derived from one post to name others like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.post.filename import is_page_of_folder, parse_filename, parts_of_stem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from newsctl.core.post.post import PostPath


class NewName(NamedTuple):
    """Where a new post is put: the folder, empty for the root, and a pattern (`core.filename`)."""

    folder: str
    pattern: str

    @property
    def has_day(self) -> bool:
        """Whether the pattern contains the day of the post."""
        return "{date}" in self.pattern or "{day}" in self.pattern


def name_of(path: PostPath, day: date | None) -> NewName | None:
    """Derive the pattern of a post's path from its path and day.

    A post `index.md` has its name from its folder (`2024-05-02-les/index.md`). Other pages of a
    folder, such as `_index.md`, and an `index.md` without a folder, have no pattern: None.
    """
    *folders, last = path.split("/")
    stem, _, ending = last.rpartition(".")
    base, language = parts_of_stem(stem)
    rest = f"{language}.{ending}"
    if is_page_of_folder(base):
        if base != "index" or not folders:
            return None
        base, rest = folders.pop(), f"/{last}"
    parts = [*_parts_of(day)] if day else []
    length = next((n for n in (3, 2, 1) if parts and folders[-n:] == parts[:n]), 0)
    dated = ["{year}", "{month}", "{day}"][:length]
    stem_pattern = "{slug}"
    if parse_filename(f"{base}.md").date:
        stem_pattern = "{date}-{slug}"
    elif length == len(("year", "month")) and base.startswith(f"{parts[2]}-"):
        stem_pattern = "{day}-{slug}"
    folder = "/".join(folders[: len(folders) - length])
    return NewName(folder, "/".join([*dated, stem_pattern + rest]))


def _parts_of(day: date) -> Iterator[str]:
    yield from (f"{day.year:04}", f"{day.month:02}", f"{day.day:02}")
