"""Questions to the person at the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from newsctl.core.errors import UsageError
from newsctl.rendering.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.cli.context import Context

_YES = {"y", "yes", "j", "ja"}


def can_ask(context: Context) -> bool:
    """Tell whether there is a person to answer: one who reads the questions and can type."""
    return context.err.is_tty and sys.stdin is not None and sys.stdin.isatty()


def agreed(context: Context, question: str) -> bool:
    """Ask for a yes, which no other answer is. Raises UsageError when there is nobody to ask."""
    if not can_ask(context):
        raise UsageError(
            "This is asked on a terminal, and there is none.", hint="Use --yes to do it unasked."
        )
    return line(f"{question} [y/N] ", at_end="no").casefold() in _YES


def chosen(question: str, answers: Sequence[str]) -> str:
    """Ask until one of these answers, or how one begins, is given; the end of input is the last."""
    shown = ", ".join(f"[{answer[0]}]{answer[1:]}" for answer in answers)
    while given := line(f"{question} {shown}: ", at_end=answers[-1]).casefold():
        for answer in answers:
            if answer.startswith(given):
                return answer
    return chosen(question, answers)


def line(prompt: str, *, at_end: str | None = None) -> str:
    """Ask for a line on standard error; where input has ended, the answer is `at_end`.

    What was written to standard output before is seen before it. Raises KeyboardInterrupt at the
    end of input (Ctrl-D) when that is no answer.
    """
    sys.stdout.flush()
    sys.stderr.write(one_line(prompt))
    sys.stderr.flush()
    if given := sys.stdin.readline():
        return given.strip()
    sys.stderr.write("\n")  # Ctrl-D leaves the cursor behind the question
    if at_end is None:
        raise KeyboardInterrupt
    return at_end
