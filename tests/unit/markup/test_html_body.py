"""HTML and text of others as a body: what a reader sees of it is what was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.markup.html_body import body_of_html, body_of_text
from newsctl.markup.text import text_of_body


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<p>Een.</p>\n\n<p>Twee.</p>\n", "<p>Een.</p>\n<p>Twee.</p>"),
        ("Een <b>woord</b>", "<p>Een <b>woord</b></p>"),
        ("Een.<p>Twee.</p>", "<div>Een.<p>Twee.</p></div>"),
        ("<pre>a\n\nb</pre>", "<div><pre>a&#10;\nb</pre></div>"),
        ("<p>{{ a.b }} {% raw %} {: .x}</p>", "<p>&#123;{ a.b }} &#123;% raw %} &#123;: .x}</p>"),
        ("<!-- wp:paragraph --><p>a</p>", "<p>a</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_html_becomes_one_block(html, body):
    assert body_of_html(html) == body


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<ul><li>", "</li></ul>", "<br>", "\n", "\n\n", "    "),
        *("_b_", "# kop", "- x", "1. y", "`c`", "[d](e)", "{{ f }}", "{% g %}", "> h", "&amp;"),
        *("| i | j |", "---", "[[k]]", ":::note", "!!! let op", "{: .l}", "$m$", "~~n~~", "*a*"),
        *("[^1]: o", "é"),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_looks_like_markdown_or_a_template_in_text_is_text(text):
    plain = text.replace("<", "‹")
    assert text_of_body(body_of_text(plain)).split() == plain.split()


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_body_of_a_body_is_that_body(html):
    body = body_of_html(html)
    assert body_of_html(body) == body
    assert text_of_body(body).split() == text_of_body(f"<div>{body}</div>").split()
