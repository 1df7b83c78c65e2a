"""The list of commands, each imported when it is used.

Beside `context` this is the only module that imports late: all commands together import most of
newsctl, and Typer takes as long to build their options as Python to start.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import typer
from typer._click.shell_completion import CompletionItem
from typer.core import TyperCommand

from newsctl.cli.arguments import AddCommand, Command, CommandGroup, QueryCommand, RootGroup
from newsctl.cli.help.topics import TOPICS

if TYPE_CHECKING:
    from typer import _click


class Listed(NamedTuple):
    """A command: its function's name, its class, and its summary.

    `does` is the first sentence of its help, available without importing the command. A group of
    commands has no class for its line.
    """

    named: str
    cls: type[Command] | None
    does: str


GROUPS = {
    "Find and read": {
        "search": Listed("search", QueryCommand, "Find posts by their words, the best first."),
        "list": Listed(
            "list_posts",
            QueryCommand,
            "List posts, newest first: all, or those that answer a query.",
        ),
        "show": Listed("show", Command, "Show posts, one after the other."),
        "open": Listed("open_posts", Command, "Open the externe_link of posts in the browser."),
        "related": Listed(
            "related",
            Command,
            "Find posts on the same subject, the most alike first, and the words they share.",
        ),
        "browse": Listed("browse", QueryCommand, "Search, read and mark posts on a full screen."),
        "serve": Listed(
            "serve", Command, "Show the archive in a browser on this machine, until Ctrl-C."
        ),
    },
    "Count": {
        "facets": Listed(
            "facets", QueryCommand, "List the fields, or the values of one, and count them."
        ),
        "stats": Listed(
            "stats", QueryCommand, "Sum up the archive, or the posts of a query, on one page."
        ),
        "trend": Listed(
            "trend",
            QueryCommand,
            "Count the posts of queries through time, as shares of all posts or of --within.",
        ),
        "kwic": Listed(
            "kwic", QueryCommand, "Show each place where words of a query stand, in its context."
        ),
        "words": Listed(
            "words",
            QueryCommand,
            "List the words that mark the posts of a query, by log-likelihood.",
        ),
        "collocates": Listed(
            "collocates",
            QueryCommand,
            "List the words that stand near a word, by log-likelihood and logDice.",
        ),
    },
    "Add": {
        "add": Listed(
            "add", AddCommand, "Add a post, or many; the body comes from standard input."
        ),
        "import": Listed(
            "import_posts",
            Command,
            "Import posts from RSS, Atom, JSON Feed, CSV, JSON lines, HTML, WordPress and SQLite.",
        ),
        "export": Listed(
            "export",
            QueryCommand,
            "Export posts with body and text: "
            "JSON lines, CSV, SQLite, Atom, JSON Feed or Markdown.",
        ),
        "drafts": Listed("drafts", Command, "List the drafts: what the site does not show yet."),
        "publish": Listed("publish", Command, "Make posts of drafts."),
        "unpublish": Listed("unpublish", Command, "Make drafts of posts."),
    },
    "Change": {
        "edit": Listed("edit", Command, "Edit a post in $VISUAL or $EDITOR."),
        "set": Listed("set_values", QueryCommand, "Change front matter in every post of a query."),
        "replace": Listed(
            "replace", QueryCommand, "Replace text in the bodies of all posts of a query."
        ),
        "rename": Listed("rename", Command, "Name the files of posts after their date and title."),
        "rm": Listed("rm", Command, "Move posts to the archive's trash."),
        "trash": Listed(
            "trash", None, "List what is in the archive's trash, restore it, or empty the trash."
        ),
        "undo": Listed("undo", Command, "Take back the last change that newsctl made to posts."),
        "redo": Listed("redo", Command, "Do the last change again that undo took back."),
    },
    "Check": {
        "validate": Listed(
            "validate", Command, "Check posts against the rules; exit 1 when one has an error."
        ),
        "manifest": Listed(
            "manifest",
            QueryCommand,
            "Print digests of all files, or of the posts of a query: "
            "of file, front matter and text.",
        ),
        "changes": Listed(
            "changes",
            Command,
            "Print a token; with --since and one, what was added, changed and removed since then.",
        ),
    },
    "Set up": {
        "config": Listed(
            "config", None, "Show the archive's settings, or learn them from its posts."
        ),
        "schema": Listed(
            "schema", Command, "Print a JSON Schema of a post's front matter, for editors."
        ),
        "index": Listed("index", None, "Look after the index."),
        "completion": Listed(
            "completion", None, "Have a shell complete commands, posts and values on Tab."
        ),
        "analyze": Listed(
            "analyze", QueryCommand, "Show how words are read: tokens, keys, parts of a compound."
        ),
        "help": Listed("help_", Command, "Tell about a command or a topic."),
    },
}
"""What `newsctl --help` lists, in this order, by what it is for.

A command is in the module of its name, or of its name and `_` where that is a word of Python's own.
"""

COMMANDS = {name: listed for group in GROUPS.values() for name, listed in group.items()}


class Commands(Mapping[str, "_click.Command"]):
    """The commands by name, imported on demand."""

    def __init__(self) -> None:
        self._loaded: dict[str, _click.Command] = {}

    def __getitem__(self, name: str) -> _click.Command:
        if name not in self._loaded:
            self._loaded[name] = _load(name, COMMANDS[name])
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class Program(RootGroup):
    """The program, whose help lists the commands without importing any."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = cast("dict[str, _click.Command]", Commands())  # nobody adds any

    def format_commands(self, ctx: _click.Context, formatter: _click.HelpFormatter) -> None:
        """Write the summary of each command, and the title of each topic."""
        del ctx
        widest = max(map(len, COMMANDS))
        for heading, group in GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl(
                    [(name.ljust(widest), listed.does) for name, listed in group.items()]
                )
        with formatter.section("Topics"):
            formatter.write_dl([(f"help {name}", topic.about) for name, topic in TOPICS.items()])

    def shell_complete(self, ctx: _click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the commands, with their summaries, and then the global options."""
        commands = [
            CompletionItem(name, help=listed.does)
            for name, listed in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*commands, *TyperCommand.shell_complete(self, ctx, incomplete)]


def _load(name: str, listed: Listed) -> _click.Command:
    """Import the module of a command, and build the command."""
    module = f"{name}_" if iskeyword(name) else name
    found = getattr(import_module(f"newsctl.cli.commands.{module}"), listed.named)
    alone = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    if listed.cls is None:
        alone.add_typer(found, name=name, cls=CommandGroup)
    else:
        alone.command(name, cls=listed.cls)(found)
    return typer.main.get_group(alone).commands[name]
