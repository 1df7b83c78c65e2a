"""The explanation of a rule, with examples; and the list of all rules."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

from newsctl.core.messages import _, as_message, translated
from newsctl.core.problems import Fixable
from newsctl.rendering.finding_lines import OPTIONS
from newsctl.rendering.harmless import harmless
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.core.problems import RuleText
    from newsctl.rendering.terminal import Terminal

_WIDEST = 80
_MENDED = {
    Fixable.SAFE: _("validate --fix mends it."),
    Fixable.UNSAFE: _("validate --unsafe-fixes mends it; look at what that does."),
    None: _("newsctl cannot mend it."),
}


def rule_view(rule: RuleText, terminal: Terminal) -> str:
    """Return the explanation of a rule as text."""
    width = min(terminal.width, _WIDEST)
    head = paint(rule.rule, Label.TITLE, terminal)
    parts = [
        f"{head} ({rule.family}, {rule.severity})",
        fill(translated(as_message(rule.what)), width),
        fill(translated(as_message(rule.why)), width),
        fill(translated(_MENDED[rule.fixable]), width),
        *_example(_("Beside"), rule.beside, terminal),
        *_example(_("Wrong"), rule.bad, terminal),
        *_example(_("Right"), rule.good, terminal),
    ]
    return "\n\n".join(parts) + "\n"


def rule_list(rules: Sequence[RuleText], terminal: Terminal) -> str:
    """Return a line for each rule: its name, family, severity, fix, and summary.

    They are separated by tabs in a pipe, and in columns on a terminal.
    """
    rows = [
        (
            rule.rule,
            rule.family,
            rule.severity or "off",
            OPTIONS[rule.fixable] if rule.fixable else "",
        )
        for rule in rules
    ]
    if not terminal.is_tty:
        pairs = zip(rows, rules, strict=True)
        return "".join("\t".join((*row, rule.what)) + "\n" for row, rule in pairs)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(_row(row, widths, terminal) for row in rows)


def _row(row: Sequence[str], widths: Sequence[int], terminal: Terminal) -> str:
    name, *others = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    return "  ".join((paint(name, Label.KEY, terminal), *others)).rstrip() + "\n"


def _example(name: str, text: str | None, terminal: Terminal) -> list[str]:
    if text is None:
        return []
    shown = indent(harmless(translated(text)).rstrip(), "    ")
    return [f"{paint(translated(name), Label.KEY, terminal)}:\n\n{shown}"]
