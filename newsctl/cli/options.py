"""Options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer._click.types import ParamType

from newsctl.cli.completion.completers import (
    complete_field,
    complete_key,
    complete_period,
    formats_completer,
    values_of_field,
)
from newsctl.core.messages import _
from newsctl.rendering.formats import Format, Renderable, format_named, format_of, formats_of
from newsctl.rendering.results import PostList
from newsctl.rendering.rows import RowTable

if TYPE_CHECKING:
    from typer._click import Context as ClickContext
    from typer._click import Parameter


def whole_number(given: str | int) -> int:
    """Parse a number from 0 on; a default is a number already."""
    written = str(given)
    if written.isascii() and written.isdecimal():
        return int(written[:18])
    raise typer.BadParameter(_("{written!r} is not a whole number from 0 on.", written=written))


def number_of_times(given: str | int) -> int:
    """Parse a number from 1 on."""
    if number := whole_number(given):
        return number
    raise typer.BadParameter(_("{written!r} is not a whole number from 1 on.", written=str(given)))


class FormatChoice(ParamType):
    """The type of `--format`: the formats for a kind of answers."""

    name = "format"

    def __init__(self, kind: type[Renderable]) -> None:
        self._kind = kind

    def get_metavar(self, param: Parameter, ctx: ClickContext) -> str:
        """Return `[table|csv]`."""
        del param, ctx
        return f"[{'|'.join(form.name for form in formats_of(self._kind))}]"

    def convert(
        self, value: str | Format, param: Parameter | None, ctx: ClickContext | None
    ) -> Format:
        """Return the format of a name. Raises BadParameter for an unknown one."""
        if isinstance(value, Format):
            return value
        if form := format_of(self._kind, value):
            return form
        names = ", ".join(repr(form.name) for form in formats_of(self._kind))
        raise self.fail(_("{value!r} is not one of {names}.", value=value, names=names), param, ctx)


def format_option(kind: type[Renderable], help: str = "How to write it.") -> Any:
    """Return the option `--format` of a command, for its kind of answers."""
    on_a_terminal, in_a_pipe = kind.usual
    usual = f"{on_a_terminal} on a terminal, {in_a_pipe} in a pipe"
    return typer.Option(
        "--format",
        "-f",
        click_type=FormatChoice(kind),
        help=f"{help}  [default: {usual if on_a_terminal != in_a_pipe else in_a_pipe}]",
        show_default=False,
        autocompletion=formats_completer(kind),
    )


def format_asked(form: Format | None, *, json: bool) -> Format | None:
    """Return the format chosen by `--format` or `--json`, if any."""
    return format_named("json") if json else form


def number_option(*names: str, help: str, show_default: bool = False) -> Any:
    """Return an option that takes a whole number."""
    return typer.Option(
        *names, parser=whole_number, metavar="N", help=help, show_default=show_default
    )


def bron_option(help: str) -> Any:
    """Return the option for a source, with completion."""
    return typer.Option("--bron", metavar="NAME", help=help, autocompletion=values_of_field("bron"))


def category_option(help: str) -> Any:
    """Return the option for a category, with completion."""
    return typer.Option(
        "--category",
        "--categorie",
        metavar="NAME",
        help=help,
        autocompletion=values_of_field("category"),
    )


def field_option(help: str) -> Any:
    """Return the option for the value of a field in a new post."""
    return typer.Option("--field", metavar="KEY=VALUE", help=help)


QueryWords = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUERY]...",
        help="Words and fields, such as: verkiezingen 'bron:NOS' date:2019",
        show_default=False,
    ),
]
PostReferences = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[POST]...",
        help="A path, file name, slug, title, externe_link, a unique beginning of one, or a number "
        "in the last list; - is paths on standard input.",
        show_default=False,
    ),
]
PostQuery = Annotated[
    str | None,
    typer.Option(
        "--query", metavar="QUERY", help="The posts of a query instead: 'wolf date:2019'."
    ),
]
Bron = Annotated[list[str] | None, bron_option("Only this source; repeat for either.")]
Category = Annotated[list[str] | None, category_option("Only this category; repeat for either.")]
Since = Annotated[
    str | None,
    typer.Option(
        "--since", "--sinds", metavar="DATE", help="From this date on: 2019, 'vorige week'."
    ),
]
Until = Annotated[
    str | None,
    typer.Option("--until", "--tot", metavar="DATE", help="Up to and with this date."),
]
OutputFormat = Annotated[Format | None, format_option(PostList, "How to write the answer.")]
RowsFormat = Annotated[Format | None, format_option(RowTable)]
PerOption = Annotated[
    str | None,
    typer.Option(
        "--per",
        metavar="PERIOD",
        help="jaar, kwartaal, maand, week, dag, weekdag or uur.",
        autocompletion=complete_period,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="As -f json.")]
Fields = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="NAMES",
        help="What to show: path,title,date,bron; text, body; +body adds to what is shown.",
        autocompletion=complete_field,
    ),
]
TemplateText = Annotated[
    str | None,
    typer.Option(
        "--template", "-t", metavar="TEXT", help="A line for each post: '{date:%Y-%m-%d} {title}'"
    ),
]
Null = Annotated[
    bool, typer.Option("--null", "-0", help="End paths with NUL, for xargs -0; with -f path.")
]
InputNull = Annotated[
    bool, typer.Option("--null", "-0", help="NUL ends each path on standard input; with -.")
]
Posts = Annotated[
    list[str] | None,
    typer.Option(
        "--post",
        metavar="POST",
        help="This post, as for show; may be repeated.",
    ),
]
Limit = Annotated[
    int | None,
    number_option(
        "--limit", "-n", help="At most so many; 0 is all.  [default: 20 on a terminal, else all]"
    ),
]
Offset = Annotated[int, number_option("--offset", help="Leave out the first so many.")]
CountOption = Annotated[
    bool, typer.Option("--count", help="Print how many there are, and no more.")
]
ByOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="FIELD",
        help="Count by this field; with another, --per or both, by all of them.",
        autocompletion=complete_key,
    ),
]
Reverse = Annotated[bool, typer.Option("--reverse", help="Turn the order around.")]
Every = Annotated[bool, typer.Option("--all", help="All posts, without a query.")]
RowFields = Annotated[
    str | None,
    typer.Option("--fields", metavar="NAMES", help="Which columns, in which order: word,count."),
]
RowTemplate = Annotated[
    str | None,
    typer.Option(
        "--template", "-t", metavar="TEXT", help="A line for each row: '{word:<20} {count:>6}'"
    ),
]
LeastLikelihood = Annotated[
    float,
    typer.Option(
        "--min",
        metavar="N",
        help="Only from this log-likelihood on; 3.84 is chance in one of 20, 15.13 in 10,000.",
    ),
]
PartsToo = Annotated[bool, typer.Option("--parts", help="A compound counts for its parts too.")]
StopWords = Annotated[
    bool, typer.Option("--stop-words", help="List words like de and van as well.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
FixLinks = Annotated[
    bool,
    typer.Option("--fix-links", help="Mend the links of other posts, as part of the change."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change and make none.")]
ListChanges = Annotated[
    bool,
    typer.Option(
        "--list",
        help="List the changes; in a pipe number, moment, posts done, all posts, command.",
    ),
]
NoUndo = Annotated[
    bool, typer.Option("--no-undo", help="Also a change that is too large to be taken back.")
]
