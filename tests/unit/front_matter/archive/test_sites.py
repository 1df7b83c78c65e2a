"""Where the sites of each generator have their posts."""

from __future__ import annotations

import pytest

from newsctl.core.settings import Settings
from newsctl.front_matter.archive.discovery import discover
from newsctl.front_matter.archive.post_rules import PostRules
from newsctl.front_matter.archive.sites import site_at


@pytest.fixture
def posts(tmp_path, files):
    """Make a site of files, two of them with these texts, and return the posts found in it."""

    def found(*paths, configuration=("", "")):
        files(*paths)
        name, text = configuration
        if name:
            files(name, text=text)
        rules = PostRules(Settings(), site_at(tmp_path))
        return sorted(discover(str(tmp_path), rules).posts())

    return found


COLLECTION = "collections:\n  nieuws:\n    output: true\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COLLECTION, ["_nieuws/kop.md"]),
        ("title: x\ncollections: {nieuws: {output: true}}\nurl: y\n", ["_nieuws/kop.md"]),
        ("collections: {\n  nieuws: {output: true}\n}\n", ["_nieuws/kop.md"]),
        ("collections:\r\n  nieuws:\r\n    output: true\r\n", ["_nieuws/kop.md"]),
        (COLLECTION + "  media:\n    output: true", ["_media/kop.md", "_nieuws/kop.md"]),
        (COLLECTION + "\n# nu de bron\nsource: src\n", ["src/_nieuws/kop.md"]),
        (COLLECTION + "collections_dir: alles\n", ["alles/_nieuws/kop.md"]),
        (COLLECTION + "source: ./src/\ncollections_dir: alles\n", ["src/alles/_nieuws/kop.md"]),
        (COLLECTION + "source: ../elders\n", ["_nieuws/kop.md"]),
        ("collections:\n- nieuws\n", []),
        ("collections:\n  nieuws:\n    output: false\n", []),
        ("collections: [\n", []),
        ("mijn_collections:\n  nieuws:\n    output: true\n", []),
        ("", []),
    ],
)
def test_jekyll_has_posts_in_collections_with_pages(posts, text, expected):
    places = ("", "src/", "alles/", "src/alles/")
    names = [f"{place}_{name}/kop.md" for place in places for name in ("nieuws", "media")]
    undated = ("_posts/los.md", "los.md", "_pages/over.md")
    assert posts(*names, *undated, configuration=("_config.yml", text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("title: x\n", ["", "src/", "alles/", "src/alles/"]),
        ("source: src\n", ["src/", "src/alles/"]),
        ("collections_dir: alles\n", ["alles/"]),
        ("source: src\ncollections_dir: alles\n", ["src/alles/"]),
        ("source: ../elders\n", ["", "src/", "alles/", "src/alles/"]),
    ],
)
def test_jekyll_has_dated_posts_in_its_source_alone(posts, text, places):
    name = "diep/in/_posts/2019-09-05-a.md"
    of_all = [f"{place}{name}" for place in ("", "src/", "alles/", "src/alles/")]
    found = posts(*of_all, configuration=("_config.yml", text))
    assert found == sorted(f"{place}{name}" for place in places)


def test_what_jekyll_excludes_is_told_from_the_source_and_not_the_folder_of_collections(posts):
    text = "source: src\ncollections_dir: alles\nexclude: [alles/oud, klad]\n"
    named = ("src/alles/oud/_posts/2019-09-05-a.md", "src/alles/klad/_posts/2019-09-05-a.md")
    assert posts(*named, configuration=("_config.yml", text)) == [named[1]]


@pytest.mark.parametrize(
    ("mark", "text", "expected"),
    [
        ("hugo.toml", "", ["content/a.md", "content/blog/2019-09-05-b.md"]),
        ("hugo.toml", 'contentDir = "docs"\n', ["content/a.md", "content/blog/2019-09-05-b.md"]),
        ("hugo.yaml", "contentDir: inhoud/nl\n", ["content/a.md", "inhoud/nl/d.md"]),
        ("config.toml", "", ["content/a.md"]),
        ("archetypes/default.md", "", ["content/a.md"]),
        ("mkdocs.yml", "site_name: x\n", ["docs/c.md"]),
        ("mkdocs.yml", "docs_dir: 'inhoud/nl'\n", ["docs/c.md", "inhoud/nl/d.md"]),
        ("mkdocs.yml", "docs_dir: ../buiten\n", ["docs/c.md"]),
        ("docusaurus.config.js", "", ["blog/e.md", "docs/c.md"]),
        ("docusaurus.config.ts", "blog: {path: './inhoud'},\n", ["blog/e.md", "inhoud/nl/d.md"]),
        ("docusaurus.config.js", '"path": "inhoud",\n', ["blog/e.md", "inhoud/nl/d.md"]),
        ("astro.config.mjs", "", ["src/content/blog/f.md"]),
    ],
)
def test_a_site_has_posts_where_its_generator_takes_them(posts, mark, text, expected):
    everywhere = ("archetypes/default.md", "themes/x/content/a.md", "los.md", "README.md")
    found = posts(*expected, *everywhere, configuration=(mark, text))
    assert found == expected


def test_a_site_without_the_usual_folders_has_posts_everywhere(posts):
    assert posts("a.md", "map/b.md", configuration=("mkdocs.yml", "")) == ["a.md", "map/b.md"]


@pytest.mark.parametrize("mark", [".eleventy.js", ".obsidian/app.json"])
def test_some_take_all(posts, mark):
    assert posts("a.md", "map/b.md", configuration=(mark, "")) == ["a.md", "map/b.md"]


def test_globs_of_the_settings_reach_beside_the_folders_of_a_site(files, tmp_path):
    files("hugo.toml", "content/a.md", "extra/b.md", text="")
    rules = PostRules(Settings(include=("extra/*.md",)), site_at(tmp_path))
    assert sorted(discover(str(tmp_path), rules).posts()) == ["content/a.md", "extra/b.md"]


@pytest.mark.parametrize(
    ("files_there", "folder"),
    [
        (("_posts/a.md",), "_posts"),
        (("_config.yml",), "_posts"),
        (("src/_posts/a.md",), "src/_posts"),
        (("hugo.toml", "content/a.md"), "content"),
        ((".eleventy.js",), ""),
        (("hugo.toml",), "content"),
        (("mkdocs.yml",), "docs"),
        (("docusaurus.config.js",), "blog"),
        (("astro.config.mjs",), "src/content"),
        (
            ("astro.config.mjs", "src/content/nieuws/b/a.md", "src/content/x.md"),
            "src/content/nieuws",
        ),
    ],
)
def test_new_posts_go_where_posts_are(files, tmp_path, files_there, folder):
    files(*files_there, text="")
    assert site_at(tmp_path).folder_of_new == folder


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ("hugo.toml", 'contentDir = "teksten"\n'),
        ("mkdocs.yml", "docs_dir: teksten\n"),
        ("eleventy.config.js", 'module.exports = { dir: { input: "teksten" } };\n'),
    ],
)
def test_new_posts_go_where_the_configuration_says_though_it_is_not_there(
    files, tmp_path, mark, text
):
    files(mark, text=text)
    assert site_at(tmp_path).folder_of_new == "teksten"


@pytest.mark.parametrize(
    ("exclude", "path", "is_excluded"),
    [
        ("[oud]", "oud/_posts/2024-05-01-a.md", True),
        ("[oud]", "ouder/_posts/2024-05-01-a.md", True),  # as a beginning: Jekyll does so too
        ("[oud/]", "ouder/_posts/2024-05-01-a.md", False),
        ("[/oud/]", "oud/_posts/2024-05-01-a.md", True),
        ("oud", "oud/_posts/2024-05-01-a.md", True),
        ("['*-a.md']", "nieuw/_posts/2024-05-01-a.md", True),
        ("['_posts/2023*']", "_posts/2023/2023-05-01-a.md", True),
        ("['_posts/2023*']", "_posts/2024-05-01-a.md", False),
        ("", "_posts/2024-05-01-a.md", False),
        ("[]", "_posts/2024-05-01-a.md", False),
        ("['']", "_posts/2024-05-01-a.md", False),
    ],
)
def test_jekyll_leaves_out_what_its_configuration_excludes(
    files, tmp_path, exclude, path, is_excluded
):
    files("_config.yml", text=f"title: x\nexclude: {exclude}\n")
    files(path)
    rules = PostRules(Settings(), site_at(tmp_path))
    *folders, name = path.split("/")
    why = rules.why_not(path)
    assert why == ("excluded by _config.yml" if is_excluded else None)
    assert rules.surely_posts("/".join(folders), [name]) == ([] if is_excluded else [name])
    again = PostRules(Settings(include=(path,)), site_at(tmp_path))
    assert again.why_not(path) is None
    assert again.why_folder_not(folders[0], folders[0]) is None


@pytest.mark.parametrize(
    ("beside", "generator"),
    [
        (("mkdocs.yml", "docs/a.md"), "MkDocs"),
        (("docusaurus.config.js", "blog/a.md"), "Docusaurus"),
        (("hugo.toml", "content/a.md"), "Hugo"),
        (("mkdocs.yml", "docs/a.md", "_posts/2019-09-05-a.md"), "Jekyll"),
        (("mkdocs.yml", "docs/a.md", "_layouts/post.html"), "Jekyll"),
        (("mkdocs.yml", "docs/a.md", "Gemfile"), "Jekyll"),
        (("src/_posts/2019-09-05-a.md",), "Jekyll"),
        (("package.json",), "Jekyll"),
    ],
)
def test_a_configuration_alone_marks_no_site_of_jekyll_where_another_has_its_own(
    tmp_path, files, beside, generator
):
    files("_config.yml", text="theme: jekyll-theme-slate\n")
    files(*beside)
    assert site_at(tmp_path).generator == generator
