"""One post: found by what a user writes for it, shown, added."""

from __future__ import annotations

import json

import pytest

POST = "2019-10-01-boeren-op-malieveld-wij-voeden-nederland.md"
LATEST = "2025-10-29-laatste-uren-van-de-tweede-kamerverkiezingen.md"
LATEST_LINK = "https://trouw.example/politiek/laatste-uren-tweede-kamerverkiezingen~b90c41fe"
LINK = "https://nu.example/binnenland/6001188/boeren-malieveld.html"


@pytest.mark.parametrize(
    "reference",
    [
        POST,
        f"./{POST}",
        POST.removesuffix(".md"),
        POST[11:-3],
        "boeren",
        "2019-10",
        "./2019-10",
        LINK,
        LINK[:40],
        f"../posts/{POST}",
        "../posts/2019-10",
    ],
)
def test_a_post_is_known_by_many_names(newsctl, samples, reference):
    ran = newsctl("show", reference, "--raw", cwd=samples)
    assert ran.out == (samples / POST).read_bytes()


@pytest.mark.parametrize("reference", [POST, f"posts/{POST}", "posts/2019-10", "2019-10"])
def test_a_post_is_found_from_outside_its_archive(newsctl, samples, reference):
    ran = newsctl("show", reference, "--raw", "-C", "posts", cwd=samples.parent)
    assert ran.out == (samples / POST).read_bytes()


def test_an_absolute_path_is_a_reference(newsctl, samples, tmp_path):
    ran = newsctl("show", samples / POST, "--raw", "-C", samples, cwd=tmp_path)
    assert ran.out == (samples / POST).read_bytes()


def test_links_lead_to_the_same_post(newsctl, small, tmp_path):
    (tmp_path / "link").symlink_to(small)
    (tmp_path / "post.md").symlink_to(small / LATEST)
    for archive, reference in (
        ("link", "link/2025-10"),
        ("link", "small/2025-10"),
        ("small", "link/2025-10"),
        ("small", "post.md"),
    ):
        ran = newsctl("show", reference, "--text", "-C", archive, cwd=tmp_path)
        assert ran.code == 0, (archive, reference, ran.err)


def test_the_current_folder_comes_first(newsctl, small):
    for name in ("a", "b"):
        (small / name).mkdir()
        (small / name / "2020-01-01-zon.md").write_text(f"---\ntitle: Zon in {name}\n---\n{name}\n")
    assert newsctl("show", "2020-01-01-zon.md", "--text", "-C", "..", cwd=small / "b").text == "b\n"
    assert newsctl("show", "../a/2020", "--text", "-C", "..", cwd=small / "b").text == "a\n"
    assert newsctl("show", "zon", cwd=small).code == 2


def test_a_post_is_shown_in_every_form(newsctl, samples):
    shown = newsctl("show", "boeren", cwd=samples).lines
    assert shown[0] == "Boeren op Malieveld: 'Wij voeden Nederland'"
    whole = newsctl("show", "boeren", "--json", cwd=samples).json
    assert (whole["schema_version"], whole["bron"], whole["path"]) == (1, "NU.nl", POST)
    assert newsctl("show", "boeren", "--text", cwd=samples).text == f"{whole['text']}\n"


def test_a_file_that_is_no_post_is_shown_raw_alone(newsctl, small):
    (small / "2020-01-01-stuk.md").write_bytes(b"---\ntitle: [\n---\n\xff")
    assert newsctl("list", "--count", cwd=small).text == "3\n"
    assert newsctl("show", "2020-01-01-stuk.md", cwd=small).code == 3


BODY = "<p>De Kamer stemt dinsdag.</p>\n"
ADDED = b"""\
---
layout: post
title: "Kamer stemt over wolf"
date: Mon, 03 Nov 2025 12:00:00 +0100
category: politiek
externe_link: "https://nos.example/wolf"
aantal: 4
unieke: 4
bron: NOS
auteur: redactie
---

<p>De Kamer stemt dinsdag.</p>
"""
OPTIONS = "--bron NOS --categorie politiek --link https://nos.example/wolf --field auteur=redactie"


def test_a_post_is_added_whole(newsctl, small):
    ran = newsctl("add", "Kamer stemt over wolf", *OPTIONS.split(), cwd=small, stdin=BODY.encode())
    assert (ran.code, ran.text) == (0, "2025-11-03-kamer-stemt-over-wolf.md\n")
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == ["Earlier"]
    assert (small / "2025-11-03-kamer-stemt-over-wolf.md").read_bytes() == ADDED
    assert newsctl("validate", cwd=small).code == 0
    assert newsctl("list", "auteur:redactie", "-f", "path", cwd=small).text == ran.text


def test_a_dry_run_prints_the_file_and_leaves_the_archive_alone(newsctl, small):
    before = sorted(small.iterdir())
    line = ["add", "Kamer stemt over wolf", *OPTIONS.split(), "--body", BODY, "--dry-run"]
    ran = newsctl(*line, cwd=small)
    assert (ran.code, ran.out) == (0, ADDED)
    assert ran.err == "newsctl: Would be 2025-11-03-kamer-stemt-over-wolf.md\n"
    assert sorted(small.iterdir()) == before


def test_a_title_may_begin_with_a_hyphen(newsctl, small):
    ran = newsctl("add", "-5 graden in Zutphen", "--body", "-C", cwd=small)
    assert (ran.code, ran.text) == (0, "2025-11-03-5-graden-in-zutphen.md\n")


def test_nothing_is_written_over(newsctl, small):
    line = ["add", "Kamer stemt", "--body", "een"]
    assert newsctl(*line, cwd=small).code == 0
    before = (small / "2025-11-03-kamer-stemt.md").read_bytes()
    assert newsctl(*line, "--force", cwd=small).text == "2025-11-03-kamer-stemt-2.md\n"
    ran = newsctl(*line, "--force", "--slug", "kamer-stemt", cwd=small)
    assert (ran.code, ran.out) == (3, b"")
    assert ran.err.splitlines() == [
        "newsctl: 2025-11-03-kamer-stemt.md is there already.",
        "Give another --slug or --date.",
    ]
    assert (small / "2025-11-03-kamer-stemt.md").read_bytes() == before


def test_a_second_post_with_the_same_link_is_refused_unless_forced(newsctl, small):
    line = ["add", "Nog eens", "--body", "een", "--link", LATEST_LINK]
    ran = newsctl(*line, cwd=small)
    assert (ran.code, ran.out) == (1, b"")
    assert ran.err.startswith(f"newsctl: {LATEST} has this externe_link already: ")
    assert "--force" in ran.err
    assert newsctl(*line, "--dry-run", cwd=small).code == 1
    assert newsctl(*line, "--force", cwd=small).code == 0


def test_an_invalid_post_is_refused_with_every_error_named(newsctl, small):
    (small / "newsctl.toml").write_text(
        "[fields]\nbron.required = true\ncategory.required = true\n"
    )
    before = sorted(small.iterdir())
    ran = newsctl("add", " ", "--body", "een", "--slug", "leeg", cwd=small)
    assert (ran.code, ran.out) == (1, b"")
    for finding in ("title-missing: ", "field-missing: ", "bron", "category"):
        assert finding in ran.err
    assert sorted(small.iterdir()) == before


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (["add", "", "--body", "x", "--bron", "NOS", "--category", "tech"], "newsctl add TITLE"),
        (["add", "Titel", "--body", "x", "--bron", "NOS"], "--field KEY=VALUE gives it, or an"),
    ],
)
def test_what_a_new_post_lacks_is_told_as_options_give_it(newsctl, small, line, hint):
    (small / "newsctl.toml").write_text(
        "[fields.category]\nrequired = true\n[rules]\nfield-missing = 'error'\n"
    )
    ran = newsctl(*line, cwd=small)
    assert (ran.code, "Add a line" in ran.err, hint in ran.err) == (1, False, True)


@pytest.mark.parametrize("is_new", [False, True])
def test_the_same_link_is_told_as_the_post_has_it_that_is_there(newsctl, small, is_new):
    typed, there = "http://www.nos.example/wolf/?utm_source=x", "https://nos.example/wolf"
    posts = [{"title": title, "externe_link": link} for title, link in (("A", there), ("B", typed))]
    lines = [json.dumps({**post, "body": post["title"] * 9}).encode() + b"\n" for post in posts]
    options = ("add", "--as", "jsonl", "--bron", "NOS", "--category", "tech")
    if not is_new:
        assert newsctl(*options, stdin=lines.pop(0), cwd=small).code == 0
    ran = newsctl(*options, stdin=b"".join(lines), cwd=small)
    assert ran.code == 1
    assert f"has this externe_link already: {there}\n" in ran.err


def test_a_warning_is_told_and_the_post_added(newsctl, small):
    ran = newsctl("add", "Kop <b>vet</b>", "--body", "een", cwd=small)
    assert ran.code == 0
    assert ran.err == "newsctl: title-markup: The title holds the HTML tag <b>.\n"


@pytest.mark.parametrize("slug", ["../../weg", "/etc/passwd", "a/b", "..", "\x1b[31m"])
def test_a_slug_does_not_leave_the_archive(newsctl, small, slug):
    before = set(small.parent.iterdir())
    ran = newsctl("add", "Titel", "--body", "een", "--slug", slug, cwd=small)
    assert ran.code in {0, 2}
    assert set(small.parent.iterdir()) == before
    assert all(path.parent == small for path in small.rglob("*"))


def test_a_body_that_is_not_utf_8_is_refused(newsctl, small):
    ran = newsctl("add", "Titel", cwd=small, stdin=b"caf\xe9")
    assert ran.err.splitlines() == [
        "newsctl: This is not UTF-8 (at byte 3).",
        "Convert it: iconv -t utf-8",
    ]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("bron:nso", "NOS instead of nso"),
        ("bron:Volkskrant", "de Volkskrant instead of Volkskrant"),
        ("bron:xyzzy", None),
        ("bron:nos xyzzy", None),
    ],
)
def test_a_value_that_no_post_has_may_mean_one_that_is_spelt_like_it(
    newsctl, samples, query, meant
):
    ran = newsctl("list", *query.split(), cwd=samples)
    assert ran.code == 1
    assert (f"Did you mean {meant}?" if meant else "No posts found.") in ran.err
    assert ("Did you mean" in ran.err) is bool(meant)


def test_an_archive_whose_posts_are_left_out_says_where_to_look(newsctl, samples, tmp_path):
    (tmp_path / "_config.yml").touch()
    (tmp_path / "_posts").symlink_to(samples)
    for words in ("list", "search storm"):
        told = newsctl(*words.split(), cwd=tmp_path).err
        assert "The archive has no posts." in told
        assert "Files are left out; newsctl index status -v says which and why." in told
    assert (
        "_posts: a link out of the archive" in newsctl("index", "status", "-v", cwd=tmp_path).text
    )


def test_an_empty_archive_says_so_and_no_more(newsctl, tmp_path):
    (tmp_path / "_posts").mkdir()
    ran = newsctl("list", cwd=tmp_path)
    assert (ran.code, ran.err) == (1, "newsctl: The archive has no posts.\n")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("-date", "--sort date has the newest first"), ("-title", "Try: --sort title --reverse")],
)
def test_an_order_as_other_programs_write_it_is_led_to_ours(newsctl, samples, name, hint):
    ran = newsctl("list", "--sort", name, cwd=samples)
    assert (ran.code, hint in ran.err) == (2, True)


def test_a_field_that_there_is_not_is_told_with_the_keys_of_the_archive(newsctl, samples):
    ran = newsctl("list", "-t", "{foo}", cwd=samples)
    known = ran.err.splitlines()[-1].removeprefix("Known: ").split(", ")
    assert (ran.code, {"path", "title", "bron", "category"} <= {*known}) == (2, True)


def test_json_is_a_format(newsctl, samples):
    for command in (("list",), ("search", "verkiezingen")):
        assert newsctl(*command, "--json", cwd=samples).out == (
            newsctl(*command, "-f", "json", cwd=samples).out
        )
    for more in (("-f", "csv"), ("-t", "{title}"), ("-0",), ("--count",)):
        assert newsctl("list", "--json", *more, cwd=samples).code == 2


def test_an_order_is_followed_by_the_next(newsctl, samples):
    form = ("-t", "{bron}\t{aantal:>9}\t{path}")
    lines = newsctl("list", *form, cwd=samples).lines
    by = ("--sort", "bron", "--sort", "aantal")
    assert newsctl("list", *by, *form, cwd=samples).lines == sorted(lines, key=str.casefold)
    two = newsctl("list", *by, "-n", "2", *form, cwd=samples).lines
    assert two == sorted(lines, key=str.casefold)[:2]
    turned = newsctl("list", *by, "--reverse", "-t", "{bron}", cwd=samples).lines
    assert turned == sorted(turned, key=str.casefold, reverse=True)


def test_posts_are_sorted_by_all_spellings_of_a_field(newsctl, tmp_path):
    (tmp_path / "newsctl.toml").touch()
    for name, key in (("a", "category: zon"), ("b", "categories: [maan]"), ("c", "bron: x")):
        text = f"---\ntitle: {name}\ndate: 2019-01-01\n{key}\n---\nTekst.\n"
        (tmp_path / f"2019-01-01-{name}.md").write_text(text)
    for typed in ("category", "categories", "categorie"):
        ran = newsctl("list", "--sort", typed, "-t", "{title}", cwd=tmp_path)
        assert ran.lines == ["b", "a", "c"]


@pytest.mark.parametrize("text", ["😀", "???", "+😀", "title:😀"])
def test_a_query_without_a_word_is_told_of(newsctl, samples, text):
    ran = newsctl("search", text, cwd=samples)
    assert ran.code == 1
    assert "no letter and no digit." in ran.err
    assert "no letter" not in newsctl("search", "zzqq", cwd=samples).err
