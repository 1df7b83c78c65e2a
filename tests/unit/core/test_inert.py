from __future__ import annotations

import pickle

import pytest

from newsctl.core.inert import Inert


class Place(Inert):
    name: str
    posts: int = 0


class Village(Place):
    church: str | None = None


class Hamlet(Place):
    """Holds what a place does."""


def test_it_holds_what_it_was_given_by_order_or_by_name_and_else_the_default():
    village = Village("Jorwert", church="Redbad")
    assert (village.name, village.posts, village.church) == ("Jorwert", 0, "Redbad")


def test_data_equals_data_of_its_kind_alone():
    assert Place("Jorwert") == Place("Jorwert", 0)
    assert len({Place("Jorwert"), Place("Jorwert", posts=0), Place("Jorwert", 1)}) == 2
    assert Hamlet("Jorwert") != Place("Jorwert")
    assert hash(Hamlet("Jorwert")) != hash(Place("Jorwert"))
    assert Place("Jorwert") != ("Jorwert", 0)


def test_it_cannot_be_changed():
    place = Place("Jorwert")
    with pytest.raises(AttributeError, match="name: Place stays as it is"):
        place.name = "Baard"
    with pytest.raises(AttributeError, match="stays"):
        del place.name
    assert place == Place("Jorwert")


@pytest.mark.parametrize(
    ("content", "named"),
    [((), {}), (("a", 1, 2), {}), (("a",), {"name": "b"}), (("a",), {"mayor": "b"})],
)
def test_too_little_too_much_and_what_it_does_not_hold_are_refused(content, named):
    with pytest.raises(TypeError, match="Place holds name, posts"):
        Place(*content, **named)


def test_it_is_shown_as_it_is_written():
    assert repr(Hamlet("Jorwert", 2)) == "Hamlet(name='Jorwert', posts=2)"


def test_it_is_matched_by_its_order_and_by_its_names():
    match Place("Jorwert", 2):
        case Place(name, posts=posts):
            assert (name, posts) == ("Jorwert", 2)


def test_it_is_the_same_in_another_process():
    assert pickle.loads(pickle.dumps(Hamlet("Jorwert", 2))) == Hamlet("Jorwert", 2)
