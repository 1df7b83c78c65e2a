"""Which value that an archive knows is meant by what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsctl.core.change.questions import Meant, value_meant

KNOWN = ["NOS", "NU.nl", "RTV Utrecht", "Trouw", "de Volkskrant", "nos", "Café Één", "RTV Oost"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("NOS", Meant("NOS")),
        ("nos", Meant("nos")),  # which the archive has as well
        ("Nos", Meant("NOS")),
        ("NU.NL", Meant("NU.nl")),
        ("tr", Meant("Trouw")),
        ("cafe", Meant("Café Één")),
        ("CAFE EEN", Meant("Café Één")),
        ("rtv", Meant(None, ["RTV Utrecht", "RTV Oost"])),
        ("rtv u", Meant("RTV Utrecht")),
        ("n", Meant(None, ["NOS", "NU.nl", "nos"])),
        ("Trow", Meant(None, ["Trouw"])),
        ("Tweakers", Meant("Tweakers")),
        ("", Meant(None, KNOWN)),
    ],
)
def test_a_value_is_meant_by_its_spelling_its_beginning_or_not_at_all(typed, meant):
    assert value_meant(typed, KNOWN) == meant


def test_without_known_values_every_one_is_itself():
    assert value_meant("x", []) == Meant("x")


@given(st.lists(st.text(min_size=1), unique=True), st.text())
def test_what_is_known_is_meant_by_itself_and_nothing_is_made_up(known, typed):
    assert all(value_meant(value, known) == Meant(value) for value in known)
    meant = value_meant(typed, known)
    assert set(meant.maybe) <= set(known)
    assert meant.value in {None, typed, *known}
