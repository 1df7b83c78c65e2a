from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.errors import UsageError
from newsctl.rendering.template import Template

MOMENT = datetime(2019, 9, 5, 3, 7, 7, tzinfo=ZoneInfo("Europe/Amsterdam"))
KNOWN = {"bron", "aantal", "externe_link"}


@pytest.fixture
def filled(make_hit, place):
    hit = make_hit(title="Een titel", date=MOMENT, bron="NOS", aantal=262, tags=["a", "b"])

    def _filled(template, known=None):
        return Template.parse(template, known).fill(hit, place)

    return _filled


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{date:%Y-%m-%d} {title}", "2019-09-05 Een titel\n"),
        ("{date:%A %-d %B %Y, %H:%M}", "donderdag 5 september 2019, 03:07\n"),
        ("{date:%a %e %b %y %j %V %u %%}", "do  5 sep 19 248 36 4 %\n"),
        ("{date:%z %F %T %s}", "+0200 2019-09-05 03:07:07 1567645627\n"),
        ("{date}", "2019-09-05T03:07:07+02:00\n"),
        (r"{path}\t{bron}\n\n", "2019-09-05-x.md\tNOS\n\n"),
        (r"{path}\0", "2019-09-05-x.md\0"),
        (r"a\\nb \d", "a\\nb \\d\n"),
        ("{{{bron}}}", "{NOS}\n"),
        ("{onbekend}|{tags}", "|a, b\n"),
        ("{aantal:>6}|{aantal:06}|{score:.2f}|{score:>8.1f}", "   262|000262|1.50|     1.5\n"),
        ("{title:.3}|{title:>12}|{title:^11}|{bron:5}|", "Een|   Een titel| Een titel |NOS  |\n"),
        ("{onbekend:>5}|{front_matter.bron}", "     |NOS\n"),
        ("", "\n"),
    ],
)  # fmt: skip
def test_a_template_is_filled_in(filled, template, text):
    assert filled(template) == text


@pytest.mark.parametrize(
    "template",
    [
        "{title.__class__}", "{title.__class__.__mro__[1]}", "{title[0]}", "{0}{}", "{}",
        "{title!r}",
        "{title:{aantal}}", "{title", "title}", "{date:%Q}", "{date:%}", "{title:%Y}",
        "{title:9999999}",
        "{title:*^10}", "{title:.99999}", "{bron.upper}",
    ],
)  # fmt: skip
def test_what_a_template_has_not_is_a_usage_error(template):
    with pytest.raises(UsageError):
        Template.parse(template, KNOWN)


def test_without_known_keys_still_no_attribute_is_reached():
    for template in ("{title.__class__}", "{bron[0]}", "{front_matter.bron.upper}"):
        with pytest.raises(UsageError):
            Template.parse(template)


def test_an_unknown_field_is_an_error_with_a_suggestion():
    with pytest.raises(UsageError) as raised:
        Template.parse("{brno}", KNOWN)
    assert raised.value.hint == "Did you mean bron?"


def test_a_missing_date_is_empty(make_hit, place):
    assert Template.parse("[{date:%Y}]").fill(make_hit(), place) == "[]\n"


def test_values_stay_on_their_line_and_steer_nothing(make_hit, place):
    hit = make_hit(title="een\ntwee\t\x1b[31m")
    assert Template.parse("{title}").fill(hit, place) == "een twee ␛[31m\n"


@given(st.text())
def test_a_template_is_understood_or_refused(make_hit, place, text):
    try:
        template = Template.parse(text, KNOWN)
    except UsageError:
        return
    assert template.fill(make_hit(date=MOMENT, bron="x", aantal=3), place).endswith(("\n", "\0"))
    assert set(template.fields) <= KNOWN | set(template.fields) - {"__class__"}


@given(
    st.sampled_from(["title", "date", "score", "bron"]), st.sampled_from(["__class__", "a", "0"])
)
def test_no_attribute_or_item_is_ever_reached(field, name):
    for template in (f"{{{field}.{name}}}", f"{{{field}[{name}]}}"):
        with pytest.raises(UsageError):
            Template.parse(template, KNOWN)


@pytest.mark.parametrize(
    ("template", "bound"),
    [("{title:>999}" * 101, "100 fields"), ("a" * 10_001, "10,000 characters")],
)
def test_what_a_template_may_hold_is_bounded(template, bound):
    with pytest.raises(UsageError, match=bound):
        Template.parse(template, KNOWN)


def test_dutch_names_of_fields_will_do(filled):
    assert filled("{datum:%Y} {titel}", KNOWN) == "2019 Een titel\n"
    assert filled("{titel}", {*KNOWN, "titel"}) == "\n"
