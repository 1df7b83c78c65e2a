"""No name of a class or an alias stands for two things in newsctl."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

import newsctl

PACKAGE = Path(newsctl.__file__).parent
_CAPITALISED = re.compile(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*")


def names_in(source):
    """Yield the names of classes, aliases of types and type variables, without underscores."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ClassDef(name=name):
                yield name.lstrip("_")
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if _CAPITALISED.fullmatch(name.lstrip("_")):
                    yield name.lstrip("_")


def modules_by_name():
    modules = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        for name in names_in(path.read_text()):
            modules[name].add(path.relative_to(PACKAGE).as_posix())
    return modules


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("class A: pass", ["A"]),
        ("class _Ab:\n    class Cd: pass", ["Ab", "Cd"]),
        ("if True:\n    Ab: TypeAlias = int", ["Ab"]),
        ("_Ab = TypeVar('_Ab')", ["Ab"]),
        ("AB = 1\nab = 2\n_A_B = 3", []),
    ],
)
def test_what_counts_as_a_name(source, names):
    assert sorted(names_in(source)) == names


def test_no_name_stands_for_two_things():
    twice = {name: sorted(where) for name, where in modules_by_name().items() if len(where) > 1}
    assert twice == {}
