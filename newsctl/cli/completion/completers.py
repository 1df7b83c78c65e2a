"""Completers of options and arguments. They read the small facet file, never Whoosh."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from newsctl.cli.arguments import QueryCommand
from newsctl.cli.command_list import COMMANDS
from newsctl.cli.completion.beginnings import beginning, last_of_list
from newsctl.cli.completion.tab import FILES, FOLDERS
from newsctl.cli.context import Context
from newsctl.cli.help.topics import TOPICS
from newsctl.core.errors import UsageError
from newsctl.core.settings.rule_names import RULES_OF, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from typer import _click

    from newsctl.core.archive.hits import Facet
    from newsctl.rendering.formats import Renderable


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
    """Complete the value of `--sort`: relevance, or a front matter key."""
    offered = ["relevance"] if ctx.info_name == "search" else []
    return beginning([*offered, *_facets(ctx)], incomplete)


def complete_period(_ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a unit of periods."""
    from newsctl.core.research.calendar import Per  # noqa: PLC0415 -- for that alone

    return beginning([*Per], incomplete)


def complete_context_order(_ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete an order of key words in context."""
    return beginning(["date", "left", "right"], incomplete)


def complete_word_order(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete an order of keywords or collocates."""
    also = ["log-dice"] if ctx.info_name == "collocates" else []
    return beginning(["log-likelihood", *also, "count", "word"], incomplete)


def complete_rule(_ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a rule."""
    return beginning(SEVERITIES, incomplete)


def complete_rule_or_family(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a rule or of a family."""
    return [*beginning(RULES_OF, incomplete), *complete_rule(ctx, incomplete)]


def complete_field(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the last name of a list of fields: `path,ti`."""
    names = dict.fromkeys(("path", "title", "date", "text", "body", *_facets(ctx)))
    plus = "+" if incomplete.startswith("+") else ""
    return [plus + name for name in last_of_list(names, incomplete.removeprefix("+"))]


def _words_of_set(context: Context, incomplete: str) -> list[str]:
    """Complete `field=` and its values, and words of a query."""
    from newsctl.cli.completion.archive_completion import facets_of, in_query  # noqa: PLC0415

    key, equals, value = incomplete.partition("=")
    if equals and ":" not in key:
        facet = facets_of(context).get(key.rstrip("+-"))
        return [f"{key}={found}" for found in beginning(facet.values if facet else (), value)]
    if ":" in incomplete or incomplete[:1] in {"-", "(", "@"}:
        return in_query(context, incomplete)
    return [f"{key}=" for key in beginning(facets_of(context), incomplete)]


_BY_PARAMETER = {
    "query": "in_query",
    "posts": "posts",
    "post": "posts",
    "since": "dates",
    "until": "dates",
}
"""What of `archive_completion` completes parameters of these names.

Typer would leave out what begins in other capitals.
"""


def formats_completer(kind: type[Renderable]) -> Callable[[str], list[tuple[str, str]]]:
    """Return a completer for the formats of a kind of answers, with descriptions."""

    def complete(incomplete: str) -> list[tuple[str, str]]:
        from newsctl.rendering.formats import formats_of  # noqa: PLC0415 -- for that alone

        does = {form.name: form.does for form in formats_of(kind)}
        return [(name, does[name]) for name in beginning(does, incomplete)]

    return complete


def complete_help(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete a command or a topic, with its summary; after a group, one of its commands."""
    if names := ctx.params.get("names"):
        group = getattr(ctx.find_root().command, "commands", {}).get(names[0])
        within = getattr(group, "commands", {}) if len(names) == 1 else {}
        return [(name, "") for name in beginning(within, incomplete)]
    found = {name: command.does for name, command in COMMANDS.items()}
    found |= {name: topic.about for name, topic in TOPICS.items()}
    return [(name, found[name]) for name in beginning(found, incomplete)]


def complete_trashed(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a file in the trash."""
    from newsctl.core.archive.references import names_in_trash  # noqa: PLC0415 -- for that alone

    return beginning(list(names_in_trash(_context(ctx).writer.in_trash())), incomplete)


def complete_file(incomplete: str) -> list[str]:
    """Let the shell complete a file name."""
    del incomplete
    return [FILES]


def complete_folder(incomplete: str) -> list[str]:
    """Let the shell complete a folder."""
    del incomplete
    return [FOLDERS]


def complete(program: typer.core.TyperGroup, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield completions of the last of these words, with descriptions.

    Case is ignored unless a completion begins exactly so.
    """
    whole = words[-1]
    ctx, asked, typed = _typed_value(program, words[:-1], whole)
    if _may_leave_out(ctx, whole):  # -bron:N, which is no option
        asked = next(one for one in ctx.command.params if one.name in {"query", "words"})
        typed = whole
    before = whole.removesuffix(typed)  # the option of --bron=N
    if own_way := _completer(ctx, asked):
        yield from ((f"{before}{word}", "") for word in own_way(_context(ctx), typed))
        return
    items = asked.shell_complete(ctx, typed) or [
        item
        for item in asked.shell_complete(ctx, "")
        if item.value.casefold().startswith(typed.casefold()) or item.value in {FILES, FOLDERS}
    ]
    for item in items:
        is_word = item.value not in {FILES, FOLDERS}
        yield f"{before}{item.value}" if is_word else item.value, item.help or ""


def _typed_value(
    program: typer.core.TyperGroup, words: Sequence[str], last: str
) -> tuple[_click.Context, _click.Parameter | _click.Command, str]:
    """Return the context of a command line, what its last word belongs to, and the value so far."""
    from typer._click.shell_completion import (  # noqa: PLC0415 -- for this alone
        _resolve_context,
        _resolve_incomplete,
    )

    option, equals, typed = last.partition("=")
    if not equals or not option.startswith("--"):
        option, typed = "", last
    try:
        ctx = _resolve_context(program, {}, "newsctl", [*words])
    except UsageError:  # the last one given is an option, and its value is what was typed
        option = words[-1]
        ctx = _resolve_context(program, {}, "newsctl", [*words[:-1]])
    own = next((param for param in program.params if option in param.opts), None)
    return (ctx, own, typed) if own else (ctx, *_resolve_incomplete(ctx, [*words], last))


def _completer(
    ctx: _click.Context, asked: _click.Parameter | _click.Command
) -> Callable[[Context, str], list[str]] | None:
    """Return the completer of a parameter; the words of some commands are of several kinds."""
    from newsctl.cli.completion import archive_completion  # noqa: PLC0415 -- for a Tab alone

    if asked.name == "words" and ctx.info_name == "set":
        return _words_of_set
    if asked.name == "posts" and ctx.info_name == "publish":
        return archive_completion.drafts
    if asked.name == "words" and ctx.info_name == "replace":
        is_query = len(ctx.params.get("words") or ()) >= 2  # behind OLD and NEW
        return archive_completion.in_query if is_query else lambda _context, _incomplete: []
    named = None if asked is ctx.command else _BY_PARAMETER.get(str(asked.name))
    return getattr(archive_completion, named) if named else None


def _may_leave_out(ctx: _click.Context, word: str) -> bool:
    """Tell whether a word is an excluded field in a query: `-bron:NOS`."""
    is_query = isinstance(ctx.command, QueryCommand) and ctx.info_name in {
        "search",
        "list",
        "set",
        "replace",
    }
    return is_query and word.startswith("-") and word[1:2] != "-" and ":" in word


def _facets(ctx: typer.Context) -> Mapping[str, Facet]:
    from newsctl.cli.completion.archive_completion import facets_of  # noqa: PLC0415 -- for a Tab alone

    return facets_of(_context(ctx))


def _context(ctx: _click.Context) -> Context:
    """Return the context, made from the global options if the command did not run."""
    root = ctx.find_root()
    if isinstance(root.obj, Context):
        return root.obj
    named = root.params.get("archive")
    archive = Path(named).expanduser() if named else None  # as the shell would have
    return Context(archive_option=archive)
