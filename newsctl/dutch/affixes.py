"""The affix rule: words of the archive that begin or end with the searched word, without a split.

It finds what `compounds` missed, at query time and by the archive's words alone, so that a search
never waits for the base vocabulary to be loaded.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from newsctl.dutch import word_lists
from newsctl.dutch.heads_like_suffixes import is_like_suffix
from newsctl.dutch.indivisible import is_listed_as_one
from newsctl.dutch.inflection import inflection_key, inflections
from newsctl.dutch.lemmas import verb_of
from newsctl.dutch.spelling import LINKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsctl.dutch.lexicon import Lexicon

_SHORTEST_WORD = 6
_SHORTEST_REMAINDER = 4
_ADJECTIVE = re.compile(r".{3,}(?:lijk|baar|zaam|loos|ig)")
_OF_QUALITY = ("heid", "heden")
_UNSTRESSED = frozenset(["be", "ge", "her", "ont", "ver"])


def affix_matches(
    word: str,
    *,
    ending: Callable[[str], Iterable[str]],
    starting: Callable[[str], Iterable[str]],
    lexicon: Lexicon,
) -> list[str]:
    """Return the terms that end in an inflection of a folded word or begin with one, sorted.

    `ending` and `starting` yield the archive's terms with that end or beginning. What remains of
    a term must be a word of the archive with four letters at least, and neither a particle or
    prefix (over-winning) nor a suffix (kamer-aad). The suffix -heid, which makes a noun of an
    adjective, is an exception: the two match either way. A word that is listed as indivisible is
    never split. A last part with a prefix is matched as a whole only (dienst-verlening), and the
    end of a listed verb, or of a noun of one, does not match: *goedkeuring* is no *keuring*.
    """
    if len(word) < _SHORTEST_WORD:
        return []
    own = inflections(word)
    forms = [form for form in own if form == word or _is_form(form, word, lexicon)]
    found: set[str] = set()
    for form in forms:
        found.update(
            term
            for term in ending(form)
            if _is_modifier(term[: -len(form)], lexicon)
            and not _ends_in_longer(term, form, lexicon)
            and verb_of(term) is None
        )
        if not any(form.startswith(other) for other in forms if other != form):
            found.update(term for term in starting(form) if _has_head(term, forms, lexicon))
    apart = {term for term in found.difference(own) if not is_listed_as_one(term)}
    return sorted(apart.union(_of_quality(word, own, starting)))


def _is_form(form: str, word: str, lexicon: Lexicon) -> bool:
    """Tell whether a possible inflection of a word exists: *straten* of *straat*, no *strate*."""
    return len(form) >= _SHORTEST_WORD - 1 and (form.startswith(word) or lexicon.is_listed(form))


def key_of_other_cut(word: str) -> str:
    """Return the key of the head that a compound has if an s is a link, or no link.

    *Waarschuwing-s-teken* ends in *steken* by its letters, *stuur-stelling* in *telling*. A word of
    the archive that has this key among its parts is split there, and is no match.
    """
    return inflection_key(word[1:] if word.startswith("s") else f"s{word}")


def _of_quality(
    word: str, own: Iterable[str], starting: Callable[[str], Iterable[str]]
) -> Iterable[str]:
    """Return the terms that are the adjective of a noun in -heid, or the noun of an adjective.

    A suffix alone is no adjective: *mogelijkheid* is of *mogelijk*, but *overheid* is not of
    *over*.
    """
    adjective, heid, _ = word.partition("heid" if "heid" in word else "heden")
    if heid:
        forms = inflections(adjective) if _ADJECTIVE.fullmatch(adjective) else ()
        return (form for form in forms if form in starting(form))
    nouns = (f"{one}{suffix}" for one in own if _ADJECTIVE.fullmatch(one) for suffix in _OF_QUALITY)
    return (noun for noun in nouns if noun in starting(noun))


def _ends_in_longer(term: str, form: str, lexicon: Lexicon) -> bool:
    before, every = term[: -len(form)], _prefixes()
    if not before.endswith(every):
        return False
    prefixes = (prefix for prefix in every if before.endswith(prefix))
    return any(lexicon.is_listed(prefix + form) for prefix in prefixes)


@cache
def _prefixes() -> tuple[str, ...]:
    return (*_UNSTRESSED.union(word_lists.words("particles")),)


def _is_modifier(remainder: str, lexicon: Lexicon) -> bool:
    modifiers = (remainder.removesuffix(link) for link in LINKS if remainder.endswith(link))
    return any(
        _is_known(modifier, lexicon)
        and modifier not in word_lists.words("particles")
        and modifier not in word_lists.words("impossible_modifiers")
        for modifier in modifiers
    )


def _has_head(term: str, forms: Iterable[str], lexicon: Lexicon) -> bool:
    """Tell whether the rest of a term, after one of these forms, is the head of a compound."""
    return any(_is_head(term[len(form) :], lexicon) for form in forms if term.startswith(form))


def _is_head(remainder: str, lexicon: Lexicon) -> bool:
    """Tell whether the rest after a modifier is a head, behind one of LINKS."""
    heads = (remainder.removeprefix(link) for link in LINKS if remainder.startswith(link))
    return any(
        _is_known(head, lexicon)
        and head not in word_lists.words("impossible_heads")
        and not is_like_suffix(head)
        for head in heads
    )


def _is_known(remainder: str, lexicon: Lexicon) -> bool:
    return len(remainder) >= _SHORTEST_REMAINDER and lexicon.is_of_archive(remainder)
