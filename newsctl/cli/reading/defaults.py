"""Defaults of options in an archive's settings: `[defaults.list] limit = 50`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer._click.exceptions import BadParameter

from newsctl.core.errors import ArchiveError, SettingsError
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from typer._click import Context, Parameter

    from newsctl.core.post.post import Value
    from newsctl.core.settings import Settings

ABOUT_THE_FORM = frozenset({"count", "fields", "format", "json", "null", "template"})
"""Options that decide together how an answer is written: one that is given leaves no default of
the others, which may contradict it."""

FOR_A_TERMINAL = frozenset({"limit"})
"""Options whose defaults hold on a terminal alone: a script gets the whole answer unless it asks
for less."""

MAY_HAVE_DEFAULTS = frozenset(
    {"bron", "category", "explain", "ignore", "limit", "reverse", "select", "since", "sort"}
    | {"strict", "until", *ABOUT_THE_FORM}
)
"""Options by their long names. Settings can come with a clone, so nothing is here that writes,
changes, overwrites or answers a question: it has to be given each time."""

_HELP = {"-h", "--help"}


def defaults_of(ctx: Context, given: Collection[str]) -> dict[str, Value]:
    """Return the defaults of a command's options, by parameter.

    `given` are the options on the command line. There are no defaults without an archive. Raises
    SettingsError, with a suggestion, for an unknown command or option, and for a value that the
    option does not accept.
    """
    settings = settings_for(ctx, given)
    values = _said_of(ctx, settings.defaults) if settings else {}
    options = {
        name.removeprefix("--"): parameter
        for parameter in ctx.command.params
        for name in parameter.opts
        if name.startswith("--")
    }
    form_is_given = any(
        name in options and set(options[name].opts) & set(given) for name in ABOUT_THE_FORM
    )
    checked = {name: _checked(ctx, options, name, value) for name, value in values.items()}
    return {
        str(options[name].name): value
        for name, value in checked.items()
        if not (form_is_given and name in ABOUT_THE_FORM)
        and not (name in FOR_A_TERMINAL and not ctx.obj.out.is_tty)
    }


def settings_for(ctx: Context, args: Iterable[str]) -> Settings | None:
    """Return the archive's settings; None without an archive, and for help, which needs none.

    Raises SettingsError for an invalid `newsctl.toml`.
    """
    if ctx.resilient_parsing or _HELP.intersection(args):
        return None
    try:
        settings: Settings = ctx.obj.settings
    except ArchiveError:
        return None
    return settings


def _said_of(ctx: Context, defaults: Mapping[str, Mapping[str, Value]]) -> Mapping[str, Value]:
    """Return the defaults of a command in the settings."""
    commands = getattr(ctx.parent and ctx.parent.command, "commands", {})
    for name in defaults:
        if name not in commands:
            raise _mistake(
                _("[defaults.{name}]: {name} is not a command.", name=name), name, commands
            )
    return defaults.get(str(ctx.command.name), {})


def _checked(ctx: Context, options: Mapping[str, Parameter], name: str, value: Value) -> Value:
    """Convert a default as the option does: to a list if it can be repeated."""
    where = f"[defaults.{ctx.command.name}] {name}"
    if name not in options:
        allowed = MAY_HAVE_DEFAULTS & options.keys()
        raise _mistake(
            _("{where}: there is no option --{name}.", where=where, name=name),
            name,
            sorted(allowed),
        )
    if name not in MAY_HAVE_DEFAULTS:
        raise SettingsError(
            _("newsctl.toml: {where}: --{name} has to be given each time.", where=where, name=name)
        )
    is_many = getattr(options[name], "multiple", False) and not isinstance(value, tuple)
    taken = (value,) if is_many else value
    if refusal := _refusal(ctx, options[name], taken):
        raise SettingsError(
            _("newsctl.toml: {where}: {refusal}", where=where, refusal=refusal),
            hint=_("See: newsctl {name} --help", name=ctx.command.name),
        )
    return taken


def _refusal(ctx: Context, option: Parameter, value: Value) -> str | None:
    """Return why an option does not accept a value; None if it does."""
    flag, many = (getattr(option, kind, False) for kind in ("is_flag", "multiple"))
    if (isinstance(value, bool), isinstance(value, tuple)) != (flag, many):
        return _("{value!r} is not what it takes.", value=value)
    try:
        option.type_cast_value(ctx, value)
    except BadParameter as error:
        return error.message
    return None


def _mistake(message: str, name: str, names: Collection[str]) -> SettingsError:
    from newsctl.core.settings.values import meant  # noqa: PLC0415 -- only a mistake needs it

    return SettingsError(_("newsctl.toml: {message}", message=message), hint=meant(name, names))
