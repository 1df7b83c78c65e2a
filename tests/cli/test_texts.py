"""Texts and bodies of many posts: in every format, and back into an archive."""

from __future__ import annotations

import csv
import io
import json

import pytest

from newsctl.core.settings import Settings
from newsctl.front_matter.reading.reader import parse

POST = "2005-01-12-apple-brengt-piepkleine-mac-mini-uit.md"


@pytest.fixture
def whole(samples):
    """One post as its file has it."""
    return parse(POST, (samples / POST).read_bytes(), Settings()).post


def test_a_text_and_a_body_are_fields_of_every_format(newsctl, samples, whole):
    def listed(*options):
        return newsctl("list", "date:2005-01", *options, cwd=samples)

    fields = ("--fields", "body,text")
    wanted = {"body": whole.body, "text": whole.text}
    (element,) = listed("-f", "json", *fields).json
    assert element == {"schema_version": 1, **wanted}
    assert listed("-f", "jsonl", *fields).json == element
    text = listed("-f", "csv", *fields).out.decode()
    assert [*csv.DictReader(io.StringIO(text, newline=""))] == [wanted]
    on_a_line = "\t".join(value.replace("\n", " ") for value in wanted.values())
    assert listed("-f", "tsv", *fields).text == on_a_line + "\n"
    assert listed("-t", "{text:.40}").text == whole.text[:40] + "\n"


def test_a_plus_adds_to_what_a_format_shows(newsctl, samples, whole):
    def listed(*options):
        return newsctl("list", "date:2005-01", *options, cwd=samples)

    (usual,) = listed("-f", "json").json
    (more,) = listed("-f", "json", "--fields", "+body,+text").json
    assert more == {**usual, "body": whole.body, "text": whole.text}
    columns = listed("-f", "csv", "--fields", "+text").lines[0]
    assert columns == listed("-f", "csv").lines[0] + ",text"
    assert listed("--fields", "+bron").text == listed().text.rstrip("\n") + "\tTweakers\n"
    heading = listed("-f", "table", "--fields", "+aantal").lines[0]
    assert heading.split() == ["date", "title", "aantal"]
    (found,) = newsctl("search", "mac", "mini", "-f", "json", "--fields", "+text", cwd=samples).json
    assert [*found][-3:] == ["score", "snippets", "text"]


def test_an_added_field_has_to_be_one(newsctl, samples):
    ran = newsctl("list", "--fields", "+bodi", cwd=samples)
    assert ran.code == 2
    assert "There is no field 'bodi'" in ran.err
    assert "Did you mean body?" in ran.err


def test_a_key_of_the_name_stays_in_reach(newsctl, tmp_path):
    (tmp_path / "2024-01-01-a.md").write_text("---\ntitle: A\ntext: kort\n---\nLang.\n")
    (found,) = newsctl("list", "-f", "json", "--fields", "+text", cwd=tmp_path).json
    assert (found["text"], found["front_matter.text"]) == ("Lang.", "kort")


def test_what_is_listed_can_be_added_to_another_archive(newsctl, samples, tmp_path):
    def posts(archive):
        lines = newsctl("list", "-f", "jsonl", "--fields", "+body,text", cwd=archive).lines
        return [json.loads(line) for line in lines]

    listed = newsctl("list", "-f", "jsonl", "--fields", "+body", cwd=samples)
    added = newsctl("-C", ".", "add", "--as", "jsonl", cwd=tmp_path, stdin=listed.out)
    assert (added.code, added.err) == (0, "")
    assert len(posts(tmp_path)) == 52
    assert posts(tmp_path) == posts(samples)


def test_a_slug_of_the_front_matter_stays_there(newsctl, tmp_path):
    line = {"path": "x/2024-01-01-naam.md", "slug": "adres", "title": "T", "date": "2024-01-01"}
    data = json.dumps({**line, "body": "Tekst."}).encode()
    ran = newsctl("-C", ".", "add", "--as", "jsonl", cwd=tmp_path, stdin=data)
    assert ran.lines == ["2024-01-01-naam.md"], ran.err
    assert "slug: adres" in (tmp_path / "2024-01-01-naam.md").read_text()


@pytest.mark.parametrize("form", ["jsonl", "csv", "tsv", "json", "text", "raw", "rendered"])
def test_many_posts_are_shown_in_every_format(newsctl, samples, form):
    ran = newsctl("show", "--query", "date:2005", "-f", form, cwd=samples)
    assert ran.code == 0
    for words in ("Mac mini", "fruittelers", "grondwettelijk"):
        assert words in ran.text, words


def test_shown_lines_hold_the_whole_post(newsctl, samples, whole):
    ran = newsctl("show", POST, "-f", "jsonl", cwd=samples)
    (shown,) = [json.loads(line) for line in ran.lines]
    assert (shown["body"], shown["text"]) == (whole.body, whole.text)
    (row,) = csv.DictReader(io.StringIO(newsctl("show", POST, "-f", "csv", cwd=samples).text))
    assert (row["path"], row["bron"], row["text"]) == (POST, "Tweakers", whole.text)


@pytest.mark.parametrize(("form", "empty"), [("json", "[]"), ("jsonl", ""), ("csv", "path,date,")])
def test_no_posts_are_shown_as_the_format_has_it(newsctl, samples, form, empty):
    ran = newsctl("show", "--query", "qqqq", "-f", form, cwd=samples)
    assert ran.code == 1
    assert ran.text.startswith(empty)
    assert "No posts found." in ran.err


def test_formats_of_a_post_exclude_one_another(newsctl, samples):
    assert newsctl("show", POST, "--json", "-f", "csv", cwd=samples).code == 2
