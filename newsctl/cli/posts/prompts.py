"""Questions to the user at a terminal."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from newsctl.cli.completion.beginnings import beginning
from newsctl.core.errors import UsageError
from newsctl.core.messages import _, joined, translated
from newsctl.rendering.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsctl.cli.context import Context
    from newsctl.core.change.drafting import PostOptions
    from newsctl.core.change.questions import FieldQuestion
    from newsctl.core.post.post import Value

_YES = {"y", "yes", "j", "ja"}
_OFFERED, _OFFERED_COLUMNS = 6, 40


def can_ask(context: Context) -> bool:
    """Tell whether a person can answer: standard error and standard input are terminals."""
    return context.err.is_tty and sys.stdin is not None and sys.stdin.isatty()


def agreed(context: Context, question: str) -> bool:
    """Ask for confirmation; only yes confirms. Raises UsageError without a terminal."""
    if not can_ask(context):
        raise UsageError(
            _("This is asked on a terminal, and there is none."),
            hint=_("Use --yes to do it unasked."),
        )
    asked = _("{question} [y/N] ", question=question)
    return line(asked, at_end="no").casefold() in _YES


def choose(question: str, answers: Sequence[str]) -> str:
    """Ask until one of these answers, or its beginning, is given, in the user's language.

    Raises KeyboardInterrupt at the end of input, so that text typed before is kept.
    """
    translations = [translated(answer) for answer in answers]
    shown = ", ".join(f"[{answer[0]}]{answer[1:]}" for answer in translations)
    while given := line(joined(" ", (question, f"{shown}: "))).casefold():
        for answer, own in zip(answers, translations, strict=True):
            if own.startswith(given) or answer.startswith(given):
                return answer
    return choose(question, answers)


def line(prompt: str, *, at_end: str | None = None, values: Sequence[str] | None = None) -> str:
    """Ask for a line on standard error; at the end of input, the answer is `at_end`.

    With `values`, even if empty, the line can be edited and Tab completes them, each item of a list
    by itself. Standard output is flushed first. Raises KeyboardInterrupt at the end of input
    (Ctrl-D) if `at_end` is None.
    """
    sys.stdout.flush()
    try:
        if values is not None and _can_edit():
            given = _edited_line(one_line(translated(prompt)), values)
        else:
            sys.stderr.write(one_line(translated(prompt)))
            sys.stderr.flush()
            given = sys.stdin.readline()
    except EOFError:
        given = ""
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        raise
    if given:
        return given.strip()
    sys.stderr.write("\n")  # Ctrl-D leaves the cursor behind the question
    if at_end is None:
        raise KeyboardInterrupt
    return at_end


def _can_edit() -> bool:
    """Tell whether readline can be used, which draws on standard output."""
    try:
        return sys.stdin.fileno() == 0 and sys.stdout.isatty()
    except (OSError, ValueError):  # no file of the system
        return False


def _edited_line(prompt: str, values: Sequence[str]) -> str:
    """Ask for a line with readline; returns it with a newline. Raises EOFError."""
    try:
        import readline  # noqa: PLC0415 -- for this alone
    except ImportError:  # Windows
        return f"{input(prompt)}\n"

    def complete(typed: str, number: int) -> str | None:
        found = beginning(values, typed.lstrip())
        return found[number] if number < len(found) else None

    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    readline.set_auto_history(False)
    readline.set_completer_delims(",")
    readline.set_completer(complete)
    return f"{input(prompt)}\n"


def ask_for_missing(
    context: Context, options: PostOptions, keep: Callable[[PostOptions], None]
) -> PostOptions:
    """Ask for the title and the fields that are missing; an empty answer skips a field.

    On Ctrl-C, `keep` is called with the answers so far, if there is a title.
    """
    try:
        while not options.title:
            options = replace(options, title=line("title: ", values=()))
        for question in context.questions:
            if question.name in options.fields:
                continue
            if (value := _ask(context, question)) is not None:
                options = replace(options, fields={**options.fields, question.name: value})
    except KeyboardInterrupt:
        if options.title:
            keep(options)
        raise
    return options


def _ask(context: Context, question: FieldQuestion) -> Value:
    about = f", {question.field.help}" if question.field.help is not None else ""
    prompt = joined("", (question.name, about, _offer(question.known), ": "))
    while True:
        written = line(prompt, values=question.known)
        if question.known and question.is_listing(written):
            _print_values(context, question.known)
            continue
        answer = question.answer(written)
        if answer.remark:
            context.notice(answer.remark)
        if answer.is_final:
            return answer.value


def _offer(known: Sequence[str]) -> str:
    """Return the first values in brackets, leaving room for an answer."""
    offered: list[str] = []
    for value in known[:_OFFERED]:
        if offered and len(", ".join([*offered, value])) > _OFFERED_COLUMNS:
            break
        offered.append(value)
    if not known:
        return ""
    listed = ", ".join(offered)
    if len(offered) == len(known):
        return f" ({listed})"
    return _(" ({offered}; ? lists all {known:,})", offered=listed, known=len(known))


def _print_values(context: Context, known: Sequence[str]) -> None:
    """Print all values that may be meant, wrapped to the window."""
    from textwrap import fill  # noqa: PLC0415 -- for this alone

    listed = fill(one_line(", ".join(known)), context.err.width, break_on_hyphens=False)
    sys.stderr.write(f"{listed}\n")
