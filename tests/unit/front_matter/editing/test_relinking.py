"""Links to posts that get another name, or go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.change.mentions import MovedPost
from newsctl.front_matter.editing.relinking import Relinking
from newsctl.workers.time_limit import at_most

OLD, NEW = "posts/2019-09-05-zon.md", "posts/2019-09-05-zonnig.md"
MOVED = MovedPost(OLD, NEW, "/2019/09/05/zon.html", "/2019/09/05/zonnig.html")
GONE = MOVED._replace(to=None, new_address=None)
HEAD = "---\ntitle: Zee\nlink: 2019-09-05-zon.md\n---\n"


def after(moved, body, path="posts/zee.md"):
    data = Relinking([moved]).after(path, f"{HEAD}{body}".encode()).decode()
    assert data.startswith(HEAD)
    return data.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("body", "renamed", "gone"),
    [
        ("[zon](2019-09-05-zon.md)", "[zon](2019-09-05-zonnig.md)", "zon"),
        ("[z](./2019-09-05-zon.md#kop 'T')", "[z](./2019-09-05-zonnig.md#kop 'T')", "z"),
        ("[z](../posts/2019-09-05-zon)", "[z](../posts/2019-09-05-zonnig)", "z"),
        ("[z](<2019-09-05-zon.md>)", "[z](<2019-09-05-zonnig.md>)", "z"),
        ("[![z](z.png)](2019-09-05-zon.md)", "[![z](z.png)](2019-09-05-zonnig.md)", "![z](z.png)"),
        ("[z](/2019/09/05/zon.html)", "[z](/2019/09/05/zonnig.html)", "z"),
        ("[z](/2019/09/05/zon/?a=1#b)", "[z](/2019/09/05/zonnig/?a=1#b)", "z"),
        ("[z](/posts/2019-09-05-zon.md)", "[z](/posts/2019-09-05-zonnig.md)", "z"),
        (
            "<a class='x' href='2019-09-05-zon.md'>de <b>zon</b></a>.",
            "<a class='x' href='2019-09-05-zonnig.md'>de <b>zon</b></a>.",
            "de <b>zon</b>.",
        ),
        ("[1]: 2019-09-05-zon.md", "[1]: 2019-09-05-zonnig.md", "[1]: 2019-09-05-zon.md"),
        (
            "[z]({% post_url 2019-09-05-zon %})",
            "[z]({% post_url 2019-09-05-zonnig %})",
            "z",
        ),
        (
            "[z]({{ site.url }}{% post_url 2019-09-05-zon %})",
            "[z]({{ site.url }}{% post_url 2019-09-05-zonnig %})",
            "z",
        ),
        (
            "[z]({% link posts/2019-09-05-zon.md %})",
            "[z]({% link posts/2019-09-05-zonnig.md %})",
            "z",
        ),
        (
            '[z]({{< ref "2019-09-05-zon.md#a" >}})',
            '[z]({{< ref "2019-09-05-zonnig.md#a" >}})',
            "z",
        ),
        (
            '[z]({{% relref "/posts/2019-09-05-zon" %}})',
            '[z]({{% relref "/posts/2019-09-05-zonnig" %}})',
            "z",
        ),
        ("[[2019-09-05-zon]]", "[[2019-09-05-zonnig]]", "2019-09-05-zon"),
        ("[[posts/2019-09-05-zon#kop|de zon]]", "[[posts/2019-09-05-zonnig#kop|de zon]]", "de zon"),
    ],
)
def test_a_link_is_mended_and_nothing_beside_it(body, renamed, gone):
    around = "Vóór {} en\r\nna 2019-09-05-zon.md.\n".format
    if body.startswith("[1]"):
        around = "{}\n".format
    assert after(MOVED, around(body)) == around(renamed)
    assert after(GONE, around(body)) == around(gone)


@pytest.mark.parametrize(
    "body",
    [
        "[z](2019-09-05-zonder.md)",
        "[z](map/2019-09-05-zon.md)",
        "[z](https://nos.example/2019-09-05-zon.md)",
        "[z](//nos.example/2019/09/05/zon.html)",
        "[z](#zon)",
        "[z](/2018/09/05/zon.html)",
        "[z](mailto:zon@example.org)",
        "![z](2019-09-05-zon.md)",
        "`[z](2019-09-05-zon.md)`",
        "```\n[z](2019-09-05-zon.md)\n```",
        "<!-- [z](2019-09-05-zon.md) -->",
        "[[2019-09-05-zonder]]",
        "[[map/2019-09-05-zon]]",
        "{% post_url 2019-09-06-zon %}",
    ],
)
def test_what_leads_elsewhere_or_is_no_link_stays(body):
    assert after(MOVED, body) == body
    assert after(GONE, body) == body


def test_a_path_is_that_from_the_post_that_has_it():
    assert after(MOVED, "[z](../posts/2019-09-05-zon.md)", "docs/a.md") == (
        "[z](../posts/2019-09-05-zonnig.md)"
    )
    assert after(MOVED, "[z](2019-09-05-zon.md)", "docs/a.md") == "[z](2019-09-05-zon.md)"


def test_spaces_in_addresses_stay_written_as_they_were():
    moved = MovedPost("De zon.md", "De zonnige dag.md", "[[De zon]]", "[[De zonnige dag]]")
    assert after(moved, "[z](De%20zon.md) en [[De zon]]", "Zee.md") == (
        "[z](De%20zonnige%20dag.md) en [[De zonnige dag]]"
    )


@given(st.text(st.sampled_from("[]()<>{}%|#!a/ \n`\"'=.z"), max_size=60) | st.binary(max_size=60))
def test_whatever_a_post_holds_it_ends(body):
    data = body if isinstance(body, bytes) else f"{body}[z](2019-09-05-zon.md){body}".encode()
    for moved in (MOVED, GONE):
        assert isinstance(Relinking([moved]).after("posts/zee.md", data), bytes)


@pytest.mark.parametrize(
    "hostile",
    [
        "[a](" + "a" * 5_000,
        "[a](" + "{% a %}" * 1_000 + "{",
        "[a](" + "a(b)c" * 1_000 + " x",
        "[" + "![a](b)" * 1_000 + "x",
        "<a href='x'>" * 20_000,
        "<a " + "href='x' " * 5_000 + ">",
        "[a]({{ " * 5_000,
    ],
)
def test_a_body_made_to_last_for_ever_takes_no_longer_than_others(hostile):
    with at_most(2):
        assert after(MOVED, f"{hostile}\n\n[z](2019-09-05-zon.md)").endswith("zonnig.md)")
