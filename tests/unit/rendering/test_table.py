from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from newsctl.rendering.columns import GAP, fitted
from newsctl.rendering.paths import Place
from newsctl.rendering.screen import Screen

ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_list_looks_as_it_did(write, hits, screen, golden, width):
    golden(f"list-{width}.txt", write(hits, terminal=screen(width)).decode())


@pytest.mark.parametrize("width", [60, 80, 120])
def test_results_look_as_they_did(write, hits, screen, golden, width):
    golden(f"results-{width}.txt", write(hits, terminal=screen(width), ranked=True).decode())


def test_an_explanation_looks_as_it_did(write, hits, screen, golden):
    shown = write(hits[:1], terminal=screen(), ranked=True, explain=True)
    golden("explained-80.txt", shown.decode())


def test_results_in_colour_look_as_they_did(write, hits, screen, golden):
    golden("results-colour.txt", write(hits, terminal=screen(colour=True), ranked=True).decode())


def test_chosen_fields_have_a_heading(write, hits, screen, golden):
    shown = write(hits, terminal=screen(), fields="date,aantal,title,categories,externe_link,score")
    golden("fields-80.txt", shown.decode())


def test_no_hits_have_no_heading(write, screen):
    assert write([], terminal=screen(), first=1, fields="date,title") == b""


def test_numbers_stand_before_rows_and_line_up(write, hits, screen):
    shown = write(hits, terminal=screen(), first=7).decode().splitlines()
    plain = write(hits, terminal=screen(76)).decode().splitlines()
    assert [line[:4] for line in shown] == [" 7  ", " 8  ", " 9  ", "10  ", "11  ", "12  "]
    assert [line[4:] for line in shown] == plain


def test_numbers_leave_room_before_a_heading(write, hits, screen):
    shown = write(hits, terminal=screen(), first=1, fields="aantal").decode().splitlines()
    assert shown[:3] == ["   aantal", "1     262", "2"]


def test_numbers_stand_before_titles_and_the_rest_below_the_title(write, hits, screen):
    shown = write(hits[:2], terminal=screen(), ranked=True, first=9).decode()
    first, second = shown.split("\n\n")
    assert first.startswith("9  Techbedrijven")
    assert second.startswith("10  Oranje")
    assert {line[:3].strip() for line in first.splitlines()[1:]} == {""}
    assert {line[:4].strip() for line in second.splitlines()[1:]} == {""}


@pytest.mark.parametrize("first", [None, 1, 99_999])
@pytest.mark.parametrize("ranked", [True, False])
@pytest.mark.parametrize("width", [30, 60, 80, 120, 300])
def test_lines_fit_the_window(write, hits, screen, width, ranked, first):
    terminal = screen(width, colour=True, links=True)
    shown = write(hits, terminal=terminal, ranked=ranked, first=first).decode()
    for line in ESCAPES.sub("", shown).splitlines():
        assert cell_len(line) <= width


@pytest.mark.parametrize("ranked", [True, False])
def test_in_a_pipe_nothing_is_cut_wrapped_or_coloured(write, hits, ranked):
    shown = write(hits, "table", ranked=ranked).decode()
    assert "\x1b" not in shown
    for hit in hits[:4]:
        assert hit.summary.title.strip() in shown
        assert hit.summary.path in shown


@pytest.mark.parametrize("ranked", [True, False])
def test_the_only_escape_sequences_are_our_own(write, hits, screen, ranked):
    shown = write(hits, terminal=screen(colour=True, links=True), ranked=ranked).decode()
    rest = ESCAPES.sub("", shown)
    assert "␛]0;weg␇" in rest
    assert "[red]rood[/red]" in rest or not ranked
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", rest)


def test_files_and_addresses_are_links(write, hits, screen):
    shown = write(hits[:1], terminal=screen(colour=True, links=True), ranked=True).decode()
    links = re.findall(r"\x1b\]8;id=\d+;([^\x1b]+)\x1b", shown)
    file = "file:///archief/_posts/2019-09-05-techbedrijven-werken-samen-met-fbi.md"
    assert links == ["https://nos.nl/l/2300391", file]


def test_an_address_cannot_steer_the_terminal_or_run(write, make_hit, screen):
    for link in ("https://x.nl/\x1b\\\x1b[31m\x07é", "javascript:alert(1)"):
        hit = make_hit(bron="NOS", externe_link=link)
        shown = write([hit], terminal=screen(colour=True, links=True)).decode()
        assert not set(ESCAPES.sub("", shown)) & {"\x1b", "\x07"}
        assert "javascript" not in shown


def test_a_screen_of_another_alphabet_gets_what_it_can_show(write, hits, screen):
    shown = write(hits, terminal=screen(encoding="latin-1"), ranked=True)
    assert "beïnvloeding".encode("latin-1") in shown
    assert b"5 sep 2019 - NOS" in shown


def test_no_posts_are_no_lines(write, screen):
    for ranked in (True, False):
        assert write([], terminal=screen(), ranked=ranked) == b""


def test_paths_are_seen_from_the_current_folder(write, hits, place):
    where = Place(place.root, place.root / "_posts")
    assert "\n  5 sep" not in write(hits, "table", where=where).decode()
    assert "  2019-09-05-techbedrijven" in write(hits, "table", where=where).decode()


@given(st.lists(st.integers(0, 200), min_size=1, max_size=8), st.integers(20, 300))
def test_columns_fill_the_room_and_no_more(natural, room):
    widths = fitted(natural, room)
    assert all(width <= max(wanted, 1) for width, wanted in zip(widths, natural, strict=True))
    left = room - GAP * (len(natural) - 1)
    if left >= len(natural):
        assert sum(widths) <= left
    if sum(natural) <= left:
        assert widths == natural


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (29, "_posts/2019/2019-01-02-zon.md"),
        (28, "_posts/20…/2019-01-02-zon.md"),
        (20, "_posts…-01-02-zon.md"),
        (3, "…md"),
        (1, "…"),
    ],
)
def test_a_path_is_cut_in_its_middle(screen, width, shown):
    text = Text("_posts/2019/2019-01-02-zon.md")
    assert Screen(screen(width)).cut_middle(text, width).plain == shown
