from __future__ import annotations

import pytest

from newsctl.core.errors import UsageError
from newsctl.front_matter.web_page import read_saved_page

META = """
<meta property="og:title" content="Zon in Zutphen">
<meta property="og:url" content="https://nos.example/a/1">
<meta property="og:image" content="https://nos.example/zon.jpg">
"""
MOMENT = '<meta property="article:published_time" content="2025-11-03T10:00:00+01:00">'
TEXT = """
<p>De zon scheen maandag de hele dag boven de oude binnenstad van Zutphen aan de IJssel.</p>
<p>Op het Kerkplein zaten de terrassen vol, en ook langs de kade &amp; het water was het druk.</p>
<p>Volgens het weerbericht blijft het <a href="https://weer.example/">nog dagen</a> zo.</p>
"""


def page(head=META + MOMENT, body=TEXT):
    return (
        f"<html lang='nl'><head><title>Zon in Zutphen - NOS</title>{head}</head><body>"
        f"<nav><a href='/'>Voorpagina</a></nav><article><h1>Zon in Zutphen</h1>{body}</article>"
        "</body></html>"
    ).encode()


def test_a_page_has_a_title_a_moment_a_link_an_image_and_a_text():
    found = read_saved_page(page())
    body = found.pop("body")
    assert found == {
        "title": "Zon in Zutphen",
        "date": "2025-11-03T10:00:00+01:00",
        "externe_link": "https://nos.example/a/1",
        "feature_image": "https://nos.example/zon.jpg",
    }
    assert body.startswith("De zon scheen")
    assert "kade & het water" in body
    assert "[nog dagen](https://weer.example/)" in body
    assert "Voorpagina" not in body


def test_what_a_page_does_not_have_is_left_out():
    assert "date" not in read_saved_page(page(head=META))


@pytest.mark.parametrize("data", [b"", b"\x00\xff", b"<p></p>", b"<html><body></body></html>"])
def test_a_page_without_an_article_is_refused(data):
    with pytest.raises(UsageError, match="no article"):
        read_saved_page(data)


@pytest.mark.parametrize(
    ("begins", "one"),
    [
        ("<p ", "a{}=1 "),
        ('<p title=">" ', "a{} "),
        ("<p title='<b> >' ", "a{} "),
        ("<p ", "a{}=''"),
        ("<p ", 'a{}=">"'),
        ("<p ", "a{}/"),
        ("<p\n", "a{}\n"),
    ],
)
def test_a_page_made_to_take_for_ever_is_refused_at_once(begins, one):
    attributes = "".join(map(one.format, range(40_000)))
    with pytest.raises(UsageError, match="too much in one tag"):
        read_saved_page(page(body=f"{begins}{attributes}>Zon.</p>"))


def test_words_within_the_quotes_of_a_value_are_no_attributes():
    element = f'<img alt="{"een hek > een heg " * 5_000}" src="hek.png">'
    assert read_saved_page(page(body=element + TEXT))["title"] == "Zon in Zutphen"


def test_a_picture_within_the_page_is_no_reason_to_refuse_it():
    picture = f'<img src="data:image/png;base64,{"A" * 50_000}">'
    assert read_saved_page(page(body=picture + TEXT))["title"] == "Zon in Zutphen"
