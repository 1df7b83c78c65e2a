"""Parsing of a header in any syntax, by the fastest reader for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.post.fences import Syntax
from newsctl.front_matter.reading.header import Header, HeaderRefused
from newsctl.front_matter.reading.usual_header import read_usual

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsctl.core.post.post import Value


def read_header(header: str, syntax: Syntax = Syntax.YAML) -> Header:
    """Parse the text between the fences. Raises HeaderRefused if it is invalid."""
    if syntax is not Syntax.YAML:
        from newsctl.front_matter.reading.toml_and_json import read_toml_or_json  # noqa: PLC0415 -- the same

        return read_toml_or_json(header, syntax)
    if usual := read_usual(header):
        return Header(usual.values, usual.positions)
    from newsctl.front_matter.reading.yaml_header import read_yaml  # noqa: PLC0415 -- 12 ms, rarely needed

    return read_yaml(header)


def settings_in(text: str, syntax: Syntax = Syntax.YAML) -> Mapping[str, Value]:
    """Parse settings that are written like front matter; empty if they cannot be read."""
    try:
        return read_header(text, syntax).values
    except HeaderRefused:
        return {}
