"""Drafts: added, listed, published and taken back, as each site keeps them."""

from __future__ import annotations

import json

import pytest

from newsctl.front_matter.archive.sites import draft_form

HEADER = "layout: post\ntitle: {}\ndate: 2019-09-0{} 12:00:00 +0200\nbron: NOS"


@pytest.fixture
def site(tmp_path):
    """Make a site of some files by path, their text what is between the fences and below."""

    def made(mark, files=None):
        folder = tmp_path / "site"
        for path, text in {mark: "", **(files or {})}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(f"---\n{text}\n---\nTekst.\n" if text else "")
        return folder

    return made


@pytest.fixture
def jekyll(site):
    files = {f"_posts/2019-09-0{n}-post-{n}.md": HEADER.format(f"Post {n}", n) for n in (1, 2, 3)}
    return site("_config.yml", files)


@pytest.fixture
def hugo(site):
    files = {f"content/post-{n}.md": HEADER.format(f"Post {n}", n) for n in (1, 2, 3)}
    return site("hugo.toml", files)


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.md")}


def test_a_draft_of_jekyll_lies_in_its_folder_without_a_date(newsctl, jekyll):
    ran = newsctl("add", "Een wolf", "--draft", "--bron", "NOS", "--body", "Tekst.", cwd=jekyll)
    assert (ran.code, ran.lines) == (0, ["_drafts/een-wolf.md"])
    assert contents(jekyll)["_drafts/een-wolf.md"] == (
        "---\nlayout: post\ntitle: Een wolf\nbron: NOS\n---\nTekst.\n"
    )
    assert newsctl("list", "--count", cwd=jekyll).text == "3\n"
    again = newsctl("add", "Een wolf", "--draft", "--body", "Anders.", "--force", cwd=jekyll)
    assert again.code == 3
    assert "is there already" in again.err


def test_a_draft_in_its_folder_is_given_no_date(newsctl, jekyll, hugo):
    line = ("add", "Een wolf", "--draft", "--date", "2027-01-01", "--body", "Tekst.")
    ran = newsctl(*line, cwd=jekyll)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err == (
        "newsctl: A draft in _drafts has no date.\n"
        "Give it one when you publish it: newsctl publish POST --date DATE\n"
    )
    (jekyll / "_config.yml").unlink()
    assert newsctl(*line, cwd=hugo).code == 0


def test_a_draft_elsewhere_says_so_and_lies_among_the_posts(newsctl, hugo):
    ran = newsctl("add", "Een wolf", "--draft", "--body", "Tekst.", cwd=hugo)
    assert (ran.code, ran.lines) == (0, ["content/een-wolf.md"])
    assert "draft: true\n" in contents(hugo)["content/een-wolf.md"]


def test_a_whole_post_becomes_a_draft(newsctl, jekyll, hugo):
    whole = b"---\ntitle: Een wolf\nbron: NOS\n---\nTekst.\n"
    ran = newsctl("add", "--draft", stdin=whole, cwd=jekyll)
    assert (ran.code, ran.lines) == (0, ["_drafts/een-wolf.md"])
    assert contents(jekyll)["_drafts/een-wolf.md"].encode() == whole


def test_drafts_lists_those_of_the_folder_and_those_that_say_so(newsctl, jekyll):
    newsctl("add", "Een wolf", "--draft", "--body", "Tekst.", cwd=jekyll)
    newsctl("set", "published=false", "--post", "post-2", "--yes", cwd=jekyll)
    ran = newsctl("drafts", "--json", "--fields", "path,title,text", cwd=jekyll)
    found = [(one["path"], one["title"], one["text"]) for one in json.loads(ran.out)]
    assert ran.code == 0
    assert found == [
        ("_drafts/een-wolf.md", "Een wolf", "Tekst."),
        ("_posts/2019-09-02-post-2.md", "Post 2", "Tekst."),
    ]
    (jekyll / "newsctl.toml").write_text("[archive]\ndrafts = true\n")
    assert newsctl("drafts", "--json", "--fields", "path,title,text", cwd=jekyll).out == ran.out


@pytest.mark.parametrize(
    "reference",
    [
        "Een wolf: hé",
        "een wolf: he",
        "Een wolf",
        "https://nos.example/9",
        "https://nos.example/",
        "een-wolf",
    ],
)
def test_a_draft_is_named_as_a_post_is(newsctl, jekyll, reference):
    link = "https://nos.example/9"
    newsctl("add", "Een wolf: hé", "--link", link, "--draft", "--body", "Tekst.", cwd=jekyll)
    assert "Een wolf" in newsctl("show", reference, "--raw", cwd=jekyll).text
    ran = newsctl("publish", reference, "--dry-run", cwd=jekyll)
    assert "_drafts/een-wolf-he.md → _posts/" in ran.text


def test_the_whole_title_of_a_draft_comes_before_the_beginning_of_a_posts(newsctl, jekyll):
    for title in ("Post", "Post 1"):
        newsctl("add", title, "--draft", "--body", "Tekst.", "--force", cwd=jekyll)
    show = lambda name: newsctl("show", name, "--raw", cwd=jekyll)  # noqa: E731
    assert "title: Post\n" in show("post").text
    assert "date: 2019-09-01" in show("Post 1").text
    ran = show("Posten")
    assert ran.code == 1
    assert "newsctl drafts" in ran.err


def test_an_archive_without_drafts_says_so(newsctl, hugo):
    ran = newsctl("drafts", "-f", "json", cwd=hugo)
    assert (ran.code, json.loads(ran.out)) == (1, [])
    assert "no drafts" in ran.err


def test_a_draft_that_is_no_post_is_named_beside_the_others(newsctl, jekyll):
    newsctl("add", "Een wolf", "--draft", "--body", "Tekst.", cwd=jekyll)
    (jekyll / "_drafts" / "stuk.md").write_text("---\n[\n---\n")
    ran = newsctl("drafts", cwd=jekyll)
    assert (ran.code, len(ran.lines)) == (0, 1)
    assert "_drafts/stuk.md: " in ran.err


def test_a_date_that_may_be_another_day_is_told_before_a_draft_is_published_at_it(newsctl, jekyll):
    newsctl("add", "Een wolf", "--draft", "--body", "Tekst.", cwd=jekyll)
    ran = newsctl("publish", "een-wolf", "--date", "03-04-2019", "--dry-run", cwd=jekyll)
    assert ran.err.count("03-04-2019 is taken for 2019-04-03;") == 1


def test_publishing_gives_date_and_name_in_one_change_that_undo_takes_back(newsctl, jekyll):
    newsctl("add", "Een wolf", "--draft", "--bron", "NOS", "--body", "Tekst.", cwd=jekyll)
    before = contents(jekyll)
    dry = newsctl("publish", "een-wolf", "--dry-run", cwd=jekyll)
    assert "_drafts/een-wolf.md → _posts/2025-11-03-een-wolf.md" in dry.text
    assert "Would change 1 post." in dry.err
    assert contents(jekyll) == before
    ran = newsctl("publish", "een-wolf", cwd=jekyll)
    assert (ran.code, ran.lines) == (0, ["_posts/2025-11-03-een-wolf.md"])
    after = contents(jekyll)
    header = after.pop("_posts/2025-11-03-een-wolf.md").splitlines()[1:5]
    assert [line.partition(":")[0] for line in header] == ["layout", "title", "date", "bron"]
    assert header[2].startswith("date: 2025-11-03 ")
    assert after == {path: text for path, text in before.items() if "wolf" not in path}
    undone = newsctl("undo", cwd=jekyll)
    assert "(1 post)" in undone.err
    assert contents(jekyll) == before


def test_a_query_that_finds_no_draft_in_its_folder_says_how_to_publish_it(newsctl, jekyll):
    hint = "No query finds what is in _drafts: newsctl drafts -f path | newsctl publish -\n"
    assert hint not in newsctl("publish", "--query", "wolf", cwd=jekyll).err
    newsctl("add", "Een wolf", "--draft", "--body", "Tekst.", cwd=jekyll)
    ran = newsctl("publish", "--query", "wolf", cwd=jekyll)
    assert (ran.code, ran.err) == (1, f"newsctl: No posts found.\n{hint}")
    (jekyll / "newsctl.toml").write_text("[archive]\ndrafts = true\n")
    assert hint not in newsctl("publish", "--query", "beer", cwd=jekyll).err
    assert newsctl("publish", "--query", "wolf", "--dry-run", cwd=jekyll).code == 0


def test_a_moment_is_the_draft_s_own_unless_another_is_given(newsctl, jekyll):
    (jekyll / "_drafts").mkdir()
    for name in ("a", "b"):
        text = f"---\ntitle: {name}\ndate: 2019-01-02 03:04:05 +0100\nbron: NOS\n---\nx {name}\n"
        (jekyll / "_drafts" / f"{name}.markdown").write_text(text)
    before = contents(jekyll)
    assert newsctl("publish", "a", cwd=jekyll).lines == ["_posts/2019-01-02-a.markdown"]
    given = newsctl("publish", "b", "--date", "2020-05-06 07:08", cwd=jekyll)
    assert given.lines == ["_posts/2020-05-06-b.markdown"]
    written = (jekyll / "_posts/2020-05-06-b.markdown").read_text()
    assert "date: 2020-05-06 07:08:00 +0200\n" in written
    a = (jekyll / "_posts/2019-01-02-a.markdown").read_text()
    assert "date: 2019-01-02 03:04:05 +0100\n" in a
    assert contents(jekyll) == before


def test_folders_of_categories_have_posts_and_drafts_of_their_own(newsctl, jekyll):
    newsctl("add", "Een wolf", "--draft", "--body", "Tekst.", cwd=jekyll)
    (jekyll / "weer" / "_drafts" / "nat").mkdir(parents=True)
    (jekyll / "_drafts/een-wolf.md").rename(jekyll / "weer/_drafts/nat/2018-01-01-regen.md")
    ran = newsctl("publish", "regen", "--date", "2020-05-06", cwd=jekyll)
    assert ran.lines == ["weer/_posts/nat/2020-05-06-regen.md"]
    back = newsctl("unpublish", "regen", cwd=jekyll)
    assert back.lines == ["weer/_drafts/nat/regen.md"]


def test_elsewhere_a_key_is_turned_and_no_other_byte(newsctl, hugo):
    before = contents(hugo)
    ran = newsctl("unpublish", "post-2", cwd=hugo)
    assert (ran.code, ran.lines) == (0, ["content/post-2.md"])
    drafts = contents(hugo)
    assert drafts["content/post-2.md"] == before["content/post-2.md"].replace(
        "bron: NOS\n", "bron: NOS\ndraft: true\n"
    )
    assert newsctl("drafts", cwd=hugo).lines[0].startswith("content/post-2.md\t")
    again = newsctl("unpublish", "post-2", cwd=hugo)
    assert (again.code, "that way already" in again.err) == (0, True)
    assert newsctl("publish", "post-2", cwd=hugo).code == 0
    assert contents(hugo) == before
    assert "that way already" in newsctl("publish", "post-2", cwd=hugo).err


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Zon\ndate: 2019-09-05\n---\nTekst.\n",
        "\ufeff---\r\ntitle: Zon # kop\r\n\r\n# einde\r\n---\r\nTekst.",
        "+++\ntitle = 'Zon'\n[params]\nbron = 'NOS'\n+++\nTekst.\n",
        '{\n  "title": "Zon",\n  "tags": ["a"]\n}\nTekst.\n',
        '{"title": "Zon"}\nTekst.\n',
        "---\n{title: Zon, bron: NOS}\n---\nTekst.\n",
    ],
)
def test_publishing_leaves_no_byte_of_what_unpublishing_wrote(newsctl, hugo, text):
    file = hugo / "content/zon.md"
    file.write_bytes(text.encode())
    ran = newsctl("unpublish", "zon", cwd=hugo)
    if ran.code:
        assert "is left as it is" in ran.err
    else:
        assert file.read_bytes() != text.encode()
        assert newsctl("publish", "zon", cwd=hugo).code == 0
    assert file.read_bytes() == text.encode()


def test_the_key_stays_where_all_posts_have_it(newsctl, site):
    files = {
        f"content/post-{n}.md": HEADER.format(f"Post {n}", n) + "\ndraft: false" for n in (1, 2, 3)
    }
    folder = site("hugo.toml", files)
    before = contents(folder)
    (folder / "content/vos.md").write_text("---\ntitle: Vos\ndate: 2019-09-05\ndraft: true\n---\n")
    for n in range(4, 9):
        (folder / f"content/post-{n}.md").write_text(
            "---\n" + HEADER.format(f"Post {n}", n) + "\ndraft: false\n---\nTekst.\n"
        )
    assert newsctl("publish", "vos", cwd=folder).code == 0
    assert "draft: false\n" in contents(folder)["content/vos.md"]
    assert before.items() <= contents(folder).items()


def test_in_a_folder_of_posts_alone_jekyll_s_key_is_used(newsctl, jekyll):
    ran = newsctl("add", "Een wolf", "--draft", "--body", "Tekst.", cwd=jekyll / "_posts")
    assert ran.code == 0
    ran = newsctl("-C", jekyll / "_posts", "add", "Vos", "--draft", "--body", "Tekst.", cwd=jekyll)
    assert ran.lines == ["_posts/2025-11-03-vos.md"]
    assert "published: false\n" in contents(jekyll)["_posts/2025-11-03-vos.md"]


def test_unpublishing_moves_a_post_and_tells_who_links_to_it(newsctl, jekyll):
    (jekyll / "_posts/2019-09-03-post-3.md").write_text(
        "---\ntitle: Drie\n---\n{% post_url 2019-09-01-post-1 %}\n"
    )
    before = contents(jekyll)
    ran = newsctl("unpublish", "post-1", cwd=jekyll)
    assert (ran.code, ran.lines) == (0, ["_drafts/post-1.md"])
    assert "_posts/2019-09-03-post-3.md links to _posts/2019-09-01-post-1.md." in ran.err
    assert newsctl("publish", "post-1", cwd=jekyll).lines == ["_posts/2019-09-01-post-1.md"]
    assert contents(jekyll) == before


def test_a_draft_with_an_error_and_one_whose_place_is_taken_stay(newsctl, jekyll):
    (jekyll / "newsctl.toml").write_text("[fields.bron]\nrequired = true\n")
    (jekyll / "_drafts").mkdir()
    (jekyll / "_drafts/zonder.md").write_text("---\ntitle: Zonder bron\n---\nx\n")
    (jekyll / "_drafts/post-1.md").write_text(
        "---\ntitle: Weer\nbron: NOS\ndate: 2019-09-01 10:00:00 +0200\n---\nx\n"
    )
    before = contents(jekyll)
    ran = newsctl("publish", "zonder", "_drafts/post-1.md", "--yes", cwd=jekyll)
    assert (ran.code, contents(jekyll)) == (3, before)
    assert "bron is required" in ran.err
    assert "_posts/2019-09-01-post-1.md is there already" in ran.err


def test_a_draft_can_be_edited_renamed_and_removed_by_its_slug(newsctl, jekyll):
    newsctl("add", "Een wolf", "--draft", "--body", "Tekst.", cwd=jekyll)
    newsctl("set", "title=De vos", "--post", "een-wolf", "--yes", cwd=jekyll)
    assert newsctl("rename", "een-w", "--yes", cwd=jekyll).lines == ["_drafts/de-vos.md"]
    assert newsctl("show", "--raw", "de-vos", cwd=jekyll).code == 0
    assert newsctl("rm", "_drafts/de-vos.md", cwd=jekyll).code == 0
    assert newsctl("publish", "de-vos", cwd=jekyll).code == 1


def test_what_is_published_is_offered_on_tab(newsctl, jekyll):
    newsctl("add", "Een wolf", "--draft", "--body", "Tekst.", cwd=jekyll)
    ran = newsctl("publish", "een", cwd=jekyll, _NEWSCTL_COMPLETE="1")
    assert [line.partition("\t")[0] for line in ran.lines] == ["een-wolf.md"]


@pytest.mark.parametrize("line", [("publish",), ("unpublish",), ("publish", "niets")])
def test_a_line_that_names_no_post_does_nothing(newsctl, jekyll, line):
    ran = newsctl(*line, cwd=jekyll)
    assert ran.code in {1, 2}
    assert ran.out == b""


@pytest.mark.parametrize("value", ["True", "ja", "yes", "on", '"true"'])
def test_a_draft_stays_one_by_whatever_word_for_true(newsctl, hugo, value):
    newsctl("unpublish", "post-2", cwd=hugo)
    newsctl("set", f"draft={value}", "--post", "post-2", cwd=hugo)
    assert newsctl("drafts", "-f", "path", cwd=hugo).lines == ["content/post-2.md"]
    assert "\ndraft: true\n" in contents(hugo)["content/post-2.md"]


def test_a_text_is_no_mark_of_a_draft_to_jekyll(newsctl, jekyll):
    post = jekyll / "_posts/2019-09-02-post-2.md"
    post.write_text(post.read_text().replace("bron:", 'published: "false"\nbron:'))
    ran = newsctl("drafts", cwd=jekyll)
    assert (ran.code, "There are no drafts." in ran.err) == (1, True)
    assert "field-draft-text" in newsctl("validate", cwd=jekyll).text
    newsctl("set", "published=nee", "--post", "post-2", cwd=jekyll)
    assert newsctl("drafts", "-f", "path", cwd=jekyll).lines == ["_posts/2019-09-02-post-2.md"]


@pytest.mark.parametrize("value", ["", " # later", " null", " ~"])
def test_a_mark_of_a_draft_without_a_value_is_told_in_jekyll(newsctl, jekyll, value):
    post = jekyll / "_posts/2019-09-02-post-2.md"
    post.write_text(post.read_text().replace("bron:", f"published:{value}\nbron:"))
    assert "published has no value, and Jekyll does not" in newsctl("validate", cwd=jekyll).text
    assert draft_form(jekyll).marks({"published": None})
    assert not draft_form(jekyll).marks({})
