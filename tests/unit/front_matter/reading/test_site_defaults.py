"""What a Jekyll site gives its posts: which scopes apply, which wins, and how values meet.

What is expected was seen in pages that Jekyll 4.3.1 made of such sites (`{{ post.land }}`).
"""

from __future__ import annotations

import pytest

from newsctl.core.settings.site_facts import SiteDefaults
from newsctl.front_matter.reading.site_defaults import values_given, with_site_defaults

SPLIT = {"tags": " ", "categories": " "}


def defaults(*scopes, source="", above="", more=""):
    lines = ["defaults:"]
    for scope, values in scopes:
        lines += ["  - scope:", *(f"      {line}" for line in scope)] if scope else ["  -"]
        lines += ["    values:", *(f"      {line}" for line in values)]
    return SiteDefaults("\n".join([*lines, more, ""]), source, above)


ALL = ('path: ""',)


@pytest.mark.parametrize(
    ("scope", "path", "applies"),
    [
        (ALL, "_posts/a.md", True),
        (("path: sport",), "sport/_posts/a.md", True),
        (("path: sport/",), "sport/_posts/a.md", True),
        (("path: /sport/",), "sport/_posts/a.md", False),
        (("path: sport",), "_posts/sport/a.md", False),
        (("path: _posts/2019",), "_posts/2019-09-05-a.md", True),  # a beginning, no folder
        (("path: _posts/2019/*.md",), "_posts/2019/a.md", True),
        (("path: _posts/*/oud",), "_posts/2019/oud/a.md", True),
        (("path: _posts/*/oud",), "_posts/2019/09/oud/a.md", False),
        (('path: "_posts/20*9"',), "_posts/2019/09/oud/a.md", True),
        (('path: "_posts/*/"',), "_posts/2019/a.md", True),
        (('path: "_posts/*/"',), "_posts/2019-09-05-a.md", False),
        (('path: "/_posts/*"',), "_posts/a.md", False),
        (('path: "**/_posts"',), "a/b/_posts/a.md", True),
        (('path: "**/_posts"',), "_posts/a.md", True),
        (('path: "_posts/**/d*.md"',), "_posts/2019/2019-01-02-d.md", False),
        (('path: "_posts/**/*-d.md"',), "_posts/2019/2019-01-02-d.md", True),
        (('path: "_posts/201[89]*"',), "_posts/2018-01-01-a.md", True),
        (('path: "_posts/201[^89]*"',), "_posts/2018-01-01-a.md", False),
        (('path: "_posts/{2018,2019}*"',), "_posts/2018-01-01-a.md", True),
        (('path: "_posts/{2017,2019}*"',), "_posts/2018-01-01-a.md", False),
        ((f'path: "*{"{a,b}" * 40}"',), "_posts/a.md", False),
        (('path: ""', "type: posts"), "sport/_posts/a.md", True),
        (('path: ""', "type: post"), "_posts/a.md", True),
        (('path: ""', "type: posts"), "_drafts/a.md", True),
        (('path: ""', "type: drafts"), "_drafts/a.md", False),
        (("path: _drafts",), "_drafts/a.md", True),
        (('path: ""', "type: posts"), "_stukken/a.md", False),
        (('path: ""', "type: stukken"), "_stukken/a.md", True),
        (('path: ""', "type: pages"), "over.md", True),
        ((), "_posts/a.md", True),
    ],
)
def test_a_scope_applies_by_path_and_type(scope, path, applies):
    given = values_given(defaults((scope, ("land: NL",))), path)
    assert given.get("land") == ("NL" if applies else None)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ((ALL, ("land: NL",)), (("path: _posts",), ("land: BE",))),
        ((("path: _posts",), ("land: BE",)), (ALL, ("land: NL",))),
        (((*ALL, "type: posts"), ("land: BE",)), (ALL, ("land: NL",))),
        ((ALL, ("land: NL",)), ((*ALL, "type: posts"), ("land: BE",))),
        ((ALL, ("land: NL",)), (ALL, ("land: BE",))),
    ],
)
def test_the_longer_path_wins_then_the_type_then_the_last(one, two):
    assert values_given(defaults(one, two), "_posts/a.md") == {"land": "BE"}


def test_the_values_of_a_post_win_and_mappings_are_merged_within():
    given = defaults(
        (ALL, ("layout: post", "auteur: redactie", "tags: a b", "kop: {kleur: rood, maat: 1}"))
    )
    own = {"title": "T", "auteur": "Jan", "kop": {"maat": 2}, "layout": None}
    values = with_site_defaults(given, "_posts/a.md", own, SPLIT)
    assert list(values) == ["layout", "auteur", "tags", "kop", "title"]
    assert (values["layout"], values["auteur"]) == ("post", "Jan")
    assert values["tags"].items == ("a", "b")
    assert values["kop"] == {"kleur": "rood", "maat": 2}


def test_categories_are_those_of_both_and_tags_are_not():
    given = defaults((ALL, ("categories: nieuws stad", "tags: [a]")))
    own = {"categories": ["stad", "sport"], "tags": ["b"]}
    values = with_site_defaults(given, "_posts/a.md", own, SPLIT)
    assert (values["categories"], values["tags"]) == (["nieuws", "stad", "sport"], ["b"])
    assert with_site_defaults(given, "_posts/a.md", values, SPLIT) == values


@pytest.mark.parametrize(
    ("path", "own", "categories"),
    [
        ("sport/_posts/a.md", {}, ["sport"]),
        ("a/b/_posts/2019/a.md", {"categories": "veel a"}, ["a", "b", "veel"]),
        ("sport/_drafts/a.md", {}, ["sport"]),
        ("_posts/sport/a.md", {}, None),
        ("_stukken/a.md", {}, None),
    ],
)
def test_the_folders_above_those_of_posts_are_categories(path, own, categories):
    values = with_site_defaults(SiteDefaults(""), path, own, SPLIT)
    assert values.get("categories") == categories


@pytest.mark.parametrize(
    ("own", "categories"),
    [
        ({}, ["sport", "uit", "config"]),
        ({"categories": None}, ["sport", "uit", "config"]),
        ({"categories": []}, ["sport", "uit", "config"]),
        ({"categories": ""}, ["sport", "uit", "config"]),
        ({"categories": "config eigen"}, ["sport", "uit", "config", "eigen"]),
    ],
)
def test_categories_come_of_the_folders_then_the_defaults_then_the_post(own, categories):
    given = defaults((ALL, ("categories: uit config",)))
    assert with_site_defaults(given, "sport/_posts/a.md", own, SPLIT)["categories"] == categories


def test_the_longest_path_is_told_with_the_folder_of_collections():
    sets = (("path: alles/_posts",), ("land: BE",)), (("path: '_posts/a*'",), ("land: NL",))
    given = defaults(*sets, more="collections_dir: alles")
    assert values_given(given, "alles/_posts/a.md") == {"land": "BE"}
    of_globs = defaults(
        (("path: 'alles/_posts/a*'",), ("land: NL",)), more="collections_dir: alles"
    )
    assert values_given(of_globs, "alles/_posts/a.md") == {"land": "NL"}


def test_paths_are_those_below_the_source_and_without_the_folder_of_collections():
    scope = (("path: _posts/sport",), ("land: NL",))
    assert values_given(defaults(scope, source="src"), "src/_posts/sport/a.md") == {"land": "NL"}
    assert values_given(defaults(scope, source="src"), "_posts/sport/a.md") == {}
    assert values_given(defaults(scope, above="_posts/sport"), "a.md") == {"land": "NL"}
    of_folder = defaults(scope, more="collections_dir: alles")
    assert values_given(of_folder, "alles/_posts/sport/a.md") == {"land": "NL"}
    written = (("path: alles/_posts/sport",), ("land: NL",))
    assert values_given(defaults(written, more="collections_dir: alles"), "alles/_posts/sport/a.md")


@pytest.mark.parametrize(
    "text", ["defaults: x\n", "defaults: [1, {values: 2}]\n", "defaults: {\n", "defaults:\n"]
)
def test_what_is_no_list_of_values_gives_nothing(text):
    assert values_given(SiteDefaults(text), "_posts/a.md") == {}


def test_a_date_is_never_given():
    assert values_given(defaults((ALL, ("date: 2019-09-05",))), "_posts/a.md") == {}
