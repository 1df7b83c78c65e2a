"""How words are read: a small tree for people, an object for each word for scripts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from newsctl.rendering.harmless import one_line
from newsctl.rendering.json_output import SCHEMA_VERSION, json_array, json_lines
from newsctl.rendering.streams import write_plain, write_styled
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from newsctl.core.post.post import Value
    from newsctl.dutch.analysis import WordAnalysis
    from newsctl.rendering.terminal import Terminal


class AnalysisFormat(StrEnum):
    """How analyses are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


def write_analyses(
    analyses: Iterable[WordAnalysis], form: AnalysisFormat, out: BinaryIO, terminal: Terminal
) -> None:
    """Write analyses as they come."""
    match form:
        case AnalysisFormat.JSON:
            write_plain(json_array(map(_object, analyses)), out, terminal)
        case AnalysisFormat.JSONL:
            write_plain(json_lines(map(_object, analyses)), out, terminal)
        case AnalysisFormat.TEXT:
            write_styled((_tree(analysis, terminal) for analysis in analyses), out, terminal)


def _object(analysis: WordAnalysis) -> dict[str, Value]:
    return {
        "schema_version": SCHEMA_VERSION,
        "word": analysis.word,
        "tokens": list(analysis.tokens),
        "keys": list(analysis.keys),
        "parts": list(analysis.parts),
        "why": analysis.why,
    }


def _tree(analysis: WordAnalysis, terminal: Terminal) -> str:
    lines = [paint(one_line(analysis.word), Label.TITLE, terminal)]
    rows = list(_rows(analysis))
    for number, (name, value) in enumerate(rows, 1):
        branch = _branch(terminal, last=number == len(rows))
        lines.append(f"{branch} {paint(f'{name:<6}', Label.KEY, terminal)} {one_line(value)}")
    return "\n".join(lines) + "\n"


def _rows(analysis: WordAnalysis) -> Iterator[tuple[str, str]]:
    yield "tokens", " ".join(analysis.tokens)
    yield "keys", " ".join(analysis.keys)
    if analysis.parts:
        yield "parts", " + ".join(analysis.parts)
    yield "why", analysis.why


def _branch(terminal: Terminal, *, last: bool) -> str:
    if not terminal.unicode:
        return "`-" if last else "|-"
    return "└─" if last else "├─"
