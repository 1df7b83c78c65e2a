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


PAGE = MovedPost("content/posts/oud.md", "content/posts/nieuw.md", "/posts/oud/", "/posts/nieuw/")
SITE = "https://krant.example/nl"


def on_site(moved=PAGE, site=SITE, page="/posts/zee/"):
    return Relinking([moved], site, lambda *_: page)


@pytest.mark.parametrize(
    ("body", "renamed", "gone"),
    [
        ("[a](../oud/)", "[a](../nieuw/)", "a"),
        ("[a](../oud)", "[a](../nieuw)", "a"),
        ("[a](../../posts/oud/index.html#k)", "[a](../nieuw/index.html#k)", "a"),
        ("[a](/posts/oud/#kop)", "[a](/posts/nieuw/#kop)", "a"),
        ("[a](/nl/posts/oud)", "[a](/nl/posts/nieuw)", "a"),
        (
            "[a](https://krant.example/nl/posts/oud/)",
            "[a](https://krant.example/nl/posts/nieuw/)",
            "a",
        ),
        (
            "[a](HTTP://KRANT.example/nl/posts/oud/?x=1)",
            "[a](HTTP://KRANT.example/nl/posts/nieuw/?x=1)",
            "a",
        ),
        (
            "<a href='//krant.example/nl/posts/oud/'>a</a>",
            "<a href='//krant.example/nl/posts/nieuw/'>a</a>",
            "a",
        ),
        (
            "[a]: https://krant.example/nl/posts/oud/",
            "[a]: https://krant.example/nl/posts/nieuw/",
            None,
        ),
        ("<https://krant.example/nl/posts/oud/>", "<https://krant.example/nl/posts/nieuw/>", None),
    ],
)
def test_an_address_is_one_of_the_site_or_of_the_page_it_stands_in(body, renamed, gone):
    data = f"{HEAD}{body}\n".encode()
    links = on_site()
    new = links.after("content/posts/zee.md", data)
    assert new.decode() == f"{HEAD}{renamed}\n"
    assert links.counts_in("content/posts/zee.md", data).total() == 1
    assert not links.counts_in("content/posts/zee.md", new)
    removing = on_site(PAGE._replace(to=None, new_address=None))
    left = body if gone is None else gone
    assert removing.after("content/posts/zee.md", data).decode() == f"{HEAD}{left}\n"


@pytest.mark.parametrize(
    "body",
    [
        "[a](https://elders.example/nl/posts/oud/)",
        "[a](https://krant.example/en/posts/oud/)",
        "[a](../oudere/)",
        "[a](../../oud/)",
        "[a](https://krant.example)",
        "[a](mailto:oud@krant.example)",
        "Over oud en nieuw, zie ./oudste/",
    ],
)
def test_another_address_stays_and_is_not_counted(body):
    data = f"{HEAD}{body}\n".encode()
    assert on_site().after("content/posts/zee.md", data) == data
    assert not on_site().counts_in("content/posts/zee.md", data)


def test_what_cannot_be_mended_is_counted_where_it_stands():
    data = (
        b"---\nzie: /posts/oud/\n---\n`[a](../oud/)` https://krant.example/nl/posts/oud/. "
        b"{{ site.url }}/posts/oud/ en [b](/posts/oud/).\n"
    )
    links = on_site()
    assert links.counts_in("content/posts/zee.md", data) == {PAGE.path: 5}
    assert links.counts_in("content/posts/zee.md", links.after("content/posts/zee.md", data)) == {
        PAGE.path: 4
    }


@given(st.text(st.sampled_from("a/.oud<>()[]{}:#?'\"h tps\n"), max_size=80))
def test_whatever_stands_in_a_file_is_counted_without_an_error(text):
    on_site().counts_in("content/posts/zee.md", text.encode())
