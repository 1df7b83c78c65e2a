"""What bash makes of a line, and what it reads back of a value: held to bash itself."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsctl.cli.completion.tab import quoted, read_line

BASH = shutil.which("bash")
MARKS = "` $();&|<>!*?~'\"\\{}[]#^=,:@%+-/.aé\xa0"
texts = st.text(
    st.one_of(st.sampled_from(MARKS), st.characters(codec="utf-8", exclude_categories=["C", "Z"]))
)


@settings(max_examples=15)
@given(st.lists(st.tuples(texts, st.sampled_from(["", "'", '"'])), min_size=40, max_size=200))
def test_bash_reads_back_every_value_in_every_quote(values):
    """Readline closes what is open where that quote does not stand last."""
    words = []
    for value, quote in values:
        written = quoted(value, quote) if value or quote else "''"
        closed = written if written.endswith(quote) and written else written + quote
        words.append(f"{quote}{closed}")
    script = "set -o history -o histexpand; printf '%s\\0' " + " ".join(words)
    ran = subprocess.run([BASH, "-c", script], capture_output=True, check=True)
    assert ran.stdout.decode().split("\0")[:-1] == [value for value, _ in values]


@pytest.mark.parametrize(
    ("line", "replaced", "words", "kept", "quote"),
    [
        ("newsctl ", "", [""], "", ""),
        ("newsctl list --bron R", "R", ["list", "--bron", "R"], "", ""),
        ("newsctl list --bron=R", "R", ["list", "--bron=R"], "--bron=", ""),
        ("newsctl list bron:'R", "R", ["list", "bron:R"], "bron:", "'"),
        ("newsctl list 'bron:R", "bron:R", ["list", "bron:R"], "", "'"),
        ("newsctl 'bron:'R", "'bron:'R", ["bron:R"], "", ""),
        ("newsctl 'bron:'R", "R", ["bron:R"], "bron:", ""),
        (r"newsctl bron:RTV\ U", r"RTV\ U", ["bron:RTV U"], "bron:", ""),
        (r'newsctl "a\$b\c', r"a\$b\c", [r"a$b\c"], "", '"'),
        ("newsctl it\\'s 'x y' z", "z", ["it's", "x y", "z"], "", ""),
        ("newsctl a\\", "a\\", ["a"], "", ""),
        ("newsctl list > x 2>y <z b", "b", ["list", "b"], "", ""),
        ("newsctl list 2>&1 b", "b", ["list", "b"], "", ""),
        ("newsctl 'a\nb' c", "c", ["a\nb", "c"], "", ""),
        ("newsctl $(x $(y)) `a b` $((1)) c", "c", ["", "", "", "c"], "", ""),
        ("newsctl a $(x", "x", ["a", ""], None, ""),
        ("newsctl `x", "x", [""], None, ""),
        ("newsctl $'a", "a", [""], None, "'"),
        ("newsctl $", "$", [""], None, ""),
        ("newsctl other", "thing else", ["other"], None, ""),
    ],
)
def test_a_line_is_read_as_bash_reads_it(line, replaced, words, kept, quote):
    found = read_line(line, replaced)
    assert (found.words, found.kept, found.quote) == (words, kept, quote)


def test_variables_of_the_environment_are_read(monkeypatch):
    monkeypatch.setenv("SITE", "/home/een site")
    found = read_line('newsctl -C "$SITE/a" -C ${SITE} list R', "R")
    assert found.words == ["-C", "/home/een site/a", "-C", "/home/een site", "list", "R"]
    assert found.inserted("RTV") == "RTV"


@pytest.mark.parametrize("line", ["newsctl list >", "newsctl list > b", "newsctl <", "newsctl 2>&"])
def test_a_file_that_bash_opens_is_known(line):
    assert read_line(line, "").is_file


def test_what_the_line_cannot_become_is_not_inserted():
    line = read_line("newsctl 'rtv 'u", "u")
    assert line.inserted("RTV Utrecht") is None
    assert line.inserted("rtv Utrecht") == "Utrecht"
    assert read_line("newsctl $(x", "x").inserted("xyz") is None
