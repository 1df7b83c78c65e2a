"""The full screen: by Textual's pilot, and in a pseudo-terminal where only that shows it."""

from __future__ import annotations

import asyncio
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
from contextlib import asynccontextmanager, nullcontext, suppress

import pytest
from textual import events
from textual.widgets import Input, OptionList, Static
from textual.worker import WorkerCancelled

import newsctl as library
from newsctl.cli.browse.answers import BrowsedArchive, as_typed
from newsctl.cli.browse.app import _PAUSE, _REST, BrowseApp, browse_archive
from newsctl.cli.browse.panes import PostPane
from newsctl.core.archive.hits import FEW_POSTS
from newsctl.core.errors import ArchiveError


@pytest.fixture
def browsed(samples):
    return BrowsedArchive(library.open(samples, follow=False))


def shown(app, name):
    """Return what a part of the screen shows, without colours."""
    return str(app.query_one(name, Static).render())


LOOK = object()


def run(browsed, samples, typed, keys, look=lambda _app: None, size=(120, 30)):
    """Browse by pressing keys; return what `look` sees then, and the app that has ended.

    Two numbers among the keys are another size of the window. What is seen at each LOOK is a list.
    """
    app = BrowseApp(browsed, samples, typed)

    async def browse():
        async with settling(app, size=size) as (pilot, settled):
            seen = []
            for key in keys:
                if key is LOOK:
                    seen.append(look(app))
                elif isinstance(key, tuple):
                    await pilot.resize_terminal(*key)
                    while app.query_one("#query").outer_size.width != key[0]:
                        await asyncio.sleep(0.005)  # Textual waits for the last of many sizes
                else:
                    await pilot.press(key)
                await settled()
            return seen or look(app)

    return asyncio.run(browse()), app


@asynccontextmanager
async def settling(app, **options):
    """Run a screen; give its pilot, and what waits until all that was done is answered and shown.

    Textual's own wait is for a processor that has little to do, which says nothing of this screen.
    """
    messages = []

    async def _settled():
        quiet = rounds = 0
        while quiet < 4:  # a screen lays itself out anew between messages
            rounds += 1
            assert rounds < 500, "the screen is never at rest"
            messages.clear()
            await pilot.pause(0)  # which sends each part a callback, and waits for it
            asked = [one for one in app.workers if not one.is_finished]
            is_quiet = not asked and all(isinstance(one, events.Callback) for one in messages)
            quiet = quiet + 1 if is_quiet else 0
            for one in asked:
                with suppress(WorkerCancelled):  # by a later question
                    await one.wait()

    async with app.run_test(message_hook=messages.append, **options) as pilot:
        await _settled()
        yield pilot, _settled


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """Ask at once what was typed, and wait for no processor."""

    async def _no_wait(*_given):
        await asyncio.sleep(0)

    def _timer(app, delay, callback):
        is_pause = delay in {_PAUSE, _REST}
        return app.call_later(callback) if is_pause else set_timer(app, delay, callback)

    set_timer = BrowseApp.set_timer
    monkeypatch.setattr(BrowseApp, "set_timer", _timer)
    for user in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{user}.wait_for_idle", _no_wait)


def paths(app):
    return [hit.summary.path for hit in app._answer.hits]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("verkiez", "(verkiez OR verkiez*)"),
        ("bron:NOS klimaat", "bron:NOS (klimaat OR klimaat*)"),
        ("nos", "(nos OR nos*)"),
        ("klimaat no", "klimaat no"),
        ("klimaat ", "klimaat "),
        ("klimaat NIET", "klimaat NIET"),
        ('"tweede kam', '"tweede kam'),
        ('"tweede kamer" verk', '"tweede kamer" (verk OR verk*)'),
        ("-facebook", "-facebook"),
        ("bron:Trouw", "bron:Trouw"),
        ("", ""),
    ],
)
def test_the_last_word_may_go_on(typed, asked):
    assert as_typed(typed) == asked


def test_an_answer_is_that_of_search(browsed, newsctl, samples):
    found = newsctl("search", "verkiezingen", "-f", "path", cwd=samples).lines
    answer = browsed.answer("verkiezingen ")
    assert [hit.summary.path for hit in answer.hits] == found
    assert answer.total == answer.dates.posts == len(found)


@pytest.mark.parametrize(
    "typed",
    ["", "verkiezingen ", "storm OR ijs", "klimaat OF bron:NOS", "bron:NOS OR bron:Trouw", "verki"],
)
def test_counts_are_those_of_the_answers_they_lead_to(browsed, typed):
    groups = browsed.narrowings(typed)
    assert {group.field for group in groups} >= {"date", "bron"}
    for one in (one for group in groups for one in group.values):
        assert browsed.answer(one.narrowed).total == one.posts, one


def test_counts_by_year_are_of_all_posts_the_earliest_together(browsed):
    groups = browsed.narrowings("verkiezingen ")
    (years,) = [group.values for group in groups if group.field == "date"]
    assert years[-1].value.startswith("..")
    assert sum(one.posts for one in years) == browsed.answer("verkiezingen ").total


def test_posts_through_time_are_all_of_the_dated_ones(browsed):
    for typed in ("", "klimaat "):
        answer = browsed.answer(typed)
        through = browsed.through_time(answer.dates)
        assert sum(through.counts) == len(answer.dates.seconds)
    few = browsed.through_time(browsed.answer("date:2019 ").dates)
    assert few.first[:5] == "2019-"


def test_a_post_is_read_with_the_words_that_matched(browsed):
    answer = browsed.answer("verkiezing ")
    post, matched = browsed.read("verkiezing ", 0, answer.hits[0].summary.path)
    assert matched
    assert all(word in f"{post.summary.title} {post.text}" for word in matched)


def test_words_are_loaded_once_the_first_answer_is_shown(browsed, samples, monkeypatch):
    loaded = []
    monkeypatch.setattr(browsed, "load_words", lambda: loaded.append(True))
    run(browsed, samples, "verkiez", ["i", "n", "g"])
    assert loaded == [True]


def test_loaded_words_change_no_answer(browsed, samples):
    loaded = BrowsedArchive(library.open(samples, follow=False))
    loaded.load_words()
    answer = loaded.answer("kabinet verkiezing")
    assert answer.total
    assert answer == browsed.answer("kabinet verkiezing")


def test_it_answers_as_one_types(browsed, samples):
    counts, _ = run(browsed, samples, "", "klima", lambda app: (paths(app), app._answer.total))
    assert counts == ([hit.summary.path for hit in browsed.answer("klima").hits], 2)


def test_nothing_is_asked_while_one_types_on(browsed, samples, monkeypatch):
    pauses, asked, seen, answer = [], [], [], browsed.answer
    monkeypatch.setattr(BrowseApp, "set_timer", lambda _app, _delay, then: pauses.append(then))
    monkeypatch.setattr(browsed, "answer", lambda typed: asked.append(typed) or answer(typed))
    app = BrowseApp(browsed, samples)

    async def browse():
        async with settling(app) as (pilot, settled):
            pauses.clear()
            await pilot.press("k", "l")
            await settled()
            for pause in pauses[:2]:
                pause()
                await settled()
                seen.append([*asked])

    asyncio.run(browse())
    assert seen == [[""], ["", "kl"]]


def test_keys_that_come_at_once_do_what_they_do_in_their_order(browsed, samples):
    app = BrowseApp(browsed, samples)
    keys = [
        *"kabinte",
        *["backspace"] * 2,
        *"et trein",
        *["left"] * 5,
        "delete",
        *"T",
        "home",
        *"+",
    ]

    async def browse():
        async with settling(app) as (_pilot, settled):
            for key in keys:
                app.post_message(events.Key(key, key if len(key) == 1 else None))
            await settled()
            return app._typed_now

    assert asyncio.run(browse()) == "+kabinet Trein"


def line_asked(app):
    return app.screen.query_one(Input).value


@pytest.mark.parametrize(
    ("keys", "look", "seen"),
    [
        pytest.param(["down", "/", *"+roes"], line_asked, "+roes", id="to-the-search"),
        pytest.param(["/", *"roes/", " "], line_asked, "roes/ ", id="to-where-it-is"),
        pytest.param(["enter", " "], lambda app: len(app._posts.marked), 1, id="to-the-list"),
        pytest.param(["down", "s", *"tags"], line_asked, "tags", id="to-a-question"),
        pytest.param(["?", "escape", "w"], line_asked, "w", id="from-a-dialog"),
        pytest.param(
            ["down", "s", "escape", " "], lambda app: len(app._posts.marked), 1, id="back"
        ),
        pytest.param(["down", "/", *"roes", "enter", "enter"], line_asked, "roes", id="and-on"),
    ],
)
def test_keys_that_come_at_once_act_where_the_one_before_them_led(
    browsed, samples, monkeypatch, keys, look, seen
):
    app = BrowseApp(browsed, samples)
    names = {" ": "space", "/": "slash", "?": "question_mark", "+": "plus"}
    run = []
    monkeypatch.setattr(BrowseApp, "_run", lambda _app, *line, **_how: run.append(line))

    async def browse():
        async with settling(app) as (_pilot, settled):
            for key in keys:
                character = key if len(key) == 1 else None
                app.post_message(events.Key(names.get(key, key), character))
            await settled()
            return look(app)

    assert asyncio.run(browse()) == seen
    assert not run


def test_a_word_that_many_posts_have_is_not_taken_for_a_beginning(browsed):
    assert browsed.answer("verkiezing").total == browsed.answer("verkiezing ").total > FEW_POSTS
    assert browsed.answer("verkiezin").total == browsed.answer("verkiezin* ").total


def test_the_page_is_the_post_that_the_list_is_at(browsed, samples):
    page, app = run(
        browsed, samples, "klimaat ", ["enter", "down"], lambda app: shown(app, "#page")
    )
    assert app._answer.hits[1].summary.title.split()[0] in page


def test_a_fault_stands_under_its_place_and_the_last_answer_stays(browsed, samples):
    def look(app):
        return shown(app, "#notes"), len(paths(app)), app.query_one("#notes").display

    (fault, posts, is_shown), _ = run(browsed, samples, "klimaat ", "(", look)
    assert is_shown
    caret, message = fault.splitlines()
    assert caret == " " * len("klimaat ") + "^"
    assert "parenthes" in message
    assert posts == 2


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("klimaat !wolf", "!wolf was read as a word. To leave out posts with it: -wolf"),
        ("kabinet | kamer", "| was left out, and all words are wanted. For either: OR"),
        ("kabinet bron:Trow", "Did you mean Trouw instead of Trow?"),
        ("verkeizing", "Did you mean verkiezing instead of verkeizing?"),
        ("kabinet kamer", ""),
    ],
)
def test_what_else_may_be_meant_stands_under_what_is_typed(browsed, samples, typed, told):
    def look(app):
        return shown(app, "#notes") if app.query_one("#notes").display else ""

    assert run(browsed, samples, typed, " ", look)[0] == told


def test_the_last_line_names_the_keys_that_do_something_where_one_is(browsed, samples):
    def look(app):
        keys = [one.binding for one in app.screen.active_bindings.values() if one.binding.show]
        return [(one.key_display or one.key, one.description) for one in keys]

    typing, listing = run(browsed, samples, "klimaat ", [LOOK, "down", LOOK], look)[0]
    assert typing == [("↓", "Posts")]
    assert ("/", "Search") in listing
    assert ("q", "Quit") in listing


def test_marked_posts_are_what_it_ends_with(browsed, samples):
    keys = ["enter", "space", "down", "space", "up", "up", "space", "q"]
    _, app = run(browsed, samples, "verkiezingen ", keys)
    first, second, third = paths(app)[:3]
    assert app.return_value == [first, third, second]


def test_a_mark_is_shown_and_taken_away(browsed, samples):
    def look(app):
        posts = app.query_one("#posts", OptionList)
        return str(posts.get_option_at_index(0).prompt)[0], shown(app, "#through_time")

    keys = ["enter", "space", LOOK, "up", "space", LOOK]
    marked, unmarked = run(browsed, samples, "klimaat ", keys, look)[0]
    assert marked[0] == "•"
    assert "1 marked" in marked[1]
    assert unmarked[0] == " "
    assert "marked" not in unmarked[1]


def test_a_count_narrows_the_search(browsed, samples):
    def look(app):
        return app.query_one("#query", Input).value, app._answer.total

    keys = ["enter", "tab", "tab", "enter"]
    (value, total), _ = run(browsed, samples, "verkiezingen ", keys, look)
    assert value.startswith("verkiezingen date:")
    assert total == browsed.answer(value + " ").total


def test_the_posts_on_a_subject_take_the_place_of_the_answer_until_one_searches(
    browsed, samples, newsctl
):
    first = browsed.answer("klimaat ").hits[0].summary.path
    wanted = newsctl("related", first, "-f", "path", "-n0", cwd=samples).lines
    found, again = run(browsed, samples, "klimaat ", ["enter", "r", LOOK, "/", LOOK], paths)[0]
    assert found == wanted
    assert again[0] == first


def test_the_posts_on_a_subject_are_told_from_an_answer_to_the_query(browsed, samples):
    def look(app):
        return shown(app, "#notes") if app.query_one("#notes").display else ""

    title = browsed.answer("klimaat ").hits[0].summary.title
    of_search, of_subject, again = run(
        browsed, samples, "klimaat ", [LOOK, "enter", "r", LOOK, "/", LOOK], look
    )[0]
    assert title in of_subject
    assert (of_search, again) == ("", "")


def test_without_colour_matches_are_underlined_and_no_dark_shade(browsed, samples, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    def look(app):
        entry = app.query_one(PostPane).entry(app._answer.hits[0])
        return {str(span.style) for text in (entry, page_of(app)) for span in text.spans}

    def page_of(app):
        return app.query_one("#page", Static).content

    styles, _ = run(browsed, samples, "klimaat ", ["enter"], look)
    assert "bold underline" in styles
    assert not any("magenta" in style for style in styles)


def test_what_is_set_in_names_how_many_posts(browsed, samples):
    def look(app):
        return str(app.screen.query_one(Static).render())

    keys = ["enter", "s", LOOK, "escape", "space", "s", LOOK, "escape", "space", "s", LOOK]
    this, one, two = run(browsed, samples, "klimaat ", keys, look)[0]
    assert "this post" in this
    assert "1 marked post," in one
    assert "2 marked posts," in two


def counted(app):
    return [str(one.prompt).split() for one in app.query_one("#counts", OptionList).options]


def test_counts_beside_the_posts_on_a_subject_are_not_those_of_the_search(browsed, samples):
    keys = ["enter", LOOK, "r", LOOK, "/", LOOK, "enter", "f", "r", "f", LOOK]
    of_search, of_subject, again, of_subject_unseen = run(
        browsed, samples, "klimaat ", keys, counted
    )[0]
    assert ["2015", "1"] in of_search
    assert of_subject == [["Nothing", "to", "narrow", "this", "by."]]
    assert again == of_search
    assert of_subject_unseen == of_subject


def test_where_there_is_nothing_to_narrow_by_the_counts_say_so(small):
    for number, path in enumerate(small.glob("*.md")):
        path.write_text("---\ntitle: Kop\n---\nTekst.\n")
        path.rename(small / f"2025-01-0{number + 1}-kop.md")
    browsed = BrowsedArchive(library.open(small, follow=False))
    seen, _ = run(browsed, small, "", ["enter", "f", "enter"], counted, size=(80, 24))
    assert seen == [["Nothing", "to", "narrow", "this", "by."]]


def test_the_value_that_narrows_a_search_is_there_to_be_taken_away(browsed, samples):
    def look(app):
        return counted(app), app._typed_now

    keys = ["enter", LOOK, "tab", "tab", "enter", LOOK, "enter", LOOK]
    before, narrowed, after = run(browsed, samples, "klimaat ", keys, look)[0]
    assert narrowed == ([["×", "2024", "1"]], "klimaat date:2024")
    assert after == (before[0], "klimaat")


def test_a_letter_or_two_that_may_be_a_word_leave_the_list_as_it_is(browsed, samples):
    def look(app):
        return app.query_one("#query", Input).value, app._answer.total

    keys = [LOOK, *"kr", LOOK, "backspace", "q", LOOK]
    whole, begun, none = run(browsed, samples, "klimaat ", keys, look)[0]
    assert begun == ("klimaat kr", whole[1])
    assert none == ("klimaat kq", 0)  # no word begins so: posts without it do not answer


def test_the_last_of_many_posts_are_listed_after_the_first(samples, monkeypatch):
    monkeypatch.setattr("newsctl.cli.browse.panes._AT_ONCE", 5)
    monkeypatch.setattr("newsctl.cli.browse.answers.MOST_POSTS", 33)
    browsed = BrowsedArchive(library.open(samples, follow=False))

    def look(app):
        posts = app.query_one(PostPane)
        return posts.option_count, posts.highlighted, posts.current.summary.path

    first, last = run(browsed, samples, "", ["enter", LOOK, "end", LOOK], look)[0]
    assert first[:2] == (33, 0)
    assert last[:2] == (33, 32)
    assert first[2] != last[2]


def test_counts_beside_a_query_that_is_none_are_those_of_the_posts_shown(browsed, samples):
    keys = ["(", "enter", "f"]
    found, _ = run(browsed, samples, "klimaat ", keys, counted, size=(80, 24))
    assert found == run(browsed, samples, "klimaat ", ["enter"], counted)[0]


def test_posts_on_a_subject_stay_when_the_files_change(small):
    for day, word in enumerate(("wolf", "wolf", "wolf", "spoor"), 1):
        text = (
            f"---\ntitle: {word} {day}\ndate: 2019-01-0{day}\n---\nOver de {word} en de roedel.\n"
        )
        (small / f"2019-01-0{day}-kop.md").write_text(text)
    browsed = BrowsedArchive(library.open(small, follow=False))
    seen = []

    def removed():
        seen.append(paths(app))
        (small / seen[0][0]).unlink()

    app = BrowseApp(browsed, small, "path:2019-01-01-kop.md")

    async def browse():
        async with settling(app) as (pilot, settled):
            for key in ("enter", "r"):
                await pilot.press(key)
                await settled()
            removed()
            await pilot.press("ctrl+r")
            await settled()
            return paths(app)

    assert asyncio.run(browse()) == seen[0][1:] != []


def test_what_the_archive_cannot_answer_is_told_and_the_screen_stays(browsed, samples, monkeypatch):
    def fails(*_given):
        raise ArchiveError("De schijf is weg.")

    for name in ("answer", "narrowings", "read", "related", "refresh"):
        monkeypatch.setattr(BrowsedArchive, name, fails)
    keys = ["enter", "f", "ctrl+r"]
    told, _ = run(browsed, samples, "", keys, lambda app: [*app._notifications], size=(80, 24))
    assert [one.message for one in told] == ["De schijf is weg."] * 3


@pytest.mark.parametrize("size", [(1, 1), (2, 24), (4, 3), (80, 1)])
def test_it_works_in_a_window_of_any_size(browsed, samples, size):
    keys = ["enter", "f", "enter", "question_mark", "escape", "s", "escape", "enter", "r", "space",
            (120, 30)]  # fmt: skip
    shown_then, _ = run(browsed, samples, "verkiezingen ", keys, paths, size=size)
    assert shown_then


def test_counts_are_beside_a_post_only_where_there_is_room(browsed, samples):
    def is_shown(app):
        return app.query_one("#counts").display

    assert run(browsed, samples, "", [], is_shown, size=(120, 30))[0]
    keys = [LOOK, "enter", "f", LOOK]
    assert run(browsed, samples, "", keys, is_shown, size=(80, 24))[0] == [False, True]


def test_words_are_wrapped_to_the_room_there_is(browsed, samples):
    def look(app):
        room = app.query_one("#reader").scrollable_content_region.width
        lines = shown(app, "#page").splitlines()
        return room, max(len(line) for line in lines if " " in " ".join(line.split()[1:]))

    (room, widest), _ = run(browsed, samples, "klimaat", ["enter"], look, size=(80, 24))
    assert widest <= room


@pytest.mark.parametrize("keys", [[(80, 24)], [(80, 24), "enter", "f"], [(80, 24), (100, 30)]])
def test_words_are_wrapped_anew_when_the_room_changes(browsed, samples, keys):
    def look(app):
        posts = app.query_one(PostPane)
        entries = [str(one.prompt) for one in posts.options]
        return entries, [str(posts.entry(hit)) for hit in app._answer.hits], shown(app, "#page")

    (entries, fitting, page), _ = run(browsed, samples, "klimaat ", keys, look, size=(100, 30))
    assert entries == fitting
    size = next(key for key in reversed(keys) if isinstance(key, tuple))
    if "f" not in keys:  # there the counts are not asked for
        assert page == run(browsed, samples, "klimaat ", [], look, size=size)[0][2]


def test_spellings_of_one_value_are_counted_together(small):
    for day, name in enumerate(("Éen", "één", "één", "twee"), 1):
        text = f"---\ntitle: kop {day}\ndate: 2019-01-0{day}\ncategory: {name}\n---\nwaterschap\n"
        (small / f"2019-01-0{day}-kop.md").write_text(text)
    groups = BrowsedArchive(library.open(small, follow=False)).narrowings("waterschap ")
    counts = [(one.value, one.posts) for one in groups[-1].values]
    assert counts == [("één", 3), ("twee", 1)]


def test_what_a_post_holds_is_never_markup_nor_an_escape(small, newsctl):
    (small / "2019-01-01-kwaad.md").write_text(
        '---\ntitle: "[bold red]Kwaad[/] \\x1b]0;x\\x07"\ndate: 2019-01-01\n---\n'
        "[@click=app.quit]x[/]\n"
    )
    browsed = BrowsedArchive(library.open(small, follow=False))

    def look(app):
        prompt = app.query_one("#posts", OptionList).get_option_at_index(0).prompt
        return str(prompt), shown(app, "#page")

    (entry, page), _ = run(browsed, small, "Kwaad ", ["enter"], look)
    assert "[bold red]Kwaad[/]" in entry
    assert "[@click=app.quit]x[/]" in page
    assert "\x1b" not in entry + page


def test_a_post_that_went_is_told_of(small):
    browsed = BrowsedArchive(library.open(small, follow=False))
    answer = browsed.answer("")
    path = answer.hits[0].summary.path
    (small / path).unlink()
    assert browsed.read("", 0, path) is None
    assert browsed.refresh()
    ends = time.monotonic() + 5  # files too young to be told apart by their stamps are read again
    while browsed.refresh():
        assert time.monotonic() < ends
    assert path not in [hit.summary.path for hit in browsed.answer("").hits]


def test_it_wants_a_terminal(newsctl, samples):
    ran = newsctl("browse", cwd=samples)
    assert ran.code == 2
    assert "browse needs a terminal." in ran.err


def test_the_index_is_made_first(newsctl, small, tmp_path, monkeypatch):
    bare = shutil.copytree(small, tmp_path / "bare")
    monkeypatch.setattr("newsctl.cli.browse.app.browse_archive", lambda *_given: ())
    assert newsctl("browse", cwd=bare, typed="").code == 0
    assert newsctl("--no-sync", "list", "--count", cwd=bare).lines == ["3"]


def test_without_the_extra_it_says_how_to_get_it(newsctl, samples, monkeypatch):
    monkeypatch.delitem(sys.modules, "newsctl.cli.browse.app")
    monkeypatch.setitem(sys.modules, "textual", None)
    ran = newsctl("browse", cwd=samples, typed="")
    assert ran.code == 2
    assert "pip install 'newsctl[browse]'" in ran.err


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        (["verkiezingen", "bron:NOS"], "verkiezingen bron:NOS"),
        (["wolf"], "wolf"),
        ([], ""),
        (["title:tweede kamer", "wolf"], "title:tweede kamer wolf"),
    ],
)
def test_a_query_is_what_it_begins_with(newsctl, samples, monkeypatch, line, typed):
    asked = []
    monkeypatch.setattr("newsctl.cli.browse.app.browse_archive", lambda *given: asked.append(given))
    ran = newsctl("browse", *line, cwd=samples, typed="")
    assert (asked[0][0], asked[0][1]) == (samples, typed), ran.err


def test_a_query_may_name_a_field_that_a_post_got_since_the_last_look(newsctl, small, monkeypatch):
    monkeypatch.setattr("newsctl.cli.browse.app.browse_archive", lambda *_: ())
    (small / "2030-01-01-nieuw.md").write_text("---\ntitle: Nieuw\nploeg: ochtend\n---\n")
    ran = newsctl("browse", "ploeg:ochtend", cwd=small, typed="")
    assert (ran.code, ran.err) == (0, "")


def test_a_query_that_is_none_is_told_of_before_the_screen_is_taken(newsctl, samples):
    ran = newsctl("browse", "bronn:NOS", cwd=samples, typed="")
    assert (ran.code, "^^^^^" in ran.err) == (2, True)


LOOKING_OFTEN = """
from newsctl.__main__ import main
from newsctl.cli.browse import app
app._LOOKS_AGAIN = 0.1
main()
"""


def browse_at_terminal(samples, *line, out=None, program=("-m", "newsctl")):
    """Start the program on a terminal of its own, and wait until it shows posts."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 80))
    before = termios.tcgetattr(slave)
    process = subprocess.Popen(
        [sys.executable, *program, "-C", samples, "browse", *line],
        stdin=slave,
        stdout=slave if out is None else out,
        stderr=slave,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color"},
    )
    return process, master, slave, before, until(master, b"posts")


def until(master, wanted, seconds=20):
    """Read a terminal until something is on it."""
    seen, end = b"", time.monotonic() + seconds
    while wanted not in seen and time.monotonic() < end:
        if select.select([master], [], [], 0.2)[0]:
            seen += os.read(master, 1 << 16)
    assert wanted in seen, seen
    return seen


@pytest.mark.slow
def test_in_a_pipe_the_marked_paths_come_out(samples, request):
    process, master, slave, before, _ = browse_at_terminal(
        samples, "klimaat", "--print0", out=subprocess.PIPE
    )
    request.addfinalizer(process.kill)
    os.write(master, b"\r")
    until(master, b"Mark")
    os.write(master, b" ")
    until(master, "•".encode())
    os.write(master, b"q")
    until(master, b"\x1b[?1049l")
    out, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out.endswith(b".md\0")
    assert out.count(b"\0") == 1
    assert termios.tcgetattr(slave) == before
    for one in (master, slave):
        os.close(one)


@pytest.mark.slow
def test_who_is_killed_leaves_the_terminal_as_it_was(samples, request):
    process, master, slave, before, _ = browse_at_terminal(samples)
    request.addfinalizer(process.kill)
    assert termios.tcgetattr(slave) != before
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert b"\x1b[?25h" in until(master, b"\x1b[?1049l")
    end = time.monotonic() + 10
    while termios.tcgetattr(slave) != before and time.monotonic() < end:
        time.sleep(0.01)
    assert termios.tcgetattr(slave) == before
    for one in (master, slave):
        os.close(one)


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0, 0.1])
def test_who_is_killed_while_it_takes_in_changes_leaves_all_whole(
    archive, newsctl, request, seconds
):
    process, master, slave, before, _ = browse_at_terminal(archive)
    request.addfinalizer(process.kill)
    for number in range(30):
        text = f"---\ntitle: Zeehond {number}\ndate: 2030-01-01\n---\nEen zeehond.\n"
        (archive / f"2030-01-01-zeehond-{number}.md").write_text(text)
    os.write(master, b"\x12")  # Ctrl-R
    time.sleep(seconds)
    process.kill()
    process.wait()
    until(master, b"\x1b[?1049l")
    end = time.monotonic() + 10
    while termios.tcgetattr(slave) != before and time.monotonic() < end:
        time.sleep(0.01)
    assert termios.tcgetattr(slave) == before
    for one in (master, slave):
        os.close(one)
    assert newsctl("list", "zeehond", "--count", cwd=archive).lines == ["30"]
    assert newsctl("index", "verify", cwd=archive).code == 0


def test_files_are_looked_at_again_by_itself(small, monkeypatch):
    monkeypatch.setattr("newsctl.cli.browse.app._LOOKS_AGAIN", 0.05)
    monkeypatch.setattr("newsctl.cli.browse.app._RESTS", 0)
    browsed = BrowsedArchive(library.open(small, follow=False))
    app = BrowseApp(browsed, small)

    async def browse():
        async with settling(app) as (pilot, _):
            for number in range(2):  # and again
                (small / f"2030-01-0{number + 1}-nieuw.md").write_text("---\ntitle: Nieuw\n---\n")
                for _ in range(100):
                    await pilot.pause(0.02)
                    if app._answer.total == before + number + 1:
                        break
            return app._answer.total

    before = browsed.answer("").total
    assert asyncio.run(browse()) == before + 2


def test_an_error_of_the_screen_is_no_success(samples, monkeypatch):
    def breaks(app):
        app._return_code = 1

    monkeypatch.setattr(BrowseApp, "run", breaks)
    monkeypatch.setattr("newsctl.cli.browse.app.restoring_terminal", nullcontext)
    with pytest.raises(ArchiveError):
        browse_archive(samples, "")


@pytest.mark.slow
def test_without_its_terminal_it_ends(samples, request):
    process, master, slave, _, _ = browse_at_terminal(samples, program=("-c", LOOKING_OFTEN))
    request.addfinalizer(process.kill)
    for one in (master, slave):
        os.close(one)
    assert process.wait(timeout=20) != 0


def test_a_question_mark_shows_the_keys_where_no_query_is_typed_yet(browsed, samples):
    def look(app):
        return type(app.screen).__name__, app.screen_stack[0].query_one("#query").value

    keys = ["question_mark", LOOK, "escape", "w", LOOK, "question_mark", LOOK]
    asked, typed, typed_after = run(browsed, samples, "", keys, look)[0]
    assert asked == ("KeyHelp", "")
    assert typed == ("Screen", "w")
    assert typed_after == ("Screen", "w?")


def test_what_is_found_while_the_screen_is_taken_down_ends_nothing(small):
    browsed = BrowsedArchive(library.open(small, follow=False))
    app = BrowseApp(browsed, small)

    async def browse():
        async with settling(app):
            await app.screen.query("*").remove()
            (small / "2030-01-01-nieuw.md").write_text("---\ntitle: Nieuw\n---\n")
            app._refresh(follows=True)
            await app.workers.wait_for_complete()
            app.on_width_changed()

    asyncio.run(browse())
