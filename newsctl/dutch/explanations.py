"""Why a word has its keys, and what else a query for it finds, in words for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.dutch.compounds import outermost_cut, split
from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.left_out import SIGN, as_written
from newsctl.dutch.lemmas import is_verb, lemma, search_keys
from newsctl.dutch.lexicon import EMPTY
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.spelling_reforms import present_spelling
from newsctl.dutch.stop_words import is_stop_word
from newsctl.dutch.tokens import humps, words

if TYPE_CHECKING:
    from collections.abc import Iterator


def why_keys(word: str) -> Iterator[str]:
    """Say of each key of a word, without hyphen, by which rule it has it."""
    word = normalise(word)
    folded = fold(word)
    own, present = inflection_key(word), present_spelling(folded, DICTIONARY.has)
    of_present = search_keys(present) if present and present != folded else ()
    for key in search_keys(word):
        if key.endswith("-"):
            yield f"{key}: never the stop word {key.removesuffix('-')}"
        elif is_stop_word(key):
            yield f"{key}: a stop word, optional beside others"
        elif key == folded and is_verb(word):
            yield f"{key}: a verb, which is a key itself"
        elif key == own:
            yield f"{key}: what its inflections share"
        elif key in of_present:
            yield f"{key}: as it is spelt today, {present}"
        elif folded in (f"{key}t", f"{key}te"):
            yield f"{key}: the adjective that it may be a superlative of"
        elif is_verb(key):
            yield f"{key}: the verb that it is a form of"
        else:
            yield f"{key}: of its lemma, {lemma(word) or key}"


def what_else(raw: str, typed: str, *, is_compound: bool) -> Iterator[str]:
    """Say what a token of what a user typed stands for besides."""
    written, *others = (word for place in words(raw)[:1] for word in place)
    if SIGN in raw and others:
        yield f"{as_written(raw)}: stands for {others[0]}"
    elif "-" in raw and others:
        yield f"{raw}: its parts in a row, or {others[0]}"
    elif raw == typed and len(apart := humps(typed)) > 1:
        yield f"{typed}: as a query also {' '.join(apart)}"
    elif is_compound and (cut := outermost_cut(written, last=False)):
        first, second = split(written, EMPTY).parts[0], written[cut:]
        yield f"{written}: as a query also forms of {first} {second}, and of {second} van {first}"
