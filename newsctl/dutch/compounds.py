"""Compound splitting.

After Koehn and Knight, "Empirical Methods for Compound Splitting" (EACL 2003): a split is accepted
when its parts together are commoner than the whole. Frequencies are those of the archive on top of
a base vocabulary (see `lexicon`), so that it works from the first post on.
"""

from __future__ import annotations

from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.messages import _, joined
from newsctl.dutch import word_lists
from newsctl.dutch.constituents import has_large_family, is_verb_stem, particles
from newsctl.dutch.derivations import is_derived_noun
from newsctl.dutch.indivisible import why_indivisible
from newsctl.dutch.inflection import inflection_key
from newsctl.dutch.lemmas import (
    constituent_keys,
    has_own_plural,
    infinitive_of,
    is_verb,
    is_verb_form,
    lemma,
    search_keys,
    verb_of,
)
from newsctl.dutch.lexicon import EMPTY, Lexicon
from newsctl.dutch.normalise import fold, normalise
from newsctl.dutch.readings import best_reading
from newsctl.dutch.verbs import infinitives, separated

if TYPE_CHECKING:
    from collections.abc import Iterator

_CompoundParts = tuple[str, ...]

_SHORTEST_TO_SPLIT_AGAIN = 7
_SHORTEST_START = 2
_SHORT_HEAD = 6
_ALLOWANCE = 0.8  # six times
_LENGTH_OF_CHANCE = 9
_ALLOWANCE_FOR_A_LETTER = 0.2
_LENGTH_OF_OPAQUE = 8
_LISTED_WHERE_SHORT = 3
_FAR_COMMONER = 0.8  # six times
_COMMONER = 0.25  # nearly twice
_SHORTEST_AFTER_PARTICLE = 5
_FEWEST_WITH_NEIGHBOURS = 3
_FREQUENTATIVE = ("elen", "eren")  # kitt-elen holds no *telen*
_AFTER_APOSTROPHE = {"s", "tje", "tjes", "je", "jes", "er", "ers"}  # foto's, baby'tje, NSB'er


class Split(NamedTuple):
    """The split of a word.

    `parts` are its constituents as written, without linking letters, outermost first: for
    *gemeenteraadsverkiezingen* gemeenteraad, verkiezingen, gemeente, raad. Empty for no compound.
    `why` says for a person why the word is split, or why not.
    """

    parts: tuple[str, ...]
    why: str


def split(word: str, lexicon: Lexicon) -> Split:
    """Split a word in any spelling, and its constituents recursively."""
    return Split(*_taken_apart(fold(normalise(word)), lexicon))


def part_keys(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the distinct keys of a word's constituents, without those of the word itself.

    Adjacent constituents are included as pairs too: which of them belong together in
    *kernafvalopslag* is hard to tell, and a reader may search for *kernafval* or *afvalopslag*.
    """
    folded = fold(normalise(word))
    parts, _ = _taken_apart(folded, lexicon)
    if not parts:
        return ()
    if len(parts) >= _FEWEST_WITH_NEIGHBOURS:
        parts = (*parts, *_neighbours(folded, parts))
    own = search_keys(word)
    keys = dict.fromkeys(chain.from_iterable(map(constituent_keys, parts)))
    return tuple([key for key in keys if key not in own])


def cuts(word: str) -> tuple[int, ...]:
    """Return the offsets at which a normalised word is split by Dutch alone; empty if it is not.

    They are sorted outermost first. Linking letters precede the cut: *gemeente|raads|leden*.
    """
    folded = fold(word)
    if not folded.isalpha() or len(folded) != len(word):
        return ()
    return tuple(dict.fromkeys(_cuts(folded)))


def _cuts(word: str) -> Iterator[int]:
    segments, _ = EMPTY.remembered(_segments)[word]
    starts = [0]
    for segment in segments[1:]:
        start = word.find(segment, starts[-1] + 1)
        if start < 0:  # a head as in the lemma: isolatie|lagen
            start = word.find(segment[:_SHORTEST_START], starts[-1] + len(segments[0]))
        if start < 0:
            return
        starts.append(start)
    yield from starts[1:]
    for start, segment in zip(starts, segments, strict=False):
        if len(segment) >= _SHORTEST_TO_SPLIT_AGAIN:
            yield from (start + inner for inner in _cuts(segment))


def _taken_apart(word: str, lexicon: Lexicon) -> tuple[_CompoundParts, str]:
    """Return the constituents of a folded word, outermost first, and the reason."""
    if not word.isalnum():
        word = _without_apostrophe(word.strip("-'"))
        pieces = [piece for piece in word.split("-") if piece]
        if len(pieces) > 1:
            inner = [part for piece in pieces for part in _taken_apart(piece, lexicon)[0]]
            return tuple(dict.fromkeys((*pieces, *inner))), _("written with a hyphen")
    known = lexicon.remembered(_segments)  # of the words that stand in others
    segments, why = known.get(word) or _segments(word, lexicon)
    return _outermost_first(segments, lexicon) if segments else (), why


def _neighbours(word: str, parts: tuple[str, ...]) -> Iterator[str]:
    """Yield the substrings of a word from the start of a constituent to the end of a later one."""
    if not word.isalpha():
        return
    starts = {part: word.find(part) for part in parts}
    ends = {part: start + len(part) for part, start in starts.items() if start >= 0}
    for first, until in ends.items():
        for last, end in ends.items():
            if until <= starts[last] and (starts[first], end) != (0, len(word)):
                yield word[starts[first] : end]


def _without_apostrophe(word: str) -> str:
    base, _, ending = word.rpartition("'")
    return base if base and ending in _AFTER_APOSTROPHE else word


def _outermost_first(segments: _CompoundParts, lexicon: Lexicon) -> _CompoundParts:
    """Return the constituents to search for, followed by those inside of them."""
    unasked = _unasked(before_verb=is_verb_form(segments[-1]))
    modifiers = [part for part in segments[:-1] if part not in unasked]
    parts = dict.fromkeys((*modifiers, segments[-1]))
    inner = lexicon.remembered(_inside)
    return tuple(chain(parts, *[inner[p] for p in parts if len(p) >= _SHORTEST_TO_SPLIT_AGAIN]))


def _inside(part: str, lexicon: Lexicon) -> _CompoundParts:
    """Return the constituents of a constituent, outermost first."""
    segments, _ = lexicon.remembered(_segments)[part]
    return _outermost_first(segments, lexicon) if segments else ()


@cache
def _unasked(*, before_verb: bool) -> frozenset[str]:
    """Return the modifiers that no search is about."""
    nouns = word_lists.words("nouns_before_verbs") if before_verb else frozenset()
    return particles().union(word_lists.words("place_modifiers"), nouns)


def _segments(word: str, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """Return the constituents of a word, and why it is or is not a compound."""
    if reason := why_indivisible(word):
        return (), reason
    parts = (
        best_reading(word, lexicon)
        or _reading_of_quality(word, lexicon)
        or _reading_of_inflected(word, lexicon)
    )
    if (parts is None or len(parts[-1]) <= _SHORT_HEAD) and (plain := _uninflected(word)):
        if reason := why_indivisible(plain):
            return (), joined(": ", (plain, reason))
        parts = _agreed(parts, lexicon.remembered(best_reading)[plain])
    parts = parts and _with_verb_stems(parts)
    if parts is None:
        return (), _("no sequence of known words")
    if lexicon.is_name(word):
        return (), _("{parts}: a name, by its capitals in the archive", parts=" + ".join(parts))
    if reason := _why_no_such_compound(word, parts):
        return (), joined(": ", (" + ".join(parts), reason))
    after_particle = not particles().isdisjoint(parts[:-1])
    judge = _judge_after_particle if after_particle else _judge
    stands, why = judge(word, parts, lexicon)
    return (parts if stands else ()), joined(": ", (" + ".join(parts), why))


def _with_verb_stems(parts: _CompoundParts) -> _CompoundParts:
    """Join a particle to the stem of a separable verb before a head: uitwijk + lijst, no *wijk*."""
    for at, (particle, stem) in enumerate(pairwise(parts[:-1])):
        verbs = (particle + verb for verb in infinitives(stem)) if particle in particles() else ()
        if any(lemma(verb) == verb for verb in verbs):
            return (*parts[:at], particle + stem, *_with_verb_stems(parts[at + 2 :]))
    return parts


def _why_no_such_compound(word: str, parts: _CompoundParts) -> str | None:
    """Return why a listed word is no compound with this head; None if it may be one.

    A compound is inflected as its head is, and a verb has a verb as its head: *handhaven* is no
    *haven*, and *sterkere* no *ster*. A short word whose parts form hardly any other compounds is
    probably a simple word: *diefstal*, *bastaard*.
    """
    modifier, *_between, head = parts
    if verb := verb_of(word):
        return _why_no_such_verb(verb, modifier, head)
    found = lemma(word)
    if found is None:
        return None
    if found.startswith(word):
        found = word  # superheld, for which the list has superheldin
    is_short = len(head) < _SHORT_HEAD
    if found != word and is_short and not _is_inflected_as(fold(found), head):
        return _(
            "a form of {found}, and {head} is none of what that ends in", found=found, head=head
        )
    if found == word and is_short and _is_doubtful(word, head):
        return _("hardly any listed word ends in {head}", head=head)
    if len(found) <= _LENGTH_OF_OPAQUE and _begins_hardly_any(modifier):
        return _("hardly any listed word begins with {modifier}", modifier=modifier)
    return None


def _why_no_such_verb(verb: str, modifier: str, head: str) -> str | None:
    """Return why a verb, or a noun of one, is no compound with this head.

    A separable verb and its nouns are none: *samenwerking* is no *werking*, and *deelneemt* is no
    form of *nemen*.
    """
    base = verb_of(head)
    stands = base and verb.endswith(base) and has_large_family(base, "productive_heads")
    if modifier in _unasked(before_verb=True):
        return _("a particle, in a word with a meaning of its own")
    if base is None or not stands:
        return _("a verb, and {head} is no form of one that ends it", head=head)
    if base.endswith(_FREQUENTATIVE) and modifier[-1] == base[0]:
        return _("a verb in {suffix} of {modifier}", suffix=base[1:], modifier=modifier)
    return None


def _is_doubtful(word: str, head: str) -> bool:
    """Tell whether a word may end in a head only by chance, as man-grove does.

    That is so if few other words have that head, and the word is short or its head an inflected
    form.
    """
    if has_large_family(head, "productive_heads"):
        return False
    is_form = not (lemma(head) or head).startswith(head) and not has_own_plural(head)
    return len(word) <= _LENGTH_OF_OPAQUE or is_form


def _begins_hardly_any(modifier: str) -> bool:
    """Tell whether a modifier begins hardly any words; verb stems, which are many, do not count.

    Short modifiers have a list of what they begin.
    """
    if len(modifier) <= _LISTED_WHERE_SHORT or is_verb_stem(modifier):
        return False
    return not has_large_family(modifier, "productive_modifiers")


def _is_inflected_as(found: str, head: str) -> bool:
    key = inflection_key(head)
    ends = (lemma(head) or head, key)
    return found.endswith(ends) or inflection_key(found).endswith(key)


def _agreed(
    inflected: _CompoundParts | None, plain: _CompoundParts | None
) -> _CompoundParts | None:
    """Return the constituents of a word by which its plain form is split too.

    They are those of the inflected word if both end in the same word, else those of the plain form,
    if any: *filmsterren* is not film + terren.
    """
    if inflected and plain and inflection_key(plain[-1]) == inflection_key(inflected[-1]):
        return inflected
    return plain


def _reading_of_quality(word: str, lexicon: Lexicon) -> _CompoundParts | None:
    """Split an unlisted noun in -heid as its adjective: doel + gericht(heid)."""
    adjective, suffix, rest = word.rpartition("heid")
    if rest or not suffix or why_indivisible(adjective):
        return None
    parts = best_reading(adjective, lexicon)
    return (*parts[:-1], parts[-1] + suffix) if parts else None


def _reading_of_inflected(word: str, lexicon: Lexicon) -> _CompoundParts | None:
    """Split a plural or genitive with an unlisted head: project + verantwoordelijk(en)."""
    stem = word.removesuffix("en") if word.endswith("en") else word.removesuffix("s")
    if not _LENGTH_OF_CHANCE <= len(stem) < len(word) or lemma(word) == word:
        return None
    return best_reading(stem, lexicon) if inflection_key(stem) == inflection_key(word) else None


def _uninflected(word: str) -> str | None:
    """Return the base of a regular inflection: prinsessen is not prins + essen."""
    found = lemma(word)
    if found is None or found == word or len(found) > len(word):
        return None
    return fold(normalise(found)) if inflection_key(found) == inflection_key(word) else None


def _judge(word: str, parts: tuple[str, ...], lexicon: Lexicon) -> tuple[bool, str]:
    """Compare the whole with the geometric mean of its parts (Koehn and Knight, section 3).

    They let a split stand when the parts are as common as the whole. An archive has its subjects,
    and may write of the *kerstvakantie* every year and seldom of *kerst*, so some more is allowed;
    more again for a longer word, since fewer of them can be read as two words by chance. A short
    word of the list that is commoner than its head has grown apart from it: *paspoort*.
    """
    common = lexicon.surely_as_common_as(word)
    is_short = len(word) <= _LENGTH_OF_OPAQUE and lexicon.is_listed(word)
    if is_short and common > lexicon.commonness(parts[-1]) + _COMMONER:
        return False, _("commoner than {parts}", parts=parts[-1])
    free = map(lexicon.remembered(_commonness_of_free).__getitem__, parts)
    counted = [one for one in free if one is not None]
    if not counted:
        counted = [lexicon.commonness(part) for part in parts]
    together = sum(counted) / len(counted)
    allowed = _ALLOWANCE + _ALLOWANCE_FOR_A_LETTER * max(0, len(word) - _LENGTH_OF_CHANCE)
    if common > together + allowed:
        return False, _("together much rarer than the whole")
    return True, _("together not much rarer than the whole")


def _commonness_of_free(part: str, lexicon: Lexicon) -> float | None:
    """Return the commonness of a constituent; None if it cannot stand alone."""
    bound = word_lists.words("bound_elements")
    if part + "-" in bound or "-" + part in bound:
        return None
    if not lexicon.is_word(part) and (is_derived_noun(part) or part.endswith("heid")):
        return None
    return lexicon.commonness(part)


def _judge_after_particle(word: str, parts: tuple[str, ...], lexicon: Lexicon) -> tuple[bool, str]:
    head = parts[-1]
    if lexicon.is_listed(word) or (lemma(head) != head and _is_of_separable_verb(word)):
        return False, _("a particle, in a word with a meaning of its own")
    if len(head) < _SHORTEST_AFTER_PARTICLE:
        return False, _("a particle and a short word")
    if lexicon.commonness(head) < lexicon.surely_as_common_as(word) + _FAR_COMMONER:
        return False, _("a particle, and {head} is not much commoner than the whole", head=head)
    return True, _("{head} is much commoner than the whole", head=head)


def _is_of_separable_verb(word: str) -> bool:
    """Tell whether a word is a form of a separable verb: *toestemt*, which is no *stemt*."""
    verb = infinitive_of(word) or ""
    return any(is_verb(base) and lemma(base) for _prefix, base in separated(verb))
