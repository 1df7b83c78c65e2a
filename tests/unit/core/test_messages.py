"""Messages are English text, and become another language only where people read them."""

from __future__ import annotations

import json
import pickle

import pytest

from newsctl.core.messages import _, _n, joined, speak, translated

DUTCH = {
    "{path} is no post.": "{path} is geen bericht.",
    "{path} has {posts}.": "In {path} staan {posts}.",
    "a folder": "een map",
}
PLURALS = {"{n:,} post": ("{n:,} bericht", "{n:,} berichten")}


class Words:
    """A catalog that is a dictionary."""

    def gettext(self, message):
        return DUTCH.get(message, message)

    def ngettext(self, one, many, number):
        return PLURALS.get(one, (one, many))[number != 1]


@pytest.fixture
def dutch():
    """Speak Dutch."""
    speak(Words())
    yield
    speak(None)


def test_a_message_is_english_text():
    message = _("{path} is no post.", path="a.md")
    assert message == "a.md is no post."
    assert json.dumps(message) == '"a.md is no post."'


def test_it_stays_english_where_another_language_is_spoken(dutch):
    message = _("{path} is no post.", path="a.md")
    assert (message, f"{message}") == ("a.md is no post.", "a.md is no post.")


def test_people_read_it_in_their_language(dutch):
    assert translated(_("{path} is no post.", path="a.md")) == "a.md is geen bericht."


def test_without_another_language_nothing_changes():
    assert translated(_("{path} is no post.", path="a.md")) == "a.md is no post."


def test_values_that_are_messages_are_translated_and_data_are_not(dutch):
    assert translated(_("{path} is no post.", path=_("a folder"))) == "een map is geen bericht."
    assert translated(_("{path} is no post.", path="a folder")) == "a folder is geen bericht."


@pytest.mark.parametrize(
    ("number", "english", "other"),
    [(0, "0 posts", "0 berichten"), (1, "1 post", "1 bericht"), (1200, "1,200 posts", None)],
)
def test_numbers_choose_the_form(dutch, number, english, other):
    message = _n("{n:,} post", "{n:,} posts", number)
    assert message == english
    assert translated(message) == (other or "1.200 berichten")


@pytest.mark.parametrize(
    ("number", "spec", "expected"),
    [(3.84, "g", "3,84"), (15.13, "g", "15,13"), (3.0, ".1f", "3,0"), (1234.5, ",.1f", "1.234,5")],
)
def test_dutch_has_a_comma_before_a_fraction(dutch, number, spec, expected):
    message = _("at least {number:" + spec + "}", number=number)
    assert message == f"at least {number:{spec}}"
    assert translated(message) == f"at least {expected}"


def test_braces_in_a_message_without_values_are_text():
    assert _("Write {title}.") == "Write {title}."


def test_braces_in_values_stay_as_they_are(dutch):
    assert translated(_("{path} is no post.", path="{x}")) == "{x} is geen bericht."


def test_joined_messages_are_translated_one_by_one(dutch):
    told = joined(": ", ("a folder", _("a folder"), _n("{n:,} post", "{n:,} posts", 2)))
    assert told == "a folder: a folder: 2 posts"
    assert translated(told) == "a folder: een map: 2 berichten"


def test_nothing_joined_is_nothing():
    assert not joined(", ", ())


def test_it_goes_to_another_process_whole(dutch):
    message = _("{path} has {posts}.", path="a", posts=_n("{n:,} post", "{n:,} posts", 2))
    sent = pickle.loads(pickle.dumps(message))
    assert sent == message
    assert translated(sent) == "In a staan 2 berichten."


def test_data_are_never_looked_up(dutch):
    assert translated("a folder") == "a folder"
