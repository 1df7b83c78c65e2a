"""Globs of `newsctl.toml`, matched against paths relative to the archive's folder."""

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
    """Return a predicate for the paths that match one of these globs.

    As in `.gitignore`: `*` and `?` match within a folder, `**` any number of folders; a glob
    without a slash matches in any folder, and one that matches a folder matches all in it. The time
    is bounded by the lengths of glob and path.
    """
    if not globs:
        return _never
    pattern = re.compile("|".join(map(_regular_expression, globs)), re.DOTALL)
    return partial(_matches, pattern)


def _never(_path: str) -> bool:
    return False


def _matches(pattern: re.Pattern[str], path: str) -> bool:
    """Tell whether a path matches; not a closure, so that it can be pickled."""
    return pattern.fullmatch(path) is not None


def _regular_expression(glob: str) -> str:
    """Translate a glob to a regular expression."""
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
    """Return the regular expressions of the parts of a path between each `**`."""
    parts: list[list[str]] = [[]]
    for name in names:
        if name == "**":
            parts.append([])
        else:
            parts[-1].append(_of_name(name))
    return ["/".join(part) for part in parts]


def _of_name(name: str) -> str:
    """Return the regular expression of one name, in which `*` stands for any characters."""
    first, *rest = _between_stars(name)
    if not rest:
        return first
    *middle, last = rest
    inner = "".join(f"(?>{_SOME}?{part})" for part in middle)
    return f"{first}{inner}{_SOME}{last}"


def _between_stars(name: str) -> list[str]:
    """Return the translated parts of a name between its asterisks."""
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
    """Return the regular expression of `[a-z]` or `[!a-z]`, or of literal characters."""
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
