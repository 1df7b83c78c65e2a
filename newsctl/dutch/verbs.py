"""Regular verbs: the infinitive of a form that the lemma list lacks (gelekte, informeerden).

The list has the infinitives but far from all forms. The forms of weak verbs follow from the stem,
so they can be led back to it; what is found counts only when the list knows it for an infinitive.
Source: Algemene Nederlandse Spraakkunst (e-ANS); for -t- and -d- the rule of 't kofschip.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from newsctl.dutch import word_lists
from newsctl.dutch.spelling import close_syllable, long_vowel, open_syllable, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SHORTEST_FORM = 5
_SHORTEST_STEM = 3
_LONGEST_NEW_STEM = 11  # crowdsource; what is longer is a compound
_FIRST_LETTERS = 2  # no separable prefix is shorter
_VOICELESS = tuple("tkpsfhx")  # h for ch
_UNSTRESSED = ("be", "ver", "ont", "her", "er")  # no ge- before these: verkocht
_ENDS_LIKE_STEM = re.compile(r"(?:[^aeiou]e?|[aeo]y)$(?<!hei)(?<!heid)")
_IN_SILENT_E = re.compile(r"[^aeiou]e$")
_ENDINGS = ("d", "t", "de", "te", "den", "ten")
# Letters that stand together in English stems and not in Dutch ones: stream, coach, deploy, relax.
_IS_ENGLISH = re.compile(
    r"[^aeiou]ea[^aeiou]|oa[^aeiou]|sh(?!e)|ck|^gh|tch|nch$|ph|[aeo]y$|[^aeiou]y[^aeiou]|[xw]$|ss$|ll$|ff$|zz$"
)
_PRESENT_IN_T = ("eert", "elt", "ert")  # in other words a final t is no sign of a verb: overlast


def infinitive(
    form: str, *, is_word: Callable[[str], bool], is_infinitive: Callable[[str], bool]
) -> str | None:
    """Return the infinitive of a folded form of a regular verb; None if it is unknown.

    For a participle, with ge- or in -end, a word that may be the infinitive is enough (`is_word`):
    many are listed as a plural only (trappen). For other forms it must be one (`is_infinitive`).
    """
    if not form.endswith(_ENDINGS):
        return None
    for prefix, rest in (("", form), *separated(form)):
        if len(rest) < _SHORTEST_FORM:
            continue
        sure = next(filter(is_word, _of_participle(rest)), None)
        found = sure or next(filter(is_infinitive, _of_other_form(rest)), None)
        if found is not None:
            return prefix + found
    return None


@lru_cache(maxsize=1 << 12)
def weak_forms(verb: str) -> frozenset[str]:
    """Return the forms of a regular verb in -en that no noun has: present, past, participle."""
    closed = close_syllable(verb[:-2])
    forms = set()
    for stem in (closed, long_vowel(closed)):
        forms.add(stem + "t")
        for dental in filter(partial(_takes, stem), "td"):
            forms.update((stem + dental + "e", stem + dental + "en", "ge" + stem + dental))
    return frozenset(forms)


def separated(form: str) -> Sequence[tuple[str, str]]:
    """Return the ways to remove a separable prefix from a form, the longest prefix first."""
    alike = _prefixes_by_their_beginning().get(form[:_FIRST_LETTERS])
    if alike is None:
        return ()
    prefixes = [one for one in alike if form.startswith(one) and len(form) > len(one) + 2]
    return [(prefix, form[len(prefix) :]) for prefix in prefixes]


@cache
def _prefixes_by_their_beginning() -> dict[str, list[str]]:
    """Return the separable prefixes by their first letters, the longest first."""
    found: dict[str, list[str]] = {}
    for prefix in sorted(word_lists.words("separable_prefixes"), key=len, reverse=True):
        found.setdefault(prefix[:_FIRST_LETTERS], []).append(prefix)
    return found


def stems_of_new_verb(
    form: str, *, is_word: Callable[[str], bool], is_new: Callable[[str], bool]
) -> Sequence[str]:
    """Return the possible stems if the form is one of an unlisted verb.

    A participle is recognised by its shape (*geblogd*), except for a t that may belong to the stem
    (*geghost*). A past tense must be of a known word (*blogde*), a present tense of a new one
    (*blogt*), both of one with an un-Dutch spelling (*streamt*); otherwise it is probably a plural
    or another noun.
    """
    for plain in (form, form.removesuffix("n").removesuffix("e")):
        if plain.startswith("ge") and len(plain) > _SHORTEST_FORM and plain[-1] in "td":
            stem = plain[2:]
            if _is_compound(plain, is_word):
                return ()
            stems = [stem, stem[:-1]] if _takes(stem[:-1], stem[-1]) else [stem]
            stems = list(filter(_may_be_stem, stems))
            return list(filter(is_word, stems)) or stems
    for ending in ("ten", "den", "te", "de", "t"):
        stem = form.removesuffix(ending)
        if stem != form:
            is_known = is_new(stem) if ending == "t" else _takes(stem, ending[0]) and is_word(stem)
            is_likely = is_known or _IS_ENGLISH.search(stem)
            return (stem,) if is_likely and _may_be_stem(stem) else ()
    return ()


def _may_be_stem(stem: str) -> bool:
    """Tell whether letters may be the stem of a new verb: no compound, no noun in -heid."""
    has_length = _SHORTEST_STEM <= len(stem) <= _LONGEST_NEW_STEM
    return has_length and _ENDS_LIKE_STEM.search(stem) is not None


def _is_compound(form: str, is_word: Callable[[str], bool]) -> bool:
    """Tell whether a form in ge- is a compound instead of a participle: *geluid-kaart*."""
    ends = range(_SHORTEST_FORM - 1, len(form) - _SHORTEST_STEM + 1)
    return any(is_word(form[:end]) and is_word(form[end:].removeprefix("s")) for end in ends)


def _of_participle(form: str) -> Iterator[str]:
    """Yield possible infinitives if the form is a participle: gekapt, gevormde, boeiend."""
    for plain in _uninflected(form):
        if plain.endswith("end"):
            yield plain[:-1]
        if plain.startswith("ge") and plain[-1] in "td":
            for stem in _stems_before_dental(plain.removeprefix("ge")):
                yield from infinitives(stem)


def _of_other_form(form: str) -> Iterator[str]:
    """Yield possible infinitives of a participle without ge-, a past, or a present tense."""
    for plain in _uninflected(form):
        if plain[-1] in "td" and plain.startswith(_UNSTRESSED):
            for stem in _stems_before_dental(plain):
                yield from infinitives(stem)
    for ending in ("te", "ten", "de", "den"):
        if form.endswith(ending) and _takes(form.removesuffix(ending), ending[0]):
            yield from infinitives(form.removesuffix(ending))
    if form.endswith(_PRESENT_IN_T):
        yield from infinitives(form[:-1])


def _uninflected(form: str) -> Iterator[str]:
    """Yield the form, also without -e or -en: gehate is gehaat, gekapte gekapt."""
    yield form
    for ending in ("e", "en"):
        if form.endswith(ending):
            yield long_vowel(form.removesuffix(ending))


def _stems_before_dental(form: str) -> Iterator[str]:
    """Yield the stem without the ending -t or -d, and with it, as in *meld*, *test*."""
    stem = form[:-1]
    if _takes(stem, form[-1]) or _IN_SILENT_E.search(stem):  # writers waver: geskypet, geskyped
        yield stem
    yield form


def _takes(stem: str, dental: str) -> bool:
    """Tell whether a stem may have this dental ending; f and s allow both, because of v and z."""
    stem = stem.removesuffix("e")
    if stem.endswith(("f", "s")):
        return True
    return (dental == "t") == stem.endswith(_VOICELESS)


def infinitives(stem: str) -> Iterator[str]:
    """Yield possible spellings of a stem's infinitive: *star* is of *starren*, not of *staren*."""
    if len(stem) >= _SHORTEST_STEM:
        if stem.endswith("e"):
            yield stem + "n"
        for opened in open_syllable(stem):
            if shorten(close_syllable(opened)) == shorten(stem):
                yield opened + "en"
