"""The lexicon: which strings of letters may be words, wherever those of the archive are."""

import gc
import weakref

import pytest

from newsctl.dutch.lexicon import Lexicon
from newsctl.dutch.readings import best_reading

COUNTS = {"verkiez": 3, "zeegaatje": 0}


class KeptForms:
    """The words of an archive where they are kept: one can be asked for, and not all be read."""

    def __contains__(self, form):
        return form in COUNTS


class Kept:
    """Counts that are looked up where they are, as those of an index are for a few words."""

    get = COUNTS.get
    forms = KeptForms()


@pytest.mark.parametrize("counts", [COUNTS, Kept()])
@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("verkiez", True),
        ("zeegaatje", True),
        ("verkiezing", True),
        ("jarige", True),
        ("electro", True),
        ("over", True),
        ("xqz", False),
        ("jarige-", False),
    ],
)
def test_what_may_be_a_word_is_of_the_archive_or_listed_or_an_element(counts, string, expected):
    assert (string in Lexicon(counts, 10).known([string, "zzz"])) is expected


def test_nothing_keeps_the_lexicon_of_an_archive_that_was_closed():
    lexicon = Lexicon({"storm": 40, "schade": 30}, 100)
    assert best_reading("stormschade", lexicon) == ("storm", "schade")
    left = weakref.ref(lexicon)
    del lexicon
    gc.collect()
    assert left() is None
