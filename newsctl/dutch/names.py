"""Names, recognised by capitals inside of sentences, without an article.

Whoever writes *de Belastingdienst* still sees the *dienst* in it; *Stadskanaal* and *Koolmees* have
no article, and are names that cannot be split. A word at the beginning of a line or a sentence
is no evidence.
"""

from __future__ import annotations

import re
from collections import Counter

_NAME = r"([A-Z][a-z]{4,})(?![\w'’-])"
_INSIDE = re.compile(rf" (?<=[a-z,] ){_NAME}")
_ARTICLE = "de|het|een|dit|dat|deze|die|onze?|elke?|iedere?|geen|[mz]ijn|haar|hun|uw|jouw"
_AFTER_ARTICLE = re.compile(rf" (?:{_ARTICLE}) {_NAME}")
_MUCH_OFTENER = 4


def names_in(text: str) -> Counter[str]:
    """Return the capitalised words inside of sentences: 1 for one that may be a name.

    A word with an article has a negative number: a name is much more often without.
    """
    names = Counter(set(_INSIDE.findall(text)))
    names.subtract(dict.fromkeys(_AFTER_ARTICLE.findall(text), _MUCH_OFTENER))
    return names
