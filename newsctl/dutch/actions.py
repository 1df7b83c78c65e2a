"""Nouns of actions and their verbs: *waarschuwing*, *waarschuwen*; *bezoek*, *bezochten*.

A noun is one by its suffix, or by being the stem of a verb with a prefix: *val* is none of
*vallen*, while *verval* is one of *vervallen*. Source: Algemene Nederlandse Spraakkunst (e-ANS), on
derivation with -ing and -tie, and on nouns that are stems of verbs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.spelling import close_syllable, open_syllable
from newsctl.dutch.stop_words import is_stop_word
from newsctl.dutch.strong_verbs import UNSTRESSED
from newsctl.dutch.verbs import separated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What the noun ends in, and what the infinitive has there: evaluatie, productie, selectie.
_SUFFIXES = (("ing", "en"), ("atie", "eren"), ("ctie", "ceren"), ("ctie", "cteren"))
_SHORTEST_STEM = 3
_SHORTEST_WITH_PREFIX = 5


def keys_of_relatives(keys: Iterable[str]) -> set[str]:
    """Return the keys of the verbs that a noun of an action may be of, or of a verb's nouns.

    By the keys of a word, and by form alone: an archive tells of which there are words.
    """
    found = {relative for key in keys for relative in (*_verbs(key), *_nouns(key))}
    return {key for key in found.difference(keys) if not is_stop_word(key)}


def _verbs(noun: str) -> Iterator[str]:
    for of_noun, of_verb in _SUFFIXES:
        if noun.endswith(of_noun) and len(noun) >= _SHORTEST_STEM + len(of_noun):
            yield noun.removesuffix(of_noun) + of_verb
    if _has_prefix(noun) and not noun.endswith(("ing", "en")):
        yield from (stem + "en" for stem in open_syllable(noun))


def _nouns(verb: str) -> Iterator[str]:
    for of_noun, of_verb in _SUFFIXES:
        if verb.endswith(of_verb) and len(verb) >= _SHORTEST_STEM + len(of_verb):
            yield inflection_key(verb.removesuffix(of_verb) + of_noun)
    stem = inflection_key(close_syllable(verb.removesuffix("en")))
    if verb.endswith("en") and _has_prefix(stem):
        yield stem


def _has_prefix(word: str) -> bool:
    is_long = len(word) >= _SHORTEST_WITH_PREFIX
    return is_long and (word.startswith(UNSTRESSED) or bool(separated(word)))
