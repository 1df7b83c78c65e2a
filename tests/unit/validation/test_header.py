from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.problems import Position
from newsctl.validation.header import header_of


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"---\na: 1\n---\nbody", "a: 1\n"),
        (b"\xef\xbb\xbf---\r\na: 1\r\n---\r\n", "a: 1\r\n"),
        (b"---  \na: 1\n---", "a: 1\n"),
        (b"---\n---\n", ""),
        (b"---\na: 1\n----\n", ""),
        (b"body", ""),
        (b"", ""),
    ],
)
def test_front_matter_is_what_stands_between_the_fences(data, text):
    assert header_of(data.decode()).text == text


def test_a_place_in_front_matter_is_a_place_in_the_file():
    assert header_of("---\na: 1\nb: 2\n---\n").place(8) == Position(3, 4)


@given(st.text(max_size=200))
def test_any_text_has_front_matter_or_not(text):
    header = header_of(text)
    assert header.place(len(header.text)).line >= 1
