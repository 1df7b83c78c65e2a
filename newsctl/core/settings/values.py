"""Values of `newsctl.toml`: each reader returns what it takes, or says what to write instead.

`keys` lead to the value, from the outermost table inwards, so that its line can be named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from newsctl.core.errors import SettingsError
from newsctl.core.globs import LONGEST_GLOB, MOST_GLOBS
from newsctl.core.post.filename import USUAL_NAME
from newsctl.core.settings.filename_pattern import pattern_problem
from newsctl.core.settings.rule_names import RULES_OF, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from newsctl.core.post.post import Value

    KeyPath: TypeAlias = tuple[str, ...]
    KnownT = TypeVar("KnownT")


def wrong(message: str, keys: KeyPath, hint: str) -> SettingsError:
    """Return the error of the setting that keys lead to."""
    return SettingsError(message, hint=hint, keys=keys)


def known(name: str, names: Mapping[str, KnownT], kind: str, keys: KeyPath) -> KnownT:
    """Return what a name stands for. Raises SettingsError, with what was meant, for another."""
    if name in names:
        return names[name]
    raise wrong(f"{name!r} is not a {kind}.", keys, meant(name, names))


def meant(name: str, names: Iterable[str]) -> str:
    """Return the advice to whoever wrote a name that is none of these."""
    from newsctl.core.likeness import alike  # noqa: PLC0415 -- only a mistake needs it

    names = [*names]
    near = alike(name, names)
    return f"Did you mean {near!r}?" if near else f"There are: {', '.join(names)}."


def rule_or_family(name: str, keys: KeyPath) -> str:
    """Take the name of a rule, or of a family of rules."""
    if name in RULES_OF or name in SEVERITIES:
        return name
    from newsctl.core.likeness import alike  # noqa: PLC0415 -- only a mistake needs it

    near = alike(name, [*SEVERITIES, *RULES_OF])
    hint = f"Did you mean {near!r}?" if near else "All rules: newsctl -C / validate --rules"
    raise wrong(f"There is no rule {name!r}.", keys, hint)


def text(value: object, keys: KeyPath) -> str:
    """Take a text."""
    if isinstance(value, str):
        return value
    raise wrong(f"{keys[-1]} has to be text.", keys, f'Write {keys[-1]} = "...".')


def texts(value: object, keys: KeyPath) -> tuple[str, ...]:
    """Take a list of texts."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    hint = f'Write {keys[-1]} = ["...", "..."].'
    raise wrong(f"{keys[-1]} has to be a list of texts.", keys, hint)


def globs(value: object, keys: KeyPath) -> tuple[str, ...]:
    """Take a list of globs."""
    found = texts(value, keys)
    if len(found) > MOST_GLOBS:
        message = f"{keys[-1]} has {len(found):,} globs; at most {MOST_GLOBS:,} are read."
        raise wrong(message, keys, "Name folders rather than files: oud/** is all below oud.")
    longest = max(map(len, found), default=0)
    if longest > LONGEST_GLOB:
        message = f"A glob has {longest:,} characters; at most {LONGEST_GLOB:,} are read."
        raise wrong(message, keys, "A ** stands for any number of folders: oud/**")
    return found


def scalar(value: object, keys: KeyPath) -> Value:
    """Take a text, a number, a truth, or a list of them."""
    if isinstance(value, list):
        return scalars(value, keys)
    if isinstance(value, str | int | float):
        return value
    raise wrong(f"{keys[-1]} has to be text or a number.", keys, f'Write {keys[-1]} = "...".')


def scalars(value: object, keys: KeyPath) -> tuple[Value, ...]:
    """Take a list of texts, numbers and truths; a moment of TOML is none of them."""
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return tuple(value)
    hint = f'Write {keys[-1]} = ["...", "..."].'
    raise wrong(f"{keys[-1]} has to be a list of texts or numbers.", keys, hint)


def truth(value: object, keys: KeyPath) -> bool:
    """Take true or false."""
    if isinstance(value, bool):
        return value
    raise wrong(f"{keys[-1]} has to be true or false.", keys, f"Write {keys[-1]} = true.")


def one_of(choices: Iterable[str]) -> Callable[[object, KeyPath], str]:
    """Return what takes one of these texts."""
    names = [str(choice) for choice in choices]

    def chosen(value: object, keys: KeyPath) -> str:
        if value in names:
            return str(value)
        given = value if isinstance(value, str) else ""
        listed = f"{', '.join(names[:-1])} or {names[-1]}"
        raise wrong(f"{keys[-1]} has to be {listed}.", keys, meant(given, names))

    return chosen


def filename(value: object, keys: KeyPath) -> str:
    """Take a pattern of file names."""
    pattern = text(value, keys)
    if problem := pattern_problem(pattern):
        raise wrong(f"{keys[-1]} {problem}.", keys, f'Such as {keys[-1]} = "{USUAL_NAME}".')
    return pattern
