"""Plans of edits: other values, other text, or the result of a text editor."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import Change, Write
from newsctl.core.change.plans import Plan, Refusal, not_a_post
from newsctl.core.change.substitution import substitution_edits
from newsctl.core.errors import ArchiveError, EditRefused
from newsctl.core.messages import _, joined
from newsctl.core.post.field_edits import SetValue
from newsctl.core.post.word_counts import count_words, keys_of_counts
from newsctl.core.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsctl.core.archive.ports import Check, PostRepository, Reading, Watch
    from newsctl.core.change.post_writer import PostWriter
    from newsctl.core.change.substitution import Replaced
    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import FrontMatter, Post, PostPath
    from newsctl.core.problems import Problem

    EditsOf = Callable[[FrontMatter], Sequence[FieldEdit]]
    """The edits of one post, which may depend on what it holds."""

    BytesAfter = Callable[[Reading, Post], bytes]
    """What a post's file shall hold instead. It may raise EditRefused."""

    Substitute = Callable[[str, str], Replaced]
    """Puts others into a text; lines that are put in end in the second. It may raise
    EditRefused."""


_OF_COUNTS = frozenset({"count-aantal", "count-unieke"})


class EditPlanner:
    """Plans new bytes for posts, to be shown and then written by an `Editor`.

    A plan takes no lock, since a person reviews it; posts changed meanwhile are refused later.
    `check` applies the rules, `watch` returns the progress reporter of long work.
    """

    def __init__(
        self,
        repository: PostRepository,
        writer: PostWriter,
        *,
        check: Check,
        watch: Watch,
    ) -> None:
        self._repository = repository
        self._writer = writer
        self._check = check
        self._watch = watch

    def plan_edits(self, paths: Sequence[PostPath], edits_of: EditsOf, command: str) -> Plan:
        """Plan edits of front matter; `edits_of` returns those of a post.

        Refused are posts that cannot be read or edited, or in which a rule would find a new error.
        """
        return self._plan_bytes(
            paths,
            lambda reading, post: self._writer.edited(reading.data, edits_of(_front_matter(post))),
            command,
        )

    def plan_substitution(
        self, paths: Sequence[PostPath], substitute: Substitute, keys: Sequence[str], command: str
    ) -> Plan:
        """Plan other text in bodies, or in the values of `keys` if there are any.

        Word counts in a post follow its body as in `recounted`, and the plan counts the places.
        Refused is what `plan_edits` refuses.
        """
        places: Counter[PostPath] = Counter()

        def after(reading: Reading, post: Post) -> bytes:
            def new(text: str, newline: str = "\n") -> str:
                replaced = substitute(text, newline)
                places[reading.path] += replaced.places
                return replaced.text

            if not keys:
                return self._with_body(reading, post, new(post.body, _line_end(reading)))
            edits = substitution_edits(_front_matter(post), keys, new)
            return self._writer.edited(reading.data, edits) if edits else reading.data

        plan = self._plan_bytes(paths, after, command)
        changed = sum(places[path] for path in plan.change.paths_after)
        plan = replace(plan, unchanged_are=_("unchanged by it"), places=changed)
        return plan if keys else self._with_counts_left(plan)

    def new_errors(self, reading: Reading, after: bytes) -> list[Problem]:
        """Return the errors that a post would have with other bytes and does not have now.

        Errors that keep it from being read as a post are always included.
        """
        new = self._repository.parse(reading.path, after)
        known = () if new.post is None else self._check(reading)
        present = {_sameness(problem) for problem in known}
        return [
            problem
            for problem in self._check(new)
            if problem.severity is Severity.ERROR and _sameness(problem) not in present
        ]

    def recounted(self, path: PostPath, before: bytes, after: bytes) -> bytes:
        """Return a post's new bytes with `aantal` and `unieke` updated if its body changed.

        Only values that were the counts of the body before are updated; one whose front matter
        cannot be edited is left as it is.
        """
        old, new = (self._repository.parse(path, data).post for data in (before, after))
        if old is None or new is None or old.body == new.body:
            return after
        counts, is_count = count_words(new.body)._asdict(), keys_of_counts(old)
        edits = [SetValue(key, counts[key]) for key in keys_of_counts(new) if is_count.get(key)]
        try:
            return self._writer.edited(after, edits)
        except EditRefused:
            return after

    def data_of(self, path: PostPath) -> bytes:
        """Return the bytes of a post's file. Raises ArchiveError when it cannot be read."""
        reading = self._repository.read(path)
        if problem := reading.unread:
            raise ArchiveError(joined(": ", (path, problem.message)), hint=problem.hint)
        return reading.data

    def plan_rewrite(self, path: PostPath, before: bytes, after: bytes, command: str) -> Plan:
        """Plan to replace the bytes of one post by those that an editor saved."""
        steps = (Write(path, before, after),) if after != before else ()
        return self._with_counts_left(Plan(Change(command, steps), unchanged=1 - len(steps)))

    def _with_counts_left(self, plan: Plan) -> Plan:
        """Return a plan of other bodies with the keys that are no counts, and so stay."""
        left: Counter[str] = Counter()
        for path, before, after in (
            (step.path, step.before, step.after)
            for step in plan.change.steps
            if isinstance(step, Write)
        ):
            old, new = (
                self._repository.parse(path, data).post if data else None
                for data in (before, after)
            )
            if old and new and old.body != new.body:
                left.update(key for key, is_count in keys_of_counts(old).items() if not is_count)
        return replace(plan, counts_left=left)

    def _plan_bytes(self, paths: Sequence[PostPath], after: BytesAfter, command: str) -> Plan:
        """Plan the new bytes that `after` computes for each post."""
        steps: list[Write] = []
        refused: list[Refusal] = []
        with self._watch(_("Reading")) as progress:
            for number, path in enumerate(paths, 1):
                outcome = self._plan_one(path, after)
                if isinstance(outcome, Refusal):
                    refused.append(outcome)
                elif outcome:
                    steps.append(outcome)
                progress(number, len(paths))
        unchanged = len(paths) - len(steps) - len(refused)
        return Plan(Change(command, tuple(steps)), tuple(refused), unchanged)

    def _with_body(self, reading: Reading, post: Post, body: str) -> bytes:
        """Return a post's bytes with another body, and with its word counts updated."""
        if body == post.body:
            return reading.data
        front = reading.data[: len(reading.data) - len(post.body.encode())]
        after = front + body.encode()
        new = self._repository.parse(reading.path, after).post
        if new is None or new.body != body:
            raise EditRefused(_("The front matter would end elsewhere."))
        return self.recounted(reading.path, reading.data, after)

    def _plan_one(self, path: PostPath, bytes_after: BytesAfter) -> Write | Refusal | None:
        """Plan new bytes for one post; None if they are the present ones."""
        reading = self._repository.read(path)
        if reading.post is None:
            return Refusal.of(path, not_a_post(reading))
        try:
            after = bytes_after(reading, reading.post)
            if after == reading.data:
                return None
            self._writer.require_writable(path)
        except EditRefused as refused:
            return Refusal.of(path, refused)
        for error in self.new_errors(reading, after):
            return Refusal(path, joined(": ", (error.rule, error.message)), error.hint)
        return Write(path, reading.data, after)


def _front_matter(post: Post) -> FrontMatter:
    return post.summary.front_matter


def _sameness(problem: Problem) -> tuple[str, str]:
    """Return by what an error is the same before and after a change.

    A message about a word count has the number of words in it, which changes.
    """
    return problem.rule, "" if problem.rule in _OF_COUNTS else problem.message


def _line_end(reading: Reading) -> str:
    """Return the line ending of the first line of a file."""
    return "\r\n" if reading.data.partition(b"\n")[0].endswith(b"\r") else "\n"
