"""What most posts have in common is one finding, and nothing that a post alone has is lost."""

from __future__ import annotations

import pytest

from newsctl.core.problems import TOP, Fix, Position, Problem, ReplaceText, Severity
from newsctl.validation.habits import (
    FEWEST_POSTS,
    MOST_ALIKE,
    habits_as_notes,
    pages_beside_posts,
)

FIX = Fix((ReplaceText(0, 1, ""),))


def paths(count, folder=""):
    return [f"{folder}{number:03}.md" for number in range(count)]


def problems(posts, rule="date-missing", severity=Severity.ERROR, message="Wrong.", hint=None):
    return [Problem(path, rule, message, severity, Position(2, 3), hint, FIX) for path in posts]


def shared(found, posts, **options):
    return list(habits_as_notes(found, posts, **options))


def test_what_most_posts_share_is_one_note_at_the_first_of_them():
    posts = paths(30)
    (note,) = shared(problems(posts[10:]), posts)
    assert (note.path, note.position, note.severity) == ("010.md", Position(2, 3), Severity.INFO)
    assert note.message == (
        "20 of 30 posts: The post has no moment: no date of its own, and none in its file name."
    )
    assert note.hint == (
        '--all shows each. If it is meant so, in newsctl.toml: [rules] date-missing = "off"'
    )
    assert note.fix is None


def test_a_hint_about_the_settings_that_all_have_is_the_hint():
    posts = paths(12)
    (note,) = shared(problems(posts, hint="Set date_field in newsctl.toml."), posts)
    assert note.hint == "Set date_field in newsctl.toml."


@pytest.mark.parametrize(("with_it", "all_posts"), [(9, 9), (9, 12), (15, 30), (3, 100)])
def test_fewer_are_each_worth_a_line(with_it, all_posts):
    posts = paths(all_posts)
    found = problems(posts[:with_it])
    assert shared(found, posts) == found


def test_a_folder_may_have_a_habit_of_its_own():
    folder = paths(FEWEST_POSTS, "projecten/oud/")
    posts = [*paths(50), *folder]
    (note,) = shared(problems(folder, "title-missing"), posts)
    assert note.message.startswith("10 of 10 posts in projecten: ")
    assert '[rules.folders."projecten/**"] title-missing = "off"' in note.hint


def test_what_others_have_beside_a_folder_stays():
    folder = paths(FEWEST_POSTS, "projecten/")
    posts = [*paths(50), *folder]
    found = problems([posts[3], *folder], "title-missing")
    assert [one.path for one in shared(found, posts)] == ["003.md", "projecten/000.md"]


@pytest.mark.parametrize("rule", ["count-aantal", "front-matter-yaml", "body-mojibake"])
def test_damage_is_no_habit(rule):
    posts = paths(40)
    found = problems(posts, rule)
    assert shared(found, posts) == found


def test_what_was_asked_for_is_given():
    posts = paths(40)
    found = problems(posts)
    assert shared(found, posts, but={"date-missing"}) == found


@pytest.mark.parametrize(("number", "lines"), [(MOST_ALIKE, MOST_ALIKE), (MOST_ALIKE + 1, 1)])
def test_many_notes_of_a_kind_are_one(number, lines):
    posts = paths(500)
    found = problems(posts[:number], "file-final-newline", Severity.INFO)
    left = shared(found, posts)
    assert len(left) == lines
    assert all(one.severity is Severity.INFO for one in left)


@pytest.mark.parametrize(("number", "lines"), [(MOST_ALIKE, MOST_ALIKE), (MOST_ALIKE + 1, 1)])
def test_many_links_that_follow_readers_are_one_note(number, lines):
    posts = paths(500)
    found = problems(posts[:number], "link-tracking", Severity.WARNING)
    assert len(shared(found, posts)) == lines


def test_one_decision_for_many_posts_is_one_finding_that_weighs_as_much():
    posts = paths(500)
    found = [
        *problems(posts[:20], "field-spellings", Severity.WARNING, "bron is 'nos' here."),
        *problems(posts[20:22], "field-spellings", Severity.WARNING, "bron is 'ad' here."),
    ]
    one, *others = shared(found, posts)
    assert (one.severity, one.message) == (
        Severity.WARNING,
        "20 of 500 posts: bron is 'nos' here.",
    )
    assert one.hint.startswith("validate --unsafe-fixes mends it. ")
    assert others == found[20:]


def test_an_element_that_many_posts_have_is_one_finding():
    posts = paths(500)
    other = problems(posts[:1], "body-html-unknown", Severity.WARNING, "No <naam>.")
    found = [*problems(posts[:8], "body-html-unknown", Severity.WARNING, "No <admon>."), *other]
    one, left = shared(found, posts)
    assert (one.severity, one.message) == (Severity.WARNING, "8 of 500 posts: No <admon>.")
    assert [left] == other


def test_files_that_are_not_read_as_posts_are_not_counted_with_those_that_are():
    posts = paths(30)
    missing = problems(posts[12:], rule="front-matter-missing")
    unread, dated = shared([*problems(posts[:12]), *missing], posts)
    assert unread.message.startswith("12 of 12 posts: ")
    assert dated.message.startswith("18 of 30 posts: ")
    newlines = problems(posts[:14], rule="file-final-newline", severity=Severity.INFO)
    assert shared([*newlines, *missing], posts)[0].message.startswith("14 of 30 posts: ")


def test_a_note_that_many_have_is_one_in_a_small_archive_too():
    posts = paths(5)
    notes = problems(posts[:4], rule="title-space", severity=Severity.INFO)
    (note,) = shared(notes, posts)
    assert note.message.startswith("4 of 5 posts: ")
    assert shared(notes[:3], posts) == notes[:3]


NEWS = ["nieuws/a.md", "nieuws/b.md", "nieuws/c.md"]


@pytest.mark.parametrize(
    ("undated", "others", "pages"),
    [
        (["over/wij.md", "over/contact.md"], NEWS, {"over/wij.md", "over/contact.md"}),
        (["over/a.md", "over/b.md"], [*NEWS, "over/c.md"], {"over/a.md", "over/b.md"}),
        (["over/a.md"], [*NEWS, "over/b.md", "over/c.md"], set()),
        (["nieuws/index.md", "index.md"], NEWS, {"nieuws/index.md", "index.md"}),
        (["nieuws/kop/index.md"], NEWS, set()),
        (["over/wij.md"], NEWS, set()),
        (["contact.markdown"], NEWS, {"contact.markdown"}),
        (["over/wij.md"], [*NEWS, "over/team/ons.md"], {"over/wij.md"}),
        (["2019/04/a.md", "2019/04/b.md"], NEWS, set()),
        (["notulen/01-06-2010.md", "notulen/alv_2019_11_29.md"], NEWS, set()),
        (
            ["notulen/01-06-2010.md", "notulen/alv.md", "notulen/b.md"],
            NEWS,
            {"notulen/alv.md", "notulen/b.md"},
        ),
        (["over/1-2.md", "over/12345-6-2010.md"], NEWS, {"over/1-2.md", "over/12345-6-2010.md"}),
        (["a.md", "b.md"], ["c.md"], set()),
        (["index.md", "a.md"], [], set()),
    ],
)
def test_pages_are_told_from_posts_that_lost_their_date(undated, others, pages):
    assert pages_beside_posts({*undated}, [*undated, *others]) == pages


def test_pages_are_one_note_and_a_post_beside_them_is_not():
    undated = ["over/a.md", "over/b.md", "nieuws/d.md"]
    found = [one._replace(position=TOP) for one in problems(undated)]
    note, post = shared(found, [*NEWS, *undated])
    assert note.path == "over/a.md"
    assert note.message.startswith("2 of 6 posts: ")
    assert note.hint == "They seem to be pages beside the posts. --all shows each."
    assert (post.path, post.severity) == ("nieuws/d.md", Severity.ERROR)


def test_a_post_whose_field_of_dates_is_empty_is_no_page():
    undated = ["sport/a.md", "sport/b.md"]
    empty = problems(undated)
    assert shared(empty, [*NEWS, *undated]) == empty


@pytest.mark.parametrize("rule", ["front-matter-missing", "title-missing"])
@pytest.mark.parametrize(("with_it", "lines"), [(1, 1), (2, 1), (5, 1)])
def test_documents_of_no_day_may_go_without_what_posts_have(rule, with_it, lines):
    posts = paths(20)
    found = [*problems(posts[:with_it], rule), *problems(posts[with_it:])]
    left = [one for one in shared(found, posts) if one.rule == rule]
    assert len(left) == lines
    assert (left[0].severity is Severity.INFO) == (with_it > 1)


def test_a_folder_of_dates_under_another_key_is_no_habit():
    folder = paths(FEWEST_POSTS, "sport/")
    hint = 'If datee is its moment, set date_field = "datee" in newsctl.toml.'
    (note,) = shared(problems(folder, hint=hint), [*NEWS, *folder])
    assert note.message.startswith("10 of 13 posts: ")
    assert (note.severity, note.hint) == (Severity.ERROR, hint)
