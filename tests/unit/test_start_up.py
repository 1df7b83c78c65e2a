"""Modules that are executed when something of them is first used."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys

import pytest

from newsctl.start_up import SWITCH, TRICKS, PutOff, is_on, put_off


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Put off a module that says when it is executed, and return its name and what it said."""
    (tmp_path / "seldom.py").write_text("import sys\nsys.executed.append(__name__)\nanswer = 42\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "executed", [], raising=False)
    monkeypatch.delitem(sys.modules, "seldom", raising=False)
    importlib.invalidate_caches()
    put_off(["seldom"])
    yield "seldom", sys.executed
    sys.modules.pop("seldom", None)


def test_an_import_does_not_execute_it_however_often(module):
    name, executed = module
    assert importlib.import_module(name) is importlib.import_module(name)
    assert executed == []


def test_the_first_use_executes_it_and_the_second_does_not(module):
    name, executed = module
    seldom = importlib.import_module(name)
    assert (seldom.answer, seldom.answer) == (42, 42)
    assert executed == [name]
    assert not isinstance(seldom, PutOff)


def test_names_are_imported_from_it_as_from_any_other(module):
    from seldom import answer  # noqa: PLC0415

    assert answer == 42


def test_what_it_does_not_have_is_an_attribute_error(module):
    name, _ = module
    with pytest.raises(AttributeError, match="nothing"):
        importlib.import_module(name).nothing  # noqa: B018


def test_what_is_loaded_already_and_what_there_is_not_are_left_alone(monkeypatch):
    put_off(["json", "no_such_module"])
    assert not isinstance(sys.modules["json"], PutOff)
    assert "no_such_module" not in sys.modules


@pytest.fixture
def lending(tmp_path, monkeypatch):
    """Put off a module of which others import functions, and return what was executed."""
    code = "import sys\nsys.executed.append(__name__)\ndef twice(one):\n    return 2 * one\n"
    (tmp_path / "lender.py").write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "executed", [], raising=False)
    importlib.invalidate_caches()
    put_off(["lender:twice"])
    yield sys.executed
    sys.modules.pop("lender", None)


def test_a_function_can_be_imported_from_it_and_executes_it_when_called(lending):
    from lender import twice  # noqa: PLC0415

    assert lending == []
    assert (twice(21), twice(one=4)) == (42, 8)
    assert lending == ["lender"]
    assert importlib.import_module("lender").twice is not twice


def test_it_is_found_in_its_package(tmp_path, monkeypatch):
    (tmp_path / "rare").mkdir()
    (tmp_path / "rare/seldom.py").write_text("answer = 42\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    put_off(["rare.seldom"])
    import rare.seldom  # noqa: PLC0415

    assert isinstance(rare.seldom, PutOff)
    assert rare.seldom.answer == 42
    del sys.modules["rare.seldom"], sys.modules["rare"]


@pytest.mark.parametrize(
    ("left_out", "is_used"),
    [("", True), ("all", False), ("put-off", False), ("ending,put-off", False), ("ending", True)],
)
def test_the_switch_leaves_out_what_it_names(monkeypatch, left_out, is_used):
    monkeypatch.setenv(SWITCH, left_out)
    assert is_on("put-off") is is_used
    monkeypatch.delitem(sys.modules, "this", raising=False)
    put_off(["this"])
    assert (type(sys.modules.get("this")) is PutOff) is is_used
    sys.modules.pop("this", None)


@pytest.mark.parametrize("trick", [*TRICKS, "all"])
def test_a_command_does_the_same_without_each(samples, trick):
    def asked(environment):
        return subprocess.run(
            [sys.executable, "-m", "newsctl", "search", "verkiezingen"],
            cwd=samples,
            env=os.environ | environment,
            capture_output=True,
            check=True,
        )

    usual, plain = asked({}), asked({SWITCH: trick})
    assert (plain.stdout, plain.stderr) == (usual.stdout, usual.stderr) != (b"", b"")
