"""Parsing of YAML headers by libyaml: with limits checked first, and dates kept as text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler
from yaml.constructor import SafeConstructor
from yaml.reader import ReaderError

from newsctl.core.messages import _, said_by
from newsctl.core.post.fences import HEADER_LINE
from newsctl.core.problems import Position, ReplaceText, position_at
from newsctl.front_matter.reading.header import (
    DEEPEST,
    LARGEST_INTEGER,
    LONGEST_HEADER,
    MOST_VALUES,
    Header,
    HeaderRefused,
    RepeatedKey,
    excerpt,
)
from newsctl.front_matter.reading.yaml_slips import slip_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsctl.core.post.post import Value

if TYPE_CHECKING or not yaml.__with_libyaml__:
    from yaml import SafeLoader
else:
    from yaml import CSafeLoader as SafeLoader

_TOO_DEEP = _("The front matter is nested more than {deepest} levels deep.", deepest=DEEPEST)
_BOUND_OF_LIBYAML = "maximum nesting depth"  # 1,000; its scanner meets that before our count
_SURELY_FEW = 2_000
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_TEXT = "tag:yaml.org,2002:str"


class OutOfBounds(ValueError):
    """A header exceeds a limit, which the message names."""


class _Nodes(SafeLoader):
    """Returns nodes instead of values, and has no timestamps.

    PyYAML's own timestamps lose the offset that was written, and raise ValueError for `T24:00:00`.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012  the name and the kind are PyYAML's
        first: [(tag, form) for tag, form in forms if tag != _TIMESTAMP]
        for first, forms in SafeLoader.yaml_implicit_resolvers.items()
    }

    def get_single_data(self) -> yaml.Node | None:
        """Return the root node, where `yaml.load` expects its value."""
        return self.get_single_node()


def tag_of_plain(value: str) -> str:
    """Return the tag that YAML resolves an unquoted scalar to."""
    forms = _Nodes.yaml_implicit_resolvers
    for tag, form in (*forms.get(value[:1], ()), *forms.get(None, ())):
        if form.match(value):
            return str(tag)
    return _TEXT


_HANDLER = YAMLHandler()


def compose(header: str) -> yaml.Node | None:
    """Return the root node of a header; None for an empty one.

    Raises OutOfBounds, and yaml.YAMLError for invalid YAML.
    """
    try:
        _keep_within_bounds(header)
        node: Any = _HANDLER.load(header, Loader=_Nodes)
    except yaml.MarkedYAMLError as error:
        if _BOUND_OF_LIBYAML in (error.problem or ""):
            raise OutOfBounds(_TOO_DEEP) from error
        raise
    return node if isinstance(node, yaml.Node) else None


def tokens(header: str) -> Iterator[yaml.Token]:
    """Yield libyaml's tokens of a header that `compose` accepts."""
    return yaml.scan(header, Loader=_Nodes)


def _keep_within_bounds(header: str) -> None:
    """Count values and depth in libyaml's stream of events, which cannot overflow.

    Characters that could open a value are counted first, as that is a hundred times faster.
    """
    if len(header) > LONGEST_HEADER:
        raise OutOfBounds(
            _(
                "The front matter is longer than {longest_header} KiB.",
                longest_header=LONGEST_HEADER // 1024,
            )
        )
    if sum(map(header.count, "[{-?:,\n")) < _SURELY_FEW:
        return
    depth = values = 0
    for event in yaml.parse(header, Loader=_Nodes):
        values += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise OutOfBounds(_TOO_DEEP)
        if values > MOST_VALUES:
            raise OutOfBounds(
                _("The front matter has more than {most_values} values.", most_values=MOST_VALUES)
            )


_TAG = "tag:yaml.org,2002:"
_LONGEST_NUMBER = 64
_NUMBERS = SafeConstructor()


class UnexpectedValue(ValueError):
    """A value is not allowed in front matter; with its node."""

    def __init__(self, message: str, node: yaml.Node) -> None:
        super().__init__(message)
        self.node = node


class MappingEntry(NamedTuple):
    """A key of a mapping and its value, as nodes."""

    key: yaml.Node
    value: yaml.Node

    @property
    def name(self) -> str:
        """The key as it was written: `2019: x` has the key "2019"."""
        if not isinstance(self.key, yaml.ScalarNode):
            raise UnexpectedValue(_("A key has to be plain text."), self.key)
        return str(self.key.value)


class Values:
    """Converts the nodes of one header to values, within the limits."""

    def __init__(self) -> None:
        self._left = MOST_VALUES

    def of(self, node: yaml.Node, depth: int = 0) -> Value:
        """Convert a node. Raises UnexpectedValue, or OutOfBounds."""
        self._spend(1, depth)
        match node:
            case yaml.ScalarNode():
                return scalar(node)
            case yaml.SequenceNode() if node.tag == f"{_TAG}seq":
                return [self.of(item, depth + 1) for item in node.value]
            case yaml.MappingNode() if node.tag == f"{_TAG}map":
                return {entry.name: self.of(entry.value, depth + 1) for entry in self.entries(node)}
            case _:
                raise _refused_tag(node)

    def entries(self, mapping: yaml.MappingNode, depth: int = 0) -> Iterator[MappingEntry]:
        """Yield the entries of a mapping; merged ones (`<<: *base`) first, to be overridden."""
        own = []
        for key, value in mapping.value:
            if key.tag != f"{_TAG}merge":
                own.append(MappingEntry(key, value))
                continue
            for base in _bases(value):
                self._spend(len(base.value), depth)
                yield from self.entries(base, depth + 1)
        yield from own

    def _spend(self, values: int, depth: int) -> None:
        """Count values against the limit, and check the depth. Raises OutOfBounds."""
        self._left -= values
        if self._left < 0:
            raise OutOfBounds(
                _(
                    "The front matter stands for more than {most_values} values.",
                    most_values=MOST_VALUES,
                )
            )
        if depth > DEEPEST:
            raise OutOfBounds(
                _("The front matter is nested more than {deepest} levels deep.", deepest=DEEPEST)
            )


def _bases(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    """Yield the mappings of a merge, in ascending precedence."""
    bases = reversed(node.value) if isinstance(node, yaml.SequenceNode) else (node,)
    for base in bases:
        if not isinstance(base, yaml.MappingNode):
            raise UnexpectedValue(_("Only a mapping can be merged by `<<`."), base)
        yield base


def plain_scalar(value: str) -> Value:
    """Convert an unquoted scalar. Raises UnexpectedValue."""
    return scalar(yaml.ScalarNode(tag_of_plain(value), value))


def scalar(node: yaml.ScalarNode) -> Value:
    """Convert a scalar. Raises UnexpectedValue if its tag does not fit."""
    read = _SCALARS.get(node.tag)
    if read is None:
        raise _refused_tag(node)
    try:
        return read(node)
    except (ValueError, KeyError, IndexError) as mismatch:
        raise UnexpectedValue(
            _("{excerpt} is not what its tag says.", excerpt=excerpt(node.value)), node
        ) from mismatch


def _integer(node: yaml.ScalarNode) -> Value:
    """Convert an integer; beyond 64 bits it stays text, since JSON readers would fail."""
    if len(node.value) > _LONGEST_NUMBER:
        return str(node.value)
    number: int = _NUMBERS.construct_yaml_int(node)
    return number if -LARGEST_INTEGER <= number < LARGEST_INTEGER else str(node.value)


def _fraction(node: yaml.ScalarNode) -> Value:
    """Convert a decimal number; infinity and NaN, which JSON lacks, stay text."""
    if len(node.value) > _LONGEST_NUMBER:
        return str(node.value)
    number: float = _NUMBERS.construct_yaml_float(node)
    return number if math.isfinite(number) else str(node.value)


def _truth(node: yaml.ScalarNode) -> Value:
    return SafeConstructor.bool_values[node.value.lower()]


def _text(node: yaml.ScalarNode) -> Value:
    return str(node.value)


_SCALARS: dict[str, Callable[[yaml.ScalarNode], Value]] = {
    f"{_TAG}str": _text,
    f"{_TAG}value": _text,
    f"{_TAG}null": lambda _: None,
    f"{_TAG}bool": _truth,
    f"{_TAG}int": _integer,
    f"{_TAG}float": _fraction,
}


def _refused_tag(node: yaml.Node) -> UnexpectedValue:
    tag = str(node.tag).removeprefix(_TAG)
    return UnexpectedValue(
        _("The tag {excerpt} is not one for front matter.", excerpt=excerpt(tag)), node
    )


_END = "unexpected end of stream"
_LIST = "while parsing a flow "  # sequence or mapping
_HINTS = {
    "mapping values are not allowed": _('Put a value that holds ": " between quotes.'),
    "tab character": _("Indent with spaces; YAML takes no tabs."),
    "cannot start any token": _("Put the value between quotes."),
    _END: _("Close the quotes that are opened here."),
    _LIST: _("Close the bracket that is opened here, and part its items by commas."),
    "undefined alias": _("Put a value that begins with * between quotes."),
    "expected alphabetic or numeric": _("Put a value that begins with * or & between quotes."),
    "control characters": _(
        "Remove the character, or write it as an escape between double quotes."
    ),
}
_LINE_ENDS_OF_YAML_ALONE = "\x85\u2028\u2029"


def read_yaml(header: str) -> Header:
    """Parse the text between the fences. Raises HeaderRefused if it is invalid."""
    places = _MarkedPlaces(header)
    try:
        return _read_mapping(compose(header), places)
    except (OutOfBounds, RecursionError) as bounds:
        raise HeaderRefused(
            "front-matter-bounds", said_by(bounds), Position(HEADER_LINE)
        ) from bounds
    except UnexpectedValue as value:
        position = places.of(value.node.start_mark)
        raise HeaderRefused("front-matter-yaml", said_by(value), position) from value
    except (yaml.YAMLError, ValueError) as error:
        raise _slip("front-matter-yaml", places) or _refusal(error, places) from error


def _read_mapping(root: yaml.Node | None, places: _MarkedPlaces) -> Header:
    """Return the values of the root mapping, with positions. Raises HeaderRefused."""
    if root is None or (root.tag.endswith(":null") and isinstance(root, yaml.ScalarNode)):
        return Header({}, {})
    if not isinstance(root, yaml.MappingNode):
        kind = _("a list") if isinstance(root, yaml.SequenceNode) else _("plain text")
        message = _("The front matter is {kind}, where `key: value` is expected.", kind=kind)
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


def _mark(entry: MappingEntry) -> yaml.Mark:
    """Return the start of a value; for an alias that of the key, as its node is the anchor's."""
    key, value = entry.key.start_mark, entry.value.start_mark
    return value if value.index >= key.index else key


def _repeated(root: yaml.MappingNode, places: _MarkedPlaces) -> Iterator[RepeatedKey]:
    first: dict[str, Position] = {}
    for key, _value in root.value:
        place = places.of(key.start_mark)
        if key.value in first and not key.tag.endswith(":merge"):
            yield RepeatedKey(key.value, place, first[key.value])
        first.setdefault(key.value, place)


def _slip(rule: str, places: _MarkedPlaces) -> HeaderRefused | None:
    """Return the slip in the first line that is invalid YAML by itself, if there is one."""
    slip = slip_in(places.header)
    if slip is None:
        return None
    position = Position(slip.line + HEADER_LINE, slip.column)
    repair = ReplaceText(slip.start, slip.end, slip.right)
    return HeaderRefused(rule, slip.message, position, hint=slip.hint, repair=repair)


def _refusal(error: Exception, places: _MarkedPlaces) -> HeaderRefused:
    """Return the error for a parser's error, with its position in the file."""
    match error:
        case yaml.MarkedYAMLError():
            said = f"{error.problem or 'not YAML'} {error.context or ''}".strip()
            opened, found = error.context_mark, error.problem_mark
            # What was opened is the place to repair, if it is not closed before another line.
            is_open = _END in said or (
                _LIST in said and opened and found and opened.line != found.line
            )
            mark = (is_open and opened) or found or opened
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


class _MarkedPlaces:
    """Converts libyaml's positions in a header to positions in the file."""

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
