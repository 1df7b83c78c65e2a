"""Names that posts of one archive spell in several ways."""

from __future__ import annotations

import pytest

from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import Fix
from newsctl.core.settings import FieldSettings, Settings


@pytest.fixture
def spelt(check_beside):
    """Check posts with these lines of front matter; the findings of the last."""

    def _spelt(*headers, settings=None, select=("field-spellings",)):
        files = [
            (
                f"2019-09-05-post-{number}.md",
                f'---\ntitle: "Zon {number}"\ndate: 2019-09-05\n{header}\n---\nZon.\n'.encode(),
            )
            for number, header in enumerate(headers)
        ]
        return check_beside(*files, settings=settings, select=select)

    return _spelt


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("NOS", "Nos"),
        ("NU.nl", "nu.nl"),
        ("RTV Utrecht", "RTV-Utrecht"),
        ("RTV Utrecht", "rtv_utrecht"),
        ("Één vandaag", "Een vandaag"),
    ],
)
def test_the_rarer_spelling_is_found_with_the_usual_one(spelt, usual, other):
    (problem,) = spelt(*[f"bron: {usual}"] * 3, f"bron: {other}")
    assert problem.rule == "field-spellings"
    assert problem.message == f"bron is {other!r} here, but {usual!r} in 3 posts."
    assert problem.hint == f"Write {usual}"
    assert (problem.position.line, problem.position.column) == (4, 7)
    assert problem.fix == Fix((SetValue("bron", usual),), safe=False)
    assert spelt(*[f"bron: {usual}"] * 3, f"bron: {usual}") == ()


@pytest.mark.parametrize(
    "headers",
    [
        ("bron: NOS", "bron: Nos"),
        ("bron: Nos", "bron: NOS"),
        ("bron: NOS", "bron: NOS", "bron: Nos", "bron: Nos"),
        ("bron: NOS", "bron: NOS", "bron: Nos", "bron: Nos", "bron: nos"),
        ("bron: NOS", "tags: [Zon, zon, ' zon']"),
    ],
)
def test_of_equally_common_spellings_none_is_usual(spelt, headers):
    assert spelt(*headers) == ()


@pytest.mark.parametrize(
    ("written", "mended", "hint"),
    [
        ("[Maan, zon, Zon]", ["Maan", "Zon"], "Leave it out: Zon is in the list too."),
        ("[zon, Maan, ZON, Maan]", ["Zon", "Maan", "Maan"], "Write Zon"),
    ],
)
def test_a_name_that_a_list_has_twice_is_taken_out_and_nothing_else(spelt, written, mended, hint):
    first, *_rest = spelt("tags: [Zon]", "tags: [Zon, Zee]", "tags: [Zon]", f"tags: {written}")
    assert first.fix == Fix((SetValue("tags", mended),), safe=False)
    assert first.hint == hint


def test_an_item_of_a_list_is_mended_in_its_place(spelt):
    (problem,) = spelt("tags: [Zon, Zee]", "tags: [Zon, Maan]", "tags: [Zee, zon, Maan]")
    assert problem.fix == Fix((SetValue("tags", ["Zee", "Zon", "Maan"]),), safe=False)


def test_keys_are_looked_at_each_by_itself(spelt):
    assert spelt("bron: NOS", "bron: NOS", "auteur: Nos") == ()


@pytest.mark.parametrize(
    "headers",
    [
        ("bron: NOS", "bron: Trouw", "bron: NOS"),
        ("ondertitel: Zon", "ondertitel: Zee", "ondertitel: zon"),  # two of three return not at all
        ("layout: Post", "layout: post"),
        ("sidebar_label: NOS", "sidebar_label: nos"),
        ("sidebarTitle: NOS", "sidebarTitle: nos"),
        ("bron: 7", "bron: '7'"),
        ("bron: {a: NOS}", "bron: {a: Nos}"),
        ("link: http://nos.example/A", "link: http://nos.example/a"),
        (f"lang: {'Zon ' * 11}", f"lang: {'zon ' * 11}"),
        ("bron:", "bron: ''"),
    ],
)
def test_other_values_and_what_are_no_names_are_left_alone(spelt, headers):
    assert spelt(*headers) == ()


def test_what_the_settings_allow_or_not_is_said_by_them_alone(spelt):
    settings = Settings(fields={"bron": FieldSettings(allowed=("NOS",))})
    problems = spelt("bron: NOS", "bron: NOS", "bron: Nos", settings=settings, select=("fields",))
    assert [problem.rule for problem in problems] == ["field-not-allowed"]


def test_a_post_may_ask_to_be_left_alone(spelt):
    assert spelt("bron: NOS", "bron: NOS", "bron: Nos # newsctl: ignore field-spellings") == ()
