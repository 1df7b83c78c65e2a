"""Reading a word as a sequence of words: which strings can be constituents, and at what cost.

The cheapest reading is found by dynamic programming over the word's letters. A constituent costs
more the rarer and the shorter it is, and every constituent costs something, so that few long and
common words win.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsctl.dutch import word_lists
from newsctl.dutch.derivations import is_derived_noun, is_verbal_noun
from newsctl.dutch.heads_like_suffixes import is_like_suffix, stands_for_itself
from newsctl.dutch.keys import inflection_key
from newsctl.dutch.lemmas import is_infinitive, lemma
from newsctl.dutch.lexicon import MOST_COMMON
from newsctl.dutch.spelling import VOWELS, close_syllable, open_syllable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.dutch.lexicon import Lexicon

LINKS = ("", "s", "en", "e", "n", "er")
"""The letters that may stand between two constituents (e-ANS, "tussenklanken")."""
_ENDS_OF_LINKS = "senr"

_COST_OF_A_CONSTITUENT = 6.0
_COST_OF_BREVITY = {2: 3.0, 3: 3.0, 4: 1.5, 5: 0.6}
_COST_OF_A_LINK = {"": 0.0, "s": 0.1, "e": 0.3, "n": 0.3, "en": 0.4, "er": 1.5}
# After a modifier that is a compound itself, -s- marks the main seam: gemeenteraad-s-verkiezingen.
_COST_OF_S_AFTER_A_LONG_MODIFIER = -0.2
_LONG_MODIFIER = 9
_COST_OF_A_PARTICLE = 8.0
_COST_OF_A_BOUND_ELEMENT = 8.0
_COST_OF_AN_UNLISTED_WORD = _COST_OF_A_CONSTITUENT + MOST_COMMON
_COST_OF_A_MISSING_S = 3.0
_COST_OF_A_FORM = 1.0
_COST_OF_A_STEM = 2.0
_COST_OF_A_NAME = -2.0

# Modifiers with these suffixes are followed by -s- (regering-s-partij).
_TAKES_S = re.compile(r".{2,}(ing|heid|schap|teit|dom|ling|gang)")
# A consonant that a suffix took over from the stem: verbrand-ing has no ding.
_SUFFIX_WITH_CONSONANT = re.compile(
    r"[bcdfghjklmnprstvwz]?(ende|enden|ings?|ingen|issen|elijke?|eerde?|eert|erende?|aties?|iteit)"
)
# Second halves of words of Greek and French descent. Some of them Dutch has as words with a sense
# of their own: foto-graaf, rente-nier.
_COMBINING_HEAD = re.compile(
    r"graaf|grafen|grafe|loog|logen|loge|theek|theken|foon|fonen|gram|grammen|craat|craten|naut"
    r"|nauten|goog|gogen|gamie|scoop|scopen|geen|gene|genen|liet|lieten|nier|niers|nieren|metrie|tomie|pathie|sofie|nomie"
)
_NO_SUFFIXES = frozenset(["bende", "vissen"])

_UNSTRESSED = ("be", "ge", "ver", "her", "ont")
_LONGEST_PREFIX_AND_PIECE = 5
# Stems without a prefix are short, but for those in -eer; longer ones are nouns like hoofdreden.
_STEM = re.compile(r"(?:.{3,6}|.{3,}ee(?=r))[^aeiouy]")


class _Constituent(NamedTuple):
    cost: float
    word: str


class _Reading(NamedTuple):
    cost: float
    words: tuple[str, ...]


def best_reading(word: str, lexicon: Lexicon) -> tuple[str, ...] | None:
    """Return the cheapest way to read a word as two words or more, without linking letters."""
    end = len(word)
    readings: list[_Reading | None] = [_Reading(0.0, ()), *[None] * end]
    for stop in range(2, end + 1):
        longer = (
            _Reading(before.cost + last.cost, (*before.words, last.word))
            for start in range(stop == end, stop - 1)
            if (before := readings[start]) is not None
            for last in _constituents(word[start:stop], lexicon, is_head=stop == end)
            if not (stop == end and before.words)
            or _may_follow(last.word, before.words[-1], word[:start])
        )
        readings[stop] = min(longer, default=None) or _unlisted(word, stop, lexicon)
    best = readings[end]
    return None if best is None or len(best.words) == 1 else best.words


@cache
def particles() -> frozenset[str]:
    """Return the prepositions and adverbs that begin many words without being their subject."""
    return word_lists.words("particles")


def _constituents(piece: str, lexicon: Lexicon, *, is_head: bool) -> Iterator[_Constituent]:
    if is_head:
        cost = _cost(piece, lexicon, bound="-" + piece)
        if cost is None and is_verbal_noun(piece):
            cost = _COST_OF_AN_UNLISTED_WORD
        if cost is not None and _can_be_head(piece):
            yield _Constituent(cost + _COST_OF_A_FORM * _is_form_in_t(piece), piece)
        return
    for modifier, link in _without_link(piece):
        cost = _cost_of_modifier(modifier, link, lexicon)
        if cost is not None and modifier not in word_lists.words("impossible_modifiers"):
            yield _Constituent(cost, modifier)


def _without_link(piece: str) -> Iterator[tuple[str, str]]:
    yield piece, ""
    if piece[-1] not in _ENDS_OF_LINKS or piece in particles():
        return
    for link in LINKS[1:]:
        if piece.endswith(link):
            stem = piece.removesuffix(link)
            yield stem, link
            if link == "e" and stem[-1:] == stem[-2:-1]:  # zonn-e-paneel
                yield close_syllable(stem), link


def _may_follow(head: str, modifier: str, before: str) -> bool:
    """Tell whether a head is one after a modifier, with all letters before, linking ones too."""
    if is_like_suffix(head):
        return stands_for_itself(head, modifier, before)
    return not _is_combining_form(head, modifier)


def _can_be_head(word: str) -> bool:
    if is_like_suffix(word):
        return True
    if word in word_lists.words("impossible_heads") or word in word_lists.words("names"):
        return False
    return word in _NO_SUFFIXES or _SUFFIX_WITH_CONSONANT.fullmatch(word) is None


@lru_cache(maxsize=1 << 14)
def _is_form_in_t(word: str) -> bool:
    """Tell whether a word is a verb form or superlative in -t: spoort is a poor constituent."""
    found = lemma(word) if word.endswith("t") and not word.startswith("ge") else None
    return found is not None and not found.startswith(word[:-1] + "t")


def _is_combining_form(head: str, modifier: str) -> bool:
    """Tell whether a head is such a one after a vowel: foto-graaf, but not burg-graaf."""
    return modifier[-1] in VOWELS and _COMBINING_HEAD.fullmatch(head) is not None


def _cost_of_modifier(word: str, link: str, lexicon: Lexicon) -> float | None:
    if word in particles():
        return None if link else _COST_OF_A_PARTICLE
    cost = _cost(word, lexicon, bound=word + "-")
    if cost is None or _is_prefix_and_more(word):
        return None
    if link == "" and word.endswith("s") and (takes_s(word[:-1]) or lexicon.is_genitive(word)):
        return None  # the same word with a linking s is the better reading
    if word in word_lists.words("names"):
        cost += _COST_OF_A_NAME
    cost += _COST_OF_A_FORM * _is_form_in_t(word)
    missing = link == "" and takes_s(word)
    return cost + _cost_of_link(word, link) + (_COST_OF_A_MISSING_S if missing else 0.0)


def _unlisted(word: str, stop: int, lexicon: Lexicon) -> _Reading | None:
    """Read what stands before a listed word as a word that the list lacks, by its form."""
    if not lexicon.is_listed(word[stop:]):
        return None
    piece = word[:stop]
    modifier = piece.removesuffix("s")
    if takes_s(modifier) == (modifier != piece) and is_derived_noun(modifier):
        return _Reading(_COST_OF_AN_UNLISTED_WORD, (modifier,))
    return _verb_stem(piece)


def _verb_stem(piece: str) -> _Reading | None:
    """Read a beginning as the stem of a verb, no word itself: turn-zaal."""
    if _STEM.fullmatch(piece) is None or piece.startswith(_UNSTRESSED):
        return None
    infinitives = (stem + "en" for stem in open_syllable(piece))
    if any(is_infinitive(verb) and inflection_key(verb) != verb for verb in infinitives):
        return _Reading(_COST_OF_A_CONSTITUENT + _COST_OF_A_STEM, (piece,))
    return None


def takes_s(word: str) -> bool:
    """Tell whether a modifier is regularly followed by a linking s: stad-s-poort."""
    return word in word_lists.words("linking_s") or _TAKES_S.fullmatch(word) is not None


def _cost_of_link(word: str, link: str) -> float:
    if link == "s" and len(word) >= _LONG_MODIFIER:
        return _COST_OF_S_AFTER_A_LONG_MODIFIER
    return _COST_OF_A_LINK[link]


def _is_prefix_and_more(word: str) -> bool:
    """Tell whether a short word is likelier to be a prefix and a piece of a stem: vert-ellen."""
    short = len(word) <= _LONGEST_PREFIX_AND_PIECE
    return short and word.startswith(_UNSTRESSED) and not _begins_compounds(word)


def _begins_compounds(word: str) -> bool:
    listed = word_lists.words("stressed_first_syllables") | word_lists.words("short_words")
    return word in listed or word + "-" in listed


def _cost(word: str, lexicon: Lexicon, *, bound: str) -> float | None:
    if bound in word_lists.words("bound_elements"):
        return _COST_OF_A_BOUND_ELEMENT
    if len(word) < 4:
        short = word_lists.words("short_words")
        if word not in short and bound not in short:
            return None
    if not lexicon.is_word(word):
        return None
    rarity = max(0.0, MOST_COMMON - lexicon.commonness(word))
    return _COST_OF_A_CONSTITUENT + rarity + _COST_OF_BREVITY.get(len(word), 0.0)
