"""Preprocessing of command lines before Typer parses them: words like options, global options."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from typer._click.exceptions import BadParameter
from typer.core import TyperCommand, TyperGroup

from newsctl.cli.help.help_page import WithHelpPage
from newsctl.cli.reading.command_line import (
    END_OF_OPTIONS,
    NoValue,
    always,
    names_folder,
    parts,
)
from newsctl.cli.reading.defaults import defaults_of, settings_for
from newsctl.cli.reading.surroundings import Surroundings
from newsctl.core.errors import UsageError
from newsctl.core.likeness import alike, suggestion
from newsctl.core.messages import _, said_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from typer._click import Command as AnyCommand
    from typer._click import Context  # of the same class; typer.Context is derived from it
    from typer.core import TyperOption

    from newsctl.cli.reading.command_line import Arities, Fits, LinePart

_LIKE_OPTION = re.compile("--.|-[A-Za-z](?:=|$)", re.DOTALL)
_FITTING: Mapping[str, Callable[[str], bool]] = {
    "-C": names_folder,
    "-t": lambda value: "{" in value,
}
"""What an attached value has to be where it may be a word as well, and nearly all are values."""

_DOUBTFUL = ("-n", "-C")
"""Options that are said so when their attached values are a word together with them."""

_EXCLUSIVE = {
    "--count": ("--format", "--template", "--null", "--explain", "--fields", "--json"),
    "--json": ("--format", "--template"),
    "--diff": ("--format",),
    "--rules": ("--format",),
}
"""Options, and those that would be left unheeded beside them in the commands that have both."""

_WITHOUT_VALUE = {"--changed": "HEAD"}
"""Options whose value may be left out, and what it is then; where it is given, `=` precedes it."""


class Command(WithHelpPage, TyperCommand):
    """A command whose usage line names arguments as other programs do."""

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Write a required argument as `POST`, where Typer has `{POST}`."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Add optional values of options, and the defaults of the archive's settings."""
        parameters = self.get_params(ctx)
        given = {part.option for part in _parts(args, arities_of(parameters)) if part.option}
        _refuse_contradictions(parameters, given)
        ctx.default_map = defaults_of(ctx, given)
        return super().parse_args(ctx, filled_in(args))


class Subcommand(WithHelpPage, TyperCommand):
    """A command of a group; it has no defaults in the settings."""


class QueryCommand(Command):
    """A command whose words may begin with a hyphen: `-facebook` is NOT, `-5` is a word.

    Only what can be an option is one; a misspelt `--option` is still an error, and so is `-v`.
    """

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Move every word behind the options, after `--`."""
        parameters = self.get_params(ctx)
        options, words = sorted_out(args, arities_of(parameters), _fitting(ctx, parameters))
        return super().parse_args(ctx, [*options, END_OF_OPTIONS, *words])


class AddCommand(QueryCommand):
    """A command with an option for every field of the archive's settings."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Convert `--auteur redactie` to `--field auteur=redactie`."""
        own = arities_of(self.get_params(ctx))
        settings = settings_for(ctx, args)
        fields = {f"--{name}" for name in settings.fields} - own.keys() if settings else set()
        return super().parse_args(ctx, with_fields(args, own, fields) if fields else args)


class CommandGroup(WithHelpPage, TyperGroup):
    """A group of commands, one of which must be named."""

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, AnyCommand | None, list[str]]:
        """Find the command. Raises UsageError, with a suggestion, for an unknown name."""
        if args[0] in self.commands or ctx.resilient_parsing or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        raise UsageError(
            _("There is no command {args!r}.", args=args[0]), hint=self.meant_by(args[0], ctx)
        )

    def meant_by(self, name: str, ctx: Context) -> str:
        """Return a hint for an unknown name."""
        return suggestion(
            alike(name, self.commands),
            _("Try: {command_path} --help", command_path=ctx.command_path),
        )


class RootGroup(CommandGroup):
    """The program, whose global options are accepted anywhere on the line."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Move the global options in front of the command."""
        own = arities_of(self.get_params(ctx))
        for name in ctx.help_option_names:  # of the command that it stands behind
            del own[name]
        command = self._command_of(args, own)
        others = arities_of(command.params) if command else {}
        fits: Fits = always
        if isinstance(command, QueryCommand):
            fits = _fitting(ctx, command.params)
            if not ctx.resilient_parsing:
                _notice_words(args, {**others, **own}, fits)
        return super().parse_args(ctx, hoisted(args, own, others, fits))

    def meant_by(self, name: str, ctx: Context) -> str:
        """Return a hint for an unknown name."""
        del ctx
        from newsctl.cli.reading.other_names import for_command  # noqa: PLC0415 -- only a mistake needs it

        return for_command(name, self.commands)

    def _command_of(self, args: Sequence[str], own: Arities) -> TyperCommand | None:
        """Return the command named by these arguments, if any, through its groups."""
        group: TyperGroup = self
        for part in _parts(args, own):
            if part.option is None:
                command = group.commands.get(part.written)
                if not isinstance(command, TyperGroup):
                    return cast("TyperCommand | None", command)
                group = command
        return None


def sorted_out(
    args: Sequence[str], arities: Arities, fits: Fits = always
) -> tuple[list[str], list[str]]:
    """Split arguments into options with their values, and words. All after `--` are words.

    Raises UsageError for an option without its value.
    """
    options: list[str] = []
    words: list[str] = []
    for part in _parts(args, arities, fits):
        if part.option == END_OF_OPTIONS:
            words.extend(part.taken[1:])
        elif part.option is None and not _is_like_option(part.written):
            words.append(part.written)
        else:
            options.extend(part.taken)
    return options, words


def filled_in(args: Sequence[str]) -> list[str]:
    """Return the arguments with the default values of options whose value is optional.

    `--changed` becomes `--changed=HEAD`.
    """
    end = args.index(END_OF_OPTIONS) if END_OF_OPTIONS in args else len(args)
    options = (f"{a}={_WITHOUT_VALUE[a]}" if a in _WITHOUT_VALUE else a for a in args[:end])
    return [*options, *args[end:]]


def with_fields(args: Sequence[str], own: Arities, fields: Collection[str]) -> list[str]:
    """Return the arguments with each option of a field as `--field NAME=VALUE`.

    Raises UsageError for an option without its value.
    """
    written: list[str] = []
    for part in _parts(args, {**dict.fromkeys(fields, 1), **own}):
        if part.option in fields:
            name, equals, assigned = part.written.partition("=")
            value = assigned if equals else part.taken[1]
            written.extend(("--field", f"{name.removeprefix('--')}={value}"))
        else:
            written.extend(part.taken)
    return written


def hoisted(args: Sequence[str], own: Arities, others: Arities, fits: Fits = always) -> list[str]:
    """Return the arguments with the options of `own` in front, and all else in order.

    `others` are the command's options, whose values may look like options. Raises UsageError for an
    option of `own` without its value.
    """
    front: list[str] = []
    rest: list[str] = []
    for part in _parts(args, {**others, **own}, fits):
        (front if part.option in own else rest).extend(part.taken)
    return [*front, *rest]


def arities_of(parameters: Iterable[object]) -> dict[str, int]:
    """Return the number of values of each option."""
    return {
        name: 0 if name in _WITHOUT_VALUE else _arity(parameter)
        for parameter in parameters
        if getattr(parameter, "param_type_name", "") == "option"
        for name in (*getattr(parameter, "opts", ()), *getattr(parameter, "secondary_opts", ()))
    }


def _arity(option: object) -> int:
    return 0 if getattr(option, "is_flag", False) else getattr(option, "nargs", 1)


def _parts(args: Sequence[str], arities: Arities, fits: Fits = always) -> Iterator[LinePart]:
    try:
        yield from parts(args, arities, fits)
    except NoValue as error:
        raise UsageError(_("{error} needs a value.", error=said_by(error))) from error


def _is_like_option(argument: str) -> bool:
    """Tell whether a word was probably meant as an unknown option: `--formt`, `-v`.

    A single letter is never a word to exclude; `-5` is a word.
    """
    return _LIKE_OPTION.match(argument) is not None


def _refuse_contradictions(parameters: Iterable[object], given: Collection[str]) -> None:
    """Raise UsageError for options that exclude each other, under any of their names."""
    names = {
        option
        for options in (getattr(parameter, "opts", ()) for parameter in parameters)
        if any(option in given for option in options)
        for option in options
    }
    for one, others in _EXCLUSIVE.items():
        if one in names and (other := next((name for name in others if name in names), None)):
            raise UsageError(_("{one} and {other} exclude one another.", one=one, other=other))


def _notice_words(args: Sequence[str], arities: Arities, fits: Fits) -> None:
    """Print a notice how `-n5` was read if it may be the road that `-N5` excludes, or a folder."""
    for part in _parts(args, arities, fits):
        if part.option in _DOUBTFUL and part.written[2:].isalnum():
            word, value = part.written[1:], part.taken[-1]
            is_limit = part.option == "-n"
            kind = _("a limit of {n}", n=value) if is_limit else _("the archive {name}", name=value)
            Surroundings().notice(
                _(
                    "{written} is {kind}; to leave out posts with {word}: NOT {word}",
                    written=part.written,
                    kind=kind,
                    word=word,
                )
            )


def _fitting(ctx: Context, parameters: Iterable[object]) -> Fits:
    """Return a predicate for attached values of short options, where words begin with hyphens.

    `-facebook` would be `-f` with an unknown format, and `-trump` `-t` with an invalid template, so
    both are words.
    """
    by_name = {name: one for one in parameters for name in getattr(one, "opts", ())}

    def fits(option: str, value: str) -> bool:
        if option in _FITTING:
            return _FITTING[option](value)
        parameter = cast("TyperOption", by_name[option])
        try:
            parameter.type.convert(value, parameter, ctx)
        except BadParameter:
            return False
        return True

    return fits
