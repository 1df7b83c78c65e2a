"""Lemmas from simplemma's list: what no ending tells, above all verbs (gekozen, kiezen)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain

from newsctl.dutch import word_lists
from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.spelling import open_syllable, syllables
from newsctl.dutch.strong_verbs import strong_infinitive
from newsctl.dutch.verbs import infinitive, separated

_SHORT_LAST_SYLLABLE = re.compile(r"(?<![aeiouy])([aeou])([^aeiouyw])$")
_WEAK_PAST = re.compile(r"(?<!en)[dt]en?$")  # not -ende, the present participle


lemma = DICTIONARY.lemma
"""Returns the lemma of a normalised word, None when the list does not have it."""


def is_infinitive(word: str) -> bool:
    """Tell whether the list has the word as a verb, as far as its -n tells."""
    return word.endswith("n") and lemma(word) == word


def is_verb_form(word: str) -> bool:
    """Tell whether the list leads a word to another in -en, or has it as an infinitive."""
    found = lemma(word) or ""
    return found.endswith("en") and (found != word or inflection_key(found) != found)


def _may_be_infinitive(word: str) -> bool:
    """Tell whether the list has the word as a verb, or as a plural that hides it (trappen)."""
    found = lemma(word)
    return found is not None and (found == word or not found.endswith("n"))


def infinitive_of(word: str) -> str | None:
    """Return the infinitive of a verb form that the list lacks: a regular one, or a prefixed one.

    *Teruggevonden* is not listed, but *gevonden* is. Without its ge- a form is led back only to a
    listed verb (nalieten, nalaten), because *achtervang* is no form of *vangen*.
    """
    for prefix, rest in separated(word):
        found = lemma(rest)
        if found is None or found == rest or not is_infinitive(found):
            continue
        if rest.startswith("ge") or is_infinitive(prefix + found):
            return prefix + found
    return infinitive(fold(word), is_word=_may_be_infinitive, is_infinitive=is_infinitive)


def lemma_key(word: str) -> str | None:
    """Return the key of a normalised word's lemma, None when there is none or it is not trusted.

    It is the lemma's inflection key, but for verbs that must be told from a noun (`verbs_apart`).
    """
    found = _trusted_lemma(word)
    if found is None:
        return None
    key = inflection_key(found)
    if found in word_lists.words("verbs_apart"):
        return None if key == fold(word) else found  # bak is the noun
    return key


def _trusted_lemma(word: str) -> str | None:
    """Return the lemma of a normalised word, folded; None when it is the word or is not trusted."""
    folded, told = fold(word), _lemmas_that_are_told()
    if folded in told:
        return told[folded]
    if infinitive := strong_infinitive(folded, is_infinitive=is_infinitive):
        return infinitive
    key = inflection_key(word)
    found = lemma(word) or infinitive_of(word)
    if found is None and key != word:  # no "kozen", but "koos" is listed
        found = lemma(key)
    if found is None or found == word or _is_doubtful(word, found):
        return None
    return fold(normalise(found))


def _is_doubtful(word: str, found: str) -> bool:
    """Tell whether what the list leads a word to is not to be trusted.

    For *velden* the list has the verb *vellen*: it takes what may be a weak past tense for one.
    When taking the ending off leaves a headword of the list (veld), that is the better guess.
    """
    if _has_own_s(fold(word), found) or (found.endswith("en") and _has_own_plural(word)):
        return True
    return _WEAK_PAST.search(word) is not None and _is_headword(inflection_key(word))


@cache
def _lemmas_that_are_told() -> dict[str, str | None]:
    """Return what the lists tell of words: None for those that are their own lemma."""
    verbs: dict[str, str | None] = {verb: verb for verb in word_lists.words("verbs_apart")}
    themselves = chain.from_iterable(map(word_lists.words, ("final_e", "mass_nouns", "names")))
    return verbs | dict.fromkeys(themselves)


def _has_own_s(word: str, found: str) -> bool:
    """Tell whether the list takes a final s off that is the word's own: *rots* is no form of *rot*.

    An s that `inflection` leaves on a word of one syllable, or that is listed, is such an s.
    """
    if word != found + "s" or inflection_key(word) == inflection_key(found):
        return False
    return syllables(word) == 1 or word_lists.ending_of(word, "final_s") is not None


def _has_own_plural(word: str) -> bool:
    """Tell whether the list leads a plural back to the word: *noten* to *noot*.

    Then it is a noun, though it may look like the past tense of the verb that the list has for it.
    """
    return any(lemma(stem + "en") == word for stem in open_syllable(word))


def _is_headword(word: str) -> bool:
    return lemma(word) == word


@lru_cache(maxsize=1 << 16)
def constituent_keys(part: str) -> tuple[str, ...]:
    """Return the keys of a word inside a compound.

    Nouns make compounds: *noodgevallen* holds cases, and nothing that fell. So where the inflection
    key is a noun of the list, or an adjective, it alone counts.
    """
    key = inflection_key(part)
    return (key,) if key != part and _is_headword(key) else search_keys(part)


@lru_cache(maxsize=1 << 17)
def search_keys(word: str) -> tuple[str, ...]:
    """Return the distinct keys under which a word is indexed and sought, inflection key first."""
    word = normalise(word)
    key = inflection_key(word)
    other = lemma_key(word)
    if other is None or other == key:
        return (key,)
    return (other,) if _belongs_to_another(key) and _is_strong_form(word) else (key, other)


def _belongs_to_another(key: str) -> bool:
    """Tell whether a key that is no word is that of a long-vowelled one: *gewon*, of *gewoon*."""
    longer = _SHORT_LAST_SYLLABLE.sub(r"\1\1\2", key)
    return longer != key and _is_headword(longer) and not _is_headword(key)


def _is_strong_form(word: str) -> bool:
    """Tell whether a word is a form of a strong verb, to which the rules for plurals mean nothing.

    *Gewonnen* would be found by *gewoon*, as if it were the plural of a *gewon*.
    """
    return strong_infinitive(fold(word), is_infinitive=is_infinitive) is not None
