"""The folders of an Eleventy site, as far as its configuration program states them literally.

https://www.11ty.dev/docs/config/#configuration-options: `dir.input`, or `setInputDirectory`, and in
it the folders of what pages are made of. https://www.11ty.dev/docs/ignores/: `.gitignore`,
`.eleventyignore` and `ignores.add`.
"""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING

from newsctl.core.globs import MOST_GLOBS, matcher
from newsctl.core.messages import _
from newsctl.front_matter.archive.generators import (
    ELEVENTY,
    Exclusion,
    Site,
    configuration,
    folder_within,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_IGNORES = ".eleventyignore"
_ADDED = re.compile(r"""\bignores\.add\(\s*["'`]([^"'`\n]+)["'`]""")
_WITHOUT_GIT = re.compile(r"\bsetUseGitIgnore\(\s*false")
_OF_PARTS = {"includes": "_includes", "layouts": None, "data": "_data"}
"""The folders of what is no page, by the keys that name them, and their names by default."""


def eleventy_site(root: str | Path, mark: str) -> Site:
    """Return the folders of a site, by the program in its root whose name is the mark."""
    program = configuration(root, mark).decode(errors="replace")
    top = new_in = folder_within(_folder_set_by(program, "input") or "") or ""
    if not os.path.isdir(posixpath.join(root, top)):  # noqa: PTH112 -- in each start
        top = ""
    named = (_folder_set_by(program, key) or usual for key, usual in _OF_PARTS.items())
    parts = (folder_within(posixpath.join(top, name)) for name in named if name)
    no_pages = tuple(f"/{part}/" for part in parts if part)
    why = _("{generator} makes no page of it", generator=ELEVENTY)
    return Site(
        ELEVENTY,
        mark,
        (top,) if top else (),
        exclusions=(
            Exclusion(matcher(no_pages), why, no_pages),
            *_ignored(root, mark, program, top),
        ),
        new_in=new_in,
    )


def _ignored(root: str | Path, mark: str, program: str, top: str) -> Iterator[Exclusion]:
    """Yield the paths that the program and ignore files exclude, relative to their folder.

    A line that begins with `!` is ignored (`EleventyFiles.normalizeIgnoreContent`).
    """
    lines = {mark: _ADDED.findall(program)}
    git = () if _WITHOUT_GIT.search(program) else (".gitignore",)
    for file in (*git, _IGNORES, posixpath.join(top, _IGNORES)):
        lines[file] = configuration(root, file).decode(errors="replace").splitlines()
    for file, entries in lines.items():
        named = (line.strip() for line in entries if line.strip() and line.strip()[0] not in "#!")
        below = posixpath.dirname(file)
        globs = tuple(
            posixpath.join("/", below, name.removeprefix("./").lstrip("/")) for name in named
        )
        if globs:
            yield Exclusion(matcher(globs[:MOST_GLOBS]), _("excluded by {mark}", mark=file), globs)


def _folder_set_by(program: str, key: str) -> str | None:
    """Return the folder that a program sets by a key, or by the method for it."""
    found = re.search(
        rf"""\b(?:{key}["']?\s*:|set{key.capitalize()}Directory\()\s*["'`]([^"'`\n]+)["'`]""",
        program,
    )
    return found[1] if found else None
