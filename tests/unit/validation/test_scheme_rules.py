"""Addresses that do not begin as they should, and all that are well."""

from __future__ import annotations

import pytest

from newsctl.validation.scheme_rules import has_no_scheme, right_address

NAME = "2019-09-05-zon.md"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("https://https://www.nos.nl/x", "https://www.nos.nl/x"),
        ("http://https://nos.nl", "https://nos.nl"),
        ("https://http://nos.nl/x", "http://nos.nl/x"),
        ("https:https://nos.nl", "https://nos.nl"),
        ("https://https//nos.nl", "https://nos.nl"),
        ("http:/nos.nl/x", "http://nos.nl/x"),
        ("https:nos.nl/x", "https://nos.nl/x"),
        ("http//nos.nl", "http://nos.nl"),
        ("htttps://nos.nl", "https://nos.nl"),
        ("htpps://nos.nl", "https://nos.nl"),
        ("ttps://nos.nl/x", "https://nos.nl/x"),
        ("hhttp://nos.nl", "http://nos.nl"),
        ("http;//nos.nl", "http://nos.nl"),
        ("http:\\\\nos.nl", "http://nos.nl"),
        ("https:///nos.nl/x", "https://nos.nl/x"),
        ("www.nos.nl", "https://www.nos.nl"),
        ("www.nos.nl/x?y#z", "https://www.nos.nl/x?y#z"),
        ("nos.nl/artikel/1", "https://nos.nl/artikel/1"),
        ("example.com", "https://example.com"),
        ("krant.example.com", "https://krant.example.com"),
        ("sport.nos.nl/artikel", "https://sport.nos.nl/artikel"),
        ("redactie@nos.nl", "mailto:redactie@nos.nl"),
    ],
)
def test_an_address_that_was_meant_otherwise(written, right):
    assert right_address(written) == right
    assert right_address(right) is None


@pytest.mark.parametrize(
    "written",
    [
        "https://nos.nl",
        "HTTP://NOS.NL/x",
        "http://localhost:4000/",
        "https://web.archive.org/web/2019/http://nos.nl/",
        "https://a.example/?url=https://nos.nl",
        "//nos.nl/x",
        "/www.nos.nl",
        "mailto:redactie@nos.nl",
        "tel:0201234567",
        "htop.md",
        "https-uitleg.md",
        "http/handleiding.html",
        "tabs/index.nl",
        "index.nl",
        "foto.be.jpg",
        "wwwoord.md",
        "data:image/png;base64,xx",
        "ftp://nos.nl",
        "#http",
        "zon.md",
        "zon",
        "",
    ],
)
def test_an_address_in_order(written):
    assert right_address(written) is None


def test_which_scheme_a_bare_address_has_only_its_site_can_tell():
    assert has_no_scheme("www.nos.nl")
    assert not has_no_scheme("redactie@nos.nl")


def post(body, line="x: y"):
    return f'---\ntitle: "Zon"\n{line}\n---\n{body}\n'


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("Zie [ons](www.nos.nl).", 11),
        ('<a href="https://https://nos.nl">x</a>', 10),
        ("![x](http:/nos.nl/x.jpg)", 6),
        ("[x]: www.nos.nl\n\nZie [X].", 6),
    ],
)
def test_links_of_a_body_are_found_at_their_place(body, column, found):
    assert found(post(body), NAME, select=["link-scheme"]) == [("link-scheme", 5, column)]


@pytest.mark.parametrize(
    "body",
    [
        "`[ons](www.nos.nl)`",
        "```\n[ons](www.nos.nl)\n```",
        "www.nos.nl is een site.",
        "[x]({{ site.url }}www.nos.nl)",
        "Het adres https://https://x staat hier als tekst.",
        "[x]: www.nos.nl",
        "[ x  y ]: www.nos.nl\n\nZie [x].",
        "href = 'www.nos.nl'",
    ],
)
def test_code_text_and_templates_are_no_links(body, found):
    assert found(post(body), NAME, select=["link-scheme"]) == []


def test_front_matter_is_looked_at_and_told_of_once(found):
    text = post("Zon.", "externe_link: https://https://nos.nl/x")
    assert found(text, NAME) == [("link-scheme", 3, 15)]
    text = post("Zon.", "externe_link: nos.nl/x")
    assert found(text, NAME) == [("link-not-absolute", 3, 15)]


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("https://nos.nl/?utm_source=a&utm_medium=b", "utm_source, utm_medium"),
        ("https://nos.nl/?id=1&amp;fbclid=2", "fbclid"),
    ],
)
def test_links_of_a_body_that_follow_readers(target, names, check):
    (problem,) = check(post(f'<a href="{target}">x</a>'), NAME, select=["link-tracking"])
    assert problem.message == f"A link of the body has tracking parameters: {names}."


@pytest.mark.parametrize(
    "target", ["https://nos.nl/?id=1", "https://web.archive.org/web/1/https://x.nl/?utm_source=a"]
)
def test_links_of_a_body_that_follow_nobody(target, found):
    assert found(post(f"[x]({target})"), NAME, select=["link-tracking"]) == []


@pytest.mark.parametrize(
    "embed",
    [
        '<iframe src="https://speler.example/e?utm_source=generator&theme=0"></iframe>',
        "<img SRC='https://beeld.example/a.jpg?fbclid=1'>",
        '<script async src = "https://kaart.example/k.js?utm_campaign=x"></script>',
    ],
)
def test_what_a_page_loads_is_no_link_that_follows_readers(embed, found):
    assert found(post(embed), NAME, select=["link-tracking"]) == []
    beside = f'{embed} <a href="https://x.example/?utm_source=y">x</a>'
    assert len(found(post(beside), NAME, select=["link-tracking"])) == 1


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("Zie {% post_url 2019-09-04-zee.md %}.", True),
        ("Zie {%- post_url 2019-09-04-zee.markdown -%}.", True),
        ("Zie {% post_url 2019-09-04-zee %}.", False),
        ("Zie {% post_url 2019-09-04-zee-v1.2 %}.", False),
        ("`{% post_url 2019-09-04-zee.md %}`", False),
    ],
)
def test_a_tag_takes_the_name_of_a_post_without_its_ending(body, wrong, check):
    found = check(post(body), NAME, select=["link-post-url-ending"])
    assert [one.hint for one in found] == ["Write 2019-09-04-zee"] * wrong
