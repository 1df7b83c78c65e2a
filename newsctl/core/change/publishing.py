"""Drafts: listing them, publishing them as posts, and making drafts of posts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import Change, Move, Write
from newsctl.core.archive.hits import HighlightedText, Hit, Request, Sort
from newsctl.core.change.mentions import mentions
from newsctl.core.change.plans import Plan, Refusal
from newsctl.core.errors import EditRefused
from newsctl.core.messages import _, joined
from newsctl.core.post.date_forms import written_in
from newsctl.core.post.drafts import is_in_drafts, path_as_draft
from newsctl.core.post.field_edits import RemoveKey, SetValue
from newsctl.core.post.text_lists import values_of
from newsctl.core.problems import Severity
from newsctl.core.query.ast import FieldValue

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import datetime, tzinfo

    from newsctl.core.archive.archive import Archive
    from newsctl.core.archive.file_changes import Step
    from newsctl.core.archive.ports import Check, PostRepository, Reading
    from newsctl.core.change.post_style import PostStyle
    from newsctl.core.change.post_writer import PostWriter
    from newsctl.core.post.drafts import DraftForm
    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import FrontMatter, Post, PostPath

    Becoming = Callable[[Reading, Post], tuple[PostPath, bytes]]
    """What a post becomes: its path and its bytes. It may raise EditRefused."""


def drafts_in(archive: Archive, form: DraftForm) -> list[Reading]:
    """Read all drafts of an archive by path: those in folders, and those marked by a key."""
    marked = Request(
        FieldValue(form.key, values_of(form.value)),
        Sort("path", descending=False),
        highlights=False,
        front_matter=False,
    )
    found = [archive.read(hit.summary.path) for hit in archive.search(marked).hits]
    drafts = {path: archive.read(path) for path in archive.repository.drafts()}
    for reading in found:
        if reading.post is None or form.marks(reading.post.shown.front_matter):
            drafts[reading.path] = reading
    return [drafts[path] for path in sorted(drafts)]


def hits_of(readings: Sequence[Reading], *, text: bool, body: bool) -> Iterator[Hit]:
    """Yield posts as hits of an answer, with text and body if requested."""
    for post in (reading.post for reading in readings if reading.post):
        yield Hit(
            post.shown,
            0.0,
            text=HighlightedText(post.text) if text else None,
            body=post.body if body else None,
        )


@dataclass(frozen=True, slots=True)
class Moments:
    """The dates of published posts: `given` for all, else the draft's own, else `now`.

    All are aware; they are written in `zone` under the key `field`.
    """

    given: datetime | None
    now: datetime
    zone: tzinfo
    field: str


class Publishing:
    """Plans to publish drafts and to make drafts of posts, as the site keeps them.

    `style` is that of its posts; `check` applies the rules.
    """

    def __init__(
        self,
        repository: PostRepository,
        writer: PostWriter,
        form: DraftForm,
        style: PostStyle,
        *,
        check: Check,
    ) -> None:
        self._repository = repository
        self._writer = writer
        self._form = form
        self._style = style
        self._check = check

    def plan(self, paths: Sequence[PostPath], moments: Moments, command: str) -> Plan:
        """Plan to publish drafts: moved from their folder to a dated name, or unmarked.

        Drafts with an error, or whose path is taken, are refused.
        """
        return self._plan_each(
            paths, lambda reading, post: self._published(reading, post, moments), command
        )

    def plan_back(self, paths: Sequence[PostPath], command: str) -> Plan:
        """Plan to make drafts of posts, and find mentions of those that are moved.

        The date stays in the front matter if it is there.
        """
        plan = self._plan_each(paths, self._unpublished, command)
        moved = [step.path for step in plan.change.steps if isinstance(step, Move)]
        if not moved:
            return plan
        found = mentions(moved, sorted(self._repository.scan()), self._repository.data_of)
        return replace(plan, mentions=tuple(found))

    def _plan_each(self, paths: Sequence[PostPath], become: Becoming, command: str) -> Plan:
        """Plan the change of each post by `become`, which returns its new path and bytes."""
        steps: list[Step] = []
        refused: list[Refusal] = []
        unchanged = 0
        taken = {*self._repository.scan(), *self._repository.drafts()}
        for path in paths:
            reading = self._repository.read(path)
            try:
                new = self._new_file(reading, become, taken)
            except EditRefused as error:
                refused.append(Refusal.of(path, error))
                continue
            steps += steps_between(reading, *new)
            unchanged += new == (path, reading.data)
            taken.add(new[0])
        return Plan(Change(command, tuple(steps)), tuple(refused), unchanged)

    def _new_file(
        self, reading: Reading, become: Becoming, taken: Collection[PostPath]
    ) -> tuple[PostPath, bytes]:
        """Return the new path and bytes of a post. Raises EditRefused if it cannot have them."""
        if reading.post is None:
            raise EditRefused(reading.problems[0].message, hint=_("To mend it: newsctl edit POST"))
        to, data = become(reading, reading.post)
        moves = to != reading.path
        if moves and to in taken:
            raise EditRefused(_("{to} is there already.", to=to))
        if moves or data != reading.data:
            self._writer.require_writable(reading.path, moves=moves)
        return to, data

    def _published(self, reading: Reading, post: Post, moments: Moments) -> tuple[PostPath, bytes]:
        """Return path and bytes of a draft as a post. Raises EditRefused for an error in it."""
        summary = post.summary
        moment = moments.given or summary.date or moments.now
        edits: list[FieldEdit] = []
        is_draft = self._form.marks(summary.front_matter)
        to = summary.path
        if is_draft:
            edits.append(self._unmarked())
        if is_in_drafts(summary.path):
            is_draft = True
            to = self._writer.path_published(summary.path, moment, self._style)
        if is_draft and (moments.given or (to != summary.path and not summary.moment)):
            edits += self._date_edits(summary.front_matter, moment, moments)
        data = self._writer.edited(reading.data, edits) if edits else reading.data
        if is_draft:
            for problem in self._check(self._repository.parse(to, data)):
                if problem.severity is Severity.ERROR:
                    raise EditRefused(
                        joined(": ", (problem.rule, problem.message)), hint=problem.hint
                    )
        return to, data

    def _unmarked(self) -> FieldEdit:
        """Return the edit that removes the mark of a draft.

        The key is removed, or set to the opposite if nearly all posts have it so.
        """
        key, shown = self._form.key, not self._form.value
        is_habit = self._style.flags.get(key) is shown
        return SetValue(key, shown) if is_habit else RemoveKey(key)

    def _date_edits(
        self, front_matter: FrontMatter, moment: datetime, moments: Moments
    ) -> Iterator[FieldEdit]:
        """Yield the edits that write a date as other posts do, unless only their name has it."""
        is_exact = moments.given is not None
        text = self._style.date_text(moment, moments.zone, is_exact=is_exact)
        keys = [moments.field if key == "date" else key for key in self._style.keys]
        if text is None and moments.field in front_matter:
            text = written_in(moment, (), moments.zone)
        if text is not None:
            at = keys.index(moments.field) if moments.field in keys else 0
            yield SetValue(moments.field, text, after=tuple(keys[:at]))

    def _unpublished(self, reading: Reading, post: Post) -> tuple[PostPath, bytes]:
        """Return path and bytes of a post as a draft."""
        path = reading.path
        if is_in_drafts(path) or self._form.marks(post.summary.front_matter):
            return path, reading.data
        if self._form.folder and (to := path_as_draft(path)):
            return to, reading.data
        mark = SetValue(self._form.key, self._form.value)
        return path, self._writer.edited(reading.data, [mark])


def steps_between(reading: Reading, to: PostPath, data: bytes) -> Iterator[Step]:
    """Yield the steps that give a file other bytes and another path, as far as they differ."""
    if data != reading.data:
        yield Write(reading.path, reading.data, data)
    if to != reading.path:
        yield Move(reading.path, to, data)
