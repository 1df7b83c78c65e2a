"""The manual pages, made of the texts that help, topics and rules have: `python -m tools.manuals`.

They are in man(7), whose macros both groff and mandoc read; `docs/man` holds them, and the wheel
puts them where `man` looks. A test holds them to the texts.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from newsctl import __version__
from newsctl.cli.help.topics import TOPICS, text_of
from newsctl.cli.help.topics.page import CODE, HEADING, ROW, blocks, rows
from newsctl.core.settings import Settings
from newsctl.validation.severities import rules_weighed
from tools.commands import command_texts, first_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tools.commands import CommandTexts

FOLDER = Path(__file__).parents[1] / "docs" / "man"

_PAGES = {
    "query": ("newsctl-query", 7),
    "dates": ("newsctl-dates", 7),
    "formats": ("newsctl-formats", 7),
    "exit-codes": ("newsctl-exit-codes", 7),
    "settings": ("newsctl.toml", 5),
    "scripts": ("newsctl-scripts", 7),
}
"""The page of each topic, and its section: 5 is of files, 7 of what is neither."""

_RULES = "newsctl-rules", 7
_DAY = "2026-12-01"
"""When the pages were last read through, which readers judge their age by."""

_WIDEST = 78
_AS_SHOWN = str.maketrans(
    {"\\": r"\e", "-": r"\-", "'": r"\(aq", "^": r"\(ha", "~": r"\(ti", "`": r"\(ga"}
)
_SPAN = re.compile("`(.+?)`")


def manuals() -> Mapping[str, str]:
    """Return every page by its path below the folder of manuals."""
    commands = [*command_texts()]
    names = ["-".join(one.names) for one in commands]
    pages = {
        f"man1/{name}.1": _page_of_command(one) for name, one in zip(names, commands, strict=True)
    }
    for topic, (name, section) in _PAGES.items():
        pages[f"man{section}/{name}.{section}"] = _page_of_topic(topic, name, section)
    name, section = _RULES
    pages[f"man{section}/{name}.{section}"] = _page_of_rules(name, section)
    return pages


def _page_of_command(command: CommandTexts) -> str:
    name = " ".join(command.names)
    lines = [*_head("-".join(command.names), 1, _sentence(command.summary))]
    lines += [".SH SYNOPSIS", rf"\fB{_roff(name)}\fR {_roff(command.usage)}"]
    lines += [".SH DESCRIPTION", _marked(command.summary)]
    for paragraph in command.paragraphs:
        lines += [".PP", _marked(paragraph)]
    if command.commands:
        lines.append(".SH COMMANDS")
        for below, does in command.commands:
            lines += [".TP", rf"\fB{_roff(below)}\fR", _roff(does)]
    if command.options:
        lines.append(".SH OPTIONS")
        for option, does in command.options:
            lines += [".TP", rf"\fB{_roff(option)}\fR", _roff(does)]
    if command.examples:
        lines += [".SH EXAMPLES", ".nf", *map(_roff, command.examples), ".fi"]
    return _ended(lines, _others(command))


def _page_of_topic(topic: str, name: str, section: int) -> str:
    lines = [*_head(name, section, _sentence(TOPICS[topic].about)), ".SH DESCRIPTION"]
    for kind, block in blocks(text_of(topic)):
        if kind == HEADING:
            lines.append(f".SH {_roff(block[0].removeprefix(HEADING).upper())}")
        elif kind == ROW:
            for typed, does in rows(block):
                lines += [".TP", _marked(typed), _marked(does)]
        elif kind == CODE:
            lines += [".PP", ".nf", *(_roff(line) for line in block), ".fi"]
        else:
            lines += [".PP", _marked(" ".join(block))]
    return _ended(_without_empty_paragraphs(lines), ["newsctl(1)"])


def _page_of_rules(name: str, section: int) -> str:
    lines = [*_head(name, section, "the rules that posts are checked by"), ".SH DESCRIPTION"]
    lines += [_marked("`newsctl validate --explain RULE` shows examples of each."), ".SH RULES"]
    for rule in rules_weighed(Settings()):
        lines += [
            ".TP",
            rf"\fB{_roff(rule.rule)}\fR ({_roff(rule.family)}, {rule.severity or 'off'})",
        ]
        lines.append(_marked(" ".join(f"{rule.what} {rule.why}".split())))
    return _ended(lines, ["newsctl-validate(1)", "newsctl.toml(5)"])


def _head(name: str, section: int, about: str) -> Iterator[str]:
    yield '.\\" Made by tools/manuals.py'
    yield f'.TH {name.upper()} {section} "{_DAY}" "newsctl {__version__}" "newsctl"'
    yield ".SH NAME"
    yield rf"{_roff(name)} \- {_roff(about)}"


def _ended(lines: Iterable[str], others: Iterable[str]) -> str:
    also = ",\n".join(rf"\fB{_roff(one.partition('(')[0])}\fR({one[-2]})" for one in others)
    return "\n".join([*_filled(lines), ".SH SEE ALSO", also]) + "\n"


def _filled(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines that are no longer than people like to read and change, but for examples."""
    is_filled = True
    for line in lines:
        is_filled = line == ".fi" or (is_filled and line != ".nf")
        if line.startswith(".") or not is_filled:
            yield line
        else:
            widest = _WIDEST if line.isascii() else _WIDEST // 2  # lint counts bytes
            folded = wrap(line, widest, break_long_words=False, break_on_hyphens=False)
            yield from map(_guarded, folded)


def _others(command: CommandTexts) -> list[str]:
    """Return the pages that somebody who reads one may look for."""
    if len(command.names) == 1:
        commands = [f"newsctl-{name}(1)" for name, _ in command.commands]
        return [*commands, *(f"{name}({section})" for name, section in (*_PAGES.values(), _RULES))]
    topics = ["query", "dates", "formats", "exit-codes"]
    pages = [_PAGES[one] for one in topics]
    return ["newsctl(1)", *(f"{name}({section})" for name, section in pages)]


def _without_empty_paragraphs(lines: list[str]) -> list[str]:
    """Leave out a paragraph's mark right below a heading, where it says nothing."""
    return [
        line
        for number, line in enumerate(lines)
        if not (line == ".PP" and lines[number - 1].startswith(".SH"))
    ]


def _sentence(text: str) -> str:
    """Return a first sentence as a page's name has it: without its stop, beginning small."""
    sentence = first_sentence(text)
    return sentence[:1].lower() + sentence[1:]


def _marked(text: str) -> str:
    """Return text with what is typed in bold."""
    pieces = _SPAN.split(text)  # every second one stood between marks
    shown = (rf"\fB{_roff(one)}\fR" if at % 2 else _roff(one) for at, one in enumerate(pieces))
    return _guarded("".join(shown))


def _roff(text: str) -> str:
    """Return text that roff only shows: see groff_char(7) for what it would read otherwise."""
    return _guarded(text.translate(_AS_SHOWN))


def _guarded(line: str) -> str:
    return rf"\&{line}" if line.startswith(".") else line


def main() -> None:
    """Write the pages, and remove those of commands that are gone."""
    argparse.ArgumentParser(prog="python -m tools.manuals", description=__doc__).parse_args()
    pages = manuals()
    for path in FOLDER.glob("man*/*"):
        if path.relative_to(FOLDER).as_posix() not in pages:
            path.unlink()
    for name, text in pages.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
