"""What the shell offers on Tab. Reads the small facet file beside the index, never Whoosh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from newsctl.cli.context import Context
from newsctl.cli.value_completion import beginning, last_of_list
from newsctl.core.errors import NewsctlError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from newsctl.core.hits import Facet


def values_of_field(field: str) -> Callable[[typer.Context, str], list[str]]:
    """Return a completer for the values of a front matter key, the commonest first."""

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        facet = _facets(ctx).get(field)
        return last_of_list(facet.values if facet else (), incomplete)

    return complete


def complete_key(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a front matter key."""
    return beginning(list(_facets(ctx)), incomplete)


def complete_sort(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete what `--sort` takes: the relevance of an answer, or a front matter key."""
    offered = ["relevance"] if ctx.info_name == "search" else []
    return beginning([*offered, *_facets(ctx)], incomplete)


def complete_rule(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a rule."""
    return beginning([rule.rule for rule in _context(ctx).all_rules()], incomplete)


def complete_rule_or_family(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a rule, or of the family that it is of."""
    families = dict.fromkeys(rule.family for rule in _context(ctx).all_rules())
    return [*beginning(families, incomplete), *complete_rule(ctx, incomplete)]


def complete_field(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the last name of a list of fields: `path,ti`."""
    return last_of_list(dict.fromkeys(("path", "title", "date", *_facets(ctx))), incomplete)


def complete_post(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a path or a file name below the archive."""
    try:
        paths = list[str](_context(ctx).repository.scan())
    except NewsctlError:
        return []
    names = [path.rsplit("/", 1)[-1] for path in paths]
    return beginning(paths, incomplete) or beginning(sorted(names), incomplete)


def complete_assignment(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete `field=` and its values."""
    key, equals, value = incomplete.partition("=")
    if not equals:
        return [f"{key}=" for key in complete_key(ctx, incomplete)]
    facet = _facets(ctx).get(key.rstrip("+-"))
    return [f"{key}={found}" for found in beginning(facet.values if facet else (), value)]


def complete(program: typer.core.TyperGroup, words: Sequence[str]) -> Iterator[str]:
    """Yield what the last of these words may become, with a tab before what that means.

    Capitals count only where something begins exactly so.
    """
    from typer._click.shell_completion import (  # noqa: PLC0415 -- for this alone
        _resolve_context,
        _resolve_incomplete,
    )

    given, typed = [word for word in words[:-1] if word != "="], words[-1]
    if key := _key_before(words):
        given, typed = given[:-1], f"{key}={typed.removeprefix('=')}"
    try:
        ctx = _resolve_context(program, {}, "newsctl", given)
    except UsageError:  # the last one given is an option, and its value is what was typed
        ctx = _resolve_context(program, {}, "newsctl", given[:-1])
    asked, typed = _resolve_incomplete(ctx, given, typed)
    items = asked.shell_complete(ctx, typed) or [
        item
        for item in asked.shell_complete(ctx, "")
        if item.value.casefold().startswith(typed.casefold())
    ]
    for item in items:
        if item.value.isprintable():
            value = item.value.removeprefix(f"{key}=") if key else item.value
            yield f"{value}\t{item.help}" if item.help else value


def _key_before(words: Sequence[str]) -> str:
    """Return the key of an assignment, which bash parts in three: `bron`, `=` and its value."""
    before = words[-2:-1] if words[-1] == "=" else words[-3:-1]
    is_parted = words[-1] == "=" or before[1:] == ["="]
    return before[0] if before and is_parted and not before[0].startswith("-") else ""


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
