"""A header's YAML as libyaml's nodes: bounded before they are built, dates left as written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from newsctl.front_matter.bounds import DEEPEST, LONGEST_HEADER, MOST_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

if TYPE_CHECKING or not yaml.__with_libyaml__:
    from yaml import SafeLoader
else:
    from yaml import CSafeLoader as SafeLoader

_TOO_DEEP = f"The front matter is nested more than {DEEPEST} levels deep."
_BOUND_OF_LIBYAML = "maximum nesting depth"  # 1,000; its scanner meets that before our count
_SURELY_FEW = 2_000
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_TEXT = "tag:yaml.org,2002:str"


class OutOfBounds(ValueError):
    """A header that is too large in some way, which the message says."""


class _Nodes(SafeLoader):
    """Gives nodes instead of values, and knows no timestamps.

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
    """Return the tag that YAML gives a scalar without quotes, by its form."""
    forms = _Nodes.yaml_implicit_resolvers
    for tag, form in (*forms.get(value[:1], ()), *forms.get(None, ())):
        if form.match(value):
            return str(tag)
    return _TEXT


_HANDLER = YAMLHandler()


def compose(header: str) -> yaml.Node | None:
    """Return the root node of a header, None for an empty one.

    Raises OutOfBounds, and yaml.YAMLError for what is not YAML.
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
    """Yield libyaml's tokens of a header that `compose` has read."""
    return yaml.scan(header, Loader=_Nodes)


def _keep_within_bounds(header: str) -> None:
    """Count values and depth in libyaml's stream of events, which nothing can overflow.

    The signs that could open a value are counted first, as that is a hundred times faster.
    """
    if len(header) > LONGEST_HEADER:
        raise OutOfBounds(f"The front matter is longer than {LONGEST_HEADER // 1024} KiB.")
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
            raise OutOfBounds(f"The front matter has more than {MOST_VALUES} values.")
