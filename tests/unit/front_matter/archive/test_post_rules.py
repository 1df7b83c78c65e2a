"""The rules that tell a post by its name, of which there is a quick one for nearly all names."""

from __future__ import annotations

import pytest

from newsctl.core.settings import Settings
from newsctl.front_matter.archive.generators import Site
from newsctl.front_matter.archive.post_rules import PostRules

JEKYLL = Site("Jekyll", with_posts_folders=True)
YEARS = [*range(1890, 2030), 0, 1, 4, 100, 400, 2000, 2100, 2400, 9996, 9999]


@pytest.mark.parametrize("year", YEARS)
def test_a_name_with_a_day_of_the_calendar_and_no_other_is_surely_a_post(year):
    rules = PostRules(Settings(), JEKYLL)
    names = [f"{year:04}-{month:02}-{day:02}-kop.md" for month in range(14) for day in range(33)]
    allowed = [name for name in names if rules.why_not(f"_posts/{name}") is None]
    assert rules.surely_posts("_posts", names) == allowed
    assert len(allowed) in {365, 366} or year == 0


@pytest.mark.parametrize(
    "name", ["2019-09-05-é.md", "2019-9-5-kop.md", "19-09-05-kop.md", "2019-09-05-kop.MD"]
)
def test_unusual_names_are_left_to_the_other_rules(name):
    rules = PostRules(Settings(), JEKYLL)
    assert rules.surely_posts("_posts", [name]) == []
    assert rules.why_not(f"_posts/{name}") is None


@pytest.mark.parametrize("folder", ["", "blog", "_posts/_drafts"])
def test_no_name_is_surely_a_post_where_posts_are_not(folder):
    rules = PostRules(Settings(), JEKYLL)
    assert rules.surely_posts(folder, ["2019-09-05-kop.md"]) == []


@pytest.mark.parametrize("name", ["_index.md", "_index.nl.md", "_index.pt-br.markdown"])
def test_a_section_of_hugo_is_no_post_and_may_be_included(name):
    hugo, jekyll = Site("Hugo", folders=("content",)), Site("Jekyll", folders=("_stukken",))
    path = f"content/posts/{name}"
    assert PostRules(Settings(), hugo).why_not(path) == "the page of its section"
    assert PostRules(Settings(), None).why_not(path) == "the page of its section"
    assert PostRules(Settings(include=("content/**",)), hugo).why_not(path) is None
    assert PostRules(Settings(), jekyll).why_not(f"_stukken/{name}") is None


def test_only_what_is_named_as_a_section_is_one():
    rules = PostRules(Settings(), Site("Hugo", folders=("content",)))
    for name in ("index.md", "index.nl.md", "_indexen.md", "een_index.md", "_index-2.md"):
        assert rules.why_not(f"content/{name}") is None


@pytest.mark.parametrize("generator", ["Astro", "Docusaurus", "Eleventy", None])
def test_mdx_is_a_post_where_its_site_reads_it(generator):
    rules = PostRules(Settings(), Site(generator, folders=("blog",)) if generator else None)
    assert rules.may_hold_files("kop.mdx")
    assert (rules.why_not("blog/kop.mdx"), rules.why_kind_not("blog/kop.mdx")) == (None, None)


@pytest.mark.parametrize("generator", ["Jekyll", "Hugo", "MkDocs", "Obsidian"])
def test_mdx_is_named_where_its_site_makes_no_page_of_it(generator):
    rules = PostRules(Settings(), Site(generator, folders=("blog",)))
    assert not rules.may_hold_files("kop.mdx")
    assert rules.why_kind_not("blog/kop.mdx") == "MDX is not read"
    included = PostRules(Settings(include=("**/*.mdx",)), Site(generator, folders=("blog",)))
    assert included.why_not("blog/kop.mdx") is None


@pytest.mark.parametrize(
    "ending", ["mdown", "pandoc", "pdc", "ad", "adoc", "asciidoc", "rst", "org"]
)
def test_every_text_of_hugo_that_is_not_read_is_named(ending):
    rules = PostRules(Settings(), Site("Hugo", folders=("content",)))
    assert "read" in rules.why_kind_not(f"content/kop.{ending}")


@pytest.mark.parametrize("ending", ["mdown", "mkd", "mkdn"])
def test_markdown_with_another_ending_is_named_wherever_it_is_some(ending):
    rules = PostRules(Settings(), Site("MkDocs", folders=("docs",)))
    assert rules.why_kind_not(f"docs/kop.{ending}") == "newsctl reads .md and .markdown"
    assert rules.why_kind_not("docs/kop.html") is None
