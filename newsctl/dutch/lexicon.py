"""Word frequencies: how common words are in the archive, over the base vocabulary of Dutch."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from newsctl.dutch import word_lists
from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.inflection import inflection_key

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    FormRule = Callable[[str, "Lexicon"], "_Said"]

_Said = TypeVar("_Said")

_IMAGINED_DOCUMENTS = 1000
"""The weight of the base vocabulary, as if so many documents of plain Dutch had been read."""
_SHARE_OF_A_LISTED_WORD = 1 / 3000
_SEEN_OFTEN_ENOUGH = 3
"""Documents that make a string of letters a word: one or two may be typing errors."""
_SHARE_OF_A_WORD = 1 / 500
"""The share of documents that does: of words broken at line ends, scraps come again and again."""
_SHORT = 5
_SHORT_IS_OFTENER = 3
"""How many times as many it takes for short strings, more often syllables, or names from abroad."""
_SCRAP = re.compile(
    r"[bcdfghjklmnprstvwz]?(?:lijk|baar|ig|zaam|loos|achtig|matig|waardig)(?:heid|heden|ere?)"
)
"""What such words end in, as if it were one."""
FEWEST_OF_A_NAME = 3
"""Documents that make a word a name, each with a capital inside a sentence and no article."""
MOST_COMMON = 5.0
"""The commonness from which on a word is no likelier a constituent for being commoner."""
_LATELY = 1 << 16
_SEEN_MORE_THAN_BY_CHANCE = 2
_SHARE_BY_CHANCE = 1 / 1000


class LexiconCounts(Protocol):
    """The number of documents of the archive with each inflection key.

    Words that differ from their key are included with 0, so that words can be told from other
    strings; and capitalised words, with the number of documents that have them as names (see
    `names`).
    """

    def get(self, form: str) -> int | None:
        """Return the documents with a key; 0 for a word that is no key, None if unknown."""

    @property
    def forms(self) -> Container[str]:
        """The keys and words, for many look-ups."""

    def load(self) -> None:
        """Read all of them into memory."""


class Counted:
    """Counts in memory."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.get = counts.get
        self.forms: Container[str] = counts

    def load(self) -> None:
        """Do nothing, since they are in memory."""


class Lexicon:
    """The words of an archive, over those of Dutch.

    `counts` has the archive's words and keys; `documents` is the number of posts counted. It is
    cheap to make: the base vocabulary (`dictionary`) is opened on the first look-up.
    """

    def __init__(self, counts: LexiconCounts | Mapping[str, int], documents: int) -> None:
        self._counts = (
            Counted(counts) if isinstance(counts, dict) else cast("LexiconCounts", counts)
        )
        self._documents = documents
        self._seen: dict[str, int] = {}
        self._own: frozenset[str] | None = None
        self._remembered: dict[FormRule[Any], _Remembered[Any]] = {}
        self._lately: dict[FormRule[Any], Callable[[str], Any]] = {}

    def load(self) -> None:
        """Load all words now, for a caller that will look up many and must not wait then.

        At 100,000 posts that takes some 0.2 s, and tens of megabytes.
        """
        DICTIONARY.load_forms()
        self._counts.load()

    def remembered(self, rule: FormRule[_Said]) -> Mapping[str, _Said]:
        """Return the results of a rule for words, cached for each word."""
        if rule not in self._remembered:
            self._remembered[rule] = _Remembered(rule, self)
        return self._remembered[rule]

    def remembered_lately(self, rule: FormRule[_Said]) -> Callable[[str], _Said]:
        """Return a rule with a cache of the most recent strings only.

        For rules that are asked about many more strings than there are words. The cache belongs to
        the lexicon, since a longer-lived one would keep the lexicon in memory.
        """
        if rule not in self._lately:
            self._lately[rule] = lru_cache(_LATELY)(lambda letters: rule(letters, self))
        return self._lately[rule]

    def seen(self, word: str) -> int:
        """Return the number of documents with the word or an inflection of it.

        It is 0 for a string that is no word of the archive or the base vocabulary.
        """
        count = self._seen.get(word)
        if count is None:
            if not self._documents or not (self.has_form(word) or self.is_listed(word)):
                return 0  # most of what is asked is no word, and would fill the memory
            count = self._seen[word] = self._counts.get(inflection_key(word)) or 0
        return count

    def known(self, strings: Sequence[str]) -> frozenset[str]:
        """Return those strings that may be words or constituents."""
        listed, own = DICTIONARY.forms, self._counts.forms
        if isinstance(listed, frozenset) and isinstance(own, Collection):
            if self._own is None:
                self._own = _elements().union(own)
            return listed.intersection(strings) | self._own.intersection(strings)
        known = (listed, own, _elements())  # looked up in the file, which is slow
        return frozenset(one for one in strings if any(one in kept for kept in known))

    def is_listed(self, word: str) -> bool:
        """Tell whether the base vocabulary has this form of the word."""
        return DICTIONARY.has(word)

    def is_word(self, word: str) -> bool:
        """Tell whether the base vocabulary has the word, or the archive has it often enough."""
        if self.is_listed(word):
            return True
        enough = max(_SEEN_OFTEN_ENOUGH, self._documents * _SHARE_OF_A_WORD)
        if len(word) <= _SHORT:
            enough *= _SHORT_IS_OFTENER
        return self.seen(word) >= enough and _SCRAP.fullmatch(word) is None

    def is_name(self, word: str) -> bool:
        """Tell whether the archive has the word nearly always as a name."""
        name = word.capitalize()
        if not self.has_form(name):
            return False
        inside = self._counts.get(name) or 0
        return inside >= max(FEWEST_OF_A_NAME, self.seen(word) / 2)

    def is_genitive(self, word: str) -> bool:
        """Tell whether a word in -s is only a form of the word without it: handels, handel."""
        return inflection_key(word) == inflection_key(word[:-1]) and self.is_word(word[:-1])

    def is_of_archive(self, word: str) -> bool:
        """Tell whether the archive has the word, listed or more than by chance."""
        return self.remembered_lately(_is_of_archive)(word)

    def commonness(self, word: str) -> float:
        """Return how common a word is: the logarithm of its share of documents, 0 to 6."""
        return self._scale(word, self.seen(word))

    def surely_as_common_as(self, word: str) -> float:
        """Return a lower bound of a word's commonness, since a few occurrences may be chance."""
        seen = self.seen(word)
        return self._scale(word, max(0.0, seen - 1.5 * math.sqrt(seen)))

    def has_form(self, word: str) -> bool:
        """Tell whether a string is a word of the archive or the key of one."""
        return word in self._counts.forms

    def share_by_chance(self) -> float:
        """Return the number of documents that may have a word by chance."""
        return self._documents * _SHARE_BY_CHANCE

    def _scale(self, word: str, seen: float) -> float:
        imagined = _IMAGINED_DOCUMENTS * _SHARE_OF_A_LISTED_WORD if self.is_listed(word) else 0.0
        share = (seen + imagined) / (self._documents + _IMAGINED_DOCUMENTS)
        return 0.0 if share <= 0 else max(0.0, 6 + math.log10(share))


def _is_of_archive(word: str, lexicon: Lexicon) -> bool:
    if not lexicon.has_form(word) or _SCRAP.fullmatch(word):
        return False
    seen = lexicon.seen(word)
    if seen < _SEEN_MORE_THAN_BY_CHANCE:
        return False
    return seen >= lexicon.share_by_chance() or lexicon.is_listed(word)


@cache
def _elements() -> frozenset[str]:
    """Return the particles, and elements that begin or end compounds without being words."""
    bound = (element.strip("-") for element in word_lists.words("bound_elements"))
    return word_lists.words("particles").union(bound)


class _Remembered(dict[str, _Said]):
    """A cache of a rule's results, computed on the first look-up."""

    def __init__(self, rule: FormRule[_Said], lexicon: Lexicon) -> None:
        self._rule = rule
        self._lexicon = lexicon

    def __missing__(self, word: str) -> _Said:
        said = self[word] = self._rule(word, self._lexicon)
        return said


EMPTY = Lexicon({}, 0)
"""The lexicon of an archive without posts: Dutch alone."""
