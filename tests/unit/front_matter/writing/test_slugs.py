"""Slugs of titles in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.post.filename import slugify
from newsctl.front_matter.writing.new_name import slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Één café in Curaçao", "een-cafe-in-curacao"),
        ("Киев и Москва", "kiev-i-moskva"),
        ("Αθήνα 2024", "athina-2024"),
        ("東京の朝", "dongjingnochao"),
        ("De brug: Київ", "de-brug-kiiv"),
        ("€ 5 in de kas 😀", "euro-5-in-de-kas"),
        ("😀", "zonder-titel"),
    ],
)
def test_a_title_in_any_script_has_a_slug(title, slug):
    assert slug_of(title) == slug


@given(st.text(max_size=60))
def test_a_slug_is_one_always_and_that_of_latin_titles_is_as_it_was(title):
    slug = slug_of(title)
    assert slugify(slug) == slug
    if title.isascii():
        assert slug == slugify(title)
