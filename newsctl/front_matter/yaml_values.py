"""YAML's nodes to the kinds of value of JSON, with the place of each value and key."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import yaml
from yaml.constructor import SafeConstructor

from newsctl.front_matter.bounds import DEEPEST, LARGEST_INTEGER, MOST_VALUES
from newsctl.front_matter.excerpt import excerpt
from newsctl.front_matter.yaml_nodes import OutOfBounds, tag_of_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsctl.core.post.post import Value

_TAG = "tag:yaml.org,2002:"
_LONGEST_NUMBER = 64
_NUMBERS = SafeConstructor()


class UnexpectedValue(ValueError):
    """A value that front matter does not have, and the node that holds it."""

    def __init__(self, message: str, node: yaml.Node) -> None:
        super().__init__(message)
        self.node = node


class Entry(NamedTuple):
    """A key of a mapping and its value, as nodes."""

    key: yaml.Node
    value: yaml.Node

    @property
    def name(self) -> str:
        """The key as it was written: `2019: x` has the key "2019"."""
        if not isinstance(self.key, yaml.ScalarNode):
            raise UnexpectedValue("A key has to be plain text.", self.key)
        return str(self.key.value)


class Values:
    """Turns the nodes of one header into values, as many as the bounds allow."""

    def __init__(self) -> None:
        self._left = MOST_VALUES

    def of(self, node: yaml.Node, depth: int = 0) -> Value:
        """Return the value of a node. Raises UnexpectedValue, or OutOfBounds."""
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

    def entries(self, mapping: yaml.MappingNode, depth: int = 0) -> Iterator[Entry]:
        """Yield the entries of a mapping; what it merges (`<<: *base`) first: its own win."""
        own = []
        for key, value in mapping.value:
            if key.tag != f"{_TAG}merge":
                own.append(Entry(key, value))
                continue
            for base in _bases(value):
                self._spend(len(base.value), depth)
                yield from self.entries(base, depth + 1)
        yield from own

    def _spend(self, values: int, depth: int) -> None:
        self._left -= values
        if self._left < 0:
            raise OutOfBounds(f"The front matter stands for more than {MOST_VALUES} values.")
        if depth > DEEPEST:
            raise OutOfBounds(f"The front matter is nested more than {DEEPEST} levels deep.")


def _bases(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    """Yield the mappings of a merge, the one that wins last."""
    bases = reversed(node.value) if isinstance(node, yaml.SequenceNode) else (node,)
    for base in bases:
        if not isinstance(base, yaml.MappingNode):
            raise UnexpectedValue("Only a mapping can be merged by `<<`.", base)
        yield base


def plain_scalar(value: str) -> Value:
    """Return the value of a scalar without quotes. Raises UnexpectedValue."""
    return scalar(yaml.ScalarNode(tag_of_plain(value), value))


def scalar(node: yaml.ScalarNode) -> Value:
    """Return the value of a scalar. Raises UnexpectedValue for one that its tag does not fit."""
    read = _SCALARS.get(node.tag)
    if read is None:
        raise _refused_tag(node)
    try:
        return read(node)
    except (ValueError, KeyError, IndexError) as mismatch:
        raise UnexpectedValue(
            f"{excerpt(node.value)} is not what its tag says.", node
        ) from mismatch


def _integer(node: yaml.ScalarNode) -> Value:
    """Read an integer; one that 64 bits cannot hold stays text, as JSON's readers would break."""
    if len(node.value) > _LONGEST_NUMBER:
        return str(node.value)
    number: int = _NUMBERS.construct_yaml_int(node)
    return number if -LARGEST_INTEGER <= number < LARGEST_INTEGER else str(node.value)


def _fraction(node: yaml.ScalarNode) -> Value:
    """Read a number with a fraction; infinity and NaN, which JSON lacks, stay text."""
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
    return UnexpectedValue(f"The tag {excerpt(tag)} is not one for front matter.", node)
