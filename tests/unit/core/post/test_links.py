from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.post.links import canonical_link, host_of, is_link, tracking_in, without_tracking

ARTICLE = "nieuws.example/artikel/12"


@pytest.mark.parametrize(
    "link",
    [
        "https://nieuws.example/artikel/12",
        "http://nieuws.example/artikel/12",
        "HTTPS://WWW.Nieuws.Example/artikel/12",
        "https://nieuws.example:443/artikel/12/",
        "http://nieuws.example:80/artikel/12",
        "https://nieuws.example./artikel/12#reacties",
        "https://lezer@nieuws.example/artikel/12?",
        "https://nieuws.example/artikel/12?utm_source=x&utm_medium=y#a",
        "https://nieuws.example/artikel/12?fbclid=IwAR0&amp;utm_term=z",
        "https://nieuws.example/%61rtikel/12",
    ],
)
def test_spellings_of_one_link_are_the_same(link):
    assert canonical_link(link) == ARTICLE


@pytest.mark.parametrize(
    "link",
    [
        "https://nieuws.example/Artikel/12",
        "https://nieuws.example/artikel/12?p=1",
        "https://nieuws.example:8080/artikel/12",
        "https://m.nieuws.example/artikel/12",
        "https://nieuws.example/artikel%2F12",
    ],
)
def test_links_to_other_articles_are_not(link):
    assert canonical_link(link) not in (ARTICLE, None)


def test_escapes_are_the_same_in_small_letters():
    caf = "https://nieuws.example/caf%c3%a9?a=%2f"
    assert canonical_link(caf) == "nieuws.example/caf%C3%A9?a=%2F"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nieuws.example/artikel",
        "/artikel/12",
        "ftp://nieuws.example/a",
        "https://",
        "https:///artikel",
        "https://nieuws.example/een artikel",
        "https://nieuws.example/a\n",
        "https://[::1",
        "javascript:alert(1)",
        "mailto:redactie@nieuws.example",
    ],
)
def test_what_is_no_absolute_link(text):
    assert not is_link(text)
    assert canonical_link(text) is host_of(text) is None


@pytest.mark.parametrize(
    "text",
    ["https://nieuws.example", "http://[::1]:8080/a", "https://é.example/ü?ö#ä", "http://a?b=c"],
)
def test_what_is_an_absolute_link(text):
    assert is_link(text)


def test_a_host_is_told_in_one_spelling():
    assert host_of("https://WWW.Nieuws.Example:8080/a") == "nieuws.example"


@pytest.mark.parametrize(
    ("link", "clean"),
    [
        ("https://a.example/b?utm_source=x", "https://a.example/b"),
        ("https://a.example/b?utm_source=x#c", "https://a.example/b#c"),
        ("https://a.example/b?q=1&utm_source=x&r=%20", "https://a.example/b?q=1&r=%20"),
        ("https://a.example/b?UTM_Source=x&q", "https://a.example/b?q"),
        ("https://a.example/b?q=1&amp;fbclid=x", "https://a.example/b?q=1"),
        ("HTTP://A.example/?gclid=1&&q=?", "HTTP://A.example/?&q=?"),
        ("/b?wt.mc_id=1", "/b"),
        ("https://a.example/b?q=utm_source", "https://a.example/b?q=utm_source"),
        ("https://a.example/b#?utm_source=x", "https://a.example/b#?utm_source=x"),
        ("https://a.example/b?", "https://a.example/b?"),
    ],
)
def test_tracking_parameters_alone_are_taken_out(link, clean):
    assert without_tracking(link) == clean
    assert (tracking_in(link) == ()) == (link == clean)


def test_tracking_parameters_are_named_as_written():
    assert tracking_in("https://a.example/?UTM_Source=x&q=1&fbclid") == ("UTM_Source", "fbclid")


PIECES = "http:// https:// www. a.example :80 / ? & # = %41 x utm_source=1 fbclid amp; É @ [ ] T"
URLS = st.lists(st.sampled_from([*PIECES.split(), " "])).map("".join)


@given(URLS)
def test_a_clean_link_has_no_tracking_and_identifies_the_same(link):
    clean = without_tracking(link)
    assert tracking_in(clean) == ()
    assert without_tracking(clean) == clean
    if is_link(link):
        assert canonical_link(clean) == canonical_link(link)


@given(URLS)
def test_a_canonical_link_is_its_own(link):
    canonical = canonical_link(f"https://nieuws.example/{link}")
    if canonical is not None:
        assert canonical_link(f"https://{canonical}") == canonical
