"""A body as HTML: its blocks, escaped, with links to the web alone."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.archive.hits import HighlightedText
from newsctl.rendering.post_html import marked_html, post_html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Een *woord* en **meer**.", "<p>Een <em>woord</em> en <strong>meer</strong>.</p>"),
        ("# Een\n\n#### Twee\n\n## Drie", "<h2>Een</h2>\n<h3>Twee</h3>\n<h3>Drie</h3>"),
        ("#### Diep", "<h2>Diep</h2>"),
        ("> Citaat", "<blockquote><p>Citaat</p></blockquote>"),
        ("[hier](https://a.example/?b&c)",
         '<p><a href="https://a.example/?b&amp;c" rel="noopener noreferrer nofollow">hier</a></p>'),
        ('<a href="javascript:alert(1)">hier</a>', "<p>hier</p>"),
        ('<a href="data:text/html,x">hier</a>', "<p>hier</p>"),
        ("- een", '<ul><li class="depth-1 marked">een</li></ul>'),
        ("1. een", '<ul><li class="depth-1 plain">1. een</li></ul>'),
        ("| a | b |\n|---|---|\n| c | d |",
         "<table><tr><td><strong>a</strong></td><td><strong>b</strong></td></tr>\
<tr><td>c</td><td>d</td></tr></table>"),
        ("    x < y", "<pre><code>x &lt; y</code></pre>"),
        ("een<br>twee", "<p>een<br>twee</p>"),
        ("een\n\n---\n\ntwee", "<p>een</p>\n<hr>\n<p>twee</p>"),
    ],
)  # fmt: skip
def test_a_body_is_written_as_its_blocks(body, html):
    assert post_html(body) == html


class Names(HTMLParser):
    def __init__(self):
        super().__init__()
        self.names, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


@given(st.text(st.sampled_from("<>/\"'= &;#*[](){}%!-\nabscriptonx:"), max_size=80))
def test_no_body_makes_an_element_of_its_own(body):
    parser = Names()
    parser.feed(post_html(f"<script>{body}</script><b onclick=x>{body}</b> {body}"))
    assert parser.names.isdisjoint({"script", "style", "iframe", "img", "svg", "object", "form"})
    assert parser.attributes <= {"href", "rel", "class"}


def test_places_that_matched_are_marked():
    text = HighlightedText("a <b> c", ((2, 5),))
    assert marked_html(text) == "a <mark>&lt;b&gt;</mark> c"
