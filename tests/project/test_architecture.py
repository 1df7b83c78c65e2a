"""The layers hold, and ARCHITECTURE.md says what they are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from itertools import pairwise
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "ARCHITECTURE.md").read_text()
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()
PACKAGES = sorted(path.parent.name for path in (ROOT / "newsctl").glob("*/__init__.py"))
STANDARD = sys.stdlib_module_names


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("newsctl", include_external_packages=True, cache_dir=None)


@pytest.fixture(scope="module")
def contracts():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return settings["contracts"]


def libraries(graph, importer=""):
    """Return the libraries that modules below an importer import, by package."""
    found = {}
    for module in graph.modules:
        if module.startswith("newsctl.") and module.startswith(importer):
            for imported in graph.find_modules_directly_imported_by(module):
                if graph.is_module_squashed(imported) and imported not in STANDARD:
                    found.setdefault(module.split(".")[1], set()).add(imported)
    return found


def row_of(package):
    (row,) = re.findall(rf"^\| `{package}` \|(.*)\|$", PAGE, re.MULTILINE)
    return [cell.strip() for cell in row.split("|")]


def modules_imported_from(path):
    """Yield the modules a file imports from when it is loaded."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ImportFrom):
            yield node.module


def test_every_contract_is_kept():
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


def test_no_modules_import_one_another_in_a_circle_not_even_for_types(graph):
    TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    ).prepare()  # raises CycleError, which names the circle


def test_core_imports_the_standard_library_alone(graph):
    assert libraries(graph, "newsctl.core.") == {}


def test_every_library_has_a_contract_that_allows_who_imports_it_and_nobody_else(graph, contracts):
    allowed = {
        (library, ".".join(importer.split(".")[:2]))
        for contract in contracts
        for library in contract.get("protected_modules", ())
        for importer in contract["allowed_importers"]
        if not library.startswith("newsctl.")
    }
    importing = {
        (library, f"newsctl.{package}")
        for package, imported in libraries(graph).items()
        for library in imported
    }
    assert allowed == importing


def test_the_picture_has_the_layers_of_the_contract(contracts):
    picture = PAGE.split("```")[1]
    (whole,) = (one for one in contracts if one.get("containers") == ["newsctl"])
    layers = [re.findall(r"\w+", layer) for layer in whole["layers"]]
    assert sorted(name for layer in layers for name in layer) == PACKAGES
    places = [[picture.index(name) for name in layer] for layer in layers]
    assert all(max(above) < min(below) for above, below in pairwise(places))


@pytest.mark.parametrize("package", PACKAGES)
def test_the_table_names_the_libraries_of_each_package(package, graph):
    _, named = row_of(package)
    assert {*named.split(", ")} - {"none"} == libraries(graph).get(package, set())


def test_every_module_that_the_page_names_is_there(graph):
    named = set(re.findall(rf"`((?:{'|'.join(PACKAGES)})\.\w+)`", PAGE))
    for package in PACKAGES:
        told, _ = row_of(package)
        named |= {f"{package}.{name}" for name in re.findall(r"`(\w+)`", told)}
    assert len(named) > 10
    assert {name for name in named if f"newsctl.{name}" not in graph.modules} == set()


def test_the_page_names_every_module_that_leans_on_the_insides_of_whoosh():
    inside = {"whoosh.codec", "whoosh.writing", "whoosh.matching"}
    leaning = {
        path.stem
        for path in (ROOT / "newsctl" / "whoosh_index").rglob("*.py")
        for name in modules_imported_from(path)
        if any(f"{name}.".startswith(f"{one}.") for one in inside)
    }
    told = PAGE.split("## Where Whoosh's insides")[1]
    assert leaning == {name for name in leaning if f"`{name}`" in told}
    assert leaning


def test_the_glossary_says_where_each_word_is_at_home(graph):
    rows = [row.split("|")[1:-1] for row in GLOSSARY.splitlines() if row.startswith("| ")]
    homes = [re.findall(r"`([\w.]+)`", row[2]) for row in rows if row[0].strip() != "word"]
    assert len(homes) > 20
    assert {f"newsctl.{name}" for home in homes for name in home} <= graph.modules
    assert all(homes)
