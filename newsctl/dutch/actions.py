"""Nouns of actions, of who does them, and their verbs: *waarschuwing*, *opvolger*, *bezochten*.

A noun of an action is one by its suffix, or by being the stem of a verb with a prefix: *val* is
none of *vallen*, while *verval* is one of *vervallen*. An agent is one by its suffix where it is
long, or has a prefix: *letter* is none of *letten*. Source: Algemene Nederlandse Spraakkunst
(e-ANS), on derivation with -ing and -tie, with -er, -der, -aar and -erij, and on nouns that are
stems of verbs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.lemmas import lemma
from newsctl.dutch.spelling import close_syllable, long_vowel, open_syllable
from newsctl.dutch.stop_words import is_stop_word
from newsctl.dutch.strong_verbs import UNSTRESSED
from newsctl.dutch.verbs import separated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# What the noun ends in, and what the infinitive has there: evaluatie, productie, selectie.
_SUFFIXES = (("ing", "en"), ("atie", "eren"), ("ctie", "ceren"), ("ctie", "cteren"))
_SHORTEST_STEM = 3
_SHORTEST_WITH_PREFIX = 5
_SHORTEST_AGENT = 7  # of shorter ones a third are other words
_SHORTEST_AGENT_WITH_FEMININE = 6
# Stems with -aar, as keys have it: handel-aar, reken-aar, win-n-aar.
_BEFORE_AAR = re.compile(r".*(?:e[lnr]|nn)")


def keys_of_relatives(keys: Collection[str]) -> set[str]:
    """Return the keys of the verbs that a noun derives from, or of the nouns of a verb.

    Action and agent nouns of one verb are relatives too. Candidates come from the keys and nearly
    by form alone: the archive tells which of them exist, and `are_relatives` confirms them.
    """
    of_action = {verb for key in keys for verb in _verbs_of_action(key)}
    of_agent = {verb for key in _agents_among(keys) for verb in _verbs_of_agent(key)}
    found = of_action | of_agent
    found.update([noun for verb in found.union(keys) for noun in _agents(verb)])
    found.update(noun for verb in of_agent.union(keys) for noun in _actions(verb))
    return {key for key in found.difference(keys) if not is_stop_word(key)}


def are_relatives(keys: Collection[str], others: Collection[str]) -> bool:
    """Tell whether words with these keys are relatives, checked in both directions.

    An agent of *groepen* would be a *groeper*, which is a key of *groeperen*; *groepen* is not its
    verb.
    """
    both_ways = ((keys, others), (others, keys))
    return not any(keys_of_relatives(own).isdisjoint(other) for own, other in both_ways)


def _verbs_of_action(noun: str) -> Iterator[str]:
    for of_noun, of_verb in _SUFFIXES:
        if noun.endswith(of_noun) and len(noun) >= _SHORTEST_STEM + len(of_noun):
            yield noun.removesuffix(of_noun) + of_verb
    if _has_prefix(noun) and not noun.endswith(("ing", "en")):
        yield from (stem + "en" for stem in open_syllable(noun))


def _actions(verb: str) -> Iterator[str]:
    for of_noun, of_verb in _SUFFIXES:
        if verb.endswith(of_verb) and len(verb) >= _SHORTEST_STEM + len(of_verb):
            yield inflection_key(verb.removesuffix(of_verb) + of_noun)
    stem = inflection_key(close_syllable(verb.removesuffix("en")))
    if verb.endswith("en") and _has_prefix(stem):
        yield stem


def _agents_among(keys: Collection[str]) -> Collection[str]:
    """Return the keys that may be those of an agent, which has no others but of its feminine.

    A comparative and a verb in -eren have others: *sneller* has *snel*. A plural in -aren that the
    list takes for a verb is not an agent: *leraren*.
    """
    others = [key for key in keys if not key.endswith("ster") and not _is_plural_in_aren(key)]
    return keys if len(others) == 1 else ()


def _is_plural_in_aren(key: str) -> bool:
    return key.endswith("aren") and _BEFORE_AAR.fullmatch(key.removesuffix("aren")) is not None


def _verbs_of_agent(noun: str) -> Iterator[str]:
    """Yield the verbs of an agent or a place of action: *winnaar*, *huurder*, *kwekerij*."""
    stem = noun[:-2]
    if noun.endswith("ar") and _BEFORE_AAR.fullmatch(stem):
        yield stem + "en"
    if noun.endswith("rder") and _has_prefix(noun[:-3]):
        yield from (opened + "en" for opened in open_syllable(noun[:-3]))
    agent = noun.removesuffix("ij")
    if agent.endswith("er") and _is_agent(agent):
        yield agent[:-2] + "en"


def _agents(verb: str) -> Iterator[str]:
    stem = verb.removesuffix("en")
    if stem == verb:
        return
    if _BEFORE_AAR.fullmatch(stem):
        yield stem + "ar"
    if stem.endswith("r") and _has_prefix(stem):
        yield from {stem + "der", long_vowel(stem) + "der"}
    if _is_agent(stem + "er"):
        yield from (stem + "er", stem + "erij")


def _is_agent(noun: str) -> bool:
    if len(noun) >= _SHORTEST_AGENT or _has_prefix(noun[:-2]):
        return True
    feminine = (stem + "ster" for stem in {noun[:-2], close_syllable(noun[:-2])})
    return len(noun) >= _SHORTEST_AGENT_WITH_FEMININE and any(map(lemma, feminine))


def _has_prefix(word: str) -> bool:
    is_long = len(word) >= _SHORTEST_WITH_PREFIX
    return is_long and (word.startswith(UNSTRESSED) or bool(separated(word)))
