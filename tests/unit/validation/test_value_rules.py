"""What the archive's own settings ask of values: types, and what is allowed."""

from __future__ import annotations

import pytest

from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import Fix
from newsctl.core.settings import FieldSettings, Settings
from newsctl.core.settings.field_types import FieldType

ALLOWED = FieldSettings(allowed=("NOS", "RTV Utrecht", "Één", 7))


def post(*lines):
    return "\n".join(("---", 'title: "Zon"', "date: 2019-09-05", *lines, "---", "Zon.", ""))


def of(**fields):
    return Settings(fields=fields)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("text", '"10"'),
        ("number", "10"),
        ("number", "1.5"),
        ("integer", "10"),
        ("boolean", "false"),
        ("date", "5 september 2019"),
        ("url", "https://nos.example"),
        ("list", "[a]"),
        ("any", "{a: b}"),
        *((kind, "") for kind in FieldType),
        *((kind, '""') for kind in ("text", "date", "url", "any")),
    ],
)
def test_a_value_of_the_type_and_an_empty_one_are_right(kind, written, check):
    settings = of(veld=FieldSettings(FieldType(kind)))
    assert check(post(f"veld: {written}"), settings=settings, select=["field-type"]) == ()


@pytest.mark.parametrize(
    ("kind", "written", "message", "hint"),
    [
        ("text", "10", "veld is not text.", 'Put it in quotes: veld: "…"'),
        ("text", "[a]", "veld is not text.", 'Put it in quotes: veld: "…"'),
        ("number", "een", "veld is not a number.", None),
        ("number", "true", "veld is not a number.", None),
        ("integer", "1.5", "veld is not a whole number.", None),
        ("integer", '""', "veld is not a whole number.", None),
        ("boolean", "ja", "veld is not true or false.", None),
        ("date", "ooit", "veld is not a date.", "For example: veld: 2019-09-05"),
        ("url", "nos.nl", "veld is not an address that begins with http:// or https://.", None),
        ("list", "a", "veld is not a list.", "Put it in brackets: veld: […]"),
    ],
)
def test_a_value_of_another_type_is_found_where_it_stands(kind, written, message, hint, check):
    (problem,) = check(post(f"veld: {written}"), settings=of(veld=FieldSettings(FieldType(kind))))
    assert (problem.rule, problem.message, problem.hint) == ("field-type", message, hint)
    assert (problem.position.line, problem.position.column) == (4, 7)


def test_a_key_that_is_not_there_has_no_type(check):
    assert check(post(), settings=of(veld=FieldSettings(FieldType.LIST))) == ()


def test_the_posts_own_date_has_a_rule_of_its_own(found):
    text = post().replace("2019-09-05", "ooit")
    settings = of(date=FieldSettings(FieldType.DATE))
    assert [rule for rule, *_ in found(text, settings=settings)] == ["date-unreadable"]


@pytest.mark.parametrize("written", ["NOS", "7", "[NOS, RTV Utrecht]", "", '""', "[]"])
def test_what_is_allowed_is_right(written, check):
    assert check(post(f"veld: {written}"), settings=of(veld=ALLOWED)) == ()


@pytest.mark.parametrize(
    ("written", "item", "hint"),
    [
        ("Trouw", "Trouw", "Allowed: NOS, RTV Utrecht, Één, 7"),
        ("RTV Utrect", "RTV Utrect", "Did you mean 'RTV Utrecht'?"),
        ("een", "een", "Did you mean 'Één'?"),
        ("NAS", "NAS", "Did you mean 'NOS'?"),
        ("NAAS", "NAAS", "Allowed: NOS, RTV Utrecht, Één, 7"),
        ("[NOS, Trouw]", "Trouw", "Allowed: NOS, RTV Utrecht, Één, 7"),
        ('"7"', "7", "Did you mean 7?"),
        ("true", "True", "Allowed: NOS, RTV Utrecht, Één, 7"),
    ],
)
def test_what_is_not_allowed_is_found_with_what_may_be_meant(written, item, hint, check):
    (problem,) = check(post(f"veld: {written}"), settings=of(veld=ALLOWED))
    assert problem.rule == "field-not-allowed"
    assert problem.message == f"{item} is not allowed as veld."
    assert problem.hint == hint
    assert problem.fix is None


@pytest.mark.parametrize(
    ("written", "value"),
    [("Nos", "NOS"), ("[7, nos]", [7, "NOS"]), ("[nOs, nOs]", ["NOS", "NOS"])],
)
def test_what_differs_in_capitals_alone_can_be_mended(written, value, check):
    problem, *_ = check(post(f"veld: {written}"), settings=of(veld=ALLOWED))
    assert problem.fix == Fix((SetValue("veld", value),), safe=False)


def test_a_long_list_of_what_is_allowed_is_cut(check):
    settings = of(veld=FieldSettings(allowed=tuple("abcdefghijk")))
    (problem,) = check(post("veld: zwart"), settings=settings)
    assert problem.hint == "Allowed: a, b, c, d, e, f, g, h, …"


@pytest.mark.parametrize(
    ("generator", "line", "fixed"),
    [
        ("Jekyll", 'published: "false"', False),
        ("Jekyll", "published: nee", False),
        ("Hugo", "draft: 'True'", True),
        (None, "draft: ja", True),
        (None, "draft: misschien", None),
    ],
)
def test_a_text_that_marks_a_draft_is_found(generator, line, fixed, check):
    (finding,) = check(post(line), generator=generator)
    assert finding.rule == "field-draft-text"
    key = line.partition(":")[0]
    fix = None if fixed is None else Fix((SetValue(key, fixed),), safe=False)
    assert finding.fix == fix


@pytest.mark.parametrize(
    ("generator", "line"),
    [
        ("Jekyll", "published: false"),
        ("Jekyll", "draft: ja"),
        ("Jekyll", "published: 2019-09-05"),
        ("Hugo", "draft: true"),
        ("Hugo", "draft:"),
        ("Hugo", "published: 5 september 2019"),
    ],
)
def test_what_is_true_or_false_or_no_mark_there_is_right(generator, line, check):
    assert not [one for one in check(post(line), generator=generator) if "draft" in one.rule]
