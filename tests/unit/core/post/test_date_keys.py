"""Which of a post's dates is its moment, by what they are called."""

from __future__ import annotations

import pytest

from newsctl.core.post.date_keys import DateMeaning, meaning_of


@pytest.mark.parametrize(
    ("meaning", "keys"),
    [
        (DateMeaning.PUBLICATION, "date datum published pubDate publish_date publicatiedatum"),
        (DateMeaning.CREATION, "created created_at date-created dateCreated aangemaakt_op"),
        (DateMeaning.OTHER, "time begin agenda legende wanneer spending"),
        (DateMeaning.CHANGE_OR_END, "updated lastmod last_modified updatedDate gewijzigd einde"),
        (DateMeaning.CHANGE_OR_END, "end end_date expiryDate due review_date published_until"),
    ],
)
def test_a_key_says_what_its_moment_is(meaning, keys):
    assert {key: meaning_of(key) for key in keys.split()} == dict.fromkeys(keys.split(), meaning)
