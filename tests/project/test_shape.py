"""The code keeps its shape: small modules. That all of them are documented, ruff's D rules say."""

from __future__ import annotations

from pathlib import Path
from statistics import median

PACKAGE = Path(__file__).parents[2] / "newsctl"
LENGTHS = {
    path.relative_to(PACKAGE).as_posix(): len(path.read_text().splitlines())
    for path in PACKAGE.rglob("*.py")
    if path.name != "__init__.py"
}


def test_the_median_module_has_less_than_a_hundred_lines():
    assert median(LENGTHS.values()) < 100


def test_no_module_has_more_than_three_hundred_lines():
    assert {name: length for name, length in LENGTHS.items() if length > 300} == {}
