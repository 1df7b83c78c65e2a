"""What the shell offers on Tab. Reads the small facet file beside the index, never Whoosh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from newsctl.cli.context import Context
from newsctl.core.errors import NewsctlError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from newsctl.core.hits import Facet


def values_of_field(field: str) -> Callable[[typer.Context, str], list[str]]:
    """Return a completer for the values of a front matter key, the commonest first."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        facet = _facets(ctx).get(field)
        return _beginning(list(facet.values) if facet else [], incomplete)

    return complete


def complete_field(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the last name of a list of fields: `path,ti`."""
    before, comma, last = incomplete.rpartition(",")
    names = ["path", "title", "date", *_facets(ctx)]
    return [f"{before}{comma}{name}" for name in _beginning(list(dict.fromkeys(names)), last)]


def complete_post(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a path or a file name below the archive."""
    try:
        paths = list[str](_context(ctx).repository.scan())
    except NewsctlError:
        return []
    names = [path.rsplit("/", 1)[-1] for path in paths]
    return _beginning(paths, incomplete) or _beginning(sorted(names), incomplete)


def _beginning(values: Sequence[str], incomplete: str) -> list[str]:
    typed = incomplete.casefold()
    return [value for value in values if value.casefold().startswith(typed)]


def _facets(ctx: typer.Context) -> Mapping[str, Facet]:
    try:
        return _context(ctx).facets_beside_index
    except NewsctlError:
        return {}


def _context(ctx: typer.Context) -> Context:
    """Return the context, made from the options before the command if the command did not run."""
    root = ctx.find_root()
    if isinstance(root.obj, Context):
        return root.obj
    return Context(archive_option=root.params.get("archive"))
