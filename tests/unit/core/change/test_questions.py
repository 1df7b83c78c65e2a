"""What is asked of who adds a post, and what answers mean."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from newsctl.core.archive.hits import Facet
from newsctl.core.change.questions import questions, refuse_no_link
from newsctl.core.errors import UsageError
from newsctl.core.settings import FieldSettings, Settings
from newsctl.core.settings.field_types import FieldType

ZONE = ZoneInfo("Europe/Amsterdam")


def asked(facets, settings=None, order=()):
    facets = {facet.key: facet for facet in facets}
    return questions(settings or Settings(), facets, order, ZONE)


def question(facet, **field):
    settings = Settings(fields={facet.key: FieldSettings(**field)})
    return asked([facet], settings)[0]


def names(found):
    return [one.name for one in found]


def facets(**posts):
    return [Facet(key, number, {"x": number}) for key, number in posts.items()]


def test_the_fields_that_most_posts_have_are_asked_for_in_their_order():
    known = facets(title=10, tags=9, auteur=6, soms=4)
    assert names(asked(known, order=["auteur", "tags"])) == ["auteur", "tags"]


def test_the_usual_fields_are_asked_for_first_and_alone_where_nothing_is_known():
    known = facets(title=4, tags=4, category=4, bron=4)
    assert names(asked(known, order=["tags"])) == ["bron", "category", "tags"]
    assert names(asked([])) == ["bron", "category", "externe_link"]


def test_a_key_that_holds_keys_is_not_asked_for():
    assert names(asked([*facets(title=4, tags=4), Facet("metadata", 4)])) == ["tags"]


def test_values_that_no_two_posts_share_are_not_offered():
    def offered(values):
        return asked([Facet("nummer", 9, values)])[0].known

    assert offered(dict.fromkeys("abcdefghi", 1)) == []
    assert offered({**dict.fromkeys("abcdefgh", 1), "i": 2}) == [*"abcdefghi"]
    assert offered(dict.fromkeys("abc", 1)) == [*"abc"]


def test_the_settings_say_what_is_asked_for():
    settings = Settings(fields={"auteur": FieldSettings(), "date": FieldSettings()})
    assert names(asked([Facet("bron", 9)], settings)) == ["auteur"]


@pytest.mark.parametrize("values", [{}, {"NOS": 2}])
def test_a_question_mark_is_never_a_value(values):
    answer = question(Facet("bron", 2, values)).answer("?")
    assert (answer.value, answer.is_final) == (None, False)


@pytest.mark.parametrize(
    ("field", "written", "remark"),
    [
        ({"type": FieldType.DATE}, "ooit", "x has to be a date."),
        ({"type": FieldType.URL}, "nos.nl", "x has to be an address that begins with http"),
        ({"type": FieldType.INTEGER}, "drie", "x has to be a whole number."),
        ({"allowed": ("a", "b")}, "=c", "x has to be one of: a, b"),
        ({"required": True}, "", "x is required."),
    ],
)
def test_what_cannot_be_a_value_is_asked_again(field, written, remark):
    answer = question(Facet("x", 1), **field).answer(written)
    assert (answer.value, answer.is_final) == (None, False)
    assert answer.remark.startswith(remark)


def test_a_key_that_holds_links_takes_nothing_else():
    [link] = [one for one in asked([]) if one.name == "externe_link"]
    assert not link.answer("geen").is_final
    assert link.answer("https://nos.nl/1").value == "https://nos.nl/1"


def test_a_value_is_corrected_to_how_the_archive_writes_it():
    bron = question(Facet("bron", 9, {"NOS": 6, "Trouw": 3}))
    assert bron.answer("nos") == ("NOS", "nos is NOS here.", True)
    assert not bron.answer("Trow").is_final
    assert bron.answer("=Trow").value == "Trow"


@pytest.mark.parametrize("link", ["geen", "ftp://nos.nl", 3])
def test_what_is_no_link_is_refused(link):
    with pytest.raises(UsageError, match="begins with http"):
        refuse_no_link(link)


def test_no_link_and_a_link_pass():
    refuse_no_link(None)
    refuse_no_link("https://nos.nl")
