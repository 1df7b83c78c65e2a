"""`--help` and `newsctl help`: coloured and paged on a terminal, plain in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from newsctl.cli.context import Context
from newsctl.cli.help.topics import TOPICS, text_of
from newsctl.cli.help.topics.page import page_of
from newsctl.core.errors import UsageError
from newsctl.core.likeness import alike, suggestion
from newsctl.core.messages import _, speaks_english

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from typer import _click
    from typer.core import TyperOption

    _AnyCommand = _click.Command
else:
    _AnyCommand = object


class WithHelpPage(_AnyCommand):
    """A command or group whose help goes through the pager."""

    def get_help_option(self, ctx: _click.Context) -> TyperOption | None:
        """Return `--help`, which shows the page."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _show_help
        return option

    def get_help(self, ctx: _click.Context) -> str:
        """Return the help, in the user's language."""
        return _in_language(ctx, super().get_help)


def write_help(text: str, context: Context) -> None:
    """Write help to standard output."""
    if not (context.out.is_tty or context.out.colour):
        sys.stdout.write(f"{text}\n")
        return
    # a start for a pipe does without
    from newsctl.cli.terminal.paging import standard_output  # noqa: PLC0415
    from newsctl.rendering.help_view import coloured_help  # noqa: PLC0415
    from newsctl.rendering.streams import write_styled  # noqa: PLC0415

    with standard_output(context) as out:
        write_styled([coloured_help(f"{text}\n", context.out)], out, context.out)


def help_on(names: Sequence[str], root: _click.Context) -> str:
    """Return the help of a command, of one within a group, or of a topic; by default the program's.

    Raises UsageError, with a suggestion, for an unknown name.
    """
    ctx = root
    if len(names) == 1 and names[0] in TOPICS:
        text = text_of(names[0])
        return _in_language(root, lambda ctx: page_of(text, ctx.make_formatter()))
    for name in names:
        commands: Mapping[str, _click.Command] = getattr(ctx.command, "commands", {})
        if name not in commands:
            raise UsageError(
                _("There is no help on {names!r}.", names=" ".join(names)),
                hint=_meant_by(name, ctx, commands),
            )
        command = commands[name]
        ctx = command.make_context(name, [], parent=ctx, resilient_parsing=True)
    return ctx.get_help()


def _in_language(ctx: _click.Context, help_of: Callable[[_click.Context], str]) -> str:
    if not speaks_english():
        from newsctl.cli.help.in_language import TranslatedHelp  # noqa: PLC0415 -- English does without

        ctx.formatter_class = TranslatedHelp
    return help_of(ctx)


def _meant_by(name: str, ctx: _click.Context, commands: Collection[str]) -> str:
    """Return a hint for an unknown command or topic."""
    if ctx.parent is not None:
        return suggestion(
            alike(name, commands), _("Try: {command_path} --help", command_path=ctx.command_path)
        )
    for topic, (_about, also) in TOPICS.items():
        if name.casefold() in also.split():
            return _("Here it is: newsctl help {topic}", topic=topic)
    from newsctl.cli.reading.other_names import elsewhere  # noqa: PLC0415 -- only a mistake needs it

    return elsewhere(name) or suggestion(
        alike(name, [*commands, *TOPICS]), _("Try: newsctl --help")
    )


def _show_help(ctx: _click.Context, _parameter: object, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    root = ctx.find_root()
    context = root.obj
    if not isinstance(context, Context):  # the program's own options are not read yet
        context = Context(
            color=root.params.get("color") or "auto", pager=not root.params.get("no_pager")
        )
    write_help(ctx.get_help(), context)
    ctx.exit()
