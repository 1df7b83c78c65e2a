"""A rule, explained: what it says, why, and an example of either side."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

from newsctl.rendering.harmless import harmless
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from newsctl.core.problems import RuleText
    from newsctl.rendering.terminal import Terminal

_WIDEST = 80


def rule_view(rule: RuleText, terminal: Terminal) -> str:
    """Return the explanation of a rule as text."""
    width = min(terminal.width, _WIDEST)
    head = paint(rule.rule, Label.TITLE, terminal)
    parts = [
        f"{head} ({rule.family}, {rule.severity})",
        fill(rule.what, width),
        fill(rule.why, width),
        *_example("Wrong", rule.bad, terminal),
        *_example("Right", rule.good, terminal),
    ]
    return "\n\n".join(parts) + "\n"


def _example(name: str, text: str | None, terminal: Terminal) -> list[str]:
    if text is None:
        return []
    shown = indent(harmless(text).rstrip(), "    ")
    return [f"{paint(name, Label.KEY, terminal)}:\n\n{shown}"]
