"""An index that followed its archive through any history answers as one that was made just now."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from newsctl.core.archive.hits import Request, Sort
from newsctl.core.archive.reconcile import reconcile
from newsctl.core.query.ast import (
    And,
    Everything,
    ExactWord,
    FieldPattern,
    FieldPresent,
    FieldValue,
    Fuzzy,
    InPath,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Scope,
    Slug,
    WholeTitle,
    Word,
)
from newsctl.core.settings import Settings
from newsctl.dutch.lexicon import Lexicon
from newsctl.searching.index import SearchableIndex
from newsctl.whoosh_index.formats.directory import MemoryDirectory
from newsctl.whoosh_index.formats.index_folder import IndexFolder
from newsctl.whoosh_index.indexing.builder import Builder
from newsctl.whoosh_index.indexing.commit_writer import write_empty_commit
from tests.contract.conftest import quiet
from tests.fakes import MemoryRepository, OracleIndex, post

law = settings(
    derandomize=True,
    database=None,
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],  # an example takes too long to be made smaller
)

# Words that share letters, keys, parts or surfaces with one another, and some of none of these.
WORDS = (
    *("verkiezing", "verkiezingen", "presidentsverkiezingen", "kamerverkiezingen", "president"),
    *("tweede", "kamer", "Kamer-verkiezingen", "tabak", "winkel", "tabakwinkel", "tabakswinkels"),
    *("oliën", "olien", "olie", "e-mail", "email", "mail", "de", "van", "café", "cafe"),
    *("geïnvesteerd", "geinvesteerd", "investeren", "foto's", "fotos", "foto", "huizen", "huis"),
    *("V.S.", "1.000", "l'Oréal", "stadhuis", "gekozen", "kiezen", "koos", "🎉", "&"),
)
COUNTS = {"verkiez": 3, "tabak": 4, "winkel": 5, "kamer": 9, "president": 3}
PATHS = [f"2020-01-0{number}-{name}.md" for number in range(1, 4) for name in ("a", "b")]
ROOT = Path("/archive")
SPLIT = Settings(text_lists={"tags": " "})

sentences = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
posts = st.builds(
    post,
    st.none() | sentences.filter(lambda text: text.strip(" &🎉")),
    sentences,
    bron=st.sampled_from([None, "NOS", "nos", "NU.nl"]),
    aantal=st.sampled_from([None, 1, -2, 3.5, "veel"]),
    tags=st.sampled_from([None, "huis olie", "olie", ["huis olie"], ["huis"]]),
    slug=st.sampled_from([None, None, "huis", 5]),
    date=st.sampled_from([None, "2019-09-05", "2018-01-24 20:19:08 +0100", "ooit"]),
)
no_post = st.sampled_from([b"los", b"---\nopen: ja\n", b"\xff\xfe", b""])
paths = st.sampled_from(PATHS)
changes = st.one_of(
    st.tuples(st.just("write"), paths, posts),
    st.tuples(st.just("write"), paths, posts),
    st.tuples(st.just("write"), paths, no_post),
    st.tuples(st.just("remove"), paths, st.none()),
    st.tuples(st.just("rename"), paths, paths),
    st.tuples(st.just("touch"), paths, st.none()),
    st.tuples(st.just("lock away"), paths, st.none()),
)
histories = st.lists(st.lists(changes, min_size=1, max_size=5), min_size=1, max_size=5)


def change(repository, what, path, other):
    """Change the archive as a user would, where that can be."""
    if what == "write":
        repository.unreadable.discard(path)
        repository.put(path, other)
    elif path not in repository.files:
        return
    elif what == "remove":
        repository.remove(path)
    elif what == "rename" and other != path:
        repository.unreadable.discard(other)
        repository.rename(path, other)
    elif what == "touch":
        repository.touch(path)
    elif what == "lock away":
        repository.lock_away(path)


def no_posts():
    return write_empty_commit(MemoryDirectory(), COUNTS, posts=20, files=20)


def brought_up(build, repository):
    return Builder(repository.scan(), repository.read, quiet).bring_up_to_date(build)


def index_of(build):
    index = SearchableIndex(IndexFolder(Path("/nowhere"), ROOT), reading="", notice=print)
    index._use(build)
    return index


def queries():
    yield Everything()
    for word in WORDS:
        yield Word(word)
    for first, second in pairwise(WORDS):
        yield Phrase(f"{first} {second}")
        yield And((Word(first), Word(second)))
    yield Phrase("tweede kamer verkiezingen")
    yield Phrase("tabak winkel")
    yield Word("tabakswinkel")
    yield Word("oliën", Scope.TITLE)
    yield And((Word("huis", Scope.BODY), Not(Word("stadhuis"))))
    yield Or((ExactWord("olien"), Prefix("ge"), Fuzzy("verkeizing"), Prefix("kamer")))
    yield FieldValue("bron", ("NOS",))
    yield FieldValue("tags", ("huis", "huis olie"))
    yield Or((FieldPattern("tags", "h*s"), FieldPattern("bron", "*U*")))
    yield WholeTitle(("huis", "a", "verkiezing"))
    yield InPath(("2020-01-02-a.md", "*-b.md"))
    yield Slug(("a", "*u*s"))
    yield Or((FieldPresent("aantal"), FieldPresent("date")))
    yield NumberRange("aantal", -5, 3)


QUERIES = list(queries())
SORTS = [Sort(), Sort("date"), Sort("aantal", descending=False), Sort("bron"), Sort("tags")]


def answers(index):
    """Return all that an index says to every query, scores and order included."""
    return {
        query: [
            (hit.summary, hit.score, hit.title, hit.snippets, hit.reasons)
            for hit in index.search(Request(query, snippets=True, explain=True)).hits
        ]
        for query in QUERIES
    }


def orders(index):
    return {
        sort: [hit.summary.path for hit in index.search(Request(Everything(), sort)).hits]
        for sort in SORTS
    }


def _single(*contents):
    """Return a history that writes one content after the other to as many paths."""
    return [[("write", path, content)] for path, content in zip(PATHS, contents, strict=False)]


@example(
    history=[*_single(post("tabakwinkel"), post("tabakswinkels")), [("remove", PATHS[0], None)]]
)
@example(history=_single(post("olien"), post("oliën")))
@example(history=[*_single(post("oliën"), post("olien")), [("remove", PATHS[0], None)]])
@example(history=_single(post("geinvesteerd"), post("geïnvesteerd"), post("investeren")))
@example(history=[*_single(post("mailde"), post("mail")), [("remove", PATHS[0], None)]])
@given(history=histories)
@law
def test_updating_gives_the_answers_of_a_rebuild(history):
    repository, build = MemoryRepository(settings=SPLIT), no_posts()
    for step in history:
        for what in step:
            change(repository, *what)
        build = brought_up(build, repository)
    updated, rebuilt = index_of(build), index_of(brought_up(no_posts(), repository))
    assert answers(updated) == answers(rebuilt)
    assert orders(updated) == orders(rebuilt)


@example(history=[[("write", PATHS[0], b"")], [("lock away", PATHS[0], None)]])
@given(history=histories)
@law
def test_updating_gives_the_account_of_a_rebuild(history):
    repository, build = MemoryRepository(settings=SPLIT), no_posts()
    for step in history:
        for what in step:
            change(repository, *what)
        build = brought_up(build, repository)
    rebuilt = brought_up(no_posts(), repository)
    assert build.stat_cache == rebuilt.stat_cache
    assert build.left_out == rebuilt.left_out
    assert build.facets.facets() == rebuilt.facets.facets()
    assert list(index_of(build).paths()) == list(index_of(rebuilt).paths())


@given(history=histories)
@law
def test_an_overlay_gives_the_answers_of_a_rebuild(history):
    repository, build = MemoryRepository(settings=SPLIT), no_posts()
    for what in history[0]:
        change(repository, *what)
    index = index_of(brought_up(build, repository))
    for step in history[1:]:
        for what in step:
            change(repository, *what)
        index.overlay(reconcile(repository.scan(), index.known()), repository.read)
    rebuilt = index_of(brought_up(no_posts(), repository))
    assert answers(index) == answers(rebuilt)
    assert orders(index) == orders(rebuilt)
    assert index.facets() == rebuilt.facets()
    assert [*index.left_out()] == [*rebuilt.left_out()]


@given(history=histories)
@law
def test_bringing_up_to_date_twice_changes_nothing(history):
    repository, build = MemoryRepository(settings=SPLIT), no_posts()
    for step in history:
        for what in step:
            change(repository, *what)
    build = brought_up(build, repository)
    repository.reads.clear()
    again = brought_up(build, repository)
    assert repository.reads == []
    assert again.generation == build.generation


@given(contents=st.lists(posts, max_size=6))
@law
def test_any_query_is_answered_as_reading_every_post_would(contents):
    repository = MemoryRepository(dict(zip(PATHS, contents, strict=False)), settings=SPLIT)
    oracle = OracleIndex(Lexicon(COUNTS, 20))
    index = index_of(brought_up(no_posts(), repository))
    oracle.rebuild(repository.scan(), repository.read, quiet)
    for query in QUERIES:
        given = {hit.summary.path for hit in index.search(Request(query)).hits}
        assert given == {hit.summary.path for hit in oracle.search(Request(query)).hits}, query
    assert orders(index)[Sort("bron")] == [
        hit.summary.path for hit in oracle.search(Request(Everything(), Sort("bron"))).hits
    ]
