"""Search results for people: one below the other, with snippets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from newsctl.core.messages import _, translated
from newsctl.rendering.columns import padded
from newsctl.rendering.dutch_dates import short_date
from newsctl.rendering.fields import front_matter_value, title_of, value_text
from newsctl.rendering.screen import READABLE, Screen
from newsctl.rendering.styles import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.archive.hits import Hit, Reason
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal

_INDENT = "  "
_SNIPPET_LINES = 3
"""As many lines of snippets show what a hit is about, and leave room for the next."""


def result_list(
    hits: Iterable[Hit],
    terminal: Terminal,
    place: Place,
    first: int | None = None,
    *,
    explain: bool = False,
) -> Iterator[str]:
    """Yield each hit as a few lines: title, date and source and path, snippets, reasons.

    Hits are numbered from `first` on, if it is given.
    """
    screen = Screen(terminal)
    for at, hit in enumerate(hits):
        number = "" if first is None else f"{first + at}{_INDENT}"
        indent = " " * len(number) or _INDENT
        lines = _title(hit, screen, number)
        lines += _origin(hit, screen, place, indent, explain=explain)
        lines += _snippets(hit, screen, indent)
        if explain:
            lines += _reasons(hit.reasons, screen, indent)
        yield ("\n" if at else "") + screen.lines(lines)


def _title(hit: Hit, screen: Screen, number: str) -> list[Text]:
    title = screen.highlighted(title_of(hit), Label.TITLE, Label.MATCH)
    first = screen.text(number, Label.QUIET)
    return screen.wrapped(title, first=first, rest=" " * len(number))


def _origin(
    hit: Hit, screen: Screen, place: Place, indent: str, *, explain: bool
) -> Iterator[Text]:
    """Yield date, source, category and path on one line; a long path has a line of its own."""
    known = Text(f" {screen.dot} ", style=Label.QUIET, end="").join(
        _facts_of(hit, screen, explain=explain)
    )
    path = hit.summary.path
    shown = screen.text(place.path(path), Label.QUIET, link=place.uri(path))
    together = len(indent) + known.cell_len + 3 + shown.cell_len
    if known and together > screen.width:
        yield from screen.wrapped(known, first=indent)
        known = Text()
    separator = (f" {screen.dot} ", Label.QUIET) if known else ""
    room = screen.width - len(indent) if not known else shown.cell_len
    yield Text.assemble(indent, known, separator, screen.cut_middle(shown, room), end="")


def _facts_of(hit: Hit, screen: Screen, *, explain: bool) -> Iterator[Text]:
    """Yield the date, source, categories and score of a hit."""
    post = hit.summary
    if post.date:
        yield screen.text(short_date(post.date), Label.QUIET)
    link = value_text(front_matter_value(post, "externe_link"))
    if bron := value_text(front_matter_value(post, "bron")):
        yield screen.text(bron, Label.QUIET, link=link)
    for key in ("category", "categories"):
        if value := value_text(front_matter_value(post, key)):
            yield screen.text(value, Label.QUIET)
    if explain:
        yield screen.text(translated(_("score {score:.2f}", score=hit.score)), Label.KEY)


def _snippets(hit: Hit, screen: Screen, indent: str) -> list[Text]:
    """Return the first snippet, and others as far as they fit as a whole."""
    shown: list[Text] = []
    for snippet in hit.snippets:
        found = screen.highlighted(snippet, "", Label.MATCH)
        lines = screen.evenly_wrapped(found, first=indent, most=READABLE)
        if shown and len(shown) + len(lines) > _SNIPPET_LINES:
            break
        shown += lines
    return shown


def _reasons(reasons: Sequence[Reason], screen: Screen, indent: str) -> Iterator[Text]:
    """Yield an aligned line for each reason: word, rule, term, field, weight."""
    rows = [
        (
            reason.word,
            reason.rule,
            reason.term,
            translated(_("in {field}", field=reason.field)),
            f"{reason.weight:.2f}",
        )
        for reason in reasons
    ]
    for cells in padded(rows, right=(4,)):
        word, *rest = cells
        yield Text.assemble(
            indent + _INDENT,
            screen.text(word, Label.KEY),
            "  ",
            screen.text("  ".join(rest), Label.QUIET),
            end="",
        )
