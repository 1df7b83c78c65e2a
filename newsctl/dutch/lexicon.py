"""What is known of words: how common they are in the archive, and the base vocabulary of Dutch."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from newsctl.dutch.dictionary import DICTIONARY
from newsctl.dutch.keys import inflection_key

DocumentFrequency = Mapping[str, int] | Callable[[str], int]
"""In how many documents of the archive an inflection key stands."""

_IMAGINED_DOCUMENTS = 1000
"""The weight of the base vocabulary, as if so many documents of plain Dutch had been read."""
_SHARE_OF_A_LISTED_WORD = 1 / 3000
_SEEN_OFTEN_ENOUGH = 3
"""Documents that make a string of letters a word: one or two may be typing errors."""
_SHORT = 5
_SHORT_SEEN_OFTEN_ENOUGH = 10
"""The same for short strings, which are more often syllables, or names from abroad."""
MOST_COMMON = 5.0
"""The commonness from which on a word is no likelier a constituent for being commoner."""
_SEEN_MORE_THAN_BY_CHANCE = 2


class Lexicon:
    """The words of an archive, over those of Dutch.

    `document_frequency` tells of inflection keys; `documents` is the number of posts it counts.
    Costs nothing to make; the base vocabulary (`dictionary`) is opened when a word is looked up.
    """

    def __init__(self, document_frequency: DocumentFrequency, documents: int) -> None:
        if callable(document_frequency):
            self._frequency = document_frequency
        else:
            counted = document_frequency
            self._frequency = lambda key: counted.get(key, 0)
        self._documents = documents
        self._seen: dict[str, int] = {}
        self._commonness: dict[str, float] = {}

    def seen(self, word: str) -> int:
        """Return in how many documents the word or an inflection of it stands."""
        if not self._documents:
            return 0
        count = self._seen.get(word)
        if count is None:
            count = self._frequency(inflection_key(word))
            if count:  # most of what is asked is no word, and would fill the memory
                self._seen[word] = count
        return count

    def is_listed(self, word: str) -> bool:
        """Tell whether the base vocabulary has this form of the word."""
        return DICTIONARY.has(word)

    def is_word(self, word: str) -> bool:
        """Tell whether the base vocabulary has the word, or the archive often enough."""
        enough = _SHORT_SEEN_OFTEN_ENOUGH if len(word) <= _SHORT else _SEEN_OFTEN_ENOUGH
        return self.is_listed(word) or self.seen(word) >= enough

    def is_genitive(self, word: str) -> bool:
        """Tell whether a word in -s is only a form of the word without it: handels, handel."""
        return inflection_key(word) == inflection_key(word[:-1]) and self.is_word(word[:-1])

    def is_of_archive(self, word: str) -> bool:
        """Tell whether the archive has the word, without a look at the base vocabulary."""
        return self.seen(word) >= _SEEN_MORE_THAN_BY_CHANCE

    def commonness(self, word: str) -> float:
        """Return how common a word is: the logarithm of its share of documents, 0 to 6."""
        known = self._commonness.get(word)
        if known is None:
            known = self._commonness[word] = self._scale(word, self.seen(word))
        return known

    def surely_as_common_as(self, word: str) -> float:
        """Return a lower bound of a word's commonness: a few sightings may be chance."""
        seen = self.seen(word)
        return self._scale(word, max(0.0, seen - 1.5 * math.sqrt(seen)))

    def _scale(self, word: str, seen: float) -> float:
        imagined = _IMAGINED_DOCUMENTS * _SHARE_OF_A_LISTED_WORD if self.is_listed(word) else 0.0
        share = (seen + imagined) / (self._documents + _IMAGINED_DOCUMENTS)
        return 0.0 if share <= 0 else max(0.0, 6 + math.log10(share))


EMPTY = Lexicon({}, 0)
"""The lexicon of an archive without posts: Dutch alone."""
