"""What is counted by arrays is what plain loops count, to the last bit of a score."""

from __future__ import annotations

import pytest

from newsctl.core.query.ast import And, ExactWord, Or, Phrase, Prefix, Scope, Word
from newsctl.searching import dense, evaluation, word_matches
from newsctl.searching.evaluation import Evaluator
from newsctl.whoosh_index.snapshot import Snapshot
from tests.fakes import MemoryRepository, post
from tests.unit.whoosh_index.indexing.test_update_laws import brought_up, no_posts

POSTS = {
    "a.md": post("De kamer", "De voorzitter van de Tweede Kamer. Van de kamer; de kamer van."),
    "b.md": post("Kamerverkiezingen", "Verkiezing van de kamer en de verkiezingen, vandaan"),
    "c.md": post("Van", "de"),
    "d.md": post("De", "van de van de van de, opvang van asielzoekers. Asielzoekersopvang!"),
    "e.md": post("Gemeente", "Een herverkiezing in de gemeente. E-mail van de Zwarte Piet-partij."),
    "f.md": post("Weg", "van de verkiezing van de kamer"),
    "g.md": post("Verkozen", "Wie is verkozen? Zij verkiezen de kamer."),  # by the same action
}
QUERIES = [
    *map(Word, ("de", "van", "kamer", "verkiezing", "asielzoekersopvang", "e-mail", "kamers")),
    *(Word("de", scope) for scope in (Scope.TITLE, Scope.BODY)),
    *(Phrase(text) for text in ("van de", "de van", "van de kamer", "van van", "de kamer van")),
    *(Phrase("van de " * 3, scope) for scope in Scope),
    *map(Prefix, ("v", "ver", "k", "q", "e-m")),
    Prefix("ka", Scope.TITLE),
    ExactWord("kamer"),
    And((Word("van"), Word("de"), Word("kamer"))),
    Or((Word("de"), Prefix("de"))),
]


@pytest.fixture(scope="module")
def snapshot():
    """Several segments, one of which has a post that is dead."""
    repository = MemoryRepository(dict([*POSTS.items()][:4]))
    build = brought_up(no_posts(), repository)
    build = brought_up(build, MemoryRepository(POSTS))
    build = brought_up(build, MemoryRepository({**POSTS, "b.md": post("Nieuw", "Van de kamer.")}))
    build = brought_up(build, MemoryRepository({one: POSTS[one] for one in POSTS if one != "f.md"}))
    snapshot = Snapshot(build.segments(), build.vocabulary)
    assert any(segment.deleted for segment in snapshot.segments)
    return snapshot, build.analysis


@pytest.mark.parametrize("query", QUERIES, ids=repr)
def test_arrays_score_as_plain_loops_do(snapshot, query, monkeypatch):
    monkeypatch.setattr(evaluation, "_pays", lambda _number, _many: False)
    monkeypatch.setattr(word_matches, "_MANY", 10**9)
    plain = Evaluator(*snapshot).scores(query)
    asked = []
    for name in ("most_starting", "phrase_counts", "word_counts", "scored"):
        counted = getattr(dense, name)
        monkeypatch.setattr(
            dense, name, lambda *given, counted=counted: asked.append(0) or counted(*given)
        )
    monkeypatch.setattr(evaluation, "_pays", lambda _number, _many: True)
    monkeypatch.setattr(word_matches, "_MANY", -1)
    assert Evaluator(*snapshot).scores(query) == plain
    assert Evaluator(*snapshot).documents(query) == plain.keys()
    assert asked


def test_a_phrase_in_texts_that_are_too_long_for_arrays_is_counted_all_the_same(
    snapshot, monkeypatch
):
    plain = Evaluator(*snapshot).scores(Phrase("van de"))
    monkeypatch.setattr(evaluation, "_pays", lambda _number, _many: True)
    monkeypatch.setattr(dense, "_MOST_PLACES", 1)
    assert Evaluator(*snapshot).scores(Phrase("van de")) == plain != {}
