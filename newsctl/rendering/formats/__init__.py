"""The output formats: each module of this package is one, under its own name.

A command answers with a `Renderable`, which has views of itself: `columns` of text, `objects`,
`problems`. A format writes one of these views, so that it works for every answer that has it. A
format of a single answer is a method of that: `as_table`. Options, completion and help list the
formats from here. A module is imported when its format is used, or when all are listed.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from newsctl.rendering.streams import write_plain, write_styled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import BinaryIO

    from newsctl.rendering.terminal import Terminal

_OF_A_LINE = ("path", "date", "title")


class Format(NamedTuple):
    """An output format, named by its module; `does` describes it in a few words for help.

    `write` converts an answer with the `view` to text; without them, answers write it themselves. A
    format `for_people` is sanitised and styled where it is made, and paged.

    The other fields are for lists of posts: the default fields (none if that is all of the front
    matter, or what fits); whether others may be chosen; and what it shows of a search.
    """

    name: str
    does: str
    view: str = ""
    write: Callable[[Any], Iterable[str]] | None = None
    for_people: bool = False
    fields: tuple[str, ...] = ()
    takes_fields: bool = True
    shows_snippets: bool = False
    shows_reasons: bool = False

    @property
    def unasked(self) -> tuple[str, ...]:
        """The default fields of posts; formats in columns must have some."""
        return self.fields or (_OF_A_LINE if self.view == "columns" else ())


class Renderable:
    """The answer of a command."""

    usual: ClassVar[tuple[str, str]] = ("table", "tsv")
    """The formats that it has unasked: on a terminal, and in a pipe."""

    is_one = False
    """Whether it is one thing by what was asked, and not a list that may have one."""


def format_named(name: str) -> Format:
    """Return the format of a name. Raises LookupError."""
    module = f"{__name__}.{name}"
    try:
        form: Format = import_module(module).FORMAT
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise LookupError(name) from error
    return form


def format_of(kind: type[Renderable], name: str) -> Format | None:
    """Return the format of a name; None if it does not exist for answers of a kind."""
    if not name.isidentifier() or name.startswith("_"):
        return None
    try:
        form = format_named(name)
    except LookupError:
        return None
    has = hasattr(kind, f"as_{name}") or (form.view and hasattr(kind, form.view))
    return form if has else None


def formats_of(kind: type[Renderable]) -> list[Format]:
    """Return the formats of a kind of answers, those for people first."""
    return [form for form in all_formats() if format_of(kind, form.name)]


def all_formats() -> list[Format]:
    """Return all formats, those for people first."""
    files = (file for folder in __path__ for file in Path(folder).iterdir())
    names = {file.stem for file in files if file.suffix == ".py"}
    found = map(format_named, names - {"__init__"})
    return sorted(found, key=lambda form: (not form.for_people, form.name))


def usual_format(kind: type[Renderable], *, is_tty: bool) -> Format:
    """Return the default format for a kind of answers."""
    on_a_terminal, in_a_pipe = kind.usual
    return format_named(on_a_terminal if is_tty else in_a_pipe)


def pieces_of(answer: Renderable, form: Format) -> Iterable[str]:
    """Return an answer in a format, as lazy pieces."""
    own = getattr(answer, f"as_{form.name}", None)
    if own:
        return cast("Iterable[str]", own())
    return form.write(answer) if form.write else ()


def write_answer(answer: Renderable, form: Format, out: BinaryIO, terminal: Terminal) -> None:
    """Write an answer piece by piece. Errors of `out` (a closed pipe) are not caught."""
    write = write_styled if form.for_people else write_plain
    write(pieces_of(answer, form), out, terminal)
