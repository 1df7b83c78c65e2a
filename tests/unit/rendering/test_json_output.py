from __future__ import annotations

import json
import math
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.post.post import Post
from newsctl.rendering.json_output import SCHEMA_VERSION, json_text, post_object

ANY = st.text(alphabet=st.characters(codec=None, exclude_categories=()))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY, inner, max_size=3),
    max_leaves=8,
)


def _strict(text):
    def _refuse(name):
        raise AssertionError(name)

    return json.loads(text, parse_constant=_refuse)


def test_an_object_is_version_path_title_date_and_the_front_matter(write, hits):
    [post, *_] = _strict(write(hits, "json"))
    assert list(post.items()) == [
        ("schema_version", SCHEMA_VERSION),
        ("path", "_posts/2019-09-05-techbedrijven-werken-samen-met-fbi.md"),
        ("title", "Techbedrijven werken samen met FBI aan strategie voor verkiezingen in VS"),
        ("date", "2019-09-05T03:07:07+02:00"),
        ("category", "tech"),
        ("externe_link", "https://nos.nl/l/2300391"),
        ("bron", "NOS"),
        ("aantal", 262),
    ]


def test_a_search_adds_score_and_snippets_and_its_explanation_reasons(write, hits):
    [post, *_] = _strict(write(hits, "json", ranked=True, explain=True))
    assert post["score"] == 1.5
    [snippet] = post["snippets"]
    [[start, end]] = snippet["highlights"]
    assert snippet["text"][start:end] == "verkiezingen"
    assert post["reasons"][1]["term"] == "presidentsverkiezingen"


def test_an_empty_answer_is_valid(write):
    assert write([], "json") == b"[]\n"
    assert write([], "jsonl") == b""


def test_letters_are_letters_and_what_steers_a_terminal_is_escaped(write, make_hit):
    line = write([make_hit(title="Coöperatie ⚽ \x1b\x9b\u202e\x7f")], "jsonl").decode()
    assert '"Coöperatie ⚽ \\u001b\\u009b\\u202e\\u007f"' in line
    assert json.loads(line)["title"] == "Coöperatie ⚽ \x1b\x9b\u202e\x7f"


def test_fields_restrict_and_keep_their_order(write, hits):
    [post, *_] = _strict(write(hits, "json", fields="bron,title,onbekend,score,highlights"))
    assert list(post) == ["schema_version", "bron", "title", "onbekend", "score", "highlights"]
    assert (post["onbekend"], post["highlights"]) == (None, [[54, 66]])


def test_front_matter_that_has_a_name_of_ours_is_kept_under_another(write, make_hit):
    keys = {"path": "/blog", "score": 7, "schema_version": "x", "date": "ooit", "slug": "s"}
    hit = make_hit(keys=keys)
    [post] = _strict(write([hit], "json", ranked=True))
    assert (post["path"], post["front_matter.path"]) == ("2019-09-05-x.md", "/blog")
    assert (post["score"], post["front_matter.score"]) == (1.5, 7)
    assert (post["schema_version"], post["front_matter.schema_version"]) == (1, "x")
    assert (post["date"], post["slug"]) == (None, "s")
    [chosen] = _strict(write([hit], "json", fields="front_matter.date,front_matter.path,slug"))
    assert list(chosen.values()) == [1, "ooit", "/blog", "s"]


@given(st.dictionaries(ANY, VALUES, max_size=4), ANY)
def test_json_is_valid_whatever_a_post_holds(write, make_hit, front_matter, title):
    hit = make_hit("x.md", title, keys=front_matter)
    data = write([hit, hit], "json", ranked=True)
    assert len(_strict(data.decode())) == 2
    assert len(_strict(write([hit], "jsonl").decode())) >= 4


def test_numbers_that_json_has_not_are_null_or_text():
    assert (
        json_text({"a": math.nan, "b": [math.inf], "c": 1.5})
        == '{"a": null, "b": [null], "c": 1.5}'
    )
    assert json.loads(json_text({"a": 16**5000}))["a"].startswith("0x1000")


def test_mappings_of_any_kind_are_objects():
    assert json_text({"a": MappingProxyType({"b": (1, 2)})}) == '{"a": {"b": [1, 2]}}'


def test_a_whole_post_has_its_body_and_its_text(make_hit, place):
    post = Post(make_hit(bron="NOS", text="eigen").summary, "<p>a</p>", lambda _: "a")
    told = post_object(post, place)
    assert (told["body"], told["text"], told["bron"]) == ("<p>a</p>", "a", "NOS")
    assert told["front_matter.text"] == "eigen"
