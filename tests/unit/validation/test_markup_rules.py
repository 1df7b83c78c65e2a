"""Headings and links that readers see with their marks."""

from __future__ import annotations

import pytest

NAME = "2019-09-05-zon.md"


def post(body):
    return f"---\ntitle: Zon\ndate: 2019-09-05\n---\n{body}\n".encode()


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("Zie [de krant] (https://zon.example/a).", 5),
        ("Zie [de krant]  (www.zon.example).", 5),
        (r"Zie \[de krant]\(https\://zon.example).", 5),
        (r"\[de krant\]\(/zon\)", 1),
        ("Zie [de krant](http://zon.example/docente n/a).", 5),
        ("! [zon](/img/zon.jpg)", 1),
        ("De zon: !  [](https://zon.example/zon.PNG)", 9),
    ],
)
def test_what_was_meant_as_a_link_is_found(body, column, found):
    assert found(post(body), NAME, select=["link-shown-as-text"]) == [
        ("link-shown-as-text", 5, column)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "[de krant](https://zon.example/a)",
        "[de krant](https://zon.example/a 'Zon')",
        '[de krant](https://zon.example/a "Zon en zee")',
        "[de krant]( https://zon.example/a )",
        "[de krant] (die op zaterdag komt)",
        "De zon! [Zie hier](/img/zon.jpg)",
        "De zon ! [Zie hier](https://zon.example/)",
        "![zon](/img/zon.jpg)",
        "Bronnen: [1] (https://zon.example/a)",
        "Hij zei dat [sic] (https://zon.example/a)",
        "Een noot[^a] (https://zon.example/a)",
        "`[de krant] (https://zon.example)`",
        "    [de krant] (https://zon.example/a)",
        "```\n[de krant] (https://zon.example/a)\n```",
        r"\[geen link\] (maar tekst)",
        "[de krant][1] (https://zon.example/a)",
    ],
)
def test_links_and_other_brackets_are_well(body, found):
    assert found(post(body), NAME, select=["link-shown-as-text"]) == []


@pytest.mark.parametrize(
    ("others", "told"),
    [
        (["## Weer", "### Wind"], True),
        ([], True),
        (["##Weer", "##Wind"], False),
        (["#Weer", "Tekst."], True),
    ],
)
def test_a_heading_without_a_space_is_found_where_others_have_one(others, told, check_beside):
    files = [(f"2019-09-0{n}-zon.md", post(body)) for n, body in enumerate(others, 1)]
    own = ("2019-09-09-zon.md", post("De zon.\n\n###Weer en wind"))
    found = check_beside(*files, own, select=["body-heading-unspaced"])
    assert [one.position for one in found] == ([(7, 1)] if told else [])


@pytest.mark.parametrize(
    "body",
    ["```\n##Weer\n```", "    ##Weer", "#weer", "##", "## Weer", "##_", "a ##Weer", "##1#"],
)
def test_code_tags_and_headings_are_well(body, check_beside):
    assert check_beside((NAME, post(body)), select=["body-heading-unspaced"]) == ()


@pytest.mark.parametrize(
    ("generator", "body", "told"),
    [
        ("Hugo", "[verslag](/stukken/het verslag.pdf)", True),
        ("Hugo", "![](de zon.jpg)", True),
        ("Eleventy", "![Zon](./fotos/de zon boven zee.PNG )", True),
        ("Jekyll", "[verslag](/stukken/het verslag.pdf)", False),
        (None, "[verslag](/stukken/het verslag.pdf)", False),
        ("Hugo", "![](de%20zon.jpg)", False),
        ("Hugo", "![](<de zon.jpg>)", False),
        ("Hugo", '![](zon.jpg "de zon.jpg")', False),
        ("Hugo", "![](zon.jpg 'de zon.jpg')", False),
        ("Hugo", "`![](de zon.jpg)`", False),
    ],
)
def test_a_space_in_a_path_is_found_where_it_ends_no_link(generator, body, told, check):
    rules = [one.rule for one in check(post(body), NAME, generator=generator)]
    assert rules.count("link-shown-as-text") == told


@pytest.mark.parametrize(
    ("body", "columns"),
    [
        ("[nggallery id=52]", [1]),
        ('Zie [gallery ids="1,2" link=\'file\'] en [gallery ids="3"].', [5]),
        ('[caption id="zon" width="3"]![](https://zon.example/a.jpg) Zon[/caption]', [1]),
        ('<p>[youtube src="https://zon.example/"]</p> [vimeo id=3 /]', [4, 45]),
    ],
)
def test_a_shortcode_of_wordpress_is_found_once_by_name(body, columns, found):
    assert found(post(body), NAME, select=["body-shortcode"]) == [
        ("body-shortcode", 5, column) for column in columns
    ]


@pytest.mark.parametrize(
    "body",
    [
        "`[gallery ids=3]`",
        "```\n[gallery ids=3]\n```",
        "[gallery ids=3](https://zon.example/)",
        "[gallery ids=3]: https://zon.example/",
        "![gallery ids=3][zon]",
        r"\[gallery ids=3]",
        "[als x=3] en [lang='en'] en [x yy=3] en [zon, zee=3] en [zon zee = 3] en [Zon zee=3]",
        "a[gallery ids=3]",
        "[[gallery ids=3]]",
    ],
)
def test_other_brackets_are_no_shortcode(body, found):
    assert found(post(body), NAME, select=["body-shortcode"]) == []


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("<figure>![](/zon.jpg)</figure>", (5, 9)),
        ('<p align="center">Zie [zon](https://zon.example/).</p>', (5, 23)),
        ("<center>\n![Zon](./zon.jpg)\n</center>", (6, 1)),
        ("De zee.\n\n<div>\n  <b>Zee</b>\n  ![](../zon.jpg)</div>", (9, 3)),
    ],
)
@pytest.mark.parametrize("generator", ["Hugo", "Eleventy", "Hexo", "Astro"])
def test_a_link_within_html_is_found(generator, body, place, check):
    (problem,) = check(post(body), NAME, generator=generator, select=["link-shown-as-text"])
    assert problem.position == place


@pytest.mark.parametrize(
    ("generator", "name", "body"),
    [
        ("Hugo", NAME, "<center>\n\n![](/zon.jpg)\n\n</center>"),
        ("Hugo", NAME, "<span>![](/zon.jpg)</span>"),
        ("Hugo", NAME, "<div></div>\n\n![](/zon.jpg)"),
        ("Hugo", NAME, "<div><code>![](/zon.jpg)</code></div>"),
        ("Hugo", NAME, "<pre>\n![](/zon.jpg)\n</pre>"),
        ("Hugo", NAME, "```\n<div>![](/zon.jpg)</div>\n```"),
        ("Hugo", NAME, "<div>{{% zon %}}![](/zon.jpg)</div>"),
        ("Hugo", NAME, "<div>[zon](later)</div>"),
        ("Jekyll", NAME, "<div>![](/zon.jpg)</div>"),
        ("Docusaurus", NAME, "<div>![](/zon.jpg)</div>"),
        ("Astro", "2019-09-05-zon.mdx", "<div>![](/zon.jpg)</div>"),
    ],
)
def test_links_that_html_leaves_alone_are_well(generator, name, body, check):
    assert check(post(body), name, generator=generator, select=["link-shown-as-text"]) == ()
