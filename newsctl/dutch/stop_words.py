"""Stop words: the function words of Dutch."""

from __future__ import annotations

from newsctl.dutch import word_lists


def is_stop_word(word: str) -> bool:
    """Tell whether a folded surface form is a function word.

    They are indexed too: without them no phrase such as *het weer* could be found. A query may
    treat them as optional.
    """
    return word in word_lists.words("stop_words")
