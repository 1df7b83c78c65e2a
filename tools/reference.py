"""The pages of reference of the site, made of the texts that help, topics and rules have.

`docs/conf.py` has them written when the site is made, so that they are kept nowhere else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsctl.cli.help.topics import TOPICS, text_of
from newsctl.cli.help.topics.page import CODE, blocks
from newsctl.core.settings import Settings
from newsctl.validation.severities import rules_weighed
from tools.commands import command_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from newsctl.core.problems import RuleText
    from tools.commands import CommandTexts

_MODULES = ("newsctl", "newsctl.library", "newsctl.front_matter.handler", "newsctl.core.errors")
"""What programs import, and the reference tells in full."""

_MARKS = re.compile(r"([\\*_<>\[\]#|])")
_CODE_SPAN = re.compile("(`[^`]+`)")


def write_reference(folder: Path) -> None:
    """Write the pages below a folder, but those that are there already, and remove all others."""
    pages = {folder / name: text for name, text in reference().items()}
    for path in {*folder.rglob("*.md")} - {*pages}:
        path.unlink()
    for path, text in pages.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def reference() -> Mapping[str, str]:
    """Return the markdown of each page by its path below the folder of the reference."""
    program, *commands = command_texts()
    pages = {"commands.md": _page(_of_command(program), _list_of(commands))}
    pages |= {f"{_place(one)}.md": _page(_of_command(one)) for one in commands}
    pages |= {f"{topic}.md": _page(_of_topic(topic)) for topic in TOPICS}
    return {**pages, "rules.md": _page(_of_rules()), "python.md": _page(_of_modules())}


def _page(*parts: Iterable[str]) -> str:
    return "\n\n".join(text for part in parts for text in part) + "\n"


def _of_command(command: CommandTexts) -> Iterator[str]:
    yield f"# {' '.join(command.names)}"
    yield from map(_escaped, (command.summary, *command.paragraphs))
    yield _fenced([f"{' '.join(command.names)} {command.usage}"], "text")
    if command.options:
        yield "## Options"
        yield from (f"`{name}`\n:   {_escaped(does)}" for name, does in command.options)
    if command.examples:
        yield "## Examples"
        yield _fenced(command.examples, "sh")


def _list_of(commands: Sequence[CommandTexts]) -> Iterator[str]:
    yield "## Commands"
    for one in commands:
        yield f"[{_name(one)}]({_place(one)}.md)\n:   {_escaped(one.summary)}"
    yield _fenced([":hidden:", "", *map(_place, commands)], "{toctree}")


def _of_topic(topic: str) -> Iterator[str]:
    yield f"# {TOPICS[topic].about.rstrip('.')}"
    for kind, lines in blocks(text_of(topic)):
        if kind == CODE:
            language = "toml" if lines[0].lstrip().startswith("[") else "sh"
            yield _fenced([line.removeprefix(CODE) for line in lines], language)
        else:
            yield "\n".join(lines)


def _of_rules() -> Iterator[str]:
    yield "# Rules"
    yield "What `newsctl validate` checks; `[rules]` in [settings](settings.md) weighs them."
    rules = sorted(rules_weighed(Settings()), key=lambda rule: rule.family)
    family = None
    for rule in rules:
        if rule.family != family:
            family = rule.family
            yield f"## {family}"
        yield from _of_rule(rule)


def _of_rule(rule: RuleText) -> Iterator[str]:
    mends = f", mended by `{rule.fixable}`" if rule.fixable else ""
    yield f"### {rule.rule}"
    yield f"*{rule.severity or 'off'}*{mends}. {_escaped(rule.what)}"
    yield _escaped(" ".join(rule.why.split()))
    for label, example in (("Beside", rule.beside), ("Wrong", rule.bad), ("Right", rule.good)):
        if example is not None:
            yield f"{label}:"
            yield _fenced(example.splitlines(), "text")


def _of_modules() -> Iterator[str]:
    yield "# Python"
    yield "[In Python](../python.md) shows how they are used."
    for module in _MODULES:
        yield f"## {module}"
        yield _fenced([f".. automodule:: {module}", "   :members:"], "{eval-rst}")


def _fenced(lines: Iterable[str], language: str) -> str:
    text = "\n".join(lines)
    fence = "~~~" if "```" in text else "```"
    return f"{fence}{language}\n{text}\n{fence}"


def _escaped(text: str) -> str:
    """Return text of which only what stands between backticks is markup."""
    pieces = _CODE_SPAN.split(text)  # every second one is code
    return "".join(
        piece if at % 2 else _MARKS.sub(r"\\\1", piece) for at, piece in enumerate(pieces)
    )


def _name(command: CommandTexts) -> str:
    return " ".join(command.names[1:])


def _place(command: CommandTexts) -> str:
    return f"commands/{'-'.join(command.names[1:])}"
