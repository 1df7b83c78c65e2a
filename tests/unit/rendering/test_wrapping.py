"""Messages broken at words, and snippets that end in no single word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsctl.core.archive.hits import HighlightedText
from newsctl.core.errors import ArchiveError, InvalidPost
from newsctl.rendering.errors import error_text, notice_text
from newsctl.rendering.terminal import Terminal
from newsctl.rendering.wrapping import broken

PATH = "/een/lang/pad/naar/een/archief/dat/nergens/te/vinden/is"
WORDS = st.lists(
    st.sampled_from(["een", "aantal", "$NEWSCTL_ARCHIVE", "日本の選挙", "🐯", PATH]), min_size=1
)


@given(WORDS, st.integers(10, 120), st.integers(0, 30))
def test_lines_fit_and_no_word_is_broken(words, width, before):
    lines = broken(" ".join(words), Terminal(width, is_tty=True), before=before, indent="  ")
    assert [word for line in lines for word in line.split()] == words
    for line, taken in zip(lines, [before, *[0] * len(lines)], strict=False):
        assert taken + cell_len(line) <= width or len(line.split()) == 1


@given(WORDS)
def test_a_pipe_gets_one_line(words):
    assert broken(" ".join(words), Terminal()) == [" ".join(words)]


def test_errors_and_notices_are_broken_at_words():
    screen = Terminal(40, is_tty=True)
    error = ArchiveError(
        "There is no archive here: neither -C nor $NEWSCTL_ARCHIVE names one.",
        hint="Try it in the folder of your posts, or name it with -C.",
    )
    assert error_text(error, screen) == (
        "newsctl: There is no archive here:\n"
        "  neither -C nor $NEWSCTL_ARCHIVE names\n"
        "  one.\n"
        "Try it in the folder of your posts, or\n"
        "name it with -C.\n"
    )
    assert notice_text(f"Your text is in {PATH}", screen) == f"newsctl: Your text is in\n  {PATH}\n"
    reasons = InvalidPost("Twee.", reasons=("een reden die langer is dan een regel is", "kort"))
    assert error_text(reasons, screen).splitlines()[1:] == [
        "  een reden die langer is dan een regel",
        "    is",
        "  kort",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 88, 120, 160])
def test_no_snippet_ends_in_one_word_on_a_line(write, make_hit, screen, width):
    text = "Ze willen buitenlandse beïnvloeding van de verkiezingen tegengaan, zegt de minister "
    for end in range(30, 170):
        hit = make_hit(hit={"snippets": (HighlightedText((text * 2)[:end]),)})
        shown = write([hit], terminal=screen(width), ranked=True).decode().splitlines()[2:]
        assert " ".join(" ".join(shown).split()) == " ".join((text * 2)[:end].split())
        assert len(shown) == 1 or len(shown[-1].split()) > 1
