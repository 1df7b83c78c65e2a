"""The nodes of front matter as written, before YAML converts them to values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Node(NamedTuple):
    """A scalar, an alias, or the beginning of a list or mapping, below a key of the post.

    `text` is None unless it is a plain scalar: one without quotes, whose type YAML resolves.
    `offset` is its offset in the text: YAML has line ends that no editor knows.
    """

    key: str
    text: str | None
    anchor: str | None
    is_alias: bool
    tag: str | None
    offset: int


def nodes_of(header: str) -> Iterator[Node]:
    """Yield every node of the top-level mapping's values, up to the first syntax error."""
    depth, key = 0, None
    for event in _events(header):
        if depth == 1 and key is None and isinstance(event, yaml.ScalarEvent):
            key = event.value
            continue
        if isinstance(event, yaml.NodeEvent) and depth:
            yield _node(key or "", event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 1:
            key = None


def _events(header: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(header, Loader=_Loader)
    except yaml.YAMLError:
        return


def _node(key: str, event: yaml.NodeEvent) -> Node:
    mark = event.start_mark
    return Node(
        key=key,
        text=event.value if isinstance(event, yaml.ScalarEvent) and event.implicit[0] else None,
        anchor=event.anchor,
        is_alias=isinstance(event, yaml.AliasEvent),
        tag=getattr(event, "tag", None),
        offset=mark.index if mark else 0,
    )
