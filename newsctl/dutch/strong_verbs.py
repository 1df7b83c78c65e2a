"""Strong and irregular verbs: the infinitive of a form that no rule tells (verboden, verbieden).

The lemma list has many of these forms as adjectives or nouns, or lacks them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newsctl.dutch import word_lists
from newsctl.dutch.verbs import separated

if TYPE_CHECKING:
    from collections.abc import Callable

_UNSTRESSED = ("be", "ge", "her", "ont", "ver")


def strong_infinitive(form: str, *, is_infinitive: Callable[[str], bool]) -> str | None:
    """Return the infinitive of a folded form of a strong verb, None when it is none.

    A verb with a prefix counts only when it is known for one.
    """
    if form[-3:] not in _tails():
        return None
    forms, after_unstressed = _forms()
    if form in forms:
        return forms[form]
    for prefix, rest in separated(form):
        inner = strong_infinitive(rest, is_infinitive=is_infinitive)
        if inner is not None and is_infinitive(prefix + inner):
            return prefix + inner
    for prefix in filter(form.startswith, _UNSTRESSED):
        base = after_unstressed.get(form.removeprefix(prefix))
        if base is not None and is_infinitive(prefix + base):
            return prefix + base
    return None


@cache
def _tails() -> frozenset[str]:
    forms, after_unstressed = _forms()
    return frozenset(form[-3:] for form in (*forms, *after_unstressed))


@cache
def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """Return the infinitive of each form, and of each as it is after be-, ver- and the like."""
    forms: dict[str, str] = {}
    after_unstressed: dict[str, str] = {}
    for infinitive, *past, participle in word_lists.lines("strong_verbs"):
        forms.update((form, infinitive) for form in (*past, participle) if form != "-")
        after_unstressed.update((form, infinitive) for form in past if form != "-")
        after_unstressed[participle.removeprefix("ge")] = infinitive
    return forms, after_unstressed
