"""Repairs of one post by the fixes of its problems, verified to change nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.errors import EditRefused
from newsctl.core.messages import _, joined
from newsctl.core.post.field_edits import RenameKey
from newsctl.core.problems import Fix, Rename, ReplaceText, position_at

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from newsctl.core.archive.ports import Check, Reading
    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import FrontMatter, Post, PostPath
    from newsctl.core.problems import Position, Problem, Repair

    Edited = Callable[[bytes, Sequence[FieldEdit]], bytes]
    """A file's bytes with values of its front matter changed: `PostWriter.edited`."""

    Parse = Callable[[PostPath, bytes], Reading]
    """Reads bytes as if they were the file at a path: `PostRepository.parse`."""

_ADDRESS = re.compile(r"https?://\S+")

MOST_PASSES = 1_000
"""Rounds of looking and mending, of which nearly all posts need two; more are no end in sight."""


class NameTaken(EditRefused):
    """The new name of a post is taken by another file."""

    def __init__(self, path: PostPath) -> None:
        super().__init__(_("{path} is there already.", path=path))
        self.path = path


class RefusedFix(NamedTuple):
    """Why a fix was not applied; `wants` is the name that it would give, if another file has it."""

    reason: str
    wants: PostPath | None = None


@dataclass(frozen=True, slots=True)
class Repaired:
    """The result of repairs: path, bytes, number of fixes, and refusals.

    `refused` are the fixes that would have changed more than they say.
    """

    path: PostPath
    data: bytes
    fixed: int
    refused: tuple[RefusedFix, ...] = ()

    @property
    def wanted(self) -> PostPath | None:
        """The name that the post could not get because another file has it."""
        return next((one.wants for one in self.refused if one.wants), None)

    @property
    def as_wanted(self) -> Repaired:
        """The same result under the wanted name, for when that is free."""
        if self.wanted is None:
            return self
        refused = tuple(one for one in self.refused if one.wants != self.wanted)
        return replace(self, path=self.wanted, fixed=self.fixed + 1, refused=refused)


class Repairs:
    """Applies fixes, and verifies that each changes only what it says.

    `check` finds the problems. `taken` are paths that no post can get; it is updated when posts are
    renamed. Unsafe fixes are applied only with `unsafe`. `keeps_name` returns why a post may not be
    renamed.
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
        self._names_taken = set(taken)
        self._unsafe = unsafe
        self._keeps_name = keeps_name

    def may_fix(self, problem: Problem) -> bool:
        """Tell whether a problem has a fix that may be applied."""
        return problem.fix is not None and (problem.fix.safe or self._unsafe)

    def of(self, reading: Reading, problems: Iterable[Problem] = ()) -> Repaired:
        """Apply all fixes to a post, until checking it again finds nothing to fix.

        Given `problems` that `check` does not find in the post alone are fixed too, if their fix
        edits front matter. A fix that would change other values than it names is refused, and the
        rest is applied. A post whose fixes never end stays as it is.
        """
        state = _RepairState(reading, reading, beside=self._fixes_beside(reading, problems))
        for _time in range(MOST_PASSES):
            batch = next_batch(state.still_open(self._fixes(self._check(state.reading))))
            if not batch:
                if state.reading.path != reading.path:
                    self._names_taken.discard(reading.path)
                self._names_taken.add(state.reading.path)
                return state.end
            self._advance(state, batch)
        contradict = RefusedFix(_("Its fixes contradict one another."))
        return Repaired(reading.path, reading.data, 0, (contradict,))

    def _fixes(self, problems: Iterable[Problem]) -> Iterator[RuleFix]:
        for problem in problems:
            if problem.fix is not None and self.may_fix(problem):
                yield RuleFix(problem.rule, problem.fix)

    def _fixes_beside(self, reading: Reading, problems: Iterable[Problem]) -> list[RuleFix]:
        fixes = [one for one in self._fixes(problems) if not any(text_spans(one.fix.repairs))]
        alone = list(self._fixes(self._check(reading))) if fixes else []
        return [one for one in fixes if one not in alone]

    def _advance(self, state: _RepairState, batch: list[RuleFix]) -> None:
        """Apply a batch of fixes, and record in the state which were applied or refused."""
        try:
            state.reading, done = self._apply(state.reading, batch)
        except EditRefused as error:
            state.refused.append((batch[0], error))
        else:
            alike = sum(one in done for one in state.beside)  # one fix may mend several problems
            state.fixed += alike + sum(one not in state.beside for one in done)
            state.beside = [one for one in state.beside if one not in done]

    def _refuse_name(self, path: PostPath, to: PostPath) -> None:
        """Raise EditRefused if a post may not be renamed, or not to this name."""
        if reason := self._keeps_name(path):
            raise EditRefused(reason)
        if to in self._names_taken:
            raise NameTaken(to)

    def _apply(self, reading: Reading, batch: list[RuleFix]) -> tuple[Reading, list[RuleFix]]:
        """Apply a batch, or the longest beginning of it that changes nothing else.

        Raises EditRefused if not even its first fix can be applied.
        """
        try:
            return self._apply_all(reading, [one.fix for one in batch]), batch
        except EditRefused:
            if len(batch) == 1:
                raise
        return self._apply(reading, batch[: len(batch) // 2])

    def _apply_all(self, reading: Reading, fixes: Sequence[Fix]) -> Reading:
        """Apply fixes, and verify the result. Raises EditRefused."""
        repairs = [repair for fix in fixes for repair in fix.repairs]
        edits = list(edits_among(repairs))
        data = replace_text(reading.data, repairs)
        data = self._edited(data, edits) if edits else data
        path = next((one.to for one in repairs if isinstance(one, Rename)), reading.path)
        if path != reading.path:
            self._refuse_name(reading.path, path)
        if (path, data) == (reading.path, reading.data):
            raise EditRefused(_("Its fix changes nothing."))
        after = self._parse(path, data)
        _refuse_other_values(reading, after, edits)
        _refuse_other_text(reading, after)
        return after


@dataclass(slots=True)
class _RepairState:
    """The state of the repairs of a post, whose problems were found in it as it was `before`."""

    before: Reading
    reading: Reading
    beside: list[RuleFix]
    fixed: int = 0
    refused: list[tuple[RuleFix, EditRefused]] = field(default_factory=list)

    def still_open(self, alone: Iterable[RuleFix]) -> list[RuleFix]:
        closed = [fix for fix, _ in self.refused]
        beside = filter(self._holds, self.beside)
        return [fix for fix in (*beside, *alone) if fix not in closed]

    def _holds(self, rule_fix: RuleFix) -> bool:
        """Tell whether the values that a fix changes are still those it was made for."""
        if self.before.post is None or self.reading.post is None:
            return self.reading is self.before
        old, new = self.before.post.summary.front_matter, self.reading.post.summary.front_matter
        keys = (key for edit in edits_among(rule_fix.fix.repairs) for key in keys_of(edit))
        return all(_representation(old, key) == _representation(new, key) for key in keys)

    @property
    def end(self) -> Repaired:
        refused = (_refused(asked.rule, error) for asked, error in self.refused)
        return Repaired(self.reading.path, self.reading.data, self.fixed, tuple(refused))


def _refused(rule: str, error: EditRefused) -> RefusedFix:
    wants = error.path if isinstance(error, NameTaken) else None
    return RefusedFix(joined(": ", (rule, error.message)), wants)


def replace_text(data: bytes, repairs: Iterable[Repair]) -> bytes:
    """Return a file's bytes with disjoint spans of its text replaced.

    Raises EditRefused for a file that is not UTF-8.
    """
    spans = sorted(text_spans(repairs), key=lambda span: span.start)
    if not spans:
        return data
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise EditRefused(_("The file is not UTF-8.")) from error
    pieces: list[str] = []
    end = 0
    for span in spans:
        pieces += (text[end : span.start], span.text)
        end = span.end
    return "".join([*pieces, text[end:]]).encode()


def _refuse_other_values(before: Reading, after: Reading, edits: Iterable[FieldEdit]) -> None:
    """Raise EditRefused if values changed that the edits do not name."""
    if before.post is None:
        return
    if after.post is None:
        raise EditRefused(_("It would not be a post any more."))
    named = {key for edit in edits for key in keys_of(edit)}
    if (key := _changed_key(before.post, after.post, named)) is not None:
        raise EditRefused(_("{key} would get another value.", key=key))


def _refuse_other_text(before: Reading, after: Reading) -> None:
    """Raise EditRefused if readers see other text: some of it became a tag or markup.

    Letters outside of ASCII may change, since fixes are about these, and so may addresses shown as
    links.
    """
    if before.post is None or after.post is None or before.post.body == after.post.body:
        return
    if _visible_letters(before.post) != _visible_letters(after.post):
        raise EditRefused(_("Readers would see other text."))


def _visible_letters(post: Post) -> str:
    text = _ADDRESS.sub("", post.text).encode("ascii", "ignore").decode()
    return "".join(text.split())


def _changed_key(before: Post, after: Post, named: Collection[str]) -> str | None:
    """Return the first key with a changed value, except for those named; None if there is none."""
    old, new = before.summary.front_matter, after.summary.front_matter
    for key in (*old, *(key for key in new if key not in old)):
        if key not in named and _representation(old, key) != _representation(new, key):
            return key
    return None


def _representation(front_matter: FrontMatter, key: str) -> str | None:
    """Return the representation of a value, which differs for 1, 1.0 and True; None without one."""
    # in Python 1, 1.0 and True are equal, and no NaN equals another
    return repr(front_matter[key]) if key in front_matter else None


class RuleFix(NamedTuple):
    """A fix to be applied, and the rule that proposed it."""

    rule: str
    fix: Fix


def next_batch(fixes: Sequence[RuleFix]) -> list[RuleFix]:
    """Choose the fixes that can be applied together.

    Replacements of text come first, since offsets are valid only until then; of overlapping ones,
    the first. Then come edits of values, one for each key. A new name comes last, and alone.
    """
    texts = [one for one in fixes if any(text_spans(one.fix.repairs))]
    names = [one for one in fixes if any(isinstance(part, Rename) for part in one.fix.repairs)]
    edits = [one for one in fixes if one not in texts and one not in names]
    return _apart(texts) or _of_different_keys(edits) or names[:1]


def text_spans(repairs: Iterable[Repair]) -> Iterator[ReplaceText]:
    """Yield the replacements of text among repairs."""
    return (repair for repair in repairs if isinstance(repair, ReplaceText))


def edits_among(repairs: Iterable[Repair]) -> Iterator[FieldEdit]:
    """Yield the edits of front matter among repairs."""
    for repair in repairs:
        if not isinstance(repair, ReplaceText | Rename):
            yield repair


def keys_of(edit: FieldEdit) -> tuple[str, ...]:
    """Return the keys that an edit changes."""
    return (edit.key, edit.to) if isinstance(edit, RenameKey) else (edit.key,)


def _apart(fixes: Iterable[RuleFix]) -> list[RuleFix]:
    """Remove replacements that overlap an earlier one; two at the same offset overlap too."""
    chosen: list[RuleFix] = []
    taken: list[ReplaceText] = []
    for one in sorted(fixes, key=_first_offset):
        spans = list(text_spans(one.fix.repairs))
        if not any(_overlap(span, other) for span in spans for other in taken):
            chosen.append(one)
            taken += spans
    return chosen


def _first_offset(rule_fix: RuleFix) -> int:
    return min(span.start for span in text_spans(rule_fix.fix.repairs))


def _overlap(one: ReplaceText, other: ReplaceText) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def _of_different_keys(fixes: Iterable[RuleFix]) -> list[RuleFix]:
    """Return the fixes that change distinct keys, in order."""
    chosen: list[RuleFix] = []
    changed: set[str] = set()
    for one in fixes:
        keys = {key for edit in edits_among(one.fix.repairs) for key in keys_of(edit)}
        if not keys & changed:
            chosen.append(one)
            changed |= keys
    return chosen


class Replacement(NamedTuple):
    """A span of a file's text, from its position to `end`, and the new text."""

    start: Position
    end: Position
    text: str


def replacements_of(fix: Fix, data: bytes, edited: Edited) -> tuple[Replacement, ...]:
    """Return the replacements that a fix makes in these bytes, in the order of the file.

    Empty for a fix that cannot be applied, or that changes no text: removing a byte order mark, or
    renaming.
    """
    try:
        text = data.decode()
        edits = list(edits_among(fix.repairs))
        after = edited(data, edits).decode() if edits else text
    except (EditRefused, UnicodeDecodeError):
        return ()
    spans = [*text_spans(fix.repairs), *([_difference(text, after)] if after != text else [])]
    found = (
        Replacement(position_at(text, span.start), position_at(text, span.end), span.text)
        for span in sorted(spans, key=lambda span: span.start)
    )
    return tuple(one for one in found if one.start != one.end or one.text)


def _difference(text: str, other: str) -> ReplaceText:
    """Return the shortest span in which two texts differ."""
    start = _alike(text, other)
    same = _alike(text[start:][::-1], other[start:][::-1])
    return ReplaceText(start, len(text) - same, other[start : len(other) - same])


def _alike(text: str, other: str) -> int:
    """Return the length of the common prefix of two texts."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((at for at, (one, two) in pairs if one != two), min(len(text), len(other)))
