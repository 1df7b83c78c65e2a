import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.markup import source
from newsctl.markup import text as text_module
from newsctl.markup.html_tree import is_too_hard
from newsctl.markup.markdown import rendered
from newsctl.markup.plain_html import BREAK
from newsctl.markup.text import text_of_body
from tests.clock import takes_less_than


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<b>a</b>b", "ab"),
        ("<div>a<b>b</b><i> c</i></div>d", "ab c\n\nd"),
        ("<p>a<br>b<br/>c<img src=x>d</p>", "a b c d"),
        ('<p>a<br class="x">b</br>c<BR />d</p>', "a b c d"),
        ("<ul><li>a<li>b</ul>", "a\n\nb"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
        ("<P CLASS='x > y'>a</P>\n<p\ntitle=\"<p>no</p>\">b</p>", "a\n\nb"),
        ("<p>caf&eacute; &amp; &lt;b&gt; &#8364;&nbsp;5</p>", "café & <b> € 5"),
        ("<p>a<!-- no <p>no</p> -->b</p>", "ab"),
        ("<p>a</p><script>no</script><style>no</style><SCRIPT>no</SCRIPT><p>b</p>", "a\n\nb"),
        ("<p>a</p><iframe>no</iframe><noscript>no</noscript><template>no</template>", "a"),
        ("<p>a <a href='http://no'>b</a></p>", "a b"),
        ("<frameset><frame></frameset><p>a</p>", "a"),
        ("<p>presi&shy;dents\u200bverkiezingen\ufeff</p>", "presidentsverkiezingen"),
        ("<p>e\u0301e\u0301n</p>", "één"),
        ("<p>a\r\n  b\tc\nd</p>", "a b c d"),
        (
            "# Kop\n\nTekst met *nadruk*, **vet**, `code` en ~~door~~.",
            "Kop\n\nTekst met nadruk, vet, code en door.",
        ),
        ("een [link](http://no 'no') en <http://wel.nl>", "een link en http://wel.nl"),
        ("een [link][1] ![geen](no.png)\n\n[1]: http://no 'no'\n", "een link"),
        ("* a\n* b\n\n1. c\n2. d", "a\n\nb\n\nc\n\nd"),
        ("> citaat\n\n---\n\n    code <b>\n", "citaat\n\ncode <b>"),
        ("| a | b |\n|---|---|\n| c | d |\n", "a b\n\nc d"),
        ("Kop\n===\ntekst\r\rmeer *nadruk*", "Kop\n\ntekst\n\nmeer nadruk"),
        ("<p>niet *dit*</p>\n\nwel *dit*", "niet *dit*\n\nwel dit"),
        ("<p>a</p>\r\rwel *dit*", "a\n\nwel dit"),
        ("prijs 5 * 3 en snake_case_naam", "prijs 5 * 3 en snake_case_naam"),
        ("a {% include x.html %}b {{ page.title }}c", "a b c"),
        ("a{% comment %}no {% x %}{% endcomment %}b", "ab"),
        ("{% raw %}{{ blijft }}{% endraw %} {{ weg }}", "{{ blijft }}"),
        ("{% highlight ruby %}\nputs 1\n{% endhighlight %}", "puts 1"),
        ("[x]({% post_url 2019-01-01-no %}) en [y]({{ site.url }}/no)", "x en y"),
        ("a {{ open en {% ook", "a {{ open en {% ook"),
        ("{{ open {% dicht %} a", "{{ open a"),
        ("{%raw%} open {{ weg }}", "open"),
        ('Tekst\n{: .lead}\n\nmeer{:target="_blank"}', "Tekst\n\nmeer"),
        ("a\0b", "ab"),
        ("", ""),
        ("\n \n", ""),
        ("<p>\u200b</p><p>a</p>", "a"),
    ],
)
def test_a_reader_sees_words_and_no_marks(body, text):
    assert text_of_body(body) == text


def test_more_tags_than_a_tree_can_bear_are_taken_out_all_the_same():
    body = "<p>a<!--no--><script>no</script> b&amp;<b>c</b></p>" * 1_000 + "<div>" * 1_000
    assert is_too_hard(body)
    assert text_of_body(body) == "\n\n".join(["a b&c"] * 1_000)


def test_a_long_body_keeps_its_marks(monkeypatch):
    monkeypatch.setattr(source, "LARGEST_MARKDOWN", 10)
    assert text_of_body("*nadruk* <b>vet</b>") == "*nadruk* vet"


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 200_000,
        "<p>" + "".join(f"<b x={n}>" for n in range(20_000)) + "<p>a" * 20_000,
        "<!--" * 200_000,
        "<script>" * 200_000,
        "<" * 500_000,
        "<a '" * 200_000,
        "{{" * 1_000_000,
        "{%" * 500_000 + "{{" * 500_000,
        "{% raw %}" * 200_000,
        "{%raw%}{%endraw%}" * 100_000,
        "{:" * 500_000,
        "&amp" * 200_000,
        "a" + "\u0301" * 200_000,
        "[" * 30_000,
        "{/*" * 40_000,
        "!!! note\n    " * 8_000,
        "{{< highlight x >}}" * 50_000,
        ">" * 50_000,
        "\n".join("  " * depth + "- x" for depth in range(300)),
    ],
    ids=lambda body: f"{body[:20]!r} of {len(body)}",
)
def test_a_hostile_body_takes_its_time_but_ends(body):
    with takes_less_than(5):
        assert isinstance(text_of_body(body), str)


@given(st.text(st.sampled_from("ab \n\t\f\x1c\xa0é\u2028\u3000")))
def test_words_have_one_space_between_and_paragraphs_an_empty_line(text):
    blocks = (" ".join(block.split()) for block in text.split(BREAK))
    assert text_module._in_paragraphs(text) == "\n\n".join(filter(None, blocks))


_MARKS = [
    "<p>",
    "</p>",
    "<b>",
    "<!--",
    "-->",
    "<script>",
    "*",
    "_",
    "`",
    "[",
    "](",
    ")",
    "{{",
    "}}",
]
_MARKS += [
    "{% raw %}",
    "{% endraw %}",
    "{%",
    "%}",
    "\n",
    "\n\n",
    "&",
    ";",
    "|",
    "-",
    ">",
    "#",
    "\f",
]


@given(st.lists(st.sampled_from(_MARKS) | st.text(max_size=3), max_size=30).map("".join))
def test_no_body_crashes_and_its_text_is_neat(body):
    text = text_of_body(body)
    assert unicodedata.is_normalized("NFC", text)
    for paragraph in text.split("\n\n") if text else ():
        assert paragraph == " ".join(paragraph.split()) != ""


@given(
    st.lists(st.sampled_from(["<p>a</p>", "<h2>b *c*</h2>", "\n", "\n\n", "</div>", "<ul>\n<li>d"]))
)
def test_blocks_of_html_are_the_same_with_and_without_markdown(pieces):
    body = "".join(pieces)
    if "<p>a" in body and not source.has_markdown(body):
        assert text_of_body(rendered(body)) == text_of_body(body)


@pytest.mark.parametrize("value", ['">"', "'>'", '"<"', "=", "<", "x'"])
def test_a_tag_of_very_many_attributes_takes_no_time_whatever_they_hold(value):
    attributes = " ".join(f"a{number}={value}" for number in range(100_000))
    with takes_less_than(5):
        assert text_of_body(f"<p {attributes}>De zon</p><p>schijnt.").endswith("De zon\n\nschijnt.")


def test_a_tag_of_very_many_attributes_takes_no_time():
    attributes = " ".join(f"a{number}=1" for number in range(100_000))
    with takes_less_than(5):
        assert text_of_body(f"<p {attributes}>De zon</p><p>schijnt.") == "De zon\n\nschijnt."
