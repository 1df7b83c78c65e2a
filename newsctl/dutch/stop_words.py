"""Function words, which carry the grammar of a sentence rather than what it is about."""

from __future__ import annotations

from newsctl.dutch import word_lists


def is_stop_word(word: str) -> bool:
    """Tell whether a folded surface form is a function word.

    Function words are indexed all the same: without them no phrase like *to be or not to be* and
    no *het weer* could be found. A query may treat them as optional.
    """
    return word in word_lists.words("stop_words")
