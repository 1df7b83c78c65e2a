"""`--help`: in colour and through the pager on a terminal, as it is in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from newsctl.cli.context import Context

if TYPE_CHECKING:
    from typer import _click
    from typer.core import TyperOption

    _Command = _click.Command
else:
    _Command = object


class WithHelpPage(_Command):
    """A command or group whose help is written like every answer."""

    def get_help_option(self, ctx: _click.Context) -> TyperOption | None:
        """Return `--help`, which shows the page."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _show_help
        return option


def write_help(text: str, context: Context) -> None:
    """Write help to standard output."""
    if not (context.out.is_tty or context.out.colour):
        sys.stdout.write(f"{text}\n")
        return
    # a start for a pipe does without
    from newsctl.cli.paging import standard_output  # noqa: PLC0415
    from newsctl.rendering.help_view import coloured_help  # noqa: PLC0415
    from newsctl.rendering.streams import write_styled  # noqa: PLC0415

    with standard_output(context) as out:
        write_styled([coloured_help(f"{text}\n", context.out)], out, context.out)


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
