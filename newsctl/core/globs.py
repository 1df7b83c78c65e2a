"""Globs of `newsctl.toml`: which paths below the archive's folder they name."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LONGEST_GLOB = 1_000
"""Characters of a glob: a path is hardly longer."""

MOST_GLOBS = 1_000
"""Globs of one list, each of which is held against every path."""

_SIGN = re.compile(r"\*+|\?|\[!?\]?[^\]/]*\]|.", re.DOTALL)
_ANY_FOLDERS, _SOME, _NOTHING = "(?:[^/]+/)*?", "[^/]*", "(?!)"


def matcher(globs: Sequence[str]) -> Callable[[str], bool]:
    """Return a test for the paths that one of these globs names.

    As in `.gitignore`: `*` and `?` stay within a folder, `**` is any number of folders, a glob
    without a slash holds in any folder, and one that names a folder names all that is in it.
    Telling takes time by the length of glob and path, whatever is in them.
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
    names = path.removeprefix("/").split("/")
    if names == [""]:
        return _NOTHING
    first, *rest = _between_any_folders(names if "/" in path else ["**", *names])
    if not rest:
        return f"{first}(?:/.*)?"
    *middle, last = rest
    # Where a part fits first, no later place can suit what follows any better: so nothing is tried
    # again (an atomic group), which would take time without bound.
    inner = "".join(f"(?>{_ANY_FOLDERS}{part}/)" for part in middle if part)
    final = f"{_ANY_FOLDERS}{last}(?:/.*)?" if last else ".*"
    return f"{first}{'/' if first else ''}{inner}{final}"


def _between_any_folders(names: list[str]) -> list[str]:
    """Return the expressions of the parts of a path before, between and after each `**`."""
    parts: list[list[str]] = [[]]
    for name in names:
        if name == "**":
            parts.append([])
        else:
            parts[-1].append(_of_name(name))
    return ["/".join(part) for part in parts]


def _of_name(name: str) -> str:
    """Return the expression of one name, in which `*` stands for any signs."""
    first, *rest = _between_stars(name)
    if not rest:
        return first
    *middle, last = rest
    inner = "".join(f"(?>{_SOME}?{part})" for part in middle)
    return f"{first}{inner}{_SOME}{last}"


def _between_stars(name: str) -> list[str]:
    parts = [""]
    for sign in _SIGN.findall(name):
        if sign.startswith("*"):
            parts.append("")
        else:
            parts[-1] += _translated(sign)
    return parts


def _translated(sign: str) -> str:
    if sign == "?":
        return "[^/]"
    return _of_class(sign) if len(sign) > 2 and sign.startswith("[") else re.escape(sign)


def _of_class(sign: str) -> str:
    """Return the expression of `[a-z]` or `[!a-z]`; where that is no class, of the signs it has."""
    negated = sign.startswith("[!") and len(sign) > len("[!]")
    members = re.sub(r"[\\\[&~|]", r"\\\g<0>", sign[2 if negated else 1 : -1])
    expression = f"(?!/)[{'^' if negated else ''}{members}]"
    return expression if "--" not in members and _is_regular(expression) else re.escape(sign)


def _is_regular(expression: str) -> bool:
    try:
        re.compile(expression)
    except re.error:  # [z-a]
        return False
    return True
