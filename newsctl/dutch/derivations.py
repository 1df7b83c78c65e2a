"""Derived nouns recognised by their suffix, though unlisted: *geving*, *metrologie*.

Lists of words lack most of what a suffix makes, and compounds are made of it freely: *wetgeving*,
*metrologiewet*. Source: Algemene Nederlandse Spraakkunst (e-ANS), on derivation.
"""

from __future__ import annotations

from newsctl.dutch import word_lists
from newsctl.dutch.lemmas import is_infinitive

_SHORTEST_IN_ING = 6  # shorter ones are mostly the ends of others: ening, ering
_SHORTEST_LOAN = 8
_LOANS = ("iteit", "atie", "itie", "entie", "antie", "logie", "grafie", "isme")


def verb_in(word: str) -> str | None:
    """Return the infinitive that a noun in -ing may derive from."""
    singular = word.removesuffix("en")
    if len(word) < _SHORTEST_IN_ING or not singular.endswith("ing"):
        return None
    return singular.removesuffix("ing") + "en"


def is_verbal_noun(word: str) -> bool:
    """Tell whether a folded word is a noun in -ing of a listed verb."""
    verb = verb_in(word)
    if verb is None or verb in word_lists.words("impossible_heads"):
        return False
    return is_infinitive(verb)


def is_derived_noun(word: str) -> bool:
    """Tell whether a folded word is certainly a noun: derived from a verb, or a long loan."""
    loan = len(word) >= _SHORTEST_LOAN and word.endswith(_LOANS)
    return loan or is_verbal_noun(word)
