"""Changes of files as unified diffs: coloured for people, exact for `patch`."""

from __future__ import annotations

import difflib
import os
import re
from itertools import groupby, islice
from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import Move
from newsctl.core.messages import _
from newsctl.rendering.harmless import harmless, one_line, one_line_of_data
from newsctl.rendering.styles import Label, paint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.archive.file_changes import Conflict, Step, Write
    from newsctl.rendering.paths import Place
    from newsctl.rendering.terminal import Terminal

    _Pieces = Sequence[tuple[str, bool]]

_NO_FILE = "/dev/null"
_ESCAPES = dict(zip(b'\a\b\t\n\v\f\r"\\', 'abtnvfr"\\', strict=True))
_MOST_WORDS = 2_000
_LEAST_IN_COMMON = 0.4
_LABELS = {"-": Label.REMOVED, "+": Label.ADDED, "@": Label.QUIET}


def diff_of_steps(steps: Iterable[Step], place: Place, terminal: Terminal) -> Iterator[str]:
    """Yield the lines of a change: diffs, and `old → new` for moved files."""
    for step in steps:
        if isinstance(step, Move):
            moved = f"{place.path(step.path)} → {place.path(step.to)}"
            yield f"{one_line(moved) if terminal.is_tty else one_line_of_data(moved)}\n"
        else:
            yield from diff_of_write(step, place, terminal)


def diff_of_write(step: Write, place: Place, terminal: Terminal) -> Iterator[str]:
    """Yield the lines of the unified diff of a file that gets other bytes."""
    name = place.path(step.path)
    old_name = _NO_FILE if step.before is None else f"a/{name}"
    yield from diff(step.before or b"", step.after, (old_name, f"b/{name}"), terminal)


def conflict_lines(
    conflicts: Iterable[Conflict], place: Place, terminal: Terminal
) -> Iterator[str]:
    """Yield, for each file that was changed meanwhile, the diff of that change."""
    for conflict in conflicts:
        name = place.path(conflict.path)
        names = tuple(
            _NO_FILE if data is None else f"{side}/{name}"
            for side, data in (("a", conflict.expected), ("b", conflict.found))
        )
        yield from diff(
            conflict.expected or b"", conflict.found or b"", (names[0], names[1]), terminal
        )


def diff(old: bytes, new: bytes, names: tuple[str, str], terminal: Terminal) -> Iterator[str]:
    """Yield the lines of the unified diff of two files under these names.

    Names with unprintable characters are quoted as git does, which `patch` reads. On a terminal the
    diff is coloured, invisible characters are made visible, and words that differ are marked; in a
    pipe it has the exact bytes.
    """
    before, after = map(_quoted, names)
    lines = difflib.unified_diff(_lines(old), _lines(new), before, after, n=1)
    if not terminal.is_tty:
        yield from map(_whole, lines)
        return
    for title in islice(lines, len(names)):
        yield _painted(title, Label.TITLE, terminal)
    for sign, group in groupby(lines, key=lambda line: line[0] in "-+"):
        if sign:
            yield from _changed_lines([*group], terminal)
        else:
            yield from (_painted(line, _LABELS.get(line[0]), terminal) for line in group)


def _changed_lines(lines: Sequence[str], terminal: Terminal) -> Iterator[str]:
    """Yield removed and added lines in order."""
    removed = [line for line in lines if line[0] == "-"]
    added = [line for line in lines if line[0] == "+"]
    if len(removed) != len(added) or lines[: len(removed)] != removed:
        yield from (_painted(line, _LABELS[line[0]], terminal) for line in lines)
        return
    pairs = [_differing(old[1:], new[1:]) for old, new in zip(removed, added, strict=True)]
    for pieces, _after in pairs:
        yield _in_pieces("-", pieces, (Label.REMOVED, Label.REMOVED_WORDS), terminal)
    for _before, pieces in pairs:
        yield _in_pieces("+", pieces, (Label.ADDED, Label.ADDED_WORDS), terminal)


def _differing(old: str, new: str) -> tuple[_Pieces, _Pieces]:
    """Split two lines into pieces, each with a flag: not in the other line.

    Lines with little in common, or with too many words to compare, are one piece.
    """
    before, after = (re.findall(r"\w+|\W", line) for line in (old, new))
    whole = [(old, False)], [(new, False)]
    if len(before) > _MOST_WORDS or len(after) > _MOST_WORDS:
        return whole
    codes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    same = [word for tag, a, b, _, _ in codes if tag == "equal" for word in before[a:b]]
    if len("".join(same).split()) < _LEAST_IN_COMMON * max(map(len, (old.split(), new.split()))):
        return whole
    return (
        [("".join(before[a:b]), tag != "equal") for tag, a, b, _, _ in codes],
        [("".join(after[a:b]), tag != "equal") for tag, _, _, a, b in codes],
    )


def _in_pieces(sign: str, pieces: _Pieces, labels: tuple[Label, Label], terminal: Terminal) -> str:
    """Return a coloured line of a diff, with the differing pieces marked."""
    (first, differs), *others = pieces
    signed = [(sign, False), (first, True)] if differs else [(sign + first, False)]
    line = "".join(
        paint(_visible(text.removesuffix("\n")), labels[differs], terminal)
        for text, differs in [*signed, *others]
    )
    return f"{line}\n"


def _quoted(name: str) -> str:
    """Return a name without line ends and control characters (`core.quotePath` of git)."""
    if name.isprintable():
        return name
    return f'"{"".join(map(_escaped, os.fsencode(name)))}"'


def _escaped(byte: int) -> str:
    if byte in _ESCAPES:
        return f"\\{_ESCAPES[byte]}"
    return chr(byte) if 0x20 <= byte < 0x7F else f"\\{byte:03o}"


def _lines(data: bytes) -> Sequence[str]:
    """Split a file at LF only: a CR, and other characters that Python splits at, are displayed."""
    text = data.decode("utf-8", "surrogateescape")
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [
        last for last in text.rsplit("\n", 1)[-1:] if last
    ]


def _whole(line: str) -> str:
    return line if line.endswith("\n") else _("{line}\n\\ No newline at end of file\n", line=line)


def _painted(line: str, label: Label | None, terminal: Terminal) -> str:
    shown = _visible(line.removesuffix("\n"))
    return f"{paint(shown, label, terminal) if label else shown}\n"


def _visible(text: str) -> str:
    return harmless(text.replace("\r", "␍"))
