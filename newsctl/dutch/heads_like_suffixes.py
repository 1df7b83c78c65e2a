"""Heads that look like suffixes: when *ster*, *ring*, *oor* and *aard* are words of their own.

A wereld-ster is a star and a zang-ster sings; a boks-ring is a ring and keu-ring is of keuren; a
volks-aard is a nature and a dronk-aard drinks; an aquarel-list is of aquarel.
Source: Algemene Nederlandse Spraakkunst (e-ANS), on derivation with -ster, -ing, -aard and -ist.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsctl.dutch import word_lists
from newsctl.dutch.lemmas import is_infinitive, is_verb_form, lemma
from newsctl.dutch.spelling import open_syllable

_SHORTEST_BEFORE_STER = 4  # not ham-ster, ven-ster, hol-ster
_AGENT = re.compile(r".*(?:aar|eer|ier|eur|or|er)")
# Where stars are seen: a filmer and a rocker there may be, but a filmster is none of them.
_STAGES = frozenset(["film", "pop", "rock", "soap"])


def is_like_suffix(head: str) -> bool:
    """Tell whether a folded word is one of these heads."""
    return head in word_lists.words("heads_like_suffixes")


@lru_cache(maxsize=1 << 14)
def stands_for_itself(head: str, modifier: str, before: str) -> bool:
    """Tell whether such a head is a word after a modifier; `before` are all letters before it.

    A *ring* is not one after a verb (keu-ring, groepe-ring); *tand* after an s is mostly *stand*;
    *aard* is a suffix if several such persons are listed; *list* after an l or a vowel is -ist;
    *oor* does not follow a verb (past-oor is of passen), and *ster* follows a noun that is no
    action.
    """
    if before.endswith("e"):
        return False
    is_one = _RULES.get(head[:_LETTERS], _is_oor)
    return is_one(modifier, before)


def _is_ring(_modifier: str, before: str) -> bool:
    return not is_infinitive(before + "ren")


def _is_tand(_modifier: str, before: str) -> bool:
    return not before.endswith("s")


def _is_aard(_modifier: str, before: str) -> bool:
    return lemma(f"{before}aards") is None  # the plural of such persons


def _is_list(_modifier: str, before: str) -> bool:
    return not before.endswith(("l", "a", "i"))


def _is_ster(modifier: str, _before: str) -> bool:
    return modifier in _STAGES or (lemma(modifier) == modifier and not _has_agent(modifier))


def _is_oor(modifier: str, _before: str) -> bool:
    return not is_verb_form(modifier)


_LETTERS = 4
_RULES = {"ring": _is_ring, "tand": _is_tand, "aard": _is_aard, "list": _is_list, "ster": _is_ster}


def _has_agent(modifier: str) -> bool:
    """Tell whether -ster makes a feminine agent: zang-ster beside zanger, scholier-ster."""
    if len(modifier) < _SHORTEST_BEFORE_STER or _AGENT.fullmatch(modifier):
        return True
    stems = open_syllable(modifier)
    return any(lemma(stem + "er") is not None or is_infinitive(stem + "en") for stem in stems)
