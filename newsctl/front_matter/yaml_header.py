"""A header of any kind, read by libyaml; what it refuses is put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from yaml.reader import ReaderError

from newsctl.core.post.fences import HEADER_LINE
from newsctl.core.problems import Position, ReplaceText, position_at
from newsctl.front_matter.header import Header, HeaderRefused, RepeatedKey
from newsctl.front_matter.yaml_nodes import OutOfBounds, compose
from newsctl.front_matter.yaml_slips import slip_in
from newsctl.front_matter.yaml_values import UnexpectedValue, Values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsctl.core.post.post import Value
    from newsctl.front_matter.yaml_values import Entry

_END = "unexpected end of stream"
_HINTS = {
    "mapping values are not allowed": 'Put a value that holds ": " between quotes.',
    "tab character": "Indent with spaces; YAML takes no tabs.",
    "cannot start any token": "Put the value between quotes.",
    _END: "Close the quotes that are opened here.",
    "undefined alias": "Put a value that begins with * between quotes.",
    "expected alphabetic or numeric": "Put a value that begins with * or & between quotes.",
    "control characters": "Remove the character, or write it as an escape between double quotes.",
}
_LINE_ENDS_OF_YAML_ALONE = "\x85\u2028\u2029"


def read_yaml(header: str) -> Header:
    """Read the text between the fences. Raises HeaderRefused, whatever the text holds."""
    places = _Places(header)
    try:
        return _read_mapping(compose(header), places)
    except (OutOfBounds, RecursionError) as bounds:
        raise HeaderRefused("front-matter-bounds", str(bounds), Position(HEADER_LINE)) from bounds
    except UnexpectedValue as value:
        position = places.of(value.node.start_mark)
        raise HeaderRefused("front-matter-yaml", str(value), position) from value
    except (yaml.YAMLError, ValueError) as error:
        raise _slip("front-matter-yaml", places) or _refusal(error, places) from error


def _read_mapping(root: yaml.Node | None, places: _Places) -> Header:
    if root is None or (root.tag.endswith(":null") and isinstance(root, yaml.ScalarNode)):
        return Header({}, {})
    if not isinstance(root, yaml.MappingNode):
        kind = "a list" if isinstance(root, yaml.SequenceNode) else "plain text"
        message = f"The front matter is {kind}, where `key: value` is expected."
        position = places.of(root.start_mark)
        raise _slip("front-matter-not-a-mapping", places) or HeaderRefused(
            "front-matter-not-a-mapping", message, position
        )
    read = Values()
    values: dict[str, Value] = {}
    positions: dict[str, Position] = {}
    for entry in read.entries(root):
        name = entry.name
        values[name] = read.of(entry.value, depth=1)
        positions[name] = places.of(_mark(entry))
    repeated = tuple(_repeated(root, places)) if len(values) < len(root.value) else ()
    return Header(values, positions, repeated)


def _mark(entry: Entry) -> yaml.Mark:
    """Return where a value begins; for an alias the key, as its node is that of the anchor."""
    key, value = entry.key.start_mark, entry.value.start_mark
    return value if value.index >= key.index else key


def _repeated(root: yaml.MappingNode, places: _Places) -> Iterator[RepeatedKey]:
    first: dict[str, Position] = {}
    for key, _ in root.value:
        place = places.of(key.start_mark)
        if key.value in first and not key.tag.endswith(":merge"):
            yield RepeatedKey(key.value, place, first[key.value])
        first.setdefault(key.value, place)


def _slip(rule: str, places: _Places) -> HeaderRefused | None:
    """Return what is wrong with the first line that is no YAML by itself, if there is one."""
    slip = slip_in(places.header)
    if slip is None:
        return None
    position = Position(slip.line + HEADER_LINE, slip.column)
    repair = ReplaceText(slip.start, slip.end, slip.right)
    return HeaderRefused(rule, slip.message, position, hint=slip.hint, repair=repair)


def _refusal(error: Exception, places: _Places) -> HeaderRefused:
    """Put a parser's error into words, with its place in the file."""
    match error:
        case yaml.MarkedYAMLError():
            said = f"{error.problem or 'not YAML'} {error.context or ''}".strip()
            at_end = _END in said  # then what was opened is the place to repair
            mark = (at_end and error.context_mark) or error.problem_mark or error.context_mark
            position = places.of(mark) if mark else Position(HEADER_LINE)
        case ReaderError():
            position = places.at_byte(error.position)
            said = f"U+{error.character:04X}: {error.reason}"
        case _:
            position = Position(HEADER_LINE)
            said = str(error)
    message = f"{said[:1].upper()}{said[1:]}."
    hint = next((hint for words, hint in _HINTS.items() if words in said), None)
    return HeaderRefused("front-matter-yaml", message, position, hint=hint)


class _Places:
    """Translates libyaml's places in a header to places in the file."""

    def __init__(self, header: str) -> None:
        self.header = header
        self._same_lines = not any(map(header.__contains__, _LINE_ENDS_OF_YAML_ALONE))

    def of(self, mark: yaml.Mark) -> Position:
        if self._same_lines:
            return Position(mark.line + HEADER_LINE, mark.column + 1)
        return self._at(mark.index)

    def at_byte(self, offset: int) -> Position:
        return self._at(len(self.header.encode()[:offset].decode(errors="ignore")))

    def _at(self, index: int) -> Position:
        position = position_at(self.header, index)
        return Position(position.line + HEADER_LINE - 1, position.column)
