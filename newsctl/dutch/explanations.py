"""Explanations of a word's keys, and of what else a query for it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.dutch.actions import keys_of_relatives
from newsctl.dutch.compounds import cuts, split
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.left_out import SIGN, as_written
from newsctl.dutch.lemmas import (
    MAY_BE_VERB_FORM,
    is_number,
    is_verb,
    lemma,
    listed_lemma,
    search_keys,
    spelt_today,
)
from newsctl.dutch.lexicon import EMPTY
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.spelling import long_vowel
from newsctl.dutch.stop_words import is_stop_word
from newsctl.dutch.tokens import humps, words

if TYPE_CHECKING:
    from collections.abc import Iterator


def why_keys(word: str) -> Iterator[str]:
    """Return, for each key of a word without hyphen, the rule that gives it."""
    word = normalise(word)
    folded = fold(word)
    own, present = inflection_key(word), spelt_today(folded)
    of_present = search_keys(present) if present else ()
    for key in search_keys(word):
        if key.endswith("-"):
            yield _never(key, key.removesuffix("-"))
        elif is_stop_word(key):
            yield _("{key}: a stop word, optional beside others", key=key)
        elif key == folded and is_verb(word):
            yield _("{key}: a verb, which is a key itself", key=key)
        elif key == own:
            yield _("{key}: what its inflections share", key=key)
        elif key in of_present:
            yield _("{key}: as it is spelt today, {present}", key=key, present=present)
        elif key[-1] == "s" and folded in (f"{key}t", f"{key}te"):
            yield _("{key}: the adjective that it may be a superlative of", key=key)
        elif is_verb(key):
            yield _("{key}: the verb that it is a form of", key=key)
        elif listed_lemma(word) is None and folded.endswith(MAY_BE_VERB_FORM):
            yield _("{key}: a verb that no list has, of which it may be a form", key=key)
        else:
            yield _("{key}: of its lemma, {value}", key=key, value=lemma(word) or key)


def _never(key: str, word: str) -> str:
    if is_number(word):
        return _("{key}: never the number {key_2}", key=key, key_2=word)
    return _("{key}: never the stop word {key_2}", key=key, key_2=word)


def what_else(raw: str, typed: str, *, is_compound: bool) -> Iterator[str]:
    """Return what else a token of the typed text stands for."""
    written, *others = (word for place in words(raw)[:1] for word in place)
    if SIGN in raw and others:
        yield _(
            "{as_written}: stands for {others}",
            as_written=as_written(raw),
            others=" / ".join(others),
        )
    elif "-" in raw and others:
        yield _("{raw}: its parts in a row, or {others}", raw=raw, others=others[0])
    elif raw == typed and len(apart := humps(typed)) > 1:
        yield _("{typed}: as a query also {apart}", typed=typed, apart=" ".join(apart))
    elif is_compound and (places := cuts(written)):
        first, second = split(written, EMPTY).parts[0], written[places[0] :]
        yield _(
            "{written}: as a query also forms of {first} {second}, and of {second} van {first}",
            written=written,
            first=first,
            second=second,
        )
    if "-" not in raw and not is_stop_word(written) and (relatives := _relatives(written)):
        yield _(
            "{written}: as a query also forms of {relatives}, for the same action",
            written=written,
            relatives=" / ".join(relatives),
        )


def _relatives(written: str) -> list[str]:
    """Return the verbs that a noun derives from, or the nouns of a verb, as listed."""
    keys = keys_of_relatives(search_keys(written))
    spelt = {word for key in keys for word in (key, long_vowel(key))}
    return sorted(word for word in spelt if is_verb(word) or lemma(word) == word)
