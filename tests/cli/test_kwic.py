"""Words in context: every occurrence, aligned, and with the place where it stands in its file."""

from __future__ import annotations

import json
import re

import pytest

from newsctl.core.research.concordance import line_and_column, places
from newsctl.rendering.terminal import Terminal


def test_every_occurrence_is_there_and_its_place_is_in_the_file(newsctl, samples):
    rows = newsctl("kwic", "+verkiezingen", "-f", "json", cwd=samples).json
    assert len(rows) == sum(
        len(re.findall(r"(?<![\w-])verkiezingen(?!\w)", path.read_text(), re.IGNORECASE))
        for path in samples.glob("*.md")
    ) - _elsewhere(samples)
    for row in rows:
        line = (samples / row["path"]).read_text().splitlines()[row["line"] - 1]
        if row["field"] == "title":
            assert line.startswith("title:")
        else:
            assert line[row["column"] - 1 :].startswith(row["hit"]), row


def _elsewhere(samples):
    """Count the word where no reader sees it: in front matter other than titles."""
    found = 0
    for path in samples.glob("*.md"):
        header = path.read_text().split("---")[1]
        others = [line for line in header.splitlines() if not line.startswith("title:")]
        found += len(re.findall(r"(?<![\w-])verkiezingen(?!\w)", "\n".join(others), re.IGNORECASE))
    return found


def test_a_pipe_gets_lines_that_an_editor_jumps_to(newsctl, samples):
    lines = newsctl("kwic", "telescoop", "date:2021", cwd=samples).lines
    assert lines
    for line in lines:
        place, left, hit, right = line.split("\t")
        assert re.fullmatch(r"2021-12-25-[a-z-]+\.md:\d+:\d+:", place)
        assert hit.casefold().endswith(("telescoop", "telescopen"))
        assert max(len(left), len(right)) <= 40


def test_a_table_has_the_word_in_one_column(newsctl, samples):
    ran = newsctl("kwic", "+klimaatakkoord", "-f", "table", cwd=samples)
    columns = {line.lower().index("klimaatakkoord") for line in ran.lines}
    assert len(columns) == 1
    assert max(map(len, ran.lines)) <= Terminal().width


@pytest.mark.parametrize(("order", "part", "turn"), [("left", "left", -1), ("right", "right", 1)])
def test_an_order_is_by_the_words_on_a_side(newsctl, samples, order, part, turn):
    rows = newsctl("kwic", "kabinet", "--sort", order, "-f", "json", cwd=samples).json
    words = [re.findall(r"\w+", row[part].casefold())[::turn] for row in rows]
    assert words == sorted(words)
    assert len(rows) == len(newsctl("kwic", "kabinet", "-f", "json", cwd=samples).json)


def test_a_sample_is_the_same_each_time(newsctl, samples):
    first, again = (newsctl("kwic", "kabinet", "--sample", "5", cwd=samples) for _ in range(2))
    every = newsctl("kwic", "kabinet", cwd=samples).lines
    assert first.lines == again.lines
    assert len(first.lines) == 5
    assert [line for line in every if line in first.lines] == first.lines


def test_no_occurrence_is_valid_and_1(newsctl, samples):
    assert (newsctl("kwic", "qqqq", "-f", "json", cwd=samples)).text == "[]\n"
    ran = newsctl("kwic", "qqqq", "-f", "csv", cwd=samples)
    assert (ran.code, ran.text.startswith("path,line,column,")) == (1, True)
    assert "No posts found." in ran.err
    without = newsctl("kwic", "bron:NOS", cwd=samples)
    assert (without.code, without.text) == (1, "")
    assert newsctl("kwic", cwd=samples).code == 2
    assert newsctl("kwic", "wolf", "--sort", "up", cwd=samples).code == 2


def test_places_are_found_past_markup():
    body = '<p>Een <a href="https://x.example/wolf">wolf</a> at caf&eacute; De Wolf leeg: wolf.</p>'
    text = "Een wolf at café De Wolf leeg: wolf."
    starts = [match.start() for match in re.finditer("(?i)wolf|café", text)]
    found = places(text, body, starts)
    assert [body[at : at + 4] for at in found] == ["wolf", " caf", "Wolf", "wolf"]
    assert line_and_column("a\nbc", 3) == (2, 2)


@pytest.mark.parametrize("more", [[], ["--sample", "3"], ["--sort", "left"]])
def test_a_count_is_of_the_lines_that_there_would_be(newsctl, samples, more):
    lines = newsctl("kwic", "kabinet", *more, cwd=samples).lines
    assert newsctl("kwic", "kabinet", "--count", *more, cwd=samples).out == b"%d\n" % len(lines)


def test_a_count_is_of_all_whatever_the_limit(newsctl, samples):
    every = newsctl("kwic", "verkiezing", "--count", cwd=samples).lines
    assert int(every[0]) > 3
    assert newsctl("kwic", "verkiezing", "--count", "-n", "3", cwd=samples).lines == every
    assert len(newsctl("kwic", "verkiezing", "-n", "3", cwd=samples).lines) == 3


def test_a_count_of_nothing_is_0_with_exit_code_1(newsctl, samples):
    ran = newsctl("kwic", "zzzqqq", "--count", cwd=samples)
    assert (ran.code, ran.out) == (1, b"0\n")
    assert newsctl("kwic", "kabinet", "--count", "--json", cwd=samples).code == 2


def test_what_is_said_is_of_the_lines_that_are_shown(newsctl, samples):
    whole = newsctl("kwic", "verkiezing", "-f", "jsonl", cwd=samples)
    posts = {json.loads(line)["path"] for line in whole.lines}
    assert f"{len(whole.lines)} occurrences in {len(posts)} posts." in whole.err
    for more in ([], ["--sort", "left"], ["--sort", "right"]):
        ran = newsctl("kwic", "verkiezing", "-n", "1", *more, cwd=samples)
        assert "1 occurrence in 1 post; more with --limit 0." in ran.err
    all_of_them = newsctl("kwic", "verkiezing", "-n", str(len(whole.lines)), cwd=samples)
    assert "more with" not in all_of_them.err
    either = newsctl("kwic", "wolf", "OR", "bron:NOS", "-f", "jsonl", cwd=samples)
    posts = {json.loads(line)["path"] for line in either.lines}
    assert re.search(r"in (\d+) post", either.err).group(1) == str(len(posts))


def test_signs_are_told_of_where_no_word_of_a_query_is_shown(newsctl, samples):
    ran = newsctl("kwic", "bron:NOS OR bron:NOS|Trouw", cwd=samples)
    assert ran.code == 1
    assert "by no word of theirs" in ran.err
    assert "NOS|Trouw was read as one value. For either: bron:NOS,Trouw" in ran.err
