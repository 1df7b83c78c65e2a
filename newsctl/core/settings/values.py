"""Readers of values of `newsctl.toml`: each returns a checked value or raises SettingsError.

`keys` are the keys that lead to the value, from the outermost table inwards, and locate its line.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from newsctl.core.errors import SettingsError
from newsctl.core.globs import LONGEST_GLOB, MOST_GLOBS
from newsctl.core.messages import _
from newsctl.core.post.filename import (
    MARKDOWN,
    PLACEHOLDERS,
    USUAL_NAME,
    format_filename,
    parse_filename,
)
from newsctl.core.post.text_lists import WHITE_SPACE
from newsctl.core.settings.rule_names import RULES_OF, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from newsctl.core.post.post import Value

    KeyPath: TypeAlias = tuple[str, ...]
    KnownT = TypeVar("KnownT")


_BRACES = re.compile(r"\{([^{}]*)\}")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|{}]')
_DAYS = (date(2019, 9, 5), date(1987, 12, 31))


def pattern_problem(pattern: str) -> str | None:
    """Return what is wrong with a pattern, as the end of a sentence; None if it is valid.

    For any day and slug, a valid pattern gives a path that stays in its folder, is scanned, is
    markdown, and has a name that begins with that day as `parse_filename` reads it.
    """
    name = pattern.rpartition("/")[2]
    unknown = [given for given in _BRACES.findall(pattern) if given not in PLACEHOLDERS]
    if unknown:
        return _(
            "has no {{{unknown}}}; there are {{{placeholders}}}",
            unknown=unknown[0],
            placeholders="}, {".join(PLACEHOLDERS),
        )
    if not pattern.isprintable() or _NOT_IN_NAMES.search(_BRACES.sub("", pattern)):
        return _("has a sign that file names cannot have everywhere")
    if any(not part or part.startswith((".", "_")) for part in pattern.split("/")):
        return _("has to stay in its folder, and out of hidden ones")
    if "{slug}" not in name or not name.endswith(MARKDOWN):
        return _("has to end with a name that has {slug} and ends with .md, .markdown or .mdx")
    if any(parse_filename(format_filename(day, "slug", pattern)).date != day for day in _DAYS):
        return _("has to begin the name with the date: {date}-, or {year}-{month}-{day}-")
    return None


def wrong(message: str, keys: KeyPath, hint: str) -> SettingsError:
    """Return a SettingsError about the setting under these keys."""
    return SettingsError(message, hint=hint, keys=keys)


def known(name: str, names: Mapping[str, KnownT], kind: str, keys: KeyPath) -> KnownT:
    """Look a name up. Raises SettingsError with a suggestion if it is unknown."""
    if name in names:
        return names[name]
    raise wrong(_("{name!r} is not a {kind}.", name=name, kind=kind), keys, meant(name, names))


def meant(name: str, names: Iterable[str]) -> str:
    """Return a hint for a name that is none of these: the nearest name, or all of them."""
    from newsctl.core.likeness import alike  # noqa: PLC0415 -- only a mistake needs it

    names = [*names]
    near = alike(name, names)
    return (
        _("Did you mean {near!r}?", near=near)
        if near
        else _("There are: {names}.", names=", ".join(names))
    )


def rule_or_family(name: str, keys: KeyPath) -> str:
    """Check that a value is the name of a rule or of a family of rules."""
    if name in RULES_OF or name in SEVERITIES:
        return name
    from newsctl.core.likeness import alike  # noqa: PLC0415 -- only a mistake needs it

    near = alike(name, [*SEVERITIES, *RULES_OF])
    hint = (
        _("Did you mean {near!r}?", near=near)
        if near
        else _("All rules: newsctl -C / validate --rules")
    )
    raise wrong(_("There is no rule {name!r}.", name=name), keys, hint)


def text(value: object, keys: KeyPath) -> str:
    """Check that a value is text."""
    if isinstance(value, str):
        return value
    raise wrong(
        _("{keys} has to be text.", keys=keys[-1]), keys, _('Write {keys} = "...".', keys=keys[-1])
    )


def texts(value: object, keys: KeyPath) -> tuple[str, ...]:
    """Check that a value is a list of texts."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    hint = _('Write {keys} = ["...", "..."].', keys=keys[-1])
    raise wrong(_("{keys} has to be a list of texts.", keys=keys[-1]), keys, hint)


def globs(value: object, keys: KeyPath) -> tuple[str, ...]:
    """Check that a value is a list of globs."""
    found = texts(value, keys)
    if len(found) > MOST_GLOBS:
        message = _(
            "{keys} has {found:,} globs; at most {most_globs:,} are read.",
            keys=keys[-1],
            found=len(found),
            most_globs=MOST_GLOBS,
        )
        raise wrong(message, keys, _("Name folders rather than files: oud/** is all below oud."))
    longest = max(map(len, found), default=0)
    if longest > LONGEST_GLOB:
        message = _(
            "A glob has {longest:,} characters; at most {longest_glob:,} are read.",
            longest=longest,
            longest_glob=LONGEST_GLOB,
        )
        raise wrong(message, keys, _("A ** stands for any number of folders: oud/**"))
    return found


def scalar(value: object, keys: KeyPath) -> Value:
    """Check that a value is a text, a number, a boolean, or a list of them."""
    if isinstance(value, list):
        return scalars(value, keys)
    if isinstance(value, str | int | float):
        return value
    raise wrong(
        _("{keys} has to be text or a number.", keys=keys[-1]),
        keys,
        _('Write {keys} = "...".', keys=keys[-1]),
    )


def scalars(value: object, keys: KeyPath) -> tuple[Value, ...]:
    """Check that a value is a list of texts, numbers and booleans; dates of TOML are refused."""
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return tuple(value)
    hint = _('Write {keys} = ["...", "..."].', keys=keys[-1])
    raise wrong(_("{keys} has to be a list of texts or numbers.", keys=keys[-1]), keys, hint)


def truth(value: object, keys: KeyPath) -> bool:
    """Check that a value is true or false."""
    if isinstance(value, bool):
        return value
    raise wrong(
        _("{keys} has to be true or false.", keys=keys[-1]),
        keys,
        _("Write {keys} = true.", keys=keys[-1]),
    )


def separator(value: object, keys: KeyPath) -> str:
    """Check that a value separates items of a list in text; white space becomes one blank."""
    written = text(value, keys)
    if written:
        return written.strip() or WHITE_SPACE
    raise wrong(
        _("{keys} has to be a sign.", keys=keys[-1]),
        keys,
        _('Such as {keys} = ",".', keys=keys[-1]),
    )


def one_of(choices: Iterable[str]) -> Callable[[object, KeyPath], str]:
    """Return a reader that accepts one of these texts."""
    names = [str(choice) for choice in choices]

    def chosen(value: object, keys: KeyPath) -> str:
        if value in names:
            return str(value)
        given = value if isinstance(value, str) else ""
        listed = _("{names} or {last}", names=", ".join(names[:-1]), last=names[-1])
        raise wrong(
            _("{keys} has to be {listed}.", keys=keys[-1], listed=listed), keys, meant(given, names)
        )

    return chosen


def filename(value: object, keys: KeyPath) -> str:
    """Check that a value is a pattern of file names."""
    pattern = text(value, keys)
    if problem := pattern_problem(pattern):
        raise wrong(
            _("{key} {problem}.", key=keys[-1], problem=problem),
            keys,
            _('Such as {keys} = "{usual_name}".', keys=keys[-1], usual_name=USUAL_NAME),
        )
    return pattern
