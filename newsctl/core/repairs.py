"""Repairs of one post: what the fixes of its problems make of it, and nothing beside that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsctl.core.errors import EditRefused
from newsctl.core.fixes_due import Due, edits_among, keys_of, next_batch, text_spans
from newsctl.core.problems import Rename

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from newsctl.core.field_edits import FieldEdit
    from newsctl.core.ports import Check, Reading
    from newsctl.core.post import FrontMatter, Post, PostPath
    from newsctl.core.problems import Fix, Problem, Repair

    Edited = Callable[[bytes, Sequence[FieldEdit]], bytes]
    """A file's bytes with values of its front matter changed: `PostWriter.edited`."""

    Parse = Callable[[PostPath, bytes], Reading]
    """Reads bytes as if they were the file at a path: `PostRepository.parse`."""

MOST_PASSES = 1_000
"""Rounds of looking and mending, of which nearly all posts need two; more are no end in sight."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A post after its repairs: its path and bytes, how many fixes made them, and which could not.

    `refused` has a reason for each fix that would have changed more than it says.
    """

    path: PostPath
    data: bytes
    fixed: int
    refused: tuple[str, ...] = ()


class Repairs:
    """Applies fixes, and holds each of them to what it says it does.

    `check` finds what is to be fixed; `taken` are paths that no post can be given, among which
    those come that one is given. Fixes that are not safe are applied only with `unsafe`.
    """

    def __init__(
        self,
        *,
        edited: Edited,
        parse: Parse,
        check: Check,
        taken: Iterable[PostPath] = (),
        unsafe: bool = False,
    ) -> None:
        self._edited = edited
        self._parse = parse
        self._check = check
        self._taken = set(taken)
        self._unsafe = unsafe

    def may_fix(self, problem: Problem) -> bool:
        """Tell whether a problem has a fix that may be applied."""
        return problem.fix is not None and (problem.fix.safe or self._unsafe)

    def of(self, reading: Reading, found: Iterable[Problem] = ()) -> Repaired:
        """Return a post with all that may be fixed fixed, so that a second time changes nothing.

        Of `found`, what `check` does not find in a post by itself is fixed too, as far as that is
        by values of front matter. A fix that leaves the post with other values than it names is
        refused, and the rest is done. A post whose fixes have no end stays as it is.
        """
        course = _Course(reading, beside=self._due_beside(reading, found))
        for _ in range(MOST_PASSES):
            batch = next_batch(course.still_open(self._due(self._check(course.reading))))
            if not batch:
                self._taken.add(course.reading.path)
                return course.end
            self._advance(course, batch)
        return Repaired(reading.path, reading.data, 0, ("Its fixes contradict one another.",))

    def _due(self, problems: Iterable[Problem]) -> Iterator[Due]:
        for problem in problems:
            if problem.fix is not None and self.may_fix(problem):
                yield Due(problem.rule, problem.fix)

    def _due_beside(self, reading: Reading, found: Iterable[Problem]) -> list[Due]:
        due = [one for one in self._due(found) if not any(text_spans(one.fix.repairs))]
        alone = list(self._due(self._check(reading))) if due else []
        return [one for one in due if one not in alone]

    def _advance(self, course: _Course, batch: list[Due]) -> None:
        try:
            course.reading, done = self._applied(course.reading, batch)
        except EditRefused as error:
            course.refused.append((batch[0], error.message))
        else:
            course.fixed += len(done)
            course.beside = [one for one in course.beside if one not in done]

    def _applied(self, reading: Reading, batch: list[Due]) -> tuple[Reading, list[Due]]:
        """Apply a batch, or as much of its beginning as changes nothing else.

        Raises EditRefused when that is not even its first fix.
        """
        try:
            return self._mended(reading, [one.fix for one in batch]), batch
        except EditRefused:
            if len(batch) == 1:
                raise
        return self._applied(reading, batch[: len(batch) // 2])

    def _mended(self, reading: Reading, fixes: Iterable[Fix]) -> Reading:
        repairs = [repair for fix in fixes for repair in fix.repairs]
        edits = list(edits_among(repairs))
        data = replaced(reading.data, repairs)
        data = self._edited(data, edits) if edits else data
        path = next((one.to for one in repairs if isinstance(one, Rename)), reading.path)
        if path != reading.path and path in self._taken:
            raise EditRefused(f"{path} is there already.")
        if (path, data) == (reading.path, reading.data):
            raise EditRefused("Its fix changes nothing.")
        after = self._parse(path, data)
        _refuse_other_values(reading, after, edits)
        return after


@dataclass(slots=True)
class _Course:
    """How far the repairs of a post are."""

    reading: Reading
    beside: list[Due]
    fixed: int = 0
    refused: list[tuple[Due, str]] = field(default_factory=list)

    def still_open(self, alone: Iterable[Due]) -> list[Due]:
        closed = [due for due, _ in self.refused]
        return [due for due in (*alone, *self.beside) if due not in closed]

    @property
    def end(self) -> Repaired:
        reasons = (f"{due.rule}: {reason}" for due, reason in self.refused)
        return Repaired(self.reading.path, self.reading.data, self.fixed, tuple(reasons))


def replaced(data: bytes, repairs: Iterable[Repair]) -> bytes:
    """Return a file's bytes with the spans of its text replaced that do not overlap.

    Raises EditRefused for a file that is not UTF-8.
    """
    spans = sorted(text_spans(repairs), key=lambda span: span.start)
    if not spans:
        return data
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise EditRefused("The file is not UTF-8.") from error
    pieces: list[str] = []
    end = 0
    for span in spans:
        pieces += (text[end : span.start], span.text)
        end = span.end
    return "".join([*pieces, text[end:]]).encode()


def _refuse_other_values(before: Reading, after: Reading, edits: Iterable[FieldEdit]) -> None:
    """Raise EditRefused when a post has other values now, but for those that edits name."""
    if before.post is None:
        return
    if after.post is None:
        raise EditRefused("It would not be a post any more.")
    named = {key for edit in edits for key in keys_of(edit)}
    if (key := _changed_key(before.post, after.post, named)) is not None:
        raise EditRefused(f"{key} would get another value.")


def _changed_key(before: Post, after: Post, named: Collection[str]) -> str | None:
    old, new = before.summary.front_matter, after.summary.front_matter
    for key in (*old, *(key for key in new if key not in old)):
        if key not in named and _spelt(old, key) != _spelt(new, key):
            return key
    return None


def _spelt(front_matter: FrontMatter, key: str) -> str | None:
    # for to Python 1, 1.0 and True are equal, and no NaN equals another
    return repr(front_matter[key]) if key in front_matter else None
