"""The words that mark posts, and those near a word, on an archive small enough to count by hand."""

from __future__ import annotations

from math import log, log2

import pytest

import newsctl as library
from newsctl.cli.posts.row_answers import fitting
from newsctl.core.errors import UsageError

POST = "---\ntitle: {title}\ndate: 2024-05-0{day} 12:00:00 +0200\nbron: {bron}\n---\n{body}\n"
POSTS = [
    ("Wolf gezien", "NOS", "Wolven jagen graag, wolven jagen vaak."),
    ("Weg wolf", "NOS", "Schapenwolven slapen."),
    ("Fiets weg", "Trouw", "Fietsen rijden, fietsen vallen, fietsen slapen, wolf."),
    ("Fiets terug", "NU.nl", "Rijden jagen rijden."),
]
"""Words: of NOS 8 and 4, of Trouw 9, of NU.nl 5. Vaak is a stop word."""


@pytest.fixture
def few(tmp_path):
    for day, (title, bron, body) in enumerate(POSTS, 1):
        text = POST.format(title=title, day=day, bron=bron, body=body)
        (tmp_path / f"2024-05-0{day}-p.md").write_text(text)
    return tmp_path


def likelihood(count, size, elsewhere, size_elsewhere):
    share = (count + elsewhere) / (size + size_elsewhere)
    cells = ((count, size), (elsewhere, size_elsewhere))
    return 2 * sum(number * log(number / (of * share)) for number, of in cells if number)


def test_the_words_of_a_source_are_those_that_mark_it(newsctl, few):
    rows = newsctl("words", "bron:NOS", "--min", "0.3", "--json", cwd=few).json
    assert [(row["word"], row["count"], row["elsewhere"]) for row in rows] == [
        ("wolf", 4, 1),
        ("gezien", 1, 0),
        ("graag", 1, 0),
        ("schapenwolven", 1, 0),
        ("jagen", 2, 1),
    ]
    assert rows[0] == {
        "schema_version": 1,
        "word": "wolf",
        "count": 4,
        "elsewhere": 1,
        "ppm": round(4e6 / 12, 2),
        "ppm_elsewhere": round(1e6 / 14, 2),
        "log_likelihood": round(likelihood(4, 12, 1, 14), 2),
        "use": "over",
    }


def test_a_compound_counts_for_its_parts_when_asked(newsctl, few):
    asked = ("words", "bron:NOS", "--min", "0", "--fields", "word,count,elsewhere")
    assert "wolf\t4\t1" in newsctl(*asked, cwd=few).lines
    assert "wolf\t5\t1" in newsctl(*asked, "--parts", cwd=few).lines


def test_what_is_rarer_is_listed_when_asked(newsctl, few):
    asked = ("words", "bron:NOS", "--min", "1", "--fields", "word,count,elsewhere,use")
    assert newsctl(*asked, "--under", cwd=few).lines == [
        "fietsen\t0\t5\tunder",
        "rijden\t0\t3\tunder",
        "terug\t0\t1\tunder",
        "vallen\t0\t1\tunder",
    ]
    assert newsctl(*asked, "--under", "--against", "bron:Trouw", cwd=few).lines == [
        "fietsen\t0\t4\tunder",
        "rijden\t0\t1\tunder",
        "vallen\t0\t1\tunder",
    ]


def test_a_post_of_both_queries_is_of_the_first(newsctl, few):
    ran = newsctl("words", "bron:NOS,Trouw", "--against", "bron:Trouw,NU.nl", cwd=few)
    assert "in 3 posts (21 words) than in 1 other (5 words)" in ran.err


def test_the_words_near_a_word_are_counted_on_both_sides(newsctl, few):
    rows = newsctl("collocates", "wolf", "--window", "1", "--min", "0", "--json", cwd=few).json
    by_word = {row["word"]: row for row in rows}
    # near it in the titles: gezien, weg; in the texts: jagen, graag, jagen, slapen; 6 of 21 others
    assert {word: row["count"] for word, row in by_word.items()} == {
        "gezien": 1,
        "weg": 1,
        "jagen": 2,
        "graag": 1,
        "slapen": 1,
    }
    jagen = by_word["jagen"]
    assert jagen["elsewhere"] == 1
    assert jagen["log_likelihood"] == round(likelihood(2, 6, 1, 15), 2)
    assert jagen["log_dice"] == round(14 + log2(2 * 2 / (5 + 3)), 2)


def test_the_words_near_a_word_are_those_of_the_posts_asked_of(newsctl, few):
    ran = newsctl("collocates", "wolven", "bron:Trouw", "--min", "0", "--window", "2", cwd=few)
    assert [line.split("\t")[:3] for line in ran.lines] == [["slapen", "1", "0"]]  # fiets as usual
    assert "Within 2 words of wolf 1;" in ran.err


def test_all_words_are_listed_where_there_is_no_query(newsctl, few):
    ran = newsctl("words", "--fields", "word,count,log_likelihood", "--stop-words", cwd=few)
    assert ran.lines[:3] == ["fietsen\t5\t", "wolf\t5\t", "jagen\t3\t"]
    assert sum(int(line.split("\t")[1]) for line in ran.lines) == 26


def test_a_table_goes_without_what_the_window_has_no_room_for():
    row = {"word": "gemeenteraadsverkiezingen", "count": 9, "elsewhere": 0, "log_likelihood": 24.1}
    names, spare = [*row], ("elsewhere", "count")
    assert fitting([row], names, spare, 80) == names
    assert fitting([row], names, spare, 50) == ["word", "count", "log_likelihood"]
    assert fitting([row], names, spare, 10) == ["word", "log_likelihood"]


def test_a_program_gets_the_same_rows(newsctl, few):
    archive = library.open(few)
    rows = newsctl("words", "bron:NOS", "--json", "--min", "0", cwd=few).json
    own = archive.words("bron:NOS", least=0)
    assert [one["word"] for one in own] == [row["word"] for row in rows]
    assert own[0]["log_likelihood"] == pytest.approx(likelihood(4, 12, 1, 14))
    near = archive.collocates("wolf", window=1, least=0)
    rows = newsctl("collocates", "wolf", "--window", "1", "--min", "0", "--json", cwd=few).json
    assert [one["word"] for one in near] == [row["word"] for row in rows]
    with pytest.raises(UsageError):
        archive.words("bron:NOS", use="most")


def test_a_query_that_leaves_nothing_to_compare_with_is_told_so(newsctl, few):
    ran = newsctl("words", "bron:NOS,Trouw", "--against", "bron:Trouw", cwd=few)
    assert (ran.code, ran.out) == (1, b"")
    assert "All posts of --against are posts of the query too." in ran.err
    assert "No posts found" in newsctl("words", "bron:NOS", "--against", "qqqq", cwd=few).err


def test_the_signs_of_a_word_are_heeded(newsctl, samples):
    def told(word):
        return newsctl("collocates", word, "--min", "0", cwd=samples).err

    assert "of verkiezingen 18, verkiezing 4;" in told("verkiezing")
    assert "of verkiezing 4;" in told("+verkiezing")
    assert "verkiezingsdag 2," in told("verkiezing*")
    for no_word in ("-verkiezing", "bron:NOS", '"tweede kamer"', "title:wolf", "a OR b", "a b"):
        ran = newsctl("collocates", no_word, cwd=samples)
        assert (ran.code, ran.out) == (2, b"")
        assert "is not one word." in ran.err
