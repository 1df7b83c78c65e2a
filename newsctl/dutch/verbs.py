"""Regular verbs: the infinitive of a form that the lemma list lacks (gelekte, informeerden).

The list has the infinitives but far from all forms. The forms of weak verbs follow from the stem,
so they can be led back to it; what is found counts only when the list knows it for an infinitive.
Source: Algemene Nederlandse Spraakkunst (e-ANS); for -t- and -d- the rule of 't kofschip.
"""

from __future__ import annotations

from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from newsctl.dutch import word_lists
from newsctl.dutch.spelling import close_syllable, long_vowel, open_syllable, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SHORTEST_FORM = 5
_SHORTEST_STEM = 3
_FIRST_LETTERS = 2  # no separable prefix is shorter
_VOICELESS = tuple("tkpsfhx")  # h for ch
_UNSTRESSED = ("be", "ver", "ont", "her", "er")  # no ge- before these: verkocht
_ENDINGS = ("d", "t", "de", "te", "den", "ten")
_PRESENT_IN_T = ("eert", "elt", "ert")  # in other words a final t tells too little: overlast


def infinitive(
    form: str, *, is_word: Callable[[str], bool], is_infinitive: Callable[[str], bool]
) -> str | None:
    """Return the infinitive of a folded form of a regular verb, None when none is known.

    For a participle, with ge- or in -end, it is enough that the list may have the infinitive, which
    it often takes for a plural (trappen).
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
    """Return forms of a regular verb in -en that no noun has: present, past, participle."""
    closed = close_syllable(verb[:-2])
    forms = set()
    for stem in (closed, long_vowel(closed)):
        forms.add(stem + "t")
        for dental in filter(partial(_takes, stem), "td"):
            forms.update((stem + dental + "e", stem + dental + "en", "ge" + stem + dental))
    return frozenset(forms)


def separated(form: str) -> Sequence[tuple[str, str]]:
    """Return the ways to take a separable prefix off a form, the longest prefix first."""
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


def stems_of_new_verb(form: str) -> Iterator[str]:
    """Yield what a verb is made of if the form is of one that is new: geblogd, blogde, blogden."""
    for plain in _uninflected(form):
        if plain.startswith("ge") and plain[-1] in "td" and _takes(plain[:-1], plain[-1]):
            yield plain[2:-1]
    for ending in ("te", "ten", "de", "den"):
        if form.endswith(ending) and _takes(form.removesuffix(ending), ending[0]):
            yield form.removesuffix(ending)


def _of_participle(form: str) -> Iterator[str]:
    """Yield what the infinitive is if the form is a participle: gekapt, gevormde, boeiend."""
    for plain in _uninflected(form):
        if plain.endswith("end"):
            yield plain[:-1]
        if plain.startswith("ge") and plain[-1] in "td":
            for stem in _stems_before_dental(plain.removeprefix("ge")):
                yield from _infinitives(stem)


def _of_other_form(form: str) -> Iterator[str]:
    """Yield what the infinitive is if the form is a participle without ge-, a past, a present."""
    for plain in _uninflected(form):
        if plain[-1] in "td" and plain.startswith(_UNSTRESSED):
            for stem in _stems_before_dental(plain):
                yield from _infinitives(stem)
    for ending in ("te", "ten", "de", "den"):
        if form.endswith(ending) and _takes(form.removesuffix(ending), ending[0]):
            yield from _infinitives(form.removesuffix(ending))
    if form.endswith(_PRESENT_IN_T):
        yield from _infinitives(form[:-1])


def _uninflected(form: str) -> Iterator[str]:
    """Yield the form, and what it is without -e or -en: gehate is gehaat, gekapte gekapt."""
    yield form
    for ending in ("e", "en"):
        if form.endswith(ending):
            yield long_vowel(form.removesuffix(ending))


def _stems_before_dental(form: str) -> Iterator[str]:
    """Yield the stem without the ending -t or -d, and with it: its own in *meld*, *test*."""
    if _takes(form[:-1], form[-1]):
        yield form[:-1]
    yield form


def _takes(stem: str, dental: str) -> bool:
    """Tell whether a stem may have this dental; f and s have both, because of v and z.

    The e of English stems is silent: geliket, getimed.
    """
    stem = stem.removesuffix("e")
    if stem.endswith(("f", "s")):
        return True
    return (dental == "t") == stem.endswith(_VOICELESS)


def _infinitives(stem: str) -> Iterator[str]:
    if len(stem) >= _SHORTEST_STEM:
        if stem.endswith("e"):
            yield stem + "n"
        for opened in open_syllable(stem):
            if shorten(close_syllable(opened)) == shorten(stem):
                yield opened + "en"
