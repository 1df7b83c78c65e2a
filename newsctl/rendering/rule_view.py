"""A rule, explained: what it says, why, whether newsctl mends it, and examples; and all rules."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

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
    Fixable.SAFE: "validate --fix mends it.",
    Fixable.UNSAFE: "validate --unsafe-fixes mends it; look at what that does.",
    None: "newsctl cannot mend it.",
}


def rule_view(rule: RuleText, terminal: Terminal) -> str:
    """Return the explanation of a rule as text."""
    width = min(terminal.width, _WIDEST)
    head = paint(rule.rule, Label.TITLE, terminal)
    parts = [
        f"{head} ({rule.family}, {rule.severity})",
        fill(rule.what, width),
        fill(rule.why, width),
        fill(_MENDED[rule.fixable], width),
        *_example("Beside", rule.beside, terminal),
        *_example("Wrong", rule.bad, terminal),
        *_example("Right", rule.good, terminal),
    ]
    return "\n\n".join(parts) + "\n"


def rule_list(rules: Sequence[RuleText], terminal: Terminal) -> str:
    """Return a line for each rule: its name, family, severity, what mends it, and what it says.

    A pipe gets them with tabs between, a terminal in columns.
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
        told = zip(rows, rules, strict=True)
        return "".join("\t".join((*row, rule.what)) + "\n" for row, rule in told)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(_row(row, widths, terminal) for row in rows)


def _row(row: Sequence[str], widths: Sequence[int], terminal: Terminal) -> str:
    name, *others = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    return "  ".join((paint(name, Label.KEY, terminal), *others)).rstrip() + "\n"


def _example(name: str, text: str | None, terminal: Terminal) -> list[str]:
    if text is None:
        return []
    shown = indent(harmless(text).rstrip(), "    ")
    return [f"{paint(name, Label.KEY, terminal)}:\n\n{shown}"]
