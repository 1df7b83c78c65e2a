from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.post.field_edits import SetValue
from newsctl.core.problems import Fix, ReplaceText
from newsctl.validation.letter_rules import find_mojibake


def post(body, *lines):
    return "\n".join(("---", 'title: "Zon"', "date: 2019-09-05", *lines, "---", body, ""))


def mended(text, spans):
    for span in reversed(spans):
        text = text[: span.start] + (span.right or "?") + text[span.end :]
    return text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("De coÃ¶peratie", "De coöperatie"),
        ("Ã‰Ã©n van de Ã¯dolen", "Één van de ïdolen"),
        ("â‚¬ 5 â€“ â€˜zonâ€™", "€ 5 – ‘zon’"),
        ("20Â°C en cafÃ©", "20°C en café"),
        ("cafÃ© naast café", "café naast café"),
        ("naÃƒÂ¯ef", "naïef"),
        ("ðŸŒž", "🌞"),
        ("â€œzonâ€\x9d", "“zon”"),
    ],
)
def test_text_that_was_decoded_wrongly_is_what_it_was(wrong, right):
    assert mended(wrong, find_mojibake(wrong)) == right


@pytest.mark.parametrize(
    "text",
    [
        "De coöperatie",
        "Één, ideeën, Curaçao, São Paulo",
        "Ångström en Ärger",
        "ÂÃ",
        "€ 5 – ‘zon’",
        "",
    ],
)
def test_text_as_it_should_be(text):
    assert find_mojibake(text) == []


@given(st.text(st.sampled_from("éëïöüàèç€’“–°½ßñ🌞 abc")))
def test_whatever_was_decoded_wrongly_once_is_mended_or_left_alone(right):
    wrong = "".join(bytes([byte]).decode("cp1252", "replace") for byte in right.encode())
    for span in find_mojibake(wrong):
        assert span.right is None or span.right in right


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_stops_the_search(text):
    spans = find_mojibake(text + "Ã©")
    assert all(span.start < span.end for span in spans)


def test_a_letter_that_is_lost_for_good_has_no_fix(check):
    (problem,) = check(post("De coï¿½peratie"))
    assert (problem.rule, problem.fix) == ("body-mojibake", None)


def test_every_place_is_in_one_finding(check):
    (problem,) = check(post("Zon.\nÃ©Ã©n idee en cafÃ©", "bron: CafÃ© 1"))
    assert problem.message == "Ã© is text that was decoded wrongly, and 2 more."
    assert (problem.position.line, problem.position.column) == (4, 7)
    start = post("", "bron: CafÃ© 1").rindex("\n") + len("Zon.\n")
    assert problem.fix == Fix(
        (
            SetValue("bron", "Café 1"),
            ReplaceText(start, start + 4, "éé"),
            ReplaceText(start + 17, start + 19, "é"),
        )
    )


@pytest.mark.parametrize(
    ("body", "rule", "column"),
    [
        ("De zon\u200bnebloem", "body-zero-width", 7),
        ("De \u2060zon", "body-zero-width", 4),
        ("De zon\ufeff", "body-zero-width", 7),
        ("zon\u200den", "body-zero-width", 4),
        ("De zonne\u00adbloem", "body-soft-hyphen", 9),
        ("De z\ufffdn", "body-lost-letter", 5),
    ],
)
def test_what_nobody_sees_is_found_where_it_stands(body, rule, column, found):
    assert found(post(body)) == [(rule, 5, column)]


@pytest.mark.parametrize(
    "body",
    [
        "Een 👩\u200d💻 en een 👨\u200d👩\u200d👧.",
        "Het woord می\u200cخواهم.",
        "Het woord क्\u200dष.",
        "Zon\u00a0en\u2003zee – ‘maan’.",
    ],
)
def test_signs_that_are_needed_are_left_alone(body, check):
    assert check(post(body)) == ()


@pytest.mark.parametrize(
    "body",
    ["<\u200bwerk in uitvoering>", "1\u200b. zon", "-\u2060 zon", "{\ufeff{ zon }}", "&\u200blt;"],
)
def test_a_sign_that_keeps_text_from_being_markup_is_not_taken_out(body, check):
    (problem,) = check(post(f"De zon.\n\n{body}"))
    assert (problem.rule, problem.fix) == ("body-zero-width", None)


@pytest.mark.parametrize("body", ["*\u200bzon*", "<p>\u200bzon</p>", "zon &amp;\u200b maan"])
def test_a_sign_beside_markup_is_taken_out(body, check):
    (problem,) = check(post(body))
    assert problem.fix.safe


def test_soft_hyphens_are_taken_out_only_when_told_to(check):
    (problem,) = check(post("De zon\u00adne\u00adbloem"))
    assert problem.message == "There is a soft hyphen (U+00AD), and 1 more."
    assert not problem.fix.safe
    assert len(problem.fix.repairs) == 2
