"""Globs of `newsctl.toml`: which paths below the archive's folder they name."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SIGN = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]/]*\]|.", re.DOTALL)
_WILD = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matcher(globs: Sequence[str]) -> Callable[[str], bool]:
    """Return a test for the paths that one of these globs names.

    As in `.gitignore`: `*` and `?` stay within a folder, `**` does not, a glob without a slash
    holds in any folder, and one that names a folder names all that is in it.
    """
    if not globs:
        return _never
    pattern = re.compile("|".join(map(_regular_expression, globs)), re.DOTALL)
    return partial(_matches, pattern)


def _never(_path: str) -> bool:
    return False


def _matches(pattern: re.Pattern[str], path: str) -> bool:
    """Tell whether a path fits; no closure, so that what holds it can go to another process."""
    return pattern.fullmatch(path) is not None


def _regular_expression(glob: str) -> str:
    path = glob.removeprefix("./").rstrip("/")
    anywhere = "" if "/" in path else _WILD["**/"]
    signs = "".join(_translated(sign) for sign in _SIGN.findall(path.removeprefix("/")))
    return f"{anywhere}{signs}(?:/.*)?"


def _translated(sign: str) -> str:
    if sign in _WILD:
        return _WILD[sign]
    if len(sign) > 2 and sign.startswith("["):
        negated = sign.startswith("[!")
        members = sign[2 if negated else 1 : -1].replace("\\", "\\\\").replace("[", "\\[")
        return f"(?!/)[{'^' if negated else ''}{members}]"
    return re.escape(sign)
