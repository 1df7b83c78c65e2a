from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.post import fences
from newsctl.core.post.fences import Fenced, Unfenced, split_fences


@pytest.mark.parametrize(
    ("text", "header", "body"),
    [
        ("---\na: 1\n---\nbody\n", "a: 1\n", "body\n"),
        ("---\r\na: 1\r\n---\r\nbody\r\n", "a: 1\r\n", "body\r\n"),
        ("---\ra: 1\r---\rbody", "a: 1\r", "body"),
        ("--- \t\na: 1\n---  \n\nbody", "a: 1\n", "\nbody"),
        ("---\na: 1\n...\nbody", "a: 1\n", "body"),
        ("---\n...\nbody\n---\n", "", "body\n---\n"),
        ("---\na: 1\n--- \nbody\n---\n", "a: 1\n", "body\n---\n"),
        ("---\na: 1\r---\rbody\n---\n", "a: 1\r", "body\n---\n"),
        ("---\na: 1\n---", "a: 1\n", ""),
        ("---\n---\nbody", "", "body"),
        ("---\r\n---\r\nbody", "", "body"),
        ("---\na: |\n  ---\n  ...\n---\nbody", "a: |\n  ---\n  ...\n", "body"),
        ("---\na: 1\n----\n--- x\n....\n---\nbody", "a: 1\n----\n--- x\n....\n", "body"),
        ("---\na: 1\n---\nb\n---\nc\n---\n", "a: 1\n", "b\n---\nc\n---\n"),
    ],
)
def test_a_text_is_parted_at_its_fences(text, header, body):
    assert split_fences(text) == Fenced(header, body)


@pytest.mark.parametrize(
    "text",
    ["", "body", "\n---\na: 1\n---\n", " ---\na\n---\n", "----\na\n---\n", "---js\n{}\n---\n"],
)
def test_a_text_without_a_first_fence_has_no_header(text):
    assert split_fences(text) is Unfenced.MISSING


@pytest.mark.parametrize(
    "text",
    ["---", "---\n", "---\na: 1\n", "---\na\n ---\n", "---\na: 1---\n", "---json\n{}\n...\n"],
)
def test_a_header_may_be_left_open(text):
    assert split_fences(text) is Unfenced.UNCLOSED


TEXTS = st.lists(
    st.sampled_from(["---", "...", "\n", "\r\n", "\r", " ", "a: 1", "----", "---\n", "\n---\n"])
).map("".join)


@given(TEXTS)
def test_usual_fences_are_found_where_any_are(text):
    found = split_fences(text)
    with mock.patch.object(fences, "_usual", return_value=None):
        assert split_fences(text) == found


@given(TEXTS)
def test_nothing_is_lost_but_the_fences(text):
    fenced = split_fences(text)
    if isinstance(fenced, Fenced):
        opening, _, rest = text.partition(fenced.header) if fenced.header else ("", "", text)
        assert rest.endswith(fenced.body)
        fences = opening + rest.removesuffix(fenced.body)
        assert fences.replace(" ", "").split() in (["---", "---"], ["---", "..."])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('+++\ntitle = "x"\n+++\nbody\n', ('title = "x"\n', "body\n", "TOML")),
        ("+++  \r\na = 1\r\n+++\t\r\nbody", ("a = 1\r\n", "body", "TOML")),
        ("+++\n+++\n", ("", "", "TOML")),
        ("+++\na = 1\n+++", ("a = 1\n", "", "TOML")),
        ('{"title": "x"}\nbody\n', ('{"title": "x"}', "body\n", "JSON")),
        ('{\n "a": {"b": "}"}\n}\n\nbody', ('{\n "a": {"b": "}"}\n}', "\nbody", "JSON")),
        ("{}\n", ("{}", "", "JSON")),
        ('---json\n{"a": 1}\n---\nbody\n', ('\n{"a": 1}\n', "body\n", "JSON")),
        ("---toml \r\na = 1\r\n---\r\nbody", ("a = 1\r\n", "body", "TOML")),
        ("---yaml\na: 1\n---\nbody", ("a: 1\n", "body", "YAML")),
        ("---yml\n---\n", ("", "", "YAML")),
    ],
)
def test_toml_and_json_have_fences_of_their_own(text, parts):
    assert split_fences(text) == Fenced(*parts)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "{% raw %}\n",
            "{{ x }}\n",
            '{"a": 1} body\n',
            '{"a": \n',
            "{ body }\n",
            "{\n",
            "++\n++\n",
        ),
        *("++++\na = 1\n++++\n", " +++\na = 1\n+++\n", '{"a": ' * 100_000),
    ],
)
def test_what_only_begins_like_these_has_none(text):
    assert split_fences(text) is Unfenced.MISSING


@pytest.mark.parametrize("text", ["+++\ntitle = 1\n", "+++", "+++\na = 1\n---\n"])
def test_toml_may_be_unclosed(text):
    assert split_fences(text) is Unfenced.UNCLOSED
