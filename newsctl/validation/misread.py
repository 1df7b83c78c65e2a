"""What YAML 1.1 makes of words without quotes, where that is not what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.core.messages import _
from newsctl.validation.known_keys import JEKYLL, MKDOCS

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 40  # digits; Python refuses to convert some thousands of them
_TRUTH = dict.fromkeys(("yes", "Yes", "YES", "on", "On", "ON"), "true")
_TRUTH |= dict.fromkeys(("no", "No", "NO", "off", "Off", "OFF"), "false")
_FIRST = frozenset("0123456789+-tTfF")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d*)?")
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?")


def _of_bits(text: str) -> str:
    return str(int(text.replace("_", ""), 0))


def _of_octal(text: str) -> str:
    return str(int(text.replace("_", ""), 8))


def _of_groups(text: str) -> str:
    return str(int(text.replace("_", "")))


def _of_sixties(text: str) -> str:
    """Convert 12:30 to a sexagesimal number: 12 times 60 and 30."""
    total = 0
    for part in text.lstrip("+-").split(":"):
        total = total * 60 + int(part)
    return str(-total if text.startswith("-") else total)


def _of_fraction(text: str) -> str:
    return str(float(text))


_CONVERSIONS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile(r"0(?:b_*[01][01_]*|x_*[0-9a-fA-F][0-9a-fA-F_]*)"), _of_bits),
    (re.compile(r"0_*[0-7][0-7_]*"), _of_octal),
    (re.compile(r"[-+]?[1-9]\d*(?:_\d+)+"), _of_groups),
    (re.compile(r"[-+]?[1-9]\d*(?::[0-5]?\d)+"), _of_sixties),
    (re.compile(r"\d+\.\d*0"), _of_fraction),
)

_OF_ALL = tuple(pair for pair in _CONVERSIONS if pair[1] is _of_fraction)


def is_yaml_1_1(generator: str | None) -> bool:
    """Tell whether the site's parser follows YAML 1.1: 12:30 is a number, yes a boolean.

    Ruby's and Python's libraries do; those of Go (Hugo: github.com/goccy/go-yaml) and JavaScript
    (js-yaml, YAML 1.2) take both for text.
    """
    return generator in (None, JEKYLL, MKDOCS)


def read_as(text: str, *, by_1_1: bool = True) -> str | None:
    """Return what YAML reads for a plain scalar, None when that is what is written.

    https://yaml.org/type/bool.html, int.html and float.html; Jekyll and PyYAML both follow them.
    Without `by_1_1`, what is of YAML 1.1 alone is text.
    """
    if text in _TRUTH or len(text) > _LONGEST:
        return _TRUTH.get(text) if by_1_1 else None
    for pattern, convert in _CONVERSIONS if by_1_1 else _OF_ALL:
        if pattern.fullmatch(text) and (read := convert(text)) != text:
            return read
    return None


def kind_of(text: str) -> str | None:
    """Return the type that YAML gives a plain scalar meant as text; None if that is text."""
    if text[:1] not in _FIRST:
        return None
    if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return _("a truth value, not as text")
    if _NUMBER.fullmatch(text):
        return _("a number, not as text")
    return _("a date, not as text") if _DATE.fullmatch(text) else None
