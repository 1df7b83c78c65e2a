from __future__ import annotations

import pytest

from newsctl.dutch import word_lists
from newsctl.dutch.indivisible import is_listed_as_one
from newsctl.dutch.inflection import inflection_key

LISTED = sorted(word_lists.words("indivisible"))


def test_what_is_listed_is_found_as_it_is_listed():
    assert [word for word in LISTED if not is_listed_as_one(word)] == []


def test_keys_of_what_is_listed_begin_as_it_does():
    assert [word for word in LISTED if inflection_key(word)[0] != word[0]] == []


@pytest.mark.parametrize("word", ["verkiezing", "kamerverkiezing", "e", ""])
def test_what_is_not_listed_is_not_found(word):
    assert not is_listed_as_one(word)
