"""newsctl schema: what editors need to check a post as one types."""

import typer

from newsctl.cli.context import Context
from newsctl.cli.terminal.paging import write_file
from newsctl.core.check.post_schema import post_schema
from newsctl.rendering.json_output import json_text


def schema(ctx: typer.Context) -> None:
    """Print a JSON Schema of a post's front matter, for editors.

    It follows the fields in newsctl.toml. Editors that check YAML take it, such as VS Code with
    the YAML extension ("yaml.schemas" in its settings).

    \b
    Examples:
      newsctl schema
      newsctl -C ~/site schema > post.schema.json
    """
    context: Context = ctx.obj
    write_file(context, f"{json_text(post_schema(context.settings), indent=2)}\n".encode())
