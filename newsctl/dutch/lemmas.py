"""Lemmas from simplemma's list, for what endings do not tell: mainly verbs (gekozen, kiezen)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import filterfalse
from typing import TYPE_CHECKING

from newsctl.dutch import word_lists
from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.inflection import inflection_key, stem
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.spelling import open_syllable, shorten, syllables
from newsctl.dutch.spelling_reforms import present_spelling, with_linking_n
from newsctl.dutch.stop_words import is_stop_word
from newsctl.dutch.strong_verbs import (
    UNSTRESSED,
    is_strong,
    strong_infinitive,
    strong_infinitives,
)
from newsctl.dutch.verbs import infinitive, infinitives, separated, stems_of_new_verb, weak_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SHORTEST_CONSTITUENT = 3
_SHORT_LAST_SYLLABLE = re.compile(r"(?<![aeiouy])([aeou])([^aeiouyw])$")
_WEAK_PAST_PLURAL = re.compile(r"(?<!en)[dt]en$")  # not -enden, of a present participle
_MISSPELT_VERB = re.compile(r"[aeiou]{2}([^aeiou])\1en$")  # streammen, of a rule for the list
_LEFT_OUT_APOSTROPHE = re.compile(r"[aiouy]s$")
_INFINITIVE = re.compile(r"([^e]e|gaa|staa|slaa|zie|doe)n$")
_IN_EREN = re.compile(r".{2,}[^e]eren")  # amenderen, which no list has; leren and keren are listed
_OF_VERBS = ("ing", "ingen", "er", "ers")
_NUMBERS = frozenset(
    ["twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
)
_WITH_OTHER_STEMS = frozenset(["goed", "veel", "weinig"])  # beter, meer, minder
MAY_BE_VERB_FORM = ("d", "t", "de", "te", "den", "ten")
"""What participles, pasts and presents of weak verbs end in."""


lemma = DICTIONARY.lemma
"""Returns the lemma of a normalised word, None when the list does not have it."""


def is_infinitive(word: str) -> bool:
    """Tell whether the list has the word as a verb, as far as its -n tells."""
    return word.endswith("n") and lemma(word) == word


def is_verb_form(word: str) -> bool:
    """Tell whether the lemma of a word is another word in -en, or it is an infinitive."""
    found = lemma(word) or ""
    return found.endswith("en") and (found != word or inflection_key(found) != found)


@lru_cache(maxsize=1 << 14)
def is_verb(word: str) -> bool:
    """Tell whether the list has a word as a verb, or as a plural that hides one (*trappen*).

    It does if the word is the lemma of a form that no noun has (*trapt*, *getrapt*), or a strong
    verb: *wijzen* is listed as *wijze*.
    """
    if word[-1:] != "n" or _INFINITIVE.search(word) is None:
        return False
    found = lemma(word)
    if found is None:
        return _IN_EREN.fullmatch(word) is not None
    if found == word or word in strong_infinitives():
        return True
    return any(lemma(form) == word for form in weak_forms(word))


def verb_of(word: str) -> str | None:
    """Return the verb of a form, or of a noun in -ing or -er; None for other words.

    Only a verb with forms that no noun has counts, which *haven* does not.
    """
    found = lemma(word)
    own = not word.endswith(("er", "ers"))  # the list has a verb in -eren for many a noun
    if found is not None and own and _has_forms(found):
        return found
    for ending in _OF_VERBS:
        if word.endswith(ending) and _has_forms(verb := word.removesuffix(ending) + "en"):
            return verb
    return None


@lru_cache(maxsize=1 << 14)
def _has_forms(verb: str) -> bool:
    """Tell whether a verb is the lemma of forms that no noun has, or is a strong verb."""
    if verb[-1:] != "n" or _INFINITIVE.search(verb) is None or lemma(verb) != verb:
        return False
    return is_strong(verb) or any(lemma(form) == verb for form in weak_forms(verb))


def _may_be_infinitive(word: str) -> bool:
    """Tell whether the list has the word as a verb, or as a plural that may hide it (trappen)."""
    found = lemma(word)
    if found is None:
        return is_verb(word)
    return found == word or not found.endswith("n")


def infinitive_of(word: str) -> str | None:
    """Return the infinitive of a verb form that the list lacks: regular, or with a prefix.

    *Teruggevonden* is not listed, but *gevonden* is. Without ge- only forms of listed verbs count
    (nalieten, nalaten), because *achtervang* is no form of *vangen*.
    """
    for prefix, rest in separated(word):
        found = lemma(rest)
        if found is None or found == rest or not is_verb(found):
            continue
        if rest.startswith("ge") or is_infinitive(prefix + found):
            return prefix + found
    return infinitive(fold(word), is_word=_may_be_infinitive, is_infinitive=is_verb)


@lru_cache(maxsize=1 << 17)
def search_keys(word: str) -> tuple[str, ...]:
    """Return the distinct keys under which a word is indexed and searched, inflection key first.

    The others are of its lemma: that of a noun or an adjective has its inflection key; a verb is a
    key itself, since its stem may be another word (*bakken*, *bak*). A stop word shares no key with
    a word that is none: a query for *bijen* asks for no *bij* in the sense of at. Nor does a small
    number, for *vieren* is no matter of four and *zeef* none of seven.
    """
    word = normalise(word)
    folded = fold(word)
    if is_number(folded):
        return (folded,)
    keys = _keys(word, folded)
    if is_stop_word(folded):
        return (folded, *(key for key in keys if key != folded and is_stop_word(key)))
    return _apart(keys)


def is_number(word: str) -> bool:
    """Tell whether a folded word is a number, which other words could be mistaken for a form of."""
    return word in _NUMBERS


@lru_cache(maxsize=1 << 16)
def constituent_keys(part: str) -> tuple[str, ...]:
    """Return the keys of a word inside a compound.

    Nouns make compounds: *noodgevallen* holds cases, and nothing that fell, a *paardenstal* nothing
    that was stolen. So where the inflection key is a noun of the list, or an adjective, it alone
    counts, and so it does where the part is spelt like a past (*schootsafstand*, *sloopafval*).
    """
    key = inflection_key(part)
    if is_stop_word(part):
        return (part, f"{part}-")  # weerbericht is found by weer as well
    if is_number(part):
        return (part,)
    alone = _is_headword(key) if key != part else _is_noun_and_strong_past(part)
    return _apart((key,) if alone else _keys(normalise(part), fold(part)))


def _is_noun_and_strong_past(part: str) -> bool:
    verb = strong_infinitive(part, is_infinitive=is_infinitive)
    return verb is not None and (has_own_plural(part) or syllables(part) == 1)


def keys_by_inflection(word: str) -> tuple[str, ...]:
    """Return the keys of a word without looking it up in the dictionary."""
    folded = fold(normalise(word))
    is_itself = is_stop_word(folded) or is_number(folded)
    return (folded,) if is_itself else _apart((inflection_key(word),))


def _apart(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Mark the keys that are stop words or numbers, by a hyphen, which no word contains."""
    if word_lists.words("stop_words").isdisjoint(keys) and _NUMBERS.isdisjoint(keys):
        return keys
    return tuple([f"{key}-" if is_stop_word(key) or is_number(key) else key for key in keys])


def _keys(word: str, folded: str) -> tuple[str, ...]:
    """Return the keys of a word, and those of its present spelling."""
    keys = _keys_as_spelt(word, folded)
    present = spelt_today(folded)
    if present is None:
        return keys
    return tuple(dict.fromkeys((*keys, *_keys_as_spelt(present, present))))


def spelt_today(folded: str) -> str | None:
    """Return the present spelling of a folded word; None if it has that already."""
    present = present_spelling(folded, DICTIONARY.has)
    if present is not None and _is_form_without_link(folded, present):
        return None
    if present is None and "e" in folded and not DICTIONARY.has(folded):
        present = with_linking_n(folded, lemma)
    return None if present == folded else present


def _is_form_without_link(word: str, present: str) -> bool:
    """Tell whether a listed form has no linking -e- in its lemma: *groeten* is no *groenten*."""
    found = lemma(word)
    if found is None or len(present) <= len(word):
        return False
    link = next(place for place, letter in enumerate(present) if word[place : place + 1] != letter)
    return is_verb(found) or len(found) < link + _SHORTEST_CONSTITUENT


def _keys_as_spelt(word: str, folded: str) -> tuple[str, ...]:
    """Return the keys of a word: by inflection, of its lemma, and of verbs."""
    own = inflection_key(word)
    if folded in _their_own_lemmas():
        return (own, folded) if own != folded and _is_verb_beside_noun(folded) else (own,)
    found = listed_lemma(word)
    if found == word and own != word and word[-1] == "s" and lemma(f"{own}zen") == word:
        return (word,)  # accijns, of which the plural tells that the s is its own
    strong = strong_infinitive(folded, is_infinitive=is_infinitive)
    keys = [] if strong and _is_no_plural(word, own, strong) else [own]
    if strong:
        keys.append(strong)
    if word.endswith("n") and is_verb(word) and not (strong and word.startswith("ge")):
        keys.append(folded)
    found = found or _lemma_of_stem(folded, own)
    if found is not None and found not in (word, own, strong):
        if _is_doubtful(word, found, own, strong):
            return tuple(dict.fromkeys(keys))
        keys.extend(_keys_of_lemma(word, found, own))
    if folded.endswith(MAY_BE_VERB_FORM) and not any(map(is_verb, keys[1:])):
        keys.extend(filterfalse(is_stop_word, _verbs_by_rule(word, folded, own)))
    if folded.endswith(("st", "ste")) and (adjective := _of_superlative(folded)):
        keys.append(adjective)
    return tuple(keys) if len(keys) == 1 else tuple(dict.fromkeys(keys))


def _is_verb_beside_noun(word: str) -> bool:
    """Tell whether the list has a word as a verb, or as the lemma of a participle in ge-.

    It does for *schaatsen*, and not for *rechten*: *gerecht* is another word.
    """
    participles = (form for form in weak_forms(word) if form.startswith("ge"))
    return is_infinitive(word) or any(lemma(form) == word for form in participles)


def _lemma_of_stem(folded: str, own: str) -> str | None:
    """Return the lemma of an unlisted word without its ending.

    The list has no *kozen*, but *koos*; no *programmas*, but *programma*.
    """
    if own != shorten(folded):
        return listed_lemma(stem(folded))
    is_plural = _LEFT_OUT_APOSTROPHE.search(folded) and _is_headword(folded[:-1])
    return folded[:-1] if is_plural else None


def listed_lemma(word: str) -> str | None:
    """Return the lemma in the list, with wrong verbs corrected.

    Some lemmas were made by rule (*streammen*), and some past tenses have the infinitive of another
    verb: *rijen* for *rijden*.
    """
    found = lemma(word)
    if found is None or _MISSPELT_VERB.search(found):
        return None
    is_infinitive_itself = not word.startswith("ge") and is_strong(word)
    return word if is_infinitive_itself and found != word and is_verb(found) else found


def _of_superlative(folded: str) -> str | None:
    """Return the key of the adjective in -s of a possible superlative: *fikst(e)*, *fiks*."""
    base = folded.removesuffix("e").removesuffix("t")
    return inflection_key(base) if _is_headword(base) and _is_adjective(base) else None


def _keys_of_lemma(word: str, found: str, own: str) -> Iterator[str]:
    """Yield the keys of a word's lemma in the list, unless that is doubtful."""
    if not is_verb(found):
        yield inflection_key(found)
        return
    verb = _without_foreign_prefix(word, found)
    if inflection_key(verb) != own or not _has_diminutive(word):
        yield fold(normalise(verb))
    if word.startswith("ge") and found.startswith("ge") and (other := infinitive_of(word)):
        yield fold(normalise(other))  # gevoeld, for which it has gevoelen


def _without_foreign_prefix(word: str, verb: str) -> str:
    """Remove a prefix from a verb whose form has none: *merkte* is listed as *opmerken*."""
    if verb[0] == word[0] or word.startswith("ge"):
        return verb
    prefixes = (*UNSTRESSED, *(prefix for prefix, _ in separated(verb)))
    bases = (verb.removeprefix(prefix) for prefix in prefixes if verb.startswith(prefix))
    return next(filter(is_verb, bases), verb)


def _verbs_by_rule(word: str, folded: str, own: str) -> Sequence[str]:
    """Return the verb of a form that the list has as something else, or not at all.

    Many participles are listed as adjectives (*gecontroleerd*), and *botst* as *bot*. Nouns that
    only look like participles (*gezicht*) have a plural, and no form in -e. An unlisted verb has
    the key of the noun that it derives from, as its infinitive has (*bloggen*).
    """
    if _is_plural_in_den(word, own):
        return ()
    found = listed_lemma(word)
    if found == word and has_own_plural(word) and not _is_adjective(word):
        return ()
    presents = infinitives(word[:-1]) if found not in (None, word) and word[-1] == "t" else ()
    if verb := next(filter(is_verb, presents), None):
        return (fold(normalise(verb)),)
    new = word_lists.words("new_words")
    is_new, is_word = new.__contains__, DICTIONARY.has
    stems = () if found else stems_of_new_verb(folded, is_word=is_word, is_new=is_new)
    if new.isdisjoint(stems) and (verb := _listed_verb(word, stems)):
        is_one = is_verb(verb) or is_strong(verb) or found is None or found.endswith(("en", "ën"))
        if not is_one:
            return ()  # *ellende* is of no *ellen*, and *bekende* of no *beken*
        return (fold(normalise(verb)) if is_verb(verb) else inflection_key(verb),)
    return [_key_of_new_verb(stem) for stem in stems]


def _listed_verb(word: str, stems: Iterable[str]) -> str | None:
    """Return the listed verb of a form, by rule or by its stem: *scrollt*, *scrollen*."""
    of_stems = (verb for stem in stems for verb in infinitives(stem) if is_verb(verb))
    return infinitive_of(word) or next(of_stems, None)


def _key_of_new_verb(stem: str) -> str:
    """Return the key of a new verb's infinitive: that of a plural (*bloggen*)."""
    return inflection_key(stem + "n" if stem.endswith("e") else open_syllable(stem)[0] + "en")


def _is_adjective(word: str) -> bool:
    """Tell whether the word is the lemma of a form in -e."""
    return any(lemma(stem + "e") == word for stem in open_syllable(word))


def _is_no_plural(word: str, own: str, strong: str) -> bool:
    """Tell whether a form of a strong verb is no plural of the word with its inflection key.

    *Gewonnen* would be found by *gewoon*, as if it were a plural, and *genomen* is no *genoom*; but
    *afspraken* is a plural of *afspraak*, which is listed. A participle is none of an adjective:
    *gezonden* is of *zenden*, not of *gezond*.
    """
    if _is_headword(own):
        return "ge" in own and _is_adjective(own) and not _has_diminutive(own)
    longer = _SHORT_LAST_SYLLABLE.sub(r"\1\1\2", own)
    if longer == own or not _is_headword(longer):
        return False
    return lemma(word) == strong or word[-4:-3] == word[-3:-2]


def _is_doubtful(word: str, found: str, own: str, strong: str | None) -> bool:
    """Tell whether the lemma of a word in the list is doubtful.

    Some lemmas lack an s that belongs to the word. *Velden* is listed as the verb *vellen*, whose
    past tense it may be: if removing the ending leaves a headword (veld), that is the better guess.
    And some nouns with a plural of their own (*noot*) are listed as verbs: that is right for forms
    of that verb by rule, and for possible forms of a strong verb: *leest*, *steeg*.
    """
    if _has_own_s(fold(word), found) or _is_another_noun(word, found):
        return True
    if strong is not None and is_verb(found):
        regular = word in weak_forms(found) or found in infinitives(word)
        return not regular  # zit, for which it has zien
    if found.endswith("en") and has_own_plural(word):
        regular = is_strong(found) or word in weak_forms(found) or infinitive_of(word) == found
        return not regular
    return _is_plural_in_den(word, own)


def _is_another_noun(word: str, found: str) -> bool:
    """Tell whether the lemma of a noun in the list is another noun.

    Some are of the other sex: *koe* is listed as *bul*, *grootmoeder* as *grootvader*.
    """
    if found in _WITH_OTHER_STEMS or found.endswith("n") or word.startswith("ge"):
        return False
    one, other = fold(word), fold(normalise(found))
    common = next((at for at, letter in enumerate(one) if other[at : at + 1] != letter), len(one))
    own, its = one[common:], other[common:]
    return not its.endswith(own) and _is_noun(its) and (common == 0 or _is_noun(own))


def _is_noun(word: str) -> bool:
    """Tell whether a word is the lemma of a plural, and not too short to be the head of another."""
    is_long = len(word) >= _SHORTEST_CONSTITUENT
    return is_long and (lemma(f"{word}s") == word or has_own_plural(word))


def _is_plural_in_den(word: str, own: str) -> bool:
    """Tell whether a form in -den or -ten is a plural of a listed word: velden, helden."""
    return _WEAK_PAST_PLURAL.search(word) is not None and _is_headword(own)


@cache
def _their_own_lemmas() -> frozenset[str]:
    """Return the listed words that are no form of another."""
    return frozenset().union(*map(word_lists.words, ("final_e", "mass_nouns", "names")))


def _has_own_s(word: str, found: str) -> bool:
    """Tell whether the list removes a final s that belongs to the word: *rots* is no form of *rot*.

    An s belongs to a word of one syllable from which `inflection` does not remove it, and to listed
    words.
    """
    if word != found + "s" or inflection_key(word) == inflection_key(found):
        return False
    return syllables(word) == 1 or word_lists.ending_of(word, "final_s") is not None


def has_own_plural(word: str) -> bool:
    """Tell whether a word is the lemma of a plural: *noten* of *noot*.

    Then it is a noun, though it may look like the past tense of the verb that is its lemma.
    """
    return any(lemma(stem + "en") == word for stem in open_syllable(word))


def _has_diminutive(word: str) -> bool:
    """Tell whether a word is the lemma of a diminutive: a noun, though a stem too (bak)."""
    diminutives = (f"{word}je", f"{word}tje", f"{word}pje", f"{word}{word[-1]}etje")
    return any(lemma(one) == word for one in diminutives)


def _is_headword(word: str) -> bool:
    return lemma(word) == word
