"""Repairs of one post, with rules of a line each and an editor that knows plain values only."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.check.repairs import (
    MOST_PASSES,
    RefusedFix,
    Repaired,
    Repairs,
    RuleFix,
    next_batch,
    replace_text,
)
from newsctl.core.errors import EditRefused
from newsctl.core.post.field_edits import RemoveKey, RenameKey, SetValue
from newsctl.core.problems import Fix, Problem, Rename, ReplaceText
from tests.fakes import MemoryRepository

REPOSITORY = MemoryRepository()
NAME = "2019-09-05-zon.md"
POST = b"---\ntitle: Zon\naantal: 9\n# blijft\nbron: nos\n---\nDe  zon  schijnt.\n"


def edited(data, edits):
    """Change values that stand on one line; `verboden` cannot be changed."""
    for edit in edits:
        if edit.key == "verboden":
            raise EditRefused("verboden cannot be changed.")
        match edit:
            case SetValue(key, value):
                data = re.sub(rf"(?m)^{key}:.*$".encode(), f"{key}: {value}".encode(), data)
            case RenameKey(key, to):
                data = re.sub(rf"(?m)^{key}:".encode(), f"{to}:".encode(), data)
            case RemoveKey(key):
                data = re.sub(rf"(?m)^{key}:.*\n".encode(), b"", data)
    return data


def problem(*repairs, path=NAME, safe=True, rule="rule"):
    return Problem(path, rule, "Wrong.", fix=Fix(repairs, safe=safe))


def spaces(reading):
    """Find two spaces, and mend the first of them."""
    text = reading.data.decode()
    return [problem(ReplaceText(*found.span(), " ")) for found in re.finditer("  ", text)]


def count(reading):
    """Find an `aantal` that is wrong."""
    words = len(reading.post.body.split())
    if reading.post.summary.front_matter.get("aantal") not in (None, words):
        yield problem(SetValue("aantal", words), rule="count")


def source(reading):
    """Find a `bron` in small letters, which is mended only when told to."""
    if reading.post.summary.front_matter.get("bron") == "nos":
        yield problem(SetValue("bron", "NOS"), safe=False)


def repaired(data, *rules, found=(), unsafe=False, taken=(), name=NAME):
    repairs = Repairs(
        edited=edited,
        parse=REPOSITORY.parse,
        check=lambda reading: [one for rule in rules for one in rule(reading)],
        taken=taken,
        unsafe=unsafe,
    )
    return repairs.of(REPOSITORY.parse(name, data), found)


def always(*repairs, **options):
    """A rule that goes on finding the same, whatever is done."""
    return lambda _: [problem(*repairs, **options)]


def test_text_and_values_are_mended_and_all_else_keeps_its_bytes():
    after = repaired(POST, spaces, count)
    assert after.data == b"---\ntitle: Zon\naantal: 3\n# blijft\nbron: nos\n---\nDe zon schijnt.\n"
    assert (after.path, after.fixed, after.refused) == (NAME, 3, ())


def test_what_is_not_safe_is_mended_only_when_asked():
    assert b"bron: nos\n" in repaired(POST, source).data
    assert b"bron: NOS\n" in repaired(POST, source, unsafe=True).data
    assert b"aantal: 3\n" in repaired(POST, count, source, unsafe=True).data


def test_a_count_is_that_of_the_body_after_its_own_repairs():
    def word(reading):
        text = reading.data.decode()
        return [
            problem(ReplaceText(*found.span(), "")) for found in re.finditer("  (?=schijnt)", text)
        ]

    assert b"aantal: 2\n" in repaired(POST, count, word).data


def test_what_other_posts_tell_of_one_is_mended_too():
    after = repaired(POST, count, found=[problem(SetValue("bron", "NOS"))])
    assert b"aantal: 3\n# blijft\nbron: NOS\n" in after.data
    assert after.fixed == 2


def test_a_problem_that_is_told_of_twice_is_mended_once():
    found = list(count(REPOSITORY.parse(NAME, POST)))
    assert repaired(POST, count, found=found).fixed == 1


def test_a_post_gets_its_new_name_last_and_no_name_that_is_taken():
    def name(reading):
        return [problem(Rename("2020-01-01-zon.md"))] if reading.path == NAME else []

    after = repaired(POST, name, count)
    assert (after.path, after.fixed) == ("2020-01-01-zon.md", 2)
    after = repaired(POST, name, count, taken=["2020-01-01-zon.md"])
    assert (after.path, after.fixed) == (NAME, 1)
    assert [one.reason for one in after.refused] == ["rule: 2020-01-01-zon.md is there already."]


def test_two_posts_do_not_get_the_same_name():
    def name(reading):
        return [problem(Rename("samen.md"))] if reading.path != "samen.md" else []

    repairs = Repairs(edited=edited, parse=REPOSITORY.parse, check=name)
    paths = [repairs.of(REPOSITORY.parse(path, POST)).path for path in ("a.md", "b.md")]
    assert paths == ["samen.md", "b.md"]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (always(ReplaceText(11, 14, "Maan")), "title would get another value."),
        (always(ReplaceText(5, 14, "kop: Zon")), "title would get another value."),
        (always(ReplaceText(4, 5, "auteur: x\nt")), "auteur would get another value."),
        (always(ReplaceText(11, 11, "[")), "It would not be a post any more."),
        (always(SetValue("verboden", 1)), "verboden cannot be changed."),
    ],
)
def test_a_fix_that_does_more_than_it_says_is_refused_and_the_rest_is_done(rule, reason):
    after = repaired(POST, rule, count)
    assert [one.reason for one in after.refused] == [f"rule: {reason}"]
    assert after.data == POST.replace(b"aantal: 9", b"aantal: 3")
    assert after.fixed == 1


def test_a_fix_that_changes_nothing_is_refused():
    after = repaired(POST, always(SetValue("bron", "nos")))
    assert (after.data, after.fixed) == (POST, 0)
    assert [one.reason for one in after.refused] == ["rule: Its fix changes nothing."]


def test_one_bad_fix_among_many_is_the_only_one_refused():
    bad = always(ReplaceText(11, 14, "Maan"))
    after = repaired(POST.replace(b"zon", b"  zon   "), bad, spaces)
    assert b"De zon schijnt." in after.data
    assert {one.reason for one in after.refused} == {"rule: title would get another value."}


def test_numbers_that_python_takes_for_equal_are_other_values():
    data = POST.replace(b"aantal: 9", b"aantal: 1")
    offset = data.decode().index("aantal: 1") + len("aantal: ")
    assert repaired(data, always(ReplaceText(offset, offset + 1, "true"))).data == data
    assert repaired(data, always(ReplaceText(offset, offset + 1, "1.0"))).data == data


def test_a_value_that_is_no_number_is_no_reason_to_refuse():
    assert b"De zon" in repaired(POST.replace(b"bron: nos", b"bron: .nan"), spaces).data


def test_a_file_that_is_no_post_is_mended_as_well():
    assert repaired(b"geen  kop", spaces).data == b"geen kop"


def test_a_file_that_is_not_utf8_keeps_its_bytes():
    after = repaired(b"geen kop \xe9", always(ReplaceText(0, 1, "G")))
    assert after.data == b"geen kop \xe9"
    assert [one.reason for one in after.refused] == ["rule: The file is not UTF-8."]


def test_rules_that_contradict_one_another_change_nothing():
    def turn(reading):
        at = reading.data.decode().index("De") + 2
        other = "\t" if reading.data.decode()[at] == " " else " "
        return [problem(ReplaceText(at, at + 1, other))]

    after = repaired(POST, turn)
    assert (after.data, after.fixed) == (POST, 0)
    assert [one.reason for one in after.refused] == ["Its fixes contradict one another."]
    assert MOST_PASSES >= 1000


@given(st.text(alphabet=" azé\n", max_size=60))
def test_a_second_time_changes_nothing(body):
    once = repaired(POST + body.encode(), spaces, count)
    twice = repaired(once.data, spaces, count)
    assert (twice.data, twice.fixed, twice.refused) == (once.data, 0, ())
    assert "  " not in once.data.decode()


def due(*repairs):
    return RuleFix("rule", Fix(repairs))


FIRST, OVERLAPPING, BESIDE = (ReplaceText(*span, "x") for span in ((0, 4), (3, 6), (4, 5)))
INSERTED = ReplaceText(0, 0, "y")


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        ([], []),
        ([due(OVERLAPPING), due(FIRST)], [due(FIRST)]),
        ([due(FIRST), due(BESIDE)], [due(FIRST), due(BESIDE)]),
        ([due(FIRST), due(INSERTED)], [due(FIRST)]),
        ([due(BESIDE, FIRST), due(OVERLAPPING)], [due(BESIDE, FIRST)]),
        ([due(SetValue("a", 1)), due(FIRST)], [due(FIRST)]),
        ([due(Rename("x.md")), due(SetValue("a", 1))], [due(SetValue("a", 1))]),
        (
            [due(SetValue("a", 1)), due(SetValue("a", 2)), due(SetValue("b", 1))],
            [due(SetValue("a", 1)), due(SetValue("b", 1))],
        ),
        ([due(RenameKey("a", "b")), due(SetValue("b", 1))], [due(RenameKey("a", "b"))]),
        ([due(Rename("x.md")), due(Rename("y.md"))], [due(Rename("x.md"))]),
    ],
)
def test_fixes_that_go_together_are_taken_together(given, chosen):
    assert next_batch(given) == chosen


def test_offsets_count_letters_with_the_byte_order_mark_as_one():
    data = "\ufeffé zon".encode()
    assert (
        replace_text(data, [ReplaceText(3, 6, "maan"), ReplaceText(0, 1, "")]) == "é maan".encode()
    )


@pytest.mark.parametrize(
    ("body", "sign"),
    [
        ("<\u200bwerk in uitvoering>\n", "\u200b"),
        ("1\u200b. januari is een vrije dag.\n", "\u200b"),
        ("{\u200b{ site.title }}\n", "\u200b"),
        ("&\u200bamp;\n", "\u200b"),
    ],
)
def test_text_that_would_become_a_mark_stays(body, sign):
    def unseen(reading):
        text = reading.data.decode()
        return [problem(ReplaceText(*found.span(), "")) for found in re.finditer(sign, text)]

    data = f"---\ntitle: Zon\n---\n{body}".encode()
    after = repaired(data, unseen)
    assert (after.data, after.fixed) == (data, 0)
    assert "rule: Readers would see other text." in [one.reason for one in after.refused]


def test_a_fix_for_a_value_that_is_another_by_now_is_left():
    found = [problem(RenameKey("bron", "source")), problem(SetValue("bron", "NOS"))]
    after = repaired(POST, found=found)
    assert b"source: nos\n" in after.data
    assert b"bron" not in after.data
    assert after.fixed == 1


def test_one_fix_of_two_problems_counts_for_both():
    found = [problem(SetValue("bron", "NOS"), rule=rule) for rule in ("x", "x")]
    assert repaired(POST, found=found).fixed == 2


def test_under_the_wanted_name_only_its_own_refusal_is_gone():
    other = RefusedFix("rule: zon.md is there already.")
    after = Repaired("zee.md", b"", 1, (other, RefusedFix("name: zon.md is taken.", "zon.md")))
    assert after.as_wanted == Repaired("zon.md", b"", 2, (other,))
