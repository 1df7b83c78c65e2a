from __future__ import annotations

import pytest

from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import Fix
from newsctl.validation.link_rules import other_source


def post(*lines):
    return "\n".join(("---", 'title: "Zon"', "date: 2019-09-05", *lines, "---", "<p>Zon.</p>", ""))


@pytest.mark.parametrize(
    ("line", "rule", "column"),
    [
        ("externe_link: nieuws.example/a", "link-not-absolute", 15),
        ("externe_link: /artikel/12", "link-not-absolute", 15),
        ('externe_link: "ftp://nieuws.example/a"', "link-not-absolute", 15),
        ("externe_link: 12", "link-not-absolute", 15),
        ("externe_link: [https://nieuws.example/a]", "link-not-absolute", 15),
        ("feature_image: zon.jpg", "link-image-not-absolute", 16),
        ('feature_image: "https://nieuws.example/de zon.jpg"', "link-image-not-absolute", 16),
        ("externe_link: https://nieuws.example/a?utm_medium=x", "link-tracking", 15),
        ("feature_image: https://nieuws.example/a?fbclid=x", "link-tracking", 16),
    ],
)
def test_a_link_out_of_order_is_found_at_its_value(line, rule, column, found):
    assert found(post(line)) == [(rule, 4, column)]


@pytest.mark.parametrize(
    "line",
    [
        'externe_link: ""',
        "externe_link:",
        "externe_link: https://nieuws.example/a?q=utm_source",
        'feature_image: "http://nieuws.example/zon.jpg?w=8&h=5"',
        "link: zon.html",
    ],
)
def test_a_link_in_order(line, check):
    assert check(post(line)) == ()


def test_white_space_in_a_link_is_named(check):
    (problem,) = check(post('externe_link: "https://nieuws.example/de zon"'))
    assert problem.message == "externe_link holds white space."


def test_only_the_tracking_parameters_are_taken_out(check):
    link = "https://Nieuws.example/a%2f?b=%20&utm_source=x&UTM_term=y&c#d?utm_id=1"
    (problem,) = check(post(f'externe_link: "{link}"'))
    assert problem.message == "externe_link has tracking parameters: utm_source, UTM_term."
    clean = "https://Nieuws.example/a%2f?b=%20&c#d?utm_id=1"
    assert problem.fix == Fix((SetValue("externe_link", clean),), safe=False)


@pytest.mark.parametrize(
    ("bron", "host", "other"),
    [
        ("NOS", "nu.nl", "NU.nl"),
        ("nos ", "m.nu.nl", "NU.nl"),
        ("Volkskrant", "nos.nl", "NOS"),
        ("BBC", "bbc.co.uk", None),
        ("de volkskrant", "volkskrant.nl", None),
        ("NOS", "nosnl.example", None),
        ("NOS", "rtl.nl.example", None),
        ("Indebuurt", "nu.nl", None),
        ("NOS op 3", "nu.nl", None),
    ],
)
def test_a_source_and_a_host_that_contradict(bron, host, other):
    assert other_source(bron, host) == other


def test_a_contradiction_is_found_at_the_source(found):
    text = post("externe_link: https://www.nu.nl/zon", "bron: NOS")
    assert found(text) == [("link-other-source", 5, 7)]


ZEE = "_posts/2019-09-04-zee.md"


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("Zie {% post_url 2019-09-04-maan %}.", 17),
        ("Zie {% post_url 2019-09-03-zee %}.", 17),
        ("Zie {%- post_url sub/2019-09-04-maan -%}.", 18),
        ("Zie {% link _posts/2019-09-04-maan.md %}.", 13),
        ("Zie [maan](2019-09-04-maan.md#a).", 12),
        ("Zie [maan](../2019/2019-09-04-maan.markdown).", 12),
        ("Zie <a href='2019-09-04-maan.md'>maan</a>.", 14),
    ],
)
def test_a_link_to_a_post_that_is_not_there_is_found(body, column, check_beside):
    text = post().replace("<p>Zon.</p>", body)
    files = (ZEE, post().encode()), ("2019-09-05-zon.md", text.encode())
    found = check_beside(*files, select=["links"])
    assert [(one.rule, one.position.line, one.position.column) for one in found] == [
        ("link-missing-post", 5, column)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Zie {% post_url 2019-09-04-zee %} en {% post_url 2019-9-4-zee %}.",
        "Zie {% post_url /sub/2019-09-04-zee %}.",
        "Zie [zee](../_posts/2019-09-04-zee.md) en [zee](2019-09-04-zee.md#a).",
        "Zie [over](over.md) en [weer](https://zee.example/2019-09-04-maan.md).",
        "Zie [weer](/2019/2019-09-04-maan.md) en maan.md.",
        "Zie {% post_url page.next %}.",
        "Zo: `{% post_url 2019-09-04-maan %}`.",
        "{% raw %}{% post_url 2019-09-04-maan %}{% endraw %}",
        "```\n[maan](2019-09-04-maan.md)\n```",
    ],
)
def test_links_that_lead_somewhere_or_elsewhere_are_left_alone(body, check_beside):
    text = post().replace("<p>Zon.</p>", body)
    files = (ZEE, post().encode()), ("2019-09-05-zon.md", text.encode())
    assert check_beside(*files, select=["links"]) == ()


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://zon.example/?fbclid=a&mc_eid=b", True),
        ("https://partner.example/?utm_source=krant", False),
        ("https://partner.example/?gclid=a&UTM_campaign=b", False),
    ],
)
@pytest.mark.parametrize("post", ["---\n[Zon]({})\n", "externe_link: {}\n---\nZon.\n"])
def test_a_campaign_that_a_link_names_may_be_agreed_on(post, address, safe, check):
    text = f"---\ntitle: Zon\n{post.format(address)}"
    (problem,) = check(text, select=["link-tracking"])
    assert problem.fix.safe is safe
    assert ("unless" in problem.hint) is not safe
