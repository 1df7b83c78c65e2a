"""Strong and irregular verbs: the infinitive of a form that no rule tells (verboden, verbieden).

The lemma list has many of these forms as adjectives or nouns, or lacks them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newsctl.dutch import word_lists
from newsctl.dutch.verbs import separated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UNSTRESSED = ("be", "ge", "her", "ont", "ver")


def strong_infinitive(form: str, *, is_infinitive: Callable[[str], bool]) -> str | None:
    """Return the infinitive of a folded form of a strong verb; None if it is none.

    A verb with a prefix counts only if it is known.
    """
    if form[-3:] not in _tails():
        return None
    return _strong(form, is_infinitive) or next(
        (verb for one in _uninflected(form) if (verb := _strong(one, is_infinitive))), None
    )


def _strong(form: str, is_infinitive: Callable[[str], bool]) -> str | None:
    alone, prefixed = _forms()
    if form in alone:
        return alone[form]
    for prefix, rest in separated(form):
        inner = prefixed.get(rest) or _with_unstressed_prefix(rest, is_infinitive)
        if inner is not None and (rest.startswith("ge") or is_infinitive(prefix + inner)):
            return prefix + inner
    return _with_unstressed_prefix(form, is_infinitive)


def _with_unstressed_prefix(form: str, is_infinitive: Callable[[str], bool]) -> str | None:
    _, prefixed = _forms()
    for prefix in filter(form.startswith, UNSTRESSED):
        rest = form.removeprefix(prefix)
        base = prefixed.get(rest) or prefixed.get("ge" + rest)
        if base is not None and is_infinitive(prefix + base):
            return prefix + base
    return None


def _uninflected(form: str) -> Iterator[str]:
    """Yield the participle of a form with -e or -en: gekozene(n), gedane, verkochte."""
    plain = form.removesuffix("n") if form.endswith("en") else form
    if plain.endswith("ane"):
        yield plain[:-2] + "an"
    elif plain.endswith(("ene", "chte")):
        yield plain[:-1]


def is_strong(infinitive: str) -> bool:
    """Tell whether a verb is strong or irregular, with a prefix too."""
    strong = strong_infinitives()
    if infinitive in strong:
        return True
    prefixes = [*UNSTRESSED, *(prefix for prefix, _ in separated(infinitive))]
    return any(infinitive.removeprefix(prefix) in strong for prefix in prefixes)


@cache
def strong_infinitives() -> frozenset[str]:
    """Return the strong verbs without a prefix."""
    return frozenset(line[0] for line in word_lists.lines("strong_verbs"))


@cache
def _tails() -> frozenset[str]:
    """Return the last three letters of all forms: most words end in others."""
    _, prefixed = _forms()
    return frozenset(form[-3:] for form in prefixed).union(["ane", "nen", "ene", "hte"])


@cache
def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """Return the infinitives of forms, and of those that may have a prefix."""
    alone: dict[str, str] = {}
    prefixed: dict[str, str] = {}
    for infinitive, *forms in word_lists.lines("strong_verbs"):
        for form in forms:
            if form != "-":
                prefixed[form.strip("()")] = infinitive
                if not form.startswith("("):
                    alone[form] = infinitive
    return alone, prefixed
