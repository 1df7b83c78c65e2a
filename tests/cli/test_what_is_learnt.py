"""What `config init` learns of sites of each kind: each line is held against the files.

Numbers are those of `small_sites`: 24 ordinary posts, and those that show what a generator does.
"""

from __future__ import annotations

import tomllib

import pytest

from tests.small_sites import ORDINARY, SITES

pytestmark = pytest.mark.slow

LEARNT = {
    "Jekyll": """
        [archive]
        # undated = false # files without a date in their name too
        # without_front_matter = false # files without front matter too
        # time_zone = "America/Paramaribo" # from _config.yml; of days, also in queries;
            moments of YAML without a zone are in UTC until this says otherwise; 1 of 25
            dates with an offset have another, mostly +0200
        # date_field = "date" # the key that holds the moment of a post; in 28 of 30
            posts, 24 as 2023-02-06 09:15:00 -0300; 30 have a day in their name
        # filename = "{date}-{slug}.md" # of new posts; also {year}, {month}, {day}; 27
            of 30 posts are named src/_posts/{date}-{slug}.md, as add does
        [fields.title] # in 30 of 30 posts
        type = "text" # so in all 30
        required = true # so in all 30
        [fields.date] # in 28 of 30 posts
        type = "date" # so in all 28
        [fields.categories] # in 30 of 30 posts
        type = "list" # so in all 30
        required = true # so in all 30
        # allowed = ["sport", "stad", "weer"] # so in 29 of 30
        [fields.tags] # in 29 of 30 posts
        type = "list" # so in all 29
        # [rules] # rules and families: off, error, warning or info
    """,
    "Hugo YAML": """
        [archive]
        # undated = true # files without a date in their name too: 30 of 30 posts
        # without_front_matter = false # files without front matter too
        # time_zone = "Europe/Amsterdam" # of days, also in queries; times of day
            without a zone are in UTC until this says otherwise; 24 of 25 dates with an
            offset have another, mostly +0000
        # date_field = "date" # the key that holds the moment of a post; in 30 of 30
            posts, 24 as 2023-02-06T09:15:00Z
        # filename = "{date}-{slug}.md" # of new posts; also {year}, {month}, {day}; 26
            of 30 posts are named content/posts/{slug}.md, as add does
        [fields.title] # in 30 of 30 posts
        type = "text" # so in all 30
        required = true # so in all 30
        [fields.date] # in 30 of 30 posts
        type = "date" # so in all 30
        required = true # so in all 30
        [fields.tags] # in 30 of 30 posts
        type = "list" # so in all 30
        required = true # so in all 30
        [fields.draft] # in 29 of 30 posts
        type = "boolean" # so in all 29
        # [rules] # rules and families: off, error, warning or info
    """,
    "Eleventy": """
        [archive]
        # undated = true # files without a date in their name too: 27 of 29 posts
        # without_front_matter = false # files without front matter too
        # time_zone = "Europe/Amsterdam" # of days, also in queries; times of day
            without a zone are in UTC until this says otherwise
        # date_field = "date" # the key that holds the moment of a post; in 26 of 29
            posts, 25 as 2024-05-04; 2 have a day in their name
        # filename = "{date}-{slug}.md" # of new posts; also {year}, {month}, {day}; 25
            of 29 posts are named content/blog/{slug}.md, as add does
        [fields.title] # in 29 of 29 posts
        type = "text" # so in all 29
        required = true # so in all 29
        [fields.tags] # in 29 of 29 posts
        required = true # so in all 29
        [fields.date] # in 26 of 29 posts
        type = "date" # so in all 26
        [fields.description] # in 24 of 29 posts
        type = "text" # so in all 24
        # [rules] # rules and families: off, error, warning or info
    """,
    "Astro": """
        [archive]
        # undated = true # files without a date in their name too: 28 of 28 posts
        # without_front_matter = false # files without front matter too
        # time_zone = "Europe/Amsterdam" # of days, also in queries; times of day
            without a zone are in UTC until this says otherwise
        date_field = "pubDate" # the key that holds the moment of a post; in 27 of 28
            posts, 25 as 2023-02-06
        # filename = "{date}-{slug}.md" # of new posts; also {year}, {month}, {day}; 26
            of 28 posts are named src/content/blog/{slug}.md, as add does
        [fields.title] # in 28 of 28 posts
        type = "text" # so in all 28
        required = true # so in all 28
        [fields.description] # in 27 of 28 posts
        type = "text" # so in all 27
        [fields.pubDate] # in 27 of 28 posts
        type = "date" # so in all 27
        [fields.tags] # in 26 of 28 posts
        type = "list" # so in all 26
        # allowed = ["nieuws"] # so in 24 of 26
        # [rules] # rules and families: off, error, warning or info
    """,
    "Hexo": """
        [archive]
        # undated = false # files without a date in their name too: 26 of 26 posts
        # without_front_matter = false # files without front matter too
        # time_zone = "America/Paramaribo" # from _config.yml; of dates without one, and
            of days in queries
        # date_field = "date" # the key that holds the moment of a post; in 26 of 26
            posts, 24 as 2023-02-06 09:15:00
        # filename = "{date}-{slug}.md" # of new posts; also {year}, {month}, {day}; 26
            of 26 posts are named source/_posts/{slug}.md, as add does
        [fields.title] # in 26 of 26 posts
        type = "text" # so in all 26
        required = true # so in all 26
        [fields.date] # in 26 of 26 posts
        type = "date" # so in all 26
        required = true # so in all 26
        [fields.tags] # in 26 of 26 posts
        required = true # so in all 26
        # [rules] # rules and families: off, error, warning or info
    """,
    "Docusaurus": """
        [archive]
        # undated = true # files without a date in their name too: 1 of 29 posts
        # without_front_matter = true # files without front matter too
        # time_zone = "Europe/Amsterdam" # of days, also in queries; times of day
            without a zone are in UTC until this says otherwise
        # date_field = "date" # the key that holds the moment of a post; in 1 of 29
            posts, 1 as 2024-05-04T23:30; 28 have a day in their name
        # filename = "{date}-{slug}.md" # of new posts; also {year}, {month}, {day}; 25
            of 29 posts are named blog/{date}-{slug}.md, as add does
        [fields.title] # in 26 of 29 posts
        type = "text" # so in all 26
        [fields.authors] # in 28 of 29 posts
        type = "list" # so in all 28
        allowed = ["jan"] # so in all 28
        [fields.tags] # in 27 of 29 posts
        type = "list" # so in all 27
        # allowed = ["nieuws"] # so in 24 of 27
        # [rules] # rules and families: off, error, warning or info
    """,
    "MkDocs": """
        [archive]
        # undated = true # files without a date in their name too: 28 of 28 posts
        # without_front_matter = true # files without front matter too: 3 of 28 files
        # time_zone = "Europe/Amsterdam" # of days, also in queries; times of day
            without a zone are in UTC until this says otherwise
        # date_field = "date" # the key that holds the moment of a post; in 25 of 28
            posts, 24 as 2023-02-06
        # filename = "{date}-{slug}.md" # of new posts; also {year}, {month}, {day}; 25
            of 28 posts are named docs/blog/posts/{slug}.md, as add does
        [fields.date] # in 25 of 28 posts
        type = "date" # so in all 25
        [fields.categories] # in 25 of 28 posts
        type = "list" # so in all 25
        # allowed = ["sport", "stad", "weer"] # so in 24 of 25
        # [rules] # rules and families: off, error, warning or info
    """,
    "Obsidian": """
        [archive]
        # undated = true # files without a date in their name too: 26 of 26 posts
        # without_front_matter = true # files without front matter too: 1 of 26 files
        # time_zone = "Europe/Amsterdam" # of dates without one, and of days in queries
        date_field = "created" # the key that holds the moment of a post; in 25 of 26
            posts, 25 as 2023-02-06T09:15
        # filename = "{date}-{slug}.md" # of new posts; also {year}, {month}, {day}; 25
            of 26 posts are named Notities/{slug}.md, as add does
        [fields.tags] # in 25 of 26 posts
        type = "list" # so in all 25
        # allowed = ["nieuws"] # so in 24 of 25
        [fields.created] # in 25 of 26 posts
        type = "date" # so in all 25
        [rules] # rules and families: off, error, warning or info
        date-zone = "off" # 25 of 26 files break it
    """,
}
LEARNT["Hugo TOML"] = LEARNT["Hugo YAML"]  # the syntax of front matter says nothing of it


@pytest.fixture(params=SITES, ids=lambda site: site.generator.replace(" ", "-"))
def site(request):
    return request.param


def said(text):
    """Return what the lines of settings say of their archive."""
    lines = [" ".join(line.split()) for line in text.partition("# [rules.folders")[0].splitlines()]
    of_any = ("# include", "# exclude", "# drafts", "# title-markup", "# Settings", "# an example")
    return [line for line in lines if line and not line.startswith(of_any)]


def test_each_line_is_as_the_files_have_it(newsctl, site, tmp_path):
    text = newsctl("config", "init", "--dry-run", cwd=site.write(tmp_path)).text
    assert " ".join(said(text)) == " ".join(LEARNT[site.generator].split())
    assert tomllib.loads(text)


def test_files_without_front_matter_lists_in_text_and_noise_are_learnt(newsctl, site, tmp_path):
    root = site.write(tmp_path)
    ordinary = [
        file for file in root.rglob("*.md") if "-deel-" in file.name or ", deel" in file.name
    ]
    fence = "+++" if "TOML" in site.generator else "---"
    mark = " = " if "TOML" in site.generator else ": "
    for file in ordinary:
        line = f'onderwerpen{mark}"water, dijk"'
        data = file.read_text().replace(f"{fence}\n", f"{fence}\n{line}\n", 1)
        file.write_text("\ufeff" + data)
        bare = (file.with_name(file.name.replace("deel", f"kaal-{again}")) for again in "ab")
        for name in bare:
            name.write_text("\ufeffEen tekst zonder meer.")
    newsctl("config", "init", cwd=root)
    text = (root / "newsctl.toml").read_text()
    lines = said(text)
    is_optional = site.generator in {"Docusaurus", "MkDocs", "Obsidian"}
    [bare] = [line for line in lines if "without_front_matter" in line]
    assert bare.startswith(
        "# without_front_matter = true" if is_optional else "without_front_matter = true"
    )
    files = 2 * ORDINARY + {"MkDocs": 3, "Obsidian": 1}.get(site.generator, 0)
    assert f"too: {files} of " in bare
    assert f'separator = "," # of lists in text; in {ORDINARY}, such as water, dijk' in lines
    posts = int(newsctl("list", "--count", cwd=root).text)
    no_posts = sum(path.endswith((".html", ".mkdn")) for path in site.left_out)
    noise = f'"off" # {3 * ORDINARY} of {posts + no_posts} files break it'
    assert f"file-bom = {noise}" in lines
    assert "required = true" not in text
    found = newsctl("validate", "--all", "-f", "jsonl", cwd=root).lines
    assert len(found) <= posts / 2
