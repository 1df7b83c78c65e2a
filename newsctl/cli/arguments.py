"""The command line before Typer reads it: words that look like options, options out of place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

from newsctl.cli.defaults import defaults_of, settings_for
from newsctl.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from typer._click import Context  # of the same class; typer.Context is derived from it

    Arities = Mapping[str, int]
    """How many values each option takes."""

_END_OF_OPTIONS = "--"
_WITHOUT_VALUE = {"--changed": "HEAD"}
"""Options whose value may be left out, and what it is then; where it is given, `=` precedes it."""


class Command(TyperCommand):
    """A command, with its arguments in the usage line as other programs have them."""

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Name a required argument `POST`; Typer has it `{POST}`."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Fill in the values that may be left out, and the defaults of the archive's settings."""
        given = _options(args, arities_of(self.get_params(ctx)))
        ctx.default_map = defaults_of(ctx, {option for option, _ in given if option})
        return super().parse_args(ctx, filled_in(args))


class QueryCommand(Command):
    """A command whose words may begin with a hyphen: `-facebook` is NOT, `-5` is a word.

    Only what is exactly an option is one; a misspelt `--option` is still an error.
    """

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put every word behind the options, after `--`."""
        options, words = sorted_out(args, arities_of(self.get_params(ctx)))
        return super().parse_args(ctx, [*options, _END_OF_OPTIONS, *words])


class AddCommand(QueryCommand):
    """A command that has an option for every field of the archive's settings."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read `--auteur redactie` as `--field auteur=redactie`."""
        own = arities_of(self.get_params(ctx))
        settings = settings_for(ctx, args)
        fields = {f"--{name}" for name in settings.fields} - own.keys() if settings else set()
        return super().parse_args(ctx, with_fields(args, own, fields) if fields else args)


class RootGroup(TyperGroup):
    """The program: its own options are understood anywhere on the line."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put the program's own options in front of the command."""
        own = arities_of(self.get_params(ctx))
        for name in ctx.help_option_names:  # of the command that it stands behind
            del own[name]
        return super().parse_args(ctx, hoisted(args, own, self._options_of_command(args, own)))

    def _options_of_command(self, args: Sequence[str], own: Arities) -> Arities:
        group: TyperGroup = self
        for option, taken in _options(args, own):
            if option is None:
                command = group.commands.get(taken[0])
                if not isinstance(command, TyperGroup):
                    return arities_of(command.params) if command else {}
                group = command
        return {}


def sorted_out(args: Sequence[str], arities: Arities) -> tuple[list[str], list[str]]:
    """Part arguments into options with their values, and words. What follows `--` is words.

    Raises UsageError for an option without its value.
    """
    options: list[str] = []
    words: list[str] = []
    for option, taken in _options(args, arities):
        if option == _END_OF_OPTIONS:
            words.extend(taken[1:])
        elif option is None and not _is_long(taken[0]):
            words.extend(taken)
        else:
            options.extend(taken)
    return options, words


def filled_in(args: Sequence[str]) -> list[str]:
    """Return the arguments with the values of options that have none and may: `--changed=HEAD`."""
    end = args.index(_END_OF_OPTIONS) if _END_OF_OPTIONS in args else len(args)
    options = (f"{a}={_WITHOUT_VALUE[a]}" if a in _WITHOUT_VALUE else a for a in args[:end])
    return [*options, *args[end:]]


def with_fields(args: Sequence[str], own: Arities, fields: Collection[str]) -> list[str]:
    """Return the arguments with each option that is a field as `--field NAME=VALUE`.

    Raises UsageError for one without its value.
    """
    written: list[str] = []
    for option, taken in _options(args, {**dict.fromkeys(fields, 1), **own}):
        name, equals, assigned = taken[0].partition("=")
        if option in fields or (equals and name in fields):
            value = assigned if equals else taken[1]
            written.extend(("--field", f"{name.removeprefix('--')}={value}"))
        else:
            written.extend(taken)
    return written


def hoisted(args: Sequence[str], own: Arities, others: Arities) -> list[str]:
    """Return the arguments with the options of `own` in front, and all else in its order.

    `others` are the command's options: what stands behind one may be its value, and no option.
    Raises UsageError for an option of `own` without its value.
    """
    front: list[str] = []
    rest: list[str] = []
    for option, taken in _options(args, {**others, **own}):
        (front if option in own else rest).extend(taken)
    return [*front, *rest]


def arities_of(parameters: Iterable[object]) -> dict[str, int]:
    """Return how many values each option among these parameters takes."""
    return {
        name: 0 if name in _WITHOUT_VALUE else _arity(parameter)
        for parameter in parameters
        if getattr(parameter, "param_type_name", "") == "option"
        for name in (*getattr(parameter, "opts", ()), *getattr(parameter, "secondary_opts", ()))
    }


def _arity(option: object) -> int:
    return 0 if getattr(option, "is_flag", False) else getattr(option, "nargs", 1)


def _options(args: Sequence[str], arities: Arities) -> Iterator[tuple[str | None, Sequence[str]]]:
    """Yield each option with the arguments it takes, and None with each other argument.

    `--` comes as an option that takes all that follows.
    """
    place = 0
    while place < len(args):
        argument = args[place]
        if argument == _END_OF_OPTIONS:
            yield argument, args[place:]
            return
        name, assigned, _ = argument.partition("=")
        if argument in arities:
            taken = args[place : place + 1 + arities[argument]]
            if len(taken) <= arities[argument]:
                raise UsageError(f"{argument} needs a value.")
            yield argument, taken
            place += len(taken)
        else:
            known = assigned and name.startswith("--") and name in arities
            yield (name if known else None), [argument]
            place += 1


def _is_long(argument: str) -> bool:
    """Tell whether an argument was meant as an option, if not one that there is: `--formt`."""
    return argument.startswith("--") and len(argument) > 2
