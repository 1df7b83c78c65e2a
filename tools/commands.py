"""What the commands tell about themselves, apart, as manuals and the reference show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from newsctl.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EXAMPLES = "Examples:\n"


class CommandTexts(NamedTuple):
    """The texts of a command: of the program itself, of one of its commands, or of a group's.

    `options` are arguments too. `commands` are what stands below it, with what they do.
    """

    names: Sequence[str]
    usage: str
    summary: str
    paragraphs: Sequence[str]
    options: Sequence[tuple[str, str]]
    commands: Sequence[tuple[str, str]]
    examples: Sequence[str]


def command_texts() -> Iterator[CommandTexts]:
    """Yield the texts of the program, then of its commands, in the order of its help."""
    root = typer.main.get_command(app)
    ctx = root.make_context("newsctl", [], resilient_parsing=True)
    yield from _texts(root, ctx)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text without its stop."""
    return " ".join(text.split()).partition(". ")[0].rstrip(".")


def _texts(command: Any, ctx: Any) -> Iterator[CommandTexts]:
    below = getattr(command, "commands", {})
    text, _, examples = (command.help or "").replace("\b\n", "").partition(_EXAMPLES)
    summary, *paragraphs = filter(None, map(str.strip, text.strip().split("\n\n")))
    records = (each.get_help_record(ctx) for each in command.get_params(ctx))
    yield CommandTexts(
        names=ctx.command_path.split(),
        usage=" ".join(command.collect_usage_pieces(ctx)),
        summary=_on_a_line(summary),
        paragraphs=[*map(_on_a_line, paragraphs)],
        options=[(name, _on_a_line(does)) for name, does in filter(None, records)],
        commands=[(name, f"{first_sentence(one.help or '')}.") for name, one in below.items()],
        examples=[line.strip() for line in examples.strip("\n").splitlines()],
    )
    for name, one in below.items():
        yield from _texts(one, one.make_context(name, [], parent=ctx, resilient_parsing=True))


def _on_a_line(text: str) -> str:
    return " ".join(text.split())
