"""Posts on the subject of a post, however an index came to know them, as the oracle ranks them."""

from __future__ import annotations

import pytest

from newsctl.core.archive.hits import Request
from newsctl.core.post.post import PostPath
from newsctl.core.query.ast import Everything, FieldValue
from tests.contract.conftest import quiet
from tests.fakes import MemoryRepository, OracleIndex, post

WOLF = "De wolf heeft op de Veluwe schapen gedood. De provincie wil dat herders rasters zetten."
POSTS = {
    "a.md": post("Wolf doodt schapen", WOLF, date="2024-05-01", bron="NOS"),
    "copy.md": post("Wolf doodt schapen", WOLF, date="2024-05-01", bron="NOS"),
    "near.md": post("Schapen op de Veluwe", WOLF[:43], date="2024-05-02", bron="Trouw"),
    "far.md": post("Schapen op de Veluwe", WOLF[:43], date="2014-05-02", bron="Trouw"),
    "part.md": post("Wolvenroedel", "Een roedel.", date="2023-01-01", bron="NOS"),
    **{f"bank-{n}.md": post(f"Bank {n}", "De bank sluit een kantoor.") for n in range(12)},
}


@pytest.fixture(scope="module")
def repository():
    return MemoryRepository(POSTS)


@pytest.fixture(scope="module")
def related(make_index, repository):
    index = make_index(repository)
    one = repository.read(PostPath("a.md")).post

    def ask(least=0.1, query=None, limit=None):
        return index.related(one, Request(query or Everything(), limit=limit), least)

    return ask


def found(page):
    return {hit.summary.path: hit.score for hit in page.hits}


def test_a_copy_is_wholly_alike_and_others_less_by_what_they_share(related):
    scores = found(related())
    assert [*scores][:3] == ["copy.md", "near.md", "far.md"]
    assert scores["copy.md"] == 1.0
    assert 0.1 < scores["far.md"] < scores["near.md"] < 0.9


def test_the_parts_of_compounds_count_too_and_small_words_do_not(related):
    scores = found(related(0.0))
    assert "part.md" in scores
    assert not any(path.startswith("bank") for path in scores)


def test_reasons_tell_what_is_shared_once_the_most_telling_first(related):
    reasons = [hit.reasons for hit in related().hits][1]
    words = [reason.word for reason in reasons]
    assert {"schapen", "Veluwe"} <= {*words}
    assert len({*map(str.casefold, words)}) == len(words)
    weights = [reason.weight for reason in reasons]
    assert weights == sorted(weights, reverse=True)


def test_a_page_is_of_the_query_and_has_the_total_and_the_columns(related):
    of_trouw = related(query=FieldValue("bron", ("Trouw",)))
    assert [*found(of_trouw)] == ["near.md", "far.md"]
    first = related(limit=1)
    assert first.total == len(found(related())) >= 3
    assert [path for columns in first.columns for path in columns.paths] == ["copy.md"]


def test_a_value_that_both_have_makes_them_more_alike(make_index):
    files = {
        **POSTS,
        "tagged.md": post("Schapen op de Veluwe", WOLF[:43], date="2014-05-02", tags=["wolf"]),
        "new.md": post("Schapen", WOLF, date="2024-05-01", tags=["Wolf", "vee"]),
    }
    repository = MemoryRepository(files)
    index = make_index(repository)
    page = index.related(repository.read(PostPath("new.md")).post, Request(Everything()), 0.0)
    hits = {hit.summary.path: hit for hit in page.hits}
    assert hits["tagged.md"].score > hits["far.md"].score
    assert "tags" in {reason.field for reason in hits["tagged.md"].reasons}


def test_a_rare_word_tells_more_than_a_common_one_and_a_short_post_more_than_a_long_one(make_index):
    text = "Een zebra bij de bank."
    files = {
        "of.md": post("Nieuws", text),
        "rare.md": post("Elders", "Een zebra in de stad."),
        "long.md": post("Elders", "Een zebra in de stad. " + "Verder niets te melden. " * 200),
        **{f"bank-{n}.md": post(f"Kantoor {n}", "De bank sluit.") for n in range(12)},
    }
    repository = MemoryRepository(files)
    index = make_index(repository)
    page = index.related(repository.read(PostPath("of.md")).post, Request(Everything()), 0.0)
    paths = [hit.summary.path for hit in page.hits]
    assert paths[0] == "rare.md"
    assert paths.index("rare.md") < paths.index("long.md")


@pytest.mark.parametrize("path", [*POSTS][:5])
def test_posts_are_ranked_as_the_oracle_does(make_index, repository, path):
    indexes = make_index(repository), OracleIndex()
    indexes[1].rebuild(repository.scan(), repository.read, quiet)
    one = repository.read(PostPath(path)).post
    ranks = [found(index.related(one, Request(Everything()), 0.0)) for index in indexes]
    assert [*ranks[0]] == [*ranks[1]]
    for post_found, score in ranks[0].items():
        assert abs(score - ranks[1][post_found]) < 0.1
