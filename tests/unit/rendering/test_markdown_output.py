from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsctl.core.archive.hits import HighlightedText
from newsctl.rendering.markdown_output import escaped


def test_a_post_is_a_link_with_its_source_date_and_snippet(write, hits):
    assert write(hits[:1], "md").decode() == (
        "- [Techbedrijven werken samen met FBI aan strategie voor verkiezingen in VS]"
        "(https://nos.nl/l/2300391), NOS, 5 september 2019\n"
        "  > Ze willen buitenlandse beïnvloeding van de **verkiezingen** tegengaan, laat Facebook "
        "weten.\n"
    )


def test_a_post_without_an_address_links_to_its_file(write, make_hit):
    hits = [make_hit("a (b).md", "A"), make_hit("c.md", "C", externe_link="javascript:alert(1)")]
    assert write(hits, "md").decode() == "- [A](a%20%28b%29.md)\n- [C](c.md)\n"


def test_an_address_cannot_end_its_link(write, make_hit):
    hits = [make_hit(externe_link="https://x.nl/a_(b) <c>\n[d]")]
    assert write(hits, "md").decode() == "- [Titel](https://x.nl/a_%28b%29%20%3Cc%3E%20%5Bd%5D)\n"


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1
    )
)
def test_any_title_is_shown_as_it_is(title):
    [_, inline, *_] = MarkdownIt("commonmark").parse(f"- [x{escaped(title)}x](y)")[2:]
    shown = "".join(child.content for child in inline.children)
    assert shown == f"x{title}x"


def test_a_snippet_begins_no_block_of_its_own(write, make_hit):
    for text in ("# kop", "1. een", "- punt", "> citaat", "2) twee", "=== x", "+ plus"):
        hit = make_hit(hit={"snippets": (HighlightedText(text),)})
        html = MarkdownIt("commonmark").render(write([hit], "md").decode())
        assert f"<p>{text.replace('>', '&gt;')}</p>" in html
