"""newsctl's handler and its own reading, held to each other over all posts that are at hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.errors import EditRefused
from newsctl.core.post.post import LARGEST_FILE
from newsctl.core.settings import Settings
from newsctl.front_matter.handler import NewsHandler
from newsctl.front_matter.reading.header import HeaderRefused
from newsctl.front_matter.reading.reader import parse

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "data" / "frontmatter"
POSTS = [*(ROOT / "sample_posts").rglob("*.md"), *(SHARED.rglob("*") if SHARED.is_dir() else ())]
NOT_TAKEN = {"content", "handler"}  # by python-frontmatter's Post

SIMPLE = "---\ntitle: 'Kop'  # zo\ntags: [a, b]\ndate: 2019-09-05\n---\n\nEen zin.\n"


def by_newsctl(data):
    """Read bytes as newsctl does: None for what is refused."""
    reading = parse("2019-09-05-kop.md", data, Settings())
    post = reading.post
    return None if post is None else (dict(post.summary.front_matter), plain(post.body))


def plain(body):
    return body.replace("\r\n", "\n").replace("\r", "\n").strip()


def by_handler(data):
    """Read bytes as python-frontmatter does with the handler: None for what is refused."""
    text = data.decode()
    handler = NewsHandler()
    try:
        post = frontmatter.loads(text.replace("\r\n", "\n").replace("\r", "\n"), handler=handler)
    except HeaderRefused:
        return None
    if not handler.detect(text.strip()):
        return None
    return post.metadata, plain(post.content)


def comparable(data):
    """Tell whether python-frontmatter hands over what is in a file: text, and no blanks first."""
    try:
        text = data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        return False
    return text == text.lstrip()


def test_the_handler_reads_every_file_as_newsctl_does():
    both = 0
    for path in POSTS:
        if not path.is_file() or path.stat().st_size > LARGEST_FILE:
            continue
        data = path.read_bytes()
        if not comparable(data):
            continue
        expected = by_newsctl(data)
        if expected and NOT_TAKEN & expected[0].keys():
            continue
        assert by_handler(data) == expected, path
        both += expected is not None
    assert both > 50


def test_what_is_read_is_dumped_as_it_was():
    dumped = 0
    for path in POSTS:
        if not path.is_file() or path.stat().st_size > LARGEST_FILE:
            continue
        data = path.read_bytes()
        expected = by_newsctl(data) if comparable(data) else None
        if expected is None or NOT_TAKEN & expected[0].keys() or b"\r" in data:
            continue
        text = data.decode().removeprefix("\ufeff")
        assert frontmatter.dumps(frontmatter.loads(text, handler=NewsHandler())) == text.strip() + (
            "\n"
        ), path
        dumped += 1
    assert dumped > 50


def test_a_change_leaves_everything_else_as_it_is_written():
    post = frontmatter.loads(SIMPLE, handler=NewsHandler())
    post["title"] = "Andere kop"
    post["tags"] = ["a", "b", "c"]
    post["dag"] = date(2019, 9, 6)
    assert frontmatter.dumps(post) == (
        "---\ntitle: 'Andere kop'  # zo\ntags: [a, b, c]\ndate: 2019-09-05\n"
        "dag: 2019-09-06\n---\n\nEen zin.\n"
    )
    del post["tags"]
    assert "tags" not in frontmatter.dumps(post)


def test_another_body_is_put_behind_the_same_header():
    post = frontmatter.loads(SIMPLE, handler=NewsHandler())
    post.content = "Twee zinnen. Drie."
    assert frontmatter.dumps(post) == SIMPLE.replace("Een zin.", "Twee zinnen. Drie.")


def test_a_file_comes_back_byte_by_byte(tmp_path):
    path = tmp_path / "2019-09-05-kop.md"
    path.write_text(SIMPLE)
    frontmatter.dump(frontmatter.load(str(path), handler=NewsHandler()), str(path))
    assert path.read_text() == SIMPLE


def test_a_new_post_has_a_header_that_reads_back_the_same():
    post = frontmatter.Post("Een zin.", NewsHandler(), title="Kop: een", aantal=3, tags=["a", "no"])
    read = frontmatter.loads(frontmatter.dumps(post), handler=NewsHandler())
    assert (read.metadata, read.content) == (post.metadata, post.content)


def test_toml_is_changed_where_it_was_asked():
    post = frontmatter.loads(
        '+++\n# kop\ntitle = "Kop"   # x\n+++\nEen zin.\n', handler=NewsHandler()
    )
    post["title"] = "Andere kop"
    assert frontmatter.dumps(post) == '+++\n# kop\ntitle = "Andere kop"   # x\n+++\nEen zin.\n'


def test_json_is_changed_where_it_was_asked():
    text = '{\n"title": "Kop"\n}\nEen zin.\n'
    post = frontmatter.loads(text, handler=NewsHandler())
    assert post.metadata == {"title": "Kop"}
    assert frontmatter.dumps(post) == text
    post["title"] = "Andere kop"
    assert frontmatter.dumps(post) == text.replace("Kop", "Andere kop")


@pytest.mark.parametrize("text", ["Geen kop.", "---\ntitle: x\n", "----\ntitle: x\n----\n"])
def test_a_text_without_front_matter_is_a_body(text):
    assert not NewsHandler().detect(text)
    post = frontmatter.loads(text, handler=NewsHandler())
    assert (post.metadata, post.content) == ({}, text.strip())


@pytest.mark.parametrize(
    "text",
    [
        "---\nkop: [\n---\n",
        f"---\nkop: {'[' * 100}{']' * 100}\n---\n",
        f"---\nkop: x\n---\n{'x' * LARGEST_FILE}",
    ],
)
def test_what_newsctl_refuses_is_refused(text):
    with pytest.raises(HeaderRefused):
        frontmatter.loads(text, handler=NewsHandler())


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), VALUES, max_size=5))
def test_whatever_is_set_is_read_back_or_refused(values):
    values = {key: value for key, value in values.items() if key not in NOT_TAKEN}
    post = frontmatter.loads(SIMPLE, handler=NewsHandler())
    post.metadata.update(values)
    expected = post.metadata.copy()
    try:
        text = frontmatter.dumps(post)
    except EditRefused:
        return
    assert frontmatter.loads(text, handler=NewsHandler()).metadata == expected
