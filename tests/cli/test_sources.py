"""What is given of new posts becomes drafts, and is taken in without an archive in between."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest

from newsctl.cli.posts.sources import Form, from_stream
from newsctl.core.change.assigning import Assigner
from newsctl.core.change.drafting import Drafting, PostOptions
from newsctl.core.change.sources import Source, checked_sources, take_all
from newsctl.core.errors import InvalidPost, UsageError
from newsctl.core.post.post import Draft, Manuscript
from newsctl.core.query.fields import FieldNames
from newsctl.core.settings import Settings

NOW, GIVEN = datetime(2019, 9, 5, tzinfo=UTC), datetime(2005, 1, 12, tzinfo=UTC)


@pytest.fixture
def drafting():
    """Make drafts where every date that is given is the same, and a page is its own title."""
    return Drafting(
        Assigner(FieldNames(), Settings(), UTC, lambda _: GIVEN, lambda _: ()),
        now=lambda: NOW,
        moment=lambda _: GIVEN,
        page=lambda data: {"title": data.decode(), "body": "<p>x</p>"},
    )


class StubIntake:
    """Takes in all drafts but those whose titles say otherwise."""

    def take(self, given):
        if given.title == "bad":
            raise InvalidPost("no good")
        return given.title


def posts(drafting, data, form=None, name="", **given):
    return [*from_stream(drafting, PostOptions(**given), io.BytesIO(data), form, name)]


def test_options_win_over_what_a_post_says_of_itself(drafting):
    line = json.dumps({"title": "A", "date": "x", "bron": "NOS", "body": "b"}).encode()
    [source] = posts(drafting, line, Form.JSONL, title="B", fields={"bron": "Trouw"})
    assert source.post == Draft(
        "B",
        GIVEN,
        {"bron": "Trouw"},
        "b",
        None,
        is_dated=True,
        is_numbered=True,
        written_date="x",
    )


def test_a_post_without_a_date_is_of_now(drafting):
    [source] = posts(drafting, b"text", title="A")
    assert (source.post.date, source.post.is_dated) == (NOW, False)


@pytest.mark.parametrize(
    ("data", "form", "kind"),
    [
        (b"---\ntitle: A\n---\n", None, Manuscript),
        (b"text", None, Draft),
        (b"---", Form.BODY, Draft),
        (b"text", Form.POST, Manuscript),
        (b"A page", Form.HTML, Draft),
    ],
)
def test_a_form_is_told_by_how_it_begins_unless_it_is_given(drafting, data, form, kind):
    [source] = posts(drafting, data, form, title="T")
    assert isinstance(source.post, kind)


def test_each_line_is_a_source_of_its_own_with_its_number(drafting):
    found = posts(drafting, b'{"title": "A"}\n\nno json\n', Form.JSONL, "f.jsonl")
    assert [source.where for source in found] == ["f.jsonl:1", "f.jsonl:3"]
    assert isinstance(found[1].post, UsageError)


@pytest.mark.parametrize(
    "written", ["auteur", "title=x", "date=2019", "body=x", "aantal=3", "tags+=a"]
)
def test_a_field_that_is_not_given_this_way_is_an_error(drafting, written):
    with pytest.raises(UsageError):
        drafting.fields({}, [written])


def test_fields_are_those_that_are_given(drafting):
    found = drafting.fields({"bron": "NOS", "feature_image": None}, ["auteur=x"])
    assert found == {"bron": "NOS", "auteur": "x"}


def test_several_posts_get_no_title_or_slug_of_one():
    with pytest.raises(UsageError, match="--slug is for one post, and there are 2"):
        checked_sources([Source("", None)] * 2, PostOptions(slug="s"))
    with pytest.raises(UsageError, match="no post to read"):
        checked_sources([], PostOptions())


def test_what_cannot_be_taken_leaves_the_others(drafting):
    given = posts(drafting, b'{"title": "A"}\n{"title": "bad"}\nx\n', Form.JSONL)
    taken, refused = take_all(StubIntake(), given)
    assert taken == ["A"]
    assert [where for where, _ in refused] == ["standard input:2", "standard input:3"]


def test_the_only_one_that_cannot_be_taken_is_raised_with_its_line(drafting):
    with pytest.raises(InvalidPost) as raised:
        take_all(StubIntake(), posts(drafting, b'{"title": "bad"}', Form.JSONL, "f"))
    assert raised.value.message == "f:1: no good"
