"""The analysis of Dutch words, shared by index and query so that they agree."""

from __future__ import annotations

from functools import cache, cached_property
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.messages import _, joined
from newsctl.dutch import word_lists
from newsctl.dutch.left_out import SIGN
from newsctl.dutch.lemmas import search_keys
from newsctl.dutch.normalise import normalise
from newsctl.dutch.tokens import forms, iter_tokens, words
from newsctl.storage.digests import short_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsctl.dutch.lexicon import Lexicon

ANALYSIS_VERSION = 18
# 1: tokens, inflection key, lemma key, parts by document frequency.
# 2: a final -e, -s or -en of the stem is kept, names are whole, a regular linking s goes before
#    a head in s, strong verbs by list, raised and lowered digits are digits.
# 3: nouns by their suffix, ster, ring, oor and tand as heads, a constituent has its noun's key
#    alone, a noun is no past tense, longer compounds may be commoner than their parts.
# 4: a constituent is a word of the archive as written, no string of letters with a word's key;
#    verbs that have nothing to do with the noun of their stem have a key of their own.
# 5: ligatures, full-width and mathematical letters are plain ones, titles without entities.
# 6: a verb is its own key beside its noun's, participles that are listed as adjectives keep their
#    verb, no word shares a key with a stop word, plurals of loans, older spellings.
# 7: a compound has its head's inflection and a verb for a verb's head, constituents by the size of
#    their families, names by their capitals, no scraps for words.
# 8: what a hyphen leaves out is read.
# 9: plurals in -stenen, an s that the plural in -zen tells.
# 10: what a hyphen leaves out is a listed word where there is one.
# 11: short listed words are whole whose first part begins hardly any other, or that are commoner
#     than their head; forms come apart as their lemma does; on- before adjectives.
# 12: what a hyphen leaves out stands for the word with each tail, or with a listed beginning.
# 13: older spellings with a k twice: kontakt.
# 14: verbs that no list has by their stem, a stem that is no noun has its verb's key, forms without
#     their accents or a plural's apostrophe have lemmas, -en- for -e- in compounds that no list
#     has, -sche, opaque words.
# 15: no word shares a key with a small number.
# 16: nouns that are verbs too (schaatsen, vertrouwen) have the verb's key, groeten is no groenten,
#     rijden is no past of rijen, no part of a compound is a past, forms that no list has are of
#     what is written without their ending (verleenen).
# 17: a number with points, commas or colons inside is one word, no hyphen makes one of two.
# 18: no lemma of the other sex, no participle of what is a noun alone (*bekend*, *beken*), nor one
#     that is a plural of an adjective, separable verbs, their stems and nouns are whole.


class AnalysedWord(NamedTuple):
    """The word at one position: its folded surface forms, its keys, the keys of its parts."""

    surfaces: tuple[str, ...]
    keys: tuple[str, ...]
    parts: tuple[str, ...]


class WordAnalysis(NamedTuple):
    """The analysis of a word as shown to a person: see `newsctl analyze`.

    `keys` are all that a query for the word looks for, `parts` its constituents as written,
    outermost first, and `why` the reason for the split, or against one. `rules` say why it has
    each key, and what else it finds.
    """

    word: str
    tokens: tuple[str, ...]
    keys: tuple[str, ...]
    parts: tuple[str, ...]
    why: str
    rules: tuple[str, ...] = ()


class DutchAnalysis:
    """The analysis of words with one lexicon. It caches nothing."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def terms(self, raw: str) -> tuple[AnalysedWord, ...]:
        """Return the words that a raw token is indexed and searched as, by position."""
        spelt = words(raw)
        surfaces = spelt if raw.isascii() else forms(raw)
        return tuple(map(self._analysed, surfaces, spelt))

    def explain(self, word: str) -> WordAnalysis:
        """Explain the analysis of a word, or of other text typed as one."""
        # Rarely needed, both of them
        from newsctl.dutch.compounds import split  # noqa: PLC0415
        from newsctl.dutch.explanations import what_else, why_keys  # noqa: PLC0415

        raws = [raw for _, _, _, raw in iter_tokens(word)]
        terms = [term for raw in raws for term in self.terms(raw)]
        splits = [split(spelt, self.lexicon) for raw in raws for spelt in _whole_words(raw)]
        parts = _distinct(part for found in splits for part in found.parts)
        spelt = _distinct(one for raw in raws for place in words(raw) for one in place)
        rules = [
            *chain.from_iterable(map(why_keys, spelt)),
            *(
                rule
                for raw in raws
                for rule in what_else(raw, word, is_compound=any(t.parts for t in self.terms(raw)))
            ),
        ]
        return WordAnalysis(
            word=word,
            tokens=_distinct(surface for term in terms for surface in term.surfaces),
            keys=_distinct(key for term in terms for key in term.keys),
            parts=parts,
            why=joined("; ", _distinct(found.why for found in splits)) or _("no letters or digits"),
            rules=_distinct(rules),
        )

    def _analysed(self, surfaces: tuple[str, ...], spelt: tuple[str, ...]) -> AnalysedWord:
        if len(spelt) == 1:
            word = spelt[0]
            return AnalysedWord(surfaces, search_keys(word), self._part_keys(word, self.lexicon))
        keys = _distinct(chain.from_iterable(map(search_keys, spelt)))
        parts = chain(*[self._part_keys(word, self.lexicon) for word in spelt])
        return AnalysedWord(surfaces, keys, _distinct(key for key in parts if key not in keys))

    @cached_property
    def _part_keys(self) -> Callable[[str, Lexicon], tuple[str, ...]]:
        # A query's words have their keys in the index, and need nothing that takes words apart
        from newsctl.dutch.compounds import part_keys  # noqa: PLC0415

        return part_keys


def _whole_words(raw: str) -> tuple[str, ...]:
    """Return the parts of a raw token that can be compounds: a hyphenated word as one."""
    if SIGN in raw:
        return words(raw)[0]
    return (raw,) if "-" in normalise(raw) else tuple(word for here in words(raw) for word in here)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _version_of_simplemma() -> str:
    """Return the version in the name of the installed folder.

    `importlib.metadata` imports the e-mail parser for it, a tenth of the start of a search.
    """
    found = find_spec("simplemma")
    folders = Path(found.origin).parents[1] if found and found.origin else Path()
    names = sorted(folder.name for folder in folders.glob("simplemma-*.dist-info"))
    if len(names) == 1:
        return names[0]
    from importlib.metadata import version  # noqa: PLC0415 -- only where the name does not tell

    return version("simplemma")


@cache
def fingerprint() -> str:
    """Return a short text that changes whenever the analysis of any word may have changed."""
    made_of = f"{ANALYSIS_VERSION} {_version_of_simplemma()}".encode() + word_lists.contents()
    return f"dutch-{ANALYSIS_VERSION}-{short_digest(made_of)}"
