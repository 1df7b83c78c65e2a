"""Analyses of words: as trees for people, as objects for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.messages import _, translated
from newsctl.rendering.formats import Renderable
from newsctl.rendering.harmless import one_line
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsctl.core.post.post import Value
    from newsctl.dutch.analysis import WordAnalysis
    from newsctl.rendering.terminal import Terminal


class AnalysisList(Renderable):
    """Analyses of words, as an iterator."""

    usual = ("text", "text")

    def __init__(self, analyses: Iterable[WordAnalysis], terminal: Terminal) -> None:
        self._analyses = analyses
        self._terminal = terminal

    def objects(self) -> Iterator[Mapping[str, Value]]:
        """Yield an object for each word."""
        return map(_object, self._analyses)

    def as_text(self) -> Iterator[str]:
        """Yield a small tree for each word."""
        return (_tree(analysis, self._terminal) for analysis in self._analyses)


def _object(analysis: WordAnalysis) -> dict[str, Value]:
    return {
        "word": analysis.word,
        "tokens": list(analysis.tokens),
        "keys": list(analysis.keys),
        "parts": list(analysis.parts),
        "why": analysis.why,
        "rules": list(analysis.rules),
    }


def _tree(analysis: WordAnalysis, terminal: Terminal) -> str:
    lines = [paint(one_line(analysis.word), Label.TITLE, terminal)]
    rows = [(translated(name), translated(value)) for name, value in _rows(analysis)]
    width = max(len(name) for name, _value in rows)
    for number, (name, value) in enumerate(rows, 1):
        branch = _branch(terminal, last=number == len(rows))
        key = paint(f"{name:<{width}}", Label.KEY, terminal)
        lines.append(f"{branch} {key} {one_line(value)}")
    return "\n".join(lines) + "\n"


def _rows(analysis: WordAnalysis) -> Iterator[tuple[str, str]]:
    yield _("tokens"), " ".join(analysis.tokens)
    yield _("keys"), " ".join(analysis.keys)
    if analysis.parts:
        yield _("parts"), " + ".join(analysis.parts)
    yield _("why"), analysis.why
    for rule in analysis.rules:
        yield _("rule"), rule


def _branch(terminal: Terminal, *, last: bool) -> str:
    if not terminal.unicode:
        return "`-" if last else "|-"
    return "└─" if last else "├─"
