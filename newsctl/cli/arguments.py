"""The command line before Typer reads it: words that look like options, options out of place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from typer._click import Context  # of the same class; typer.Context is derived from it


class QueryCommand(TyperCommand):
    """A command whose words may begin with a hyphen: `-facebook` is NOT, `-5` is a word.

    Only what is exactly an option is one; a misspelt `--option` is still an error.
    """

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put every word behind the options, after `--`."""
        options, words = sorted_out(args, _arities(self.get_params(ctx)))
        return super().parse_args(ctx, [*options, "--", *words])


class RootGroup(TyperGroup):
    """The program: its own options are understood anywhere on the line."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put the program's own options in front of the command."""
        return super().parse_args(ctx, hoisted(args, _arities(self.get_params(ctx))))


def sorted_out(args: Sequence[str], arities: dict[str, int]) -> tuple[list[str], list[str]]:
    """Part arguments into options with their values, and words.

    `arities` tells how many values each option takes.
    """
    options: list[str] = []
    words: list[str] = []
    for option, taken in _options(args, arities):
        if option is None and not _is_long(taken[0]):
            words.extend(taken)
        else:
            options.extend(taken)
    return options, words


def hoisted(args: Sequence[str], arities: dict[str, int]) -> list[str]:
    """Return the arguments with the options that `arities` names in front of the others."""
    own: list[str] = []
    others: list[str] = []
    for option, taken in _options(args, arities):
        (others if option is None or option == "--help" else own).extend(taken)
    return [*own, *others]


def _options(
    args: Sequence[str], arities: dict[str, int]
) -> Iterator[tuple[str | None, Sequence[str]]]:
    """Yield each option with the arguments it takes, and None with each other argument."""
    place = 0
    while place < len(args):
        argument = args[place]
        if argument == "--":
            yield from ((None, [word]) for word in args[place + 1 :])
            return
        name, assigned, _ = argument.partition("=")
        if argument in arities:
            taken = args[place : place + 1 + arities[argument]]
            yield argument, taken
            place += len(taken)
        else:
            known = assigned and name.startswith("--") and name in arities
            yield (name if known else None), [argument]
            place += 1


def _is_long(argument: str) -> bool:
    """Tell whether an argument was meant as an option, if not one that there is: `--formt`."""
    return argument.startswith("--") and len(argument) > 2


def _arities(parameters: Iterable[object]) -> dict[str, int]:
    return {
        name: 0 if getattr(parameter, "is_flag", False) else getattr(parameter, "nargs", 1)
        for parameter in parameters
        if getattr(parameter, "param_type_name", "") == "option"
        for name in (*getattr(parameter, "opts", ()), *getattr(parameter, "secondary_opts", ()))
    }
