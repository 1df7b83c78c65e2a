from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.markup import text
from newsctl.markup.plain_html import BREAK, text_of_plain
from newsctl.markup.text import text_of_html

PIECES = (
    *("<p>", "</p>", "<P class=a>", "<a href=\"x?a=b/c\" title=''>", '<a href="b c">', "</a >"),
    *("<img src=x>", "<code>", "</code>", "<section>", "</main>", "<hr>", "<center>", "</nobr>"),
    *("<br/>", "<br />", "</br>", "<b>", "</b>", "<h2>", "</H2>", "<ul><li>", "<li>", "</ul>"),
    *('<p "', '<p x="a\'b">', "<b<i>", '<a b="', '">', "<p/", "<pre>\n", "<span\n>", "<i\t>"),
    *("<\u017fpan>", "<blocKquote>", "<BLOCKQUOTE >", "<p1>", "<h7>", '<H3 id="a">', "<h>"),
    *(
        "<table>",
        "<td>",
        "<script>",
        "<!-- ",
        "-->",
        "&amp;",
        "<",
        ">",
        "</",
        "< p>",
        "\n",
        "é",
        "\0",
    ),
)


def blocks(html):
    return [
        words for block in text_of_html(html).split(BREAK) if (words := " ".join(block.split()))
    ]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join))
def test_plain_tags_leave_the_text_that_a_parser_finds(html):
    found = blocks(html)
    with mock.patch.object(text, "text_of_plain", return_value=None):
        assert found == blocks(html)


@pytest.mark.parametrize(
    ("html", "is_plain"),
    [
        ('<p>Een <a href="https://nos.nl/l/1">twee</a>.</p>\n\n<p>Drie<br />vier</p>', True),
        ("Zonder tags", True),
        ("<p>R&amp;D</p>", False),
        ("<table><td>Een</td></table>", False),
        ("<p title='a'>Een</p>", False),
        ("1 < 2", False),
    ],
)
def test_a_post_of_plain_tags_needs_no_parser(html, is_plain):
    assert (text_of_plain(html) is not None) is is_plain
