"""Repairs of one post: what the fixes of its problems make of it, and nothing beside that."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsctl.core.check.fixes_due import Due, edits_among, keys_of, next_batch, text_spans
from newsctl.core.errors import EditRefused
from newsctl.core.problems import Rename

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from newsctl.core.archive.ports import Check, Reading
    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import FrontMatter, Post, PostPath
    from newsctl.core.problems import Fix, Problem, Repair

    Edited = Callable[[bytes, Sequence[FieldEdit]], bytes]
    """A file's bytes with values of its front matter changed: `PostWriter.edited`."""

    Parse = Callable[[PostPath, bytes], Reading]
    """Reads bytes as if they were the file at a path: `PostRepository.parse`."""

_ADDRESS = re.compile(r"https?://\S+")

MOST_PASSES = 1_000
"""Rounds of looking and mending, of which nearly all posts need two; more are no end in sight."""


class NameTaken(EditRefused):
    """A name that another file has."""

    def __init__(self, path: PostPath) -> None:
        super().__init__(_taken(path))
        self.path = path


@dataclass(frozen=True, slots=True)
class Repaired:
    """A post after its repairs: its path and bytes, how many fixes made them, and which could not.

    `refused` has a reason for each fix that would have changed more than it says. `wanted` is the
    name that the post could not get as another file has it.
    """

    path: PostPath
    data: bytes
    fixed: int
    refused: tuple[str, ...] = ()
    wanted: PostPath | None = None

    @property
    def as_wanted(self) -> Repaired:
        """The same with the name that it wanted, for when that is free."""
        if self.wanted is None:
            return self
        refused = tuple(one for one in self.refused if not one.endswith(_taken(self.wanted)))
        return replace(self, path=self.wanted, fixed=self.fixed + 1, refused=refused, wanted=None)


class Repairs:
    """Applies fixes, and holds each of them to what it says it does.

    `check` finds what is to be fixed; `taken` are paths that no post can be given, among which
    those come that one is given, and no longer those that one leaves. Fixes that are not safe are
    applied only with `unsafe`. `keeps_name` gives the reason why a post may not get another name.
    """

    def __init__(
        self,
        *,
        edited: Edited,
        parse: Parse,
        check: Check,
        taken: Iterable[PostPath] = (),
        unsafe: bool = False,
        keeps_name: Callable[[PostPath], str | None] = lambda _: None,
    ) -> None:
        self._edited = edited
        self._parse = parse
        self._check = check
        self._taken = set(taken)
        self._unsafe = unsafe
        self._keeps_name = keeps_name

    def may_fix(self, problem: Problem) -> bool:
        """Tell whether a problem has a fix that may be applied."""
        return problem.fix is not None and (problem.fix.safe or self._unsafe)

    def of(self, reading: Reading, found: Iterable[Problem] = ()) -> Repaired:
        """Return a post with all that may be fixed fixed, so that a second time changes nothing.

        Of `found`, what `check` does not find in a post by itself is fixed too, as far as that is
        by values of front matter. A fix that leaves the post with other values than it names is
        refused, and the rest is done. A post whose fixes have no end stays as it is.
        """
        course = _Course(reading, reading, beside=self._due_beside(reading, found))
        for _ in range(MOST_PASSES):
            batch = next_batch(course.still_open(self._due(self._check(course.reading))))
            if not batch:
                if course.reading.path != reading.path:
                    self._taken.discard(reading.path)
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
            course.wanted = error.path if isinstance(error, NameTaken) else course.wanted
        else:
            alike = sum(one in done for one in course.beside)  # one fix may mend several problems
            course.fixed += alike + sum(one not in course.beside for one in done)
            course.beside = [one for one in course.beside if one not in done]

    def _refuse_name(self, path: PostPath, to: PostPath) -> None:
        """Raise EditRefused where a post may not leave its name, or cannot have another."""
        if reason := self._keeps_name(path):
            raise EditRefused(reason)
        if to in self._taken:
            raise NameTaken(to)

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

    def _mended(self, reading: Reading, fixes: Sequence[Fix]) -> Reading:
        repairs = [repair for fix in fixes for repair in fix.repairs]
        edits = list(edits_among(repairs))
        data = replaced(reading.data, repairs)
        data = self._edited(data, edits) if edits else data
        path = next((one.to for one in repairs if isinstance(one, Rename)), reading.path)
        if path != reading.path:
            self._refuse_name(reading.path, path)
        if (path, data) == (reading.path, reading.data):
            raise EditRefused("Its fix changes nothing.")
        after = self._parse(path, data)
        _refuse_other_values(reading, after, edits)
        if not all(fix.shows for fix in fixes):
            _refuse_other_text(reading, after)
        return after


@dataclass(slots=True)
class _Course:
    """How far the repairs of a post are, which were found in it as it was `before`."""

    before: Reading
    reading: Reading
    beside: list[Due]
    fixed: int = 0
    refused: list[tuple[Due, str]] = field(default_factory=list)
    wanted: PostPath | None = None

    def still_open(self, alone: Iterable[Due]) -> list[Due]:
        closed = [due for due, _ in self.refused]
        beside = filter(self._holds, self.beside)
        return [due for due in (*alone, *beside) if due not in closed]

    def _holds(self, due: Due) -> bool:
        """Tell whether the values that a fix changes are still those that it was found for."""
        if self.before.post is None or self.reading.post is None:
            return self.reading is self.before
        old, new = self.before.post.summary.front_matter, self.reading.post.summary.front_matter
        keys = (key for edit in edits_among(due.fix.repairs) for key in keys_of(edit))
        return all(_spelt(old, key) == _spelt(new, key) for key in keys)

    @property
    def end(self) -> Repaired:
        reasons = (f"{due.rule}: {reason}" for due, reason in self.refused)
        reading = self.reading
        return Repaired(reading.path, reading.data, self.fixed, tuple(reasons), self.wanted)


def _taken(path: PostPath) -> str:
    return f"{path} is there already."


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


def _refuse_other_text(before: Reading, after: Reading) -> None:
    """Raise EditRefused when readers see other text: what was text became a tag, or a mark.

    Letters outside ASCII are what fixes are about, and addresses that a reader sees are links.
    """
    if before.post is None or after.post is None or before.post.body == after.post.body:
        return
    if _seen(before.post) != _seen(after.post):
        raise EditRefused("Readers would see other text.")


def _seen(post: Post) -> str:
    text = _ADDRESS.sub("", post.text).encode("ascii", "ignore").decode()
    return "".join(text.split())


def _changed_key(before: Post, after: Post, named: Collection[str]) -> str | None:
    old, new = before.summary.front_matter, after.summary.front_matter
    for key in (*old, *(key for key in new if key not in old)):
        if key not in named and _spelt(old, key) != _spelt(new, key):
            return key
    return None


def _spelt(front_matter: FrontMatter, key: str) -> str | None:
    # for to Python 1, 1.0 and True are equal, and no NaN equals another
    return repr(front_matter[key]) if key in front_matter else None
