from __future__ import annotations

import pytest

from newsctl.core.change.mentions import mentions
from newsctl.core.change.plans import Mention

ZON = "_posts/2019-09-05-zon.md"
OTHER = "_posts/2019-09-06-maan.md"


def found(text, targets=(ZON,), path=OTHER):
    return list(mentions(targets, [path], lambda _: text.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "{% post_url 2019-09-05-zon %}",
        "{%post_url weer/2019-09-05-zon%}",
        "[zon](/2019/09/05/zon)",
        "[zon](/nieuws/2019/09/05/zon.html#boven)",
        "[zon](https://ons.example/2019/09/05/zon/)",
        '<a href="2019-09-05-zon.md">',
        "zie 2019-09-05-zon",
    ],
)
def test_a_post_names_another_in_a_tag_or_an_address(text):
    assert found(text) == [Mention(OTHER, ZON)]


@pytest.mark.parametrize(
    "text", ["", "2019-09-05", "2019-09-05-zonnig", "2019-09/05-zon", "12019-09-05-zon", "zon"]
)
def test_what_only_looks_like_it_is_no_mention(text):
    assert found(text) == []


def test_a_post_that_names_itself_is_not_told():
    assert found("2019-09-05-zon", path=ZON) == []


def test_a_target_is_told_once_for_each_post():
    assert found("2019-09-05-zon 2019/09/05/zon") == [Mention(OTHER, ZON)]


def test_names_are_compared_as_they_are_written_in_utf8():
    target = "2019-09-05-één.markdown"
    assert found("{% post_url 2019-09-05-één %}", (target,)) == [Mention(OTHER, target)]
    assert list(mentions((target,), [OTHER], lambda _: b"2019-09-05-\xe9\xe9n")) == []
