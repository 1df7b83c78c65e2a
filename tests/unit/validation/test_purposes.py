"""What a file needs depends on what it is for."""

from __future__ import annotations

import pytest


def found(check, generator, path, text):
    select = ["date-missing", "title-missing", "body-empty", "body-script", "front-matter-misread"]
    return {one.rule for one in check(text, path, generator=generator, select=select)}


@pytest.mark.parametrize(
    ("generator", "path", "dated"),
    [
        (None, "over.md", True),
        ("Jekyll", "_posts/over.md", True),
        ("Jekyll", "_docs/over.md", False),
        ("Jekyll", "src/_pages/diep/over.md", False),
        ("Jekyll", "_nieuws/over.md", True),
        ("Jekyll", "nieuws/_posts/over.md", True),
        ("Jekyll", "over.md", True),
        (None, "_docs/over.md", True),
        ("Hugo", "content/over.md", False),
        ("Hugo", "content/nieuws/les.md", True),
        ("Hugo", "content/posts/les/index.md", True),
        ("Hugo", "content/posts/_index.md", False),
        ("Docusaurus", "docs/start.md", False),
        ("Docusaurus", "blog/les.md", True),
        ("MkDocs", "docs/start.md", False),
        ("MkDocs", "docs/blog/posts/les.md", True),
        ("MkDocs", "docs/blog/posts/les/index.md", True),
        ("MkDocs", "docs/blog/index.md", False),
        ("Jekyll", "_posts/nieuws/index.md", True),
        ("Obsidian", "Dagboek.md", False),
    ],
)
def test_pages_and_notes_have_no_day(generator, path, dated, check):
    rules = found(check, generator, path, "---\ntitle: Zon\n---\nDe zon.\n")
    assert rules == ({"date-missing"} if dated else set())


@pytest.mark.parametrize(
    ("generator", "body", "titled"),
    [
        (None, "# Zon", False),
        (None, "Zon", True),
        ("Jekyll", "# Zon", True),
        ("Hugo", "# Zon", True),
        ("Docusaurus", "# Zon", False),
        ("Docusaurus", "Zon", True),
        ("Docusaurus", "\nimport A from 'a';\n\n# Zon", False),
        ("Docusaurus", "import A from 'a';\n\nZon", True),
        ("MkDocs", "\n\nZon\n===", False),
        ("MkDocs", "## Zon", True),
        ("Obsidian", "Zon", False),
    ],
)
def test_a_heading_or_the_file_may_be_the_title(generator, body, titled, check):
    rules = found(check, generator, "2019-09-05-zon.md", f"---\nx: y\n---\n{body}\n")
    assert rules == ({"title-missing"} if titled else set())


@pytest.mark.parametrize(
    ("generator", "path", "line", "titled"),
    [
        ("Eleventy", "404.md", "x: y", False),
        ("Eleventy", "blog/zon.md", "x: y", True),
        ("Eleventy", "zon.md", "date: 2019-09-05", True),
        ("Hugo", "content/over.md", "x: y", False),
        ("Hugo", "content/posts/zon.md", "date: 2019-09-05", True),
        ("Jekyll", "_posts/2019-09-05-zon.md", "x: y", True),
    ],
)
def test_a_page_may_have_its_title_of_its_heading(generator, path, line, titled, check):
    text = f"---\n{line}\n---\n# Zon\n\nDe zon.\n"
    assert bool(check(text, path, select=["title-missing"], generator=generator)) is titled


@pytest.mark.parametrize("generator", [None, "Jekyll", "Hexo", "Eleventy", "Hugo", "Astro"])
def test_names_below_posts_need_a_day_in_jekyll_alone(generator, check):
    text = "---\ntitle: Zon\ndate: 2019-09-05 10:00:00 +0200\n---\nDe zon.\n"
    found = check(text, "_posts/2019/zon/index.md", generator=generator)
    assert ("file-name-undated" in {one.rule for one in found}) is (generator in {None, "Jekyll"})


@pytest.mark.parametrize(
    ("lines", "message", "hint"),
    [
        ("title:\ndate: 2019-09-05", "The title is empty.", 'Write it: title: "…"'),
        ("date: 2019-09-05", "There is no title.", 'Add a line: title: "…"'),
        (
            'title: Zon\ndate: ""',
            "The post has no moment: date is empty, and there is no date in its file name.",
            "Write it: date: …",
        ),
        (
            "title: Zon",
            "The post has no moment: no date field, and no date in its file name.",
            "Add a line: date: …",
        ),
    ],
)
def test_a_key_that_is_there_is_not_to_be_added(lines, message, hint, check):
    (problem,) = check(f"---\n{lines}\n---\nDe zon.\n", "zon.md")
    assert (problem.message, problem.hint) == (message, hint)


def test_a_page_of_a_collection_has_the_title_of_its_name(check):
    assert found(check, "Jekyll", "_tabs/over.md", "---\nx: y\n---\nZon\n") == set()
    assert found(check, "Jekyll", "_nieuws/2019-09-05-over.md", "---\nx: y\n---\nZon\n")


@pytest.mark.parametrize(
    ("path", "line", "empty"),
    [
        ("content/posts/_index.md", "x: y", False),
        ("content/posts/_index.nl.md", "x: y", False),
        ("oud.md", "redirect_to: /nieuw/", False),
        ("oud.md", "x: y", True),
        ("contact.md", "layout: contact", False),
        ("contact.md", "template: contact.html", True),
    ],
)
def test_a_section_a_redirect_and_a_page_with_a_template_show_no_text(path, line, empty, check):
    text = f"---\ntitle: Zon\n{line}\ndate: 2019-09-05\n---\n"
    assert found(check, "Hugo", path, text) == ({"body-empty"} if empty else set())


@pytest.mark.parametrize(
    ("path", "line", "empty"),
    [
        ("vragen/index.md", "order: date", False),
        ("vragen/README.md", "order: date", False),
        ("vragen/index.md", "date: 2019-09-05", True),
        ("2019-09-05-vragen/index.md", "order: date", True),
        ("vragen/wat.md", "order: date", True),
    ],
)
def test_the_page_of_a_folder_that_is_no_post_shows_no_text(path, line, empty, check):
    text = f"---\ntitle: Zon\n{line}\n---\n"
    assert ("body-empty" in found(check, None, path, text)) == empty


@pytest.mark.parametrize(
    ("generator", "path", "line", "told"),
    [
        ("MkDocs", "docs/kaart.md", "x: y", False),
        ("MkDocs", "docs/kaart.md", "date: 2019-09-05", True),
        ("MkDocs", "docs/blog/posts/kaart.md", "date: 2019-09-05", True),
        ("Jekyll", "_pages/kaart.md", "x: y", False),
        ("Jekyll", "_drafts/kaart.md", "x: y", True),
        ("Jekyll", "_posts/2019-09-05-kaart.md", "x: y", True),
        ("Hugo", "content/kaart.md", "x: y", False),
        (None, "2019-09-05-kaart.md", "x: y", True),
    ],
)
def test_a_script_is_told_of_in_posts_and_not_in_pages(generator, path, line, told, check):
    text = f"---\ntitle: Zon\nbron: NOS\n{line}\n---\n<script src='kaart.js'></script>\n"
    assert found(check, generator, path, text) == ({"body-script"} if told else set())


@pytest.mark.parametrize(
    ("generator", "value", "misread"),
    [
        (None, "10:30", True),
        ("Jekyll", "10:30", True),
        ("Jekyll", "yes", True),
        ("MkDocs", "on", True),
        ("Hugo", "10:30", False),
        ("Hugo", "no", False),
        ("Docusaurus", "10:30", False),
        ("Hugo", "1.10", True),
        ("Eleventy", "2.50", True),
    ],
)
def test_what_yaml_reads_depends_on_who_reads_it(generator, value, misread, check):
    text = f"---\ntitle: Zon\ndate: 2019-09-05\nrijen:\n  - tijd: {value}\n---\nDe zon.\n"
    rules = found(check, generator, "zon.md", text)
    assert rules == ({"front-matter-misread"} if misread else set())


@pytest.mark.parametrize(
    ("generator", "severity"),
    [(None, "error"), ("Jekyll", "error"), ("Obsidian", "info"), ("MkDocs", "info")],
)
def test_where_files_need_no_front_matter_one_without_is_a_note(generator, severity, check):
    (problem,) = check("De zon.\n", "2019-09-05-zon.md", generator=generator)
    assert (problem.rule, problem.severity) == ("front-matter-missing", severity)


@pytest.mark.parametrize(
    ("generator", "lines", "titled"),
    [
        ("Hugo", "headless: true", False),
        ("Hugo", "build:\n  render: never", False),
        ("Hugo", "_build:\n  render: false\n  list: never", False),
        ("Hugo", "build:\n  list: never", True),
        ("Hugo", "headless: false", True),
        ("MkDocs", "headless: true", True),
    ],
)
def test_what_hugo_renders_nowhere_needs_no_title_and_no_day(generator, lines, titled, check):
    text = f"---\n{lines}\n---\nZon.\n"
    rules = found(check, generator, "content/x/index.md", text)
    assert rules == ({"title-missing"} if titled else set())
    rules = found(check, generator, "content/posts/x.md", text)
    assert rules == ({"title-missing", "date-missing"} if titled else set())


@pytest.mark.parametrize(("path", "titled"), [("docs/a.md", False), ("docs/b.md", True)])
def test_a_page_may_have_its_title_of_the_navigation(path, titled, check):
    text = "---\nx: y\n---\nZon.\n"
    options = {"generator": "MkDocs", "is_titled": {"docs/a.md"}.__contains__}
    assert bool(check(text, path, select=["title-missing"], **options)) is titled


def test_what_hexo_writes_itself_is_well(check):
    text = "---\ntitle: Zon\ndate: 2019-09-05 03:07:07\n---\nDe zon.\n"
    assert check(text, "source/_posts/zon.md", generator="Hexo") == ()
    assert check(text, "source/_posts/zon.md", generator="Jekyll")


@pytest.mark.parametrize(
    ("generator", "path", "beside", "empty"),
    [
        ("Hugo", "content/fotos/index.md", True, False),
        ("Hugo", "content/fotos/index.md", False, True),
        ("Hugo", "content/posts/zon.md", True, True),
        ("Jekyll", "_posts/zon/index.md", True, True),
    ],
)
def test_a_bundle_of_files_shows_them_without_text(generator, path, beside, empty, check):
    text = "---\ntitle: Zon\ndate: 2019-09-05\n---\n"
    facts = {"generator": generator, "has_beside": {path: beside}.get}
    assert bool(check(text, path, select=["body-empty"], **facts)) is empty


@pytest.mark.parametrize(
    ("line", "empty"),
    [
        ("widget:\n  handler: pages\n  background:\n    color: red", False),
        ("sections:\n  - block: hero\n  - block: posts", False),
        ("sections:\n  - block: hero\ndate: 2019-09-05", True),
        ("cover:\n  image: zon.jpg", True),
        ("tags:\n  - zon", True),
        ("description: zon", True),
        ("url: https://zon.example/1", False),
        ("link: https://zon.example/1\ndate: 2019-09-05", False),
        ("url: /zon/", True),
        ("externe_link: https://zon.example/1", True),
        ("image: https://zon.example/1.jpg", True),
        ("youtube: dQw4w9WgXcQ\ndate: 2019-09-05", False),
        ("photos:\n  - zon.jpg\n  - zee.jpg", False),
        ("video:", True),
    ],
)
@pytest.mark.parametrize("generator", ["Hugo", "Jekyll", "Astro", None])
def test_a_page_that_a_template_makes_of_its_front_matter_needs_no_body(
    generator, line, empty, check
):
    text = f"---\ntitle: Zon\n{line}\n---\n"
    assert bool(check(text, "home/zon.md", select=["body-empty"], generator=generator)) is empty
