"""The archive that is measured: the same for everyone, and much like one of Dutch news."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.archive.posts import make_post
from benchmarks.archive.site import write_site
from benchmarks.archive.texts import FileTexts, MadeTexts
from benchmarks.archive.words import SHIFT, rank, topics, vocabulary

TEXTS = MadeTexts()
WORD = vocabulary()


def words_of(posts):
    return [
        word
        for number in range(posts)
        for word in re.findall(r"\w+", make_post(TEXTS, seed=1, number=number).text.lower())
    ]


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.md")}


def test_a_seed_gives_the_same_bytes_and_another_one_others(tmp_path):
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_site(tmp_path / name, MadeTexts(), posts=5, seed=seed)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "again")
    assert files_of(tmp_path / "one").keys().isdisjoint(files_of(tmp_path / "other"))


def test_a_small_archive_is_the_beginning_of_a_large_one(tmp_path):
    write_site(tmp_path / "small", TEXTS, posts=3, seed=1)
    write_site(tmp_path / "large", TEXTS, posts=6, seed=1)
    assert files_of(tmp_path / "small").items() < files_of(tmp_path / "large").items()


def test_newsctl_finds_no_problem_in_a_made_archive(newsctl, tmp_path):
    write_site(tmp_path, TEXTS, posts=60, seed=1)
    checked = newsctl("validate", "-f", "jsonl", cwd=tmp_path)
    assert (checked.code, checked.text) == (0, "")
    assert newsctl("list", "--count", cwd=tmp_path).text == "60\n"


def test_the_vocabulary_grows_with_the_text_as_that_of_dutch_does():
    few, many = words_of(20), words_of(200)
    assert 0.4 < len(set(few)) / len(few) ** 0.8 < 1.2
    assert 3 < len(set(many)) / len(set(few)) < 6  # Heaps: tenfold text, some four times the words


def test_every_topic_is_part_of_compounds():
    compounds = [WORD(place) for place in range(20_000, 40_000)]
    assert [one for one in topics() if not any(one in word for word in compounds)] == []


@given(st.floats(min_value=1e-9, max_value=1))
def test_half_of_all_words_are_among_three_times_the_shift(number):
    assert (rank(number) < 3 * SHIFT) is (number > 0.5)


@given(st.integers(min_value=0, max_value=10**15))
def test_every_rank_has_a_word(place):
    assert re.fullmatch(r"[a-z]+", WORD(place))


def test_sentences_can_come_from_a_file(tmp_path):
    file = tmp_path / "zinnen.txt"
    file.write_text("De dijk houdt.\n\nHet water zakt.\n", encoding="utf-8")
    drawn = FileTexts(file).sentences(Random(1), 9)
    assert set(drawn) <= {"De dijk houdt.", "Het water zakt."}
    assert sum(len(sentence.split()) for sentence in drawn) >= 9


def test_a_file_without_text_is_refused(tmp_path):
    (tmp_path / "leeg.txt").touch()
    with pytest.raises(SystemExit, match="holds no text"):
        FileTexts(tmp_path / "leeg.txt")
