"""The constituents of compounds, and their costs (see `readings`).

A constituent costs more the rarer and the shorter it is, and every constituent has a cost, so that
few long and common words win.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from newsctl.dutch import word_lists
from newsctl.dutch.derivations import is_derived_noun, is_verbal_noun
from newsctl.dutch.heads_like_suffixes import is_like_suffix, stands_for_itself
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.lemmas import is_infinitive, lemma
from newsctl.dutch.lexicon import MOST_COMMON
from newsctl.dutch.spelling import VOWELS, open_syllable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.dutch.lexicon import Lexicon

_COST_OF_A_CONSTITUENT = 6.0
_COST_OF_BREVITY = {2: 3.0, 3: 3.0, 4: 1.5, 5: 0.6}
_COST_OF_A_LINK = {"": 0.0, "s": 0.1, "e": 0.3, "n": 0.3, "en": 0.4, "er": 1.5}
# After a modifier that is a compound itself, -s- marks the main seam: gemeenteraad-s-verkiezingen.
_COST_OF_A_LINK_AFTER_A_LONG_MODIFIER = {**_COST_OF_A_LINK, "s": -0.2}
_LONG_MODIFIER = 9
_COST_OF_A_PARTICLE = 8.0
_COST_OF_A_BOUND_ELEMENT = 8.0
_COST_OF_AN_UNLISTED_WORD = _COST_OF_A_CONSTITUENT + MOST_COMMON
_COST_OF_A_MISSING_S = 3.0
_COST_OF_A_FORM = 1.0
_COST_OF_A_STEM = 2.0
_COST_OF_A_NAME = -2.0
_COST_OF_A_SMALL_FAMILY = 1.5
LEAST_COST = _COST_OF_A_CONSTITUENT + _COST_OF_A_NAME - 0.5
"""No constituent costs less, whatever letters link it."""

# Modifiers with these suffixes are followed by -s- (regering-s-partij).
_TAKES_S = re.compile(r".{2,}(ing|heid|schap|teit|dom|ling|gang)")
# A consonant that a suffix took over from the stem: verbrand-ing has no ding.
_SUFFIX_WITH_CONSONANT = re.compile(
    r"[bcdfghjklmnprstvwz]?(ende|enden|ings?|ingen|issen|elijke?|eerde?|eert|erende?|aties?|iteit)"
)
# Comparatives and superlatives of what suffixes make: leesbaar-der holds no *baard*.
_COMPARED_SUFFIX = re.compile(
    r"(?:baar|zaam|loos|lijk|ig|zinnig|waardig|achtig|matig)(?:d?er|d?ere|ste?)|(?:zame|loze)re?"
)
# Second halves of words of Greek and French descent. Some of them Dutch has as words with a sense
# of their own: foto-graaf, rente-nier, tele-visie.
_COMBINING_HEAD = re.compile(
    r"graaf|grafen|grafe|loog|logen|loge|theek|theken|foon|fonen|gram|grammen|craat|craten|naut"
    r"|nauten|goog|gogen|gamie|scoop|scopen|geen|gene|genen|liet|lieten|nier|niers|nieren|metrie|tomie|pathie|sofie|nomie|visies?|visuele?|visueel|logische?|grafische?|nomische?|metrische?|pathische?|sofische?|fonische?"
)
_NO_SUFFIXES = frozenset(["bende", "vissen"])

_UNSTRESSED = ("be", "ge", "ver", "her", "ont")
_LONGEST_PREFIX_AND_PIECE = 5
# Stems without a prefix are short, but for those in -eer; longer ones are nouns like hoofdreden.
_STEM = re.compile(r"(?:.{3,6}|.{3,}ee(?=r))[^aeiouy]")


@cache
def particles() -> frozenset[str]:
    """Return the prepositions and adverbs that begin many words without being their topic."""
    return word_lists.words("particles")


def cost_of_head(word: str, lexicon: Lexicon) -> float | None:
    """Return the cost of a word at the end of a compound; None if it cannot be there."""
    cost = _cost(word, lexicon, bound="-" + word)
    if cost is None and is_verbal_noun(word):
        cost = _COST_OF_AN_UNLISTED_WORD
    if cost is None or not _can_be_head(word):
        return None
    small = not has_large_family(word, "productive_heads")
    return cost + _COST_OF_A_FORM * _is_form_in_t(word) + _COST_OF_A_SMALL_FAMILY * small


def has_large_family(word: str, productive: str) -> bool:
    """Tell whether a word or its lemma is listed as beginning, or ending, many others."""
    families = word_lists.words(productive)
    return word in families or lemma(word) in families or inflection_key(word) in families


def may_follow(head: str, modifier: str, before: str) -> bool:
    """Tell whether a head can follow a modifier; `before` are all letters before it."""
    if is_like_suffix(head):
        return stands_for_itself(head, modifier, before)
    return not (_is_combining_form(head, modifier) or _begins_with_suffix(head, before))


def _begins_with_suffix(head: str, before: str) -> bool:
    """Tell whether a head begins with the -te of a noun: gemeente-huis has no *tehuis*."""
    noun = before + "te"
    return head.startswith("te") and lemma(noun) == noun and lemma(head[2:]) is not None


def _can_be_head(word: str) -> bool:
    if is_like_suffix(word):
        return True
    impossible, plain = word_lists.words("impossible_heads"), lemma(word) or word
    if word in impossible or (plain in impossible and not is_like_suffix(plain)):
        return False
    if word in word_lists.words("names"):
        return False
    if _COMPARED_SUFFIX.fullmatch(word):
        return False
    return word in _NO_SUFFIXES or _SUFFIX_WITH_CONSONANT.fullmatch(word) is None


def _is_form_in_t(word: str) -> bool:
    """Tell whether a word is a verb form or superlative in -t: spoort is a poor constituent."""
    found = lemma(word) if word.endswith("t") and not word.startswith("ge") else None
    return found is not None and not found.startswith(word[:-1] + "t")


def _is_combining_form(head: str, modifier: str) -> bool:
    """Tell whether a head is a combining form after a vowel: foto-graaf, not burg-graaf."""
    return modifier[-1] in VOWELS and _COMBINING_HEAD.fullmatch(head) is not None


def costs_by_link(word: str, lexicon: Lexicon) -> Mapping[str, float]:
    """Return the cost of a modifier with each linking letter that it may have."""
    if word in word_lists.words("impossible_modifiers"):
        return {}
    if word in particles():
        return {"": _COST_OF_A_PARTICLE}
    cost = _cost_of_modifier(word, lexicon)
    if cost is None:
        return {}
    links = _COST_OF_A_LINK if len(word) < _LONG_MODIFIER else _COST_OF_A_LINK_AFTER_A_LONG_MODIFIER
    costs = {link: cost + more for link, more in links.items()}
    if word[-1] not in VOWELS:
        costs[word[-1] + "e"] = costs["e"]  # zon-ne-paneel
    if f"{word}er" in word_lists.words("place_modifiers"):
        del costs["er"]  # rechter-hand
    if takes_s(word):
        costs[""] += _COST_OF_A_MISSING_S
    if word.endswith("s") and (takes_s(word[:-1]) or lexicon.is_genitive(word)):
        del costs[""]  # the same word with a linking s is the better reading
    return costs


def _cost_of_modifier(word: str, lexicon: Lexicon) -> float | None:
    cost = _cost(word, lexicon, bound=word + "-")
    if cost is None or _is_prefix_and_more(word) or _is_superlative(word):
        return None
    if word in word_lists.words("names"):
        cost += _COST_OF_A_NAME
    elif word not in word_lists.words("productive_modifiers"):
        cost += _COST_OF_A_SMALL_FAMILY
    return cost + _COST_OF_A_FORM * _is_form_in_t(word)


def _is_superlative(word: str) -> bool:
    """Tell whether a word is a superlative, which begins no other: recht-streeks, no *rechtst*."""
    return word.endswith("st") and lemma(word) in (word[:-2], word[:-1])


def cost_of_unlisted(piece: str) -> tuple[float, str] | None:
    """Return the cost of an unlisted word by its form, and the word without its link."""
    if piece in word_lists.words("impossible_modifiers"):
        return None
    modifier = piece.removesuffix("s")
    if is_derived_noun(modifier) and takes_s(modifier) == (modifier != piece):
        return _COST_OF_AN_UNLISTED_WORD, modifier
    return (_COST_OF_A_CONSTITUENT + _COST_OF_A_STEM, piece) if is_verb_stem(piece) else None


def is_verb_stem(piece: str) -> bool:
    """Tell whether a modifier is the stem of a verb and no word itself: turn-zaal."""
    if _STEM.fullmatch(piece) is None or piece.startswith(_UNSTRESSED):
        return False
    infinitives = (stem + "en" for stem in open_syllable(piece))
    return any(is_infinitive(verb) and inflection_key(verb) != verb for verb in infinitives)


def takes_s(word: str) -> bool:
    """Tell whether a modifier is regularly followed by a linking s: stad-s-poort."""
    return word in word_lists.words("linking_s") or _TAKES_S.fullmatch(word) is not None


def _is_prefix_and_more(word: str) -> bool:
    """Tell whether a short word is likelier to be a prefix and a piece of a stem: vert-ellen."""
    short = len(word) <= _LONGEST_PREFIX_AND_PIECE
    return short and word.startswith(_UNSTRESSED) and not _begins_compounds(word)


def _begins_compounds(word: str) -> bool:
    short = word_lists.words("short_words")
    if word in short or word + "-" in short:
        return True
    return word in word_lists.words("stressed_first_syllables")


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
