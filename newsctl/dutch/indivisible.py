"""Words that are not compounds, whatever words they seem to contain."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.dutch import word_lists
from newsctl.dutch.derivations import verb_in
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.lemmas import is_infinitive, lemma
from newsctl.dutch.normalise import LONGEST_WORD
from newsctl.dutch.verbs import infinitives

if TYPE_CHECKING:
    from collections.abc import Callable

_UNSTRESSED = ("be", "ge", "ver", "ont")
_SHORTEST_COMPOUND = 6
_SHORTEST_NAME = 4
# What makes inhabitants, adherents and adjectives of names.
_AFTER_A_NAME = re.compile(
    r"[bdfgklmnprst]?(e|er|ers|ers?e|aar|aars|naar|naars|naren|aan|aans|aanse|ees|ese|se|s|sen|st|ste"
    r"|iaan|iaans|iaanse|isme|ist|isten|istisch|schap)"
)
_OF_COUNTRIES = ("ees", "eens", "aan", "aans", "aaks", "ijns")
_NEGATED = re.compile(r".{3,}(?:ig|lijk|baar|zaam|end|d|t)")
_SEPARABLE = re.compile(
    r"(aan|achter|af|bij|door|in|mee|na|neer|om|onder|op|over|samen|tegen|terug|toe|uit|vast|voor"
    r"|voort|weg|los|dicht|open|stil|vol|thuis|klaar|goed|groot|plaats|deel|teleur|heen|rond)"
    r"(ge.{2,}(?:d|t|en|de|te|ene|den|ten))"
)


def why_indivisible(word: str) -> str | None:
    """Return why a folded word cannot be a compound; None if it may be one."""
    if len(word) < _SHORTEST_COMPOUND:
        return _("too short for a compound")
    if len(word) > LONGEST_WORD:
        return _("too long for a word")
    if not word.isalpha():
        return _("not of letters alone")
    found = lemma(word)
    for is_so, reason in _REASONS:
        if is_so(word, found):
            return reason
    return None


def is_listed_as_one(word: str) -> bool:
    """Tell whether a folded word or its inflection is listed as never to be split."""
    key = inflection_key(word)
    return key in _listed(key[:1])


def _is_listed(word: str, found: str | None) -> bool:
    """Tell whether a word or its lemma (for *belangrijkste*) is listed as never to be split."""
    return is_listed_as_one(word) or (found is not None and is_listed_as_one(found))


def _is_name(word: str, _found: str | None) -> bool:
    """Tell whether a word is a name, or derived from one, like *Rotterdammer* and *Eindhovense*."""
    names, beginnings = _names()
    if word[:_SHORTEST_NAME] not in beginnings:
        return False
    return word in names or any(
        word[:length] in names and _AFTER_A_NAME.fullmatch(word, length)
        for length in range(_SHORTEST_NAME, len(word))
    )


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names, and the beginnings of names from which others are made."""
    names = word_lists.words("names")
    return names, frozenset(name[:_SHORTEST_NAME] for name in names)


def _is_of_listed_name(_word: str, found: str | None) -> bool:
    """Tell whether a word's lemma is capitalised, as of a country: *Europees*, *Slowaaks*."""
    return found is not None and found[0].isupper() and found.endswith(_OF_COUNTRIES)


def _is_adverb(word: str, _found: str | None) -> bool:
    """Tell whether a word consists of two prepositions: *achteruit*, *tussendoor*."""
    return word in _adverbs()


@cache
def _adverbs() -> frozenset[str]:
    prepositions = word_lists.words("particles") | word_lists.words("place_modifiers")
    return frozenset(map("".join, product(prepositions, repeat=2)))


def _has_unstressed_prefix(word: str, found: str | None) -> bool:
    """Tell whether the rest after a prefix is a listed word: be-denken is not bed + enken."""
    if not word.startswith(_UNSTRESSED):
        return False
    rests = [word[len(prefix) :] for prefix in _UNSTRESSED if word.startswith(prefix)]
    bases = [base for rest in rests for base in (rest, verb_in(rest)) if base]
    if found is not None and found.endswith("en"):  # ont-mantel-en
        bases += [rest.removesuffix("en") for rest in rests]
    return any(lemma(base) is not None for base in bases) or _is_of_verb_in_baar(word)


def _is_of_verb_in_baar(word: str) -> bool:
    """Tell whether an adjective derives from a listed verb: verstel-baar, not vers + telbaar."""
    stem, suffix, _ = word.partition("baar")
    return bool(suffix) and any(map(is_infinitive, infinitives(stem)))


def _is_negated(word: str, _found: str | None) -> bool:
    """Tell whether on- negates an adjective: on-rechtvaardig is not onrecht + vaardig."""
    return word.startswith("on") and _NEGATED.fullmatch(lemma(word[2:]) or "") is not None


def _is_verb_in_eren(word: str, found: str | None) -> bool:
    """Tell whether a word is of a verb like *marcheren*, whose suffix may look like a word."""
    return found is not None and found.endswith("eren") and not word.endswith(("er", "ers"))


def _is_separable_participle(word: str, _found: str | None) -> bool:
    """Tell whether a word is like *aangenomen*: of *aannemen*, not aan + genomen."""
    parted = _SEPARABLE.fullmatch(word)
    if parted is None:
        return False
    infinitive = lemma(parted.group(2))
    return infinitive is not None and infinitive != parted.group(2) and infinitive.endswith("en")


@cache
def _listed(letter: str) -> frozenset[str]:
    """Return the keys of the listed words with a first letter, which their keys share.

    A query needs few words; computing the keys of all would take a hundred times as long.
    """
    listed = (word for word in word_lists.words("indivisible") if word[0] == letter)
    return frozenset(map(inflection_key, listed))


# Rules of a word and its lemma, None where the list has none.
_REASONS: tuple[tuple[Callable[[str, str | None], bool], str], ...] = (
    (_is_listed, _("listed as one word")),
    (_is_name, _("a name")),
    (_is_of_listed_name, _("a name, or of one")),
    (_is_adverb, _("an adverb of prepositions")),
    (_has_unstressed_prefix, _("a prefix and a word")),
    (_is_negated, _("on- and an adjective")),
    (_is_verb_in_eren, _("a verb in -eren")),
    (_is_separable_participle, _("participle of a separable verb")),
)
