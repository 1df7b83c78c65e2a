import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.post.entities import decoded, decoded_with_places


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("R&amp;D", "R&D"),
        ("caf&eacute;", "café"),
        ("&#8364;&#x20AC;", "€€"),
        ("AT&T; R&D &copy 2020", "AT&T; R&D &copy 2020"),
        ("&notit; &onzin;", "&notit; &onzin;"),
        ("&onzin; &amp", "&onzin; &amp"),
        ("&amp;lt;", "&lt;"),
        ("", ""),
    ],
)
def test_entities_are_the_letters_that_they_stand_for(written, read):
    assert decoded(written) == read


@given(st.lists(st.sampled_from(["a", "&", "&amp;", "&acE;", "&#x1F600;", ";", "é"])).map("".join))
def test_each_letter_has_its_place(written):
    read, places = decoded_with_places(written)
    if places is None:
        assert read == written
    else:
        assert places == sorted(places)
        assert len(places) == len(read) + 1
        assert all(
            written[place] in (letter, "&") for letter, place in zip(read, places[:-1], strict=True)
        )
