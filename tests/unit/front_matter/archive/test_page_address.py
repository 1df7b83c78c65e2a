"""Where a site shows a post: the values are those of the generators' own manuals."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from newsctl.core.errors import NoAddress
from newsctl.core.settings import Settings
from newsctl.front_matter.archive.page_address import page_address, site_address
from newsctl.front_matter.reading.reader import parse

ZONE = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def address(tmp_path):
    """Return the address of a post in a site with this configuration."""

    def found(mark, configuration, path, header="title: T", *, root="."):
        for name, text in {mark: configuration, path: ""}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        below = path.removeprefix(f"{root}/")
        post = parse(below, f"---\n{header}\n---\nx\n".encode(), Settings()).post
        return page_address((tmp_path / root).resolve(), post.summary, ZONE)

    return found


OF_NAMES = "baseURL='https://x.nl'\n[frontmatter]\ndate=[':default', ':filename']\n"
CHOP = "_posts/2009-04-29-slap-chop.md"


@pytest.mark.parametrize(
    ("permalink", "path"),
    [
        # https://jekyllrb.com/docs/permalinks/
        ("", "/2009/04/29/slap-chop.html"),
        ("permalink: date", "/2009/04/29/slap-chop.html"),
        ("permalink: pretty", "/2009/04/29/slap-chop/"),
        ("permalink: ordinal", "/2009/119/slap-chop.html"),
        ("permalink: weekdate", "/2009/W18/Wed/slap-chop.html"),
        ("permalink: none", "/slap-chop.html"),
        ("defaults:\n- values: {permalink: /a/:title/}", "/a/slap-chop/"),
        (
            "defaults:\n- scope: {path: _posts}\n  values: {categories: a B}",
            "/a/b/2009/04/29/slap-chop.html",
        ),
        (
            "defaults:\n- scope: {type: pages}\n  values: {permalink: /a}",
            "/2009/04/29/slap-chop.html",
        ),
        ("collections:\n  posts: {permalink: /nieuws/:title/}", "/nieuws/slap-chop/"),
        (
            "permalink: pretty\ncollections:\n  posts: {permalink: '/:year/:title'}",
            "/2009/slap-chop",
        ),
        ("permalink: none\ncollections: {posts: {output: true}}", "/slap-chop.html"),
        ("permalink: none\ncollections: [posts, stukken]", "/slap-chop.html"),
        ("permalink: /:month-:day-:year/:title:output_ext", "/04-29-2009/slap-chop.html"),
        ("permalink: /blog/:year/:i_month/:title", "/blog/2009/4/slap-chop"),
        ("permalink: /:short_year/:short_month/:long_month/", "/09/Apr/April/"),
    ],
)
def test_jekyll_has_styles_and_templates(address, permalink, path):
    found = address("_config.yml", f"url: https://x.nl\n{permalink}\n", CHOP)
    assert found == f"https://x.nl{path}"


@pytest.mark.parametrize(
    ("file", "header", "path"),
    [
        (
            CHOP,
            "categories: Koken Thuis\ncategory: tips",
            "/koken/thuis/tips/2009/04/29/slap-chop.html",
        ),
        (CHOP, "categories: [a, b]", "/a/b/2009/04/29/slap-chop.html"),
        (f"weer/{CHOP}", "category: Weer", "/weer/2009/04/29/slap-chop.html"),
        (CHOP, "slug: anders", "/2009/04/29/anders.html"),
        (CHOP, "permalink: /eigen/:title/", "/eigen/slap-chop/"),
        (CHOP, "permalink: pretty", "/2009/04/29/slap-chop/"),
        (CHOP, "date: 2009-05-01 23:30:00 +0000", "/2009/05/02/slap-chop.html"),
        ("_posts/2009-04-29-één Twee.md", "x: 1", "/2009/04/29/%C3%A9%C3%A9n-Twee.html"),
    ],
)
def test_a_post_of_jekyll_has_its_own_say(address, file, header, path):
    configuration = "url: https://x.nl/\nbaseurl: /blog/\n"
    assert address("_config.yml", configuration, file, header) == f"https://x.nl/blog{path}"


@pytest.mark.parametrize(
    ("file", "header", "path"),
    [
        # https://gohugo.io/content-management/organization/
        ("content/posts/my-first-post.md", "title: T", "/posts/my-first-post/"),
        ("content/posts/nu/index.md", "title: T", "/posts/nu/"),
        ("content/about.md", "title: T", "/about/"),
        ("content/_index.md", "title: T", "/"),
        ("content/posts/_index.md", "title: T", "/posts/"),
        ("content/posts/Mijn Stuk.md", "title: T", "/posts/mijn-stuk/"),
        ("content/posts/a.md", "slug: b", "/posts/b/"),
        ("content/posts/a.md", "url: /c/d.html", "/c/d.html"),
    ],
)
def test_hugo_shows_a_page_where_its_file_is(address, file, header, path):
    found = address("hugo.toml", "baseURL = 'https://x.nl/site/'\n", file, header)
    assert found == f"https://x.nl/site{path}"


@pytest.mark.parametrize(
    ("more", "file", "path"),
    [
        ("", "docs/a/b.md", "/a/b/"),
        ("", "docs/a/index.md", "/a/"),
        ("", "docs/index.md", "/"),
        ("use_directory_urls: false\n", "docs/a/b.md", "/a/b.html"),
        ("use_directory_urls: false\n", "docs/a/index.md", "/a/index.html"),
    ],
)
def test_mkdocs_shows_a_page_where_its_file_is(address, more, file, path):
    assert address("mkdocs.yml", f"site_url: https://x.nl\n{more}", file) == f"https://x.nl{path}"


def test_an_archive_may_be_a_part_of_a_site(address):
    found = address("_config.yml", "url: https://x.nl\n", CHOP, root="_posts")
    assert found == "https://x.nl/2009/04/29/slap-chop.html"


def test_an_address_of_its_own_wins_wherever_it_is(address):
    header = "permalink: https://elders.nl/a"
    assert address("_config.yml", "", CHOP, header) == "https://elders.nl/a"


@pytest.mark.parametrize(
    ("mark", "configuration", "file", "header", "told"),
    [
        ("_config.yml", "title: X\n", CHOP, "title: T", "_config.yml does not say"),
        ("_config.yml", "url: ftp://x\n", CHOP, "title: T", "_config.yml does not say"),
        ("_config.yml", "url: [\n", CHOP, "title: T", "cannot be read"),
        ("_config.yml", "url: https://x.nl\n", CHOP, "published: false", "draft"),
        ("_config.yml", "url: https://x.nl\n", "_drafts/a.md", "title: T", "draft"),
        ("_config.yml", "url: https://x.nl\n", "_eten/a.md", "title: T", "collection"),
        ("_config.yml", "url: https://x.nl\n", CHOP, "permalink: /:kleur/", ":kleur"),
        (
            "hugo.toml",
            "baseURL='https://x.nl'\n[permalinks]\na='/b'\n",
            "content/a.md",
            "x: 1",
            "permalinks",
        ),
        ("hugo.toml", "baseURL='https://x.nl'\n", "content/a.nl.md", "x: 1", "language"),
        ("hugo.toml", OF_NAMES, "content/2024-05-01-a.md", "x: 1", "says frontmatter"),
        ("hugo.toml", "baseURL='https://x.nl'\n", "content/a.md", "draft: true", "draft"),
        (
            "config/_default/hugo.toml",
            "baseURL='https://x.nl'\n",
            "content/a.md",
            "x: 1",
            "several files",
        ),
        ("mkdocs.yml", "site_url: https://x.nl\nplugins: [blog]\n", "docs/a.md", "x: 1", "plugin"),
        ("astro.config.mjs", "", "src/content/a.md", "x: 1", "Astro"),
    ],
)
def test_what_cannot_be_known_is_said(address, mark, configuration, file, header, told):
    with pytest.raises(NoAddress, match=f"(?i){told}"):
        address(mark, configuration, file, header)


def test_a_folder_of_no_site_has_no_addresses(tmp_path):
    post = parse("2019-09-05-a.md", b"---\ntitle: T\n---\n", Settings()).post
    with pytest.raises(NoAddress, match="no site"):
        page_address(tmp_path, post.summary, ZONE)


@pytest.mark.parametrize(
    ("mark", "text", "address"),
    [
        ("_config.yml", "url: https://x.nl\nbaseurl: /blog\n", "https://x.nl/blog"),
        ("_config.yml", "baseurl: /blog\n", "/blog"),
        ("_config.yml", "title: x\n", ""),
        ("hugo.toml", "baseURL = 'https://x.nl/nl/'\n", "https://x.nl/nl"),
        ("mkdocs.yml", "site_url: https://x.nl/docs/\n", "https://x.nl/docs"),
        ("astro.config.mjs", "export default {site: 'https://x.nl', base: '/a'}", "https://x.nl/a"),
        (
            "docusaurus.config.js",
            "module.exports = {url: \"https://x.nl\", baseUrl: '/'}",
            "https://x.nl",
        ),
        ("eleventy.config.js", "", ""),
        ("hugo.toml", "= wrong", ""),
    ],
)
def test_the_address_of_a_site_stands_in_its_configuration(tmp_path, mark, text, address):
    (tmp_path / mark).write_text(text)
    assert site_address(tmp_path) == address
