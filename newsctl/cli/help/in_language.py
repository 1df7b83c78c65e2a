"""Translation of Typer's help.

The help texts are docstrings and arguments of options in the source, as Typer requires. They are
looked up by paragraph, and the help of an option apart from the brackets behind it.
`tools.translations` splits the texts with the same functions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typer._click.formatting import HelpFormatter

from newsctl.core.messages import _, as_message, translated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

AS_IT_IS = "\b\n"
"""What a paragraph begins with whose lines stay as they are: examples."""

_OPTION = re.compile(r"(.*?)(?:  \[(.*)\])?", re.DOTALL)
_DEFAULT = "default: "


class TranslatedHelp(HelpFormatter):
    """A help formatter that translates."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        usage = translated(_("Usage:"))
        super().write_usage(prog, args, prefix or f"{usage} ")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(_looked_up(heading))

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        super().write_text("\n\n".join(map(_paragraph, text.split("\n\n"))))

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a list of options, commands or topics."""
        super().write_dl([(typed, option_help(does)) for typed, does in rows], col_max, col_spacing)


def option_help(text: str) -> str:
    """Translate the help of an option or a command."""
    does, *more = (_looked_up(part) for part in parts_of_option(text))
    return f"{does}  [{'; '.join(map(_more, more))}]" if more else does


def parts_of_option(text: str) -> Sequence[str]:
    """Split the help of an option into its text and each of the brackets behind it."""
    found = _OPTION.fullmatch(text)
    if found is None or not found[2]:
        return [text]
    return [found[1], *found[2].split("; ")]


def paragraphs_of(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help text, and the lines of examples, as in the catalog."""
    for paragraph in text.split("\n\n"):
        if paragraph.startswith(AS_IT_IS):
            yield from map(str.strip, paragraph.removeprefix(AS_IT_IS).split("\n"))
        else:
            yield " ".join(paragraph.split())


def _paragraph(text: str) -> str:
    if not text.startswith(AS_IT_IS):
        return _looked_up(" ".join(text.split()))
    lines = text.removeprefix(AS_IT_IS).split("\n")
    return AS_IT_IS + "\n".join(line.replace(it := line.strip(), _looked_up(it)) for line in lines)


def _more(text: str) -> str:
    if text.startswith(_DEFAULT):
        return translated(_("default: {value}", value=text.removeprefix(_DEFAULT)))
    return text


def _looked_up(text: str) -> str:
    return translated(as_message(text)) if text else ""
