"""The use cases that change posts: each is planned first, shown, and then carried out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import Change, Move, Write
from newsctl.core.change.mentions import MovedPost, mentions_in, names_of
from newsctl.core.change.plans import LinkCounts, Mention, Plan, Refusal
from newsctl.core.change.substitution import substitution_edits
from newsctl.core.errors import ArchiveError, EditRefused, UsageError
from newsctl.core.messages import _, _n, joined
from newsctl.core.post.field_edits import SetValue
from newsctl.core.post.word_counts import count_words
from newsctl.core.problems import UNREAD, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from newsctl.core.archive.file_changes import PastChange, Step, Trashed
    from newsctl.core.archive.ports import Check, PostRepository, Progress, Reading
    from newsctl.core.change.post_style import PostStyle
    from newsctl.core.change.post_writer import PostWriter
    from newsctl.core.change.substitution import Replaced
    from newsctl.core.post.field_edits import FieldEdit
    from newsctl.core.post.post import FrontMatter, Post, PostPath, PostSummary
    from newsctl.core.problems import Problem

    EditsOf = Callable[[FrontMatter], Sequence[FieldEdit]]
    """The edits of one post, which may depend on what it holds."""

    BytesAfter = Callable[[Reading, Post], bytes]
    """What a post's file shall hold instead. It may raise EditRefused."""

    Substitute = Callable[[str, str], Replaced]
    """Puts others into a text; lines that are put in end in the second. It may raise
    EditRefused."""


_KEEP_URL = _("To rename it all the same: --new-urls")
_TO_MEND = _("To mend it: newsctl edit POST")


class Editor:
    """Changes posts of one archive, so that every change can be taken back.

    A plan is made without a lock, since a person looks at it; what changed since is then refused.
    `check` are the rules, `watch` gives what long work reports its progress to.
    """

    def __init__(
        self,
        repository: PostRepository,
        writer: PostWriter,
        *,
        check: Check,
        watch: Callable[[str], AbstractContextManager[Progress]],
    ) -> None:
        self._repository = repository
        self._writer = writer
        self._check = check
        self._watch = watch

    def plan_edits(self, paths: Sequence[PostPath], edits_of: EditsOf, command: str) -> Plan:
        """Plan edits of front matter, for each post those that `edits_of` gives for it.

        Refused is a post that cannot be read or edited, or in which a rule would find an error
        that is not there now.
        """
        return self._plan_bytes(
            paths,
            lambda reading, post: self._writer.edited(reading.data, edits_of(_front_matter(post))),
            command,
        )

    def plan_substitution(
        self, paths: Sequence[PostPath], substitute: Substitute, keys: Sequence[str], command: str
    ) -> Plan:
        """Plan other text in bodies, or in the values of `keys` where any are named.

        Counts that a post has follow its body, and the plan counts the places. Refused is what
        `plan_edits` refuses.
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
        return replace(plan, unchanged_are=_("unchanged by it"), places=changed)

    def new_errors(self, reading: Reading, after: bytes) -> list[Problem]:
        """Return the errors that a post would have with other bytes, and does not have now.

        What keeps it from being read as a post is always among them.
        """
        new = self._repository.parse(reading.path, after)
        known = () if new.post is None else self._check(reading)
        told = {(problem.rule, problem.message) for problem in known}
        return [
            problem
            for problem in self._check(new)
            if problem.severity is Severity.ERROR and (problem.rule, problem.message) not in told
        ]

    def recounted(self, path: PostPath, before: bytes, after: bytes) -> bytes:
        """Return a post's new bytes with `aantal` and `unieke` counted, if its body is new.

        Only counts that it has are written; one whose front matter cannot be edited stays as it is.
        """
        old, new = (self._repository.parse(path, data).post for data in (before, after))
        if new is None or (old and old.body == new.body):
            return after
        counts = count_words(new.body)._asdict()
        edits = [SetValue(key, count) for key, count in counts.items() if key in _front_matter(new)]
        try:
            return self._writer.edited(after, edits)
        except EditRefused:
            return after

    def data_of(self, path: PostPath) -> bytes:
        """Return the bytes of a post's file. Raises ArchiveError when it cannot be read."""
        reading = self._repository.read(path)
        if problem := _unread(reading):
            raise ArchiveError(joined(": ", (path, problem.message)), hint=problem.hint)
        return reading.data

    def plan_rewrite(self, path: PostPath, before: bytes, after: bytes, command: str) -> Plan:
        """Plan other bytes for one post, as its editor left them."""
        steps = (Write(path, before, after),) if after != before else ()
        return Plan(Change(command, steps), unchanged=1 - len(steps))

    def plan_names(
        self,
        paths: Sequence[PostPath],
        command: str,
        style: PostStyle,
        *,
        new_urls: bool = False,
        fix_links: bool = False,
    ) -> Plan:
        """Plan file names after date and title, and find the posts that name the old ones.

        Where the names of the archive have no day, by its style, those without one get none.
        Refused is one by which the post would get another address on its site, unless `new_urls`.
        With `fix_links` the links of posts to those are mended by the same change.
        """
        has_day = style.name is None or style.name.has_day
        steps: list[Move] = []
        refused: list[Refusal] = []
        taken = set(self._repository.scan())
        for path in paths:
            try:
                move = self._renamed(path, has_day=has_day, new_urls=new_urls)
            except EditRefused as error:
                refused.append(Refusal.of(path, error))
                continue
            if move and move.to in taken:
                refused.append(Refusal(path, _("{to} is there already.", to=move.to)))
            elif move:
                taken.add(move.to)
                steps.append(move)
        unchanged = len(paths) - len(steps) - len(refused)
        plan = Plan(Change(command, tuple(steps)), tuple(refused), unchanged)
        return self._with_links(plan, steps, fix_links=fix_links)

    def plan_removal(
        self, paths: Sequence[PostPath], command: str, *, fix_links: bool = False
    ) -> Plan:
        """Plan moves to the archive's trash, and find the posts that name what goes.

        Refused is a file that cannot be read, as it could not be brought back. With `fix_links`
        links to what goes become their text.
        """
        steps: list[Move] = []
        refused: list[Refusal] = []
        for path in paths:
            try:
                steps.append(self._removed(path))
            except EditRefused as error:
                refused.append(Refusal.of(path, error))
        plan = Plan(Change(command, tuple(steps)), tuple(refused))
        return self._with_links(plan, steps, fix_links=fix_links, goes=True)

    def plan_restoring(self, files: Sequence[Trashed], command: str) -> Plan:
        """Plan moves of files in the trash to where they were.

        Refused is one that cannot be read, and one whose place is taken.
        """
        steps: list[Move] = []
        refused: list[Refusal] = []
        taken = set(self._repository.scan())
        for file in files:
            reading = self._repository.read(file.path)
            if problem := _unread(reading):
                refused.append(Refusal(file.path, problem.message, problem.hint))
            elif file.original in taken:
                refused.append(
                    Refusal(file.path, _("{original} is there already.", original=file.original))
                )
            else:
                taken.add(file.original)
                steps.append(Move(file.path, file.original, reading.data))
        return Plan(Change(command, tuple(steps)), tuple(refused))

    def carry_out(self, plan: Plan, *, keep: bool = True) -> int:
        """Make a planned change. `keep` is off for one that shall not be kept for `undo`.

        Returns how many changes were taken back before and can no longer be done again. Raises
        ArchiveBusy, ChangedMeanwhile, TooLargeToKeep, and ArchiveError for a file that cannot be
        written.
        """
        with self._writer.changing(), self._watch(_("Writing")) as progress:
            return self._writer.carry_out(plan.change, progress, keep=keep)

    def history(self) -> Sequence[PastChange]:
        """Return the changes that can be taken back, the newest first."""
        return self._writer.history()

    def undone(self) -> Sequence[PastChange]:
        """Return the changes that can be done again, the one that was taken back last first."""
        return self._writer.undone()

    def take_back(self, number: int = 1) -> Iterator[PastChange]:
        """Undo the newest changes, and yield each once it is taken back.

        Raises UsageError, before any, where there are fewer but not none; and ArchiveBusy,
        ArchiveError, ChangedMeanwhile.
        """
        return self._one_by_one(_("Undoing"), self._writer.history, self._writer.take_back, number)

    def redo(self, number: int = 1) -> Iterator[PastChange]:
        """Do the changes again that were taken back last, and yield each. Raises as `take_back`."""
        return self._one_by_one(_("Redoing"), self._writer.undone, self._writer.redo, number)

    def in_trash(self) -> Sequence[Trashed]:
        """Return the files in the archive's trash, what came in last first."""
        return self._writer.in_trash()

    def empty_trash(self) -> int:
        """Remove every file in the trash for good, and return how many.

        Raises ArchiveBusy, ArchiveError.
        """
        with self._writer.changing():
            return self._writer.empty_trash()

    def _one_by_one(
        self,
        what: str,
        changes: Callable[[], Sequence[PastChange]],
        act: Callable[[Progress], PastChange | None],
        number: int,
    ) -> Iterator[PastChange]:
        with self._writer.changing():
            if 0 < (known := len(changes())) < number:
                raise UsageError(
                    _n(
                        "There is only {n:,} change of that kind, so nothing was done.",
                        "There is only {n:,} changes of that kind, so nothing was done.",
                        known,
                    ),
                    hint=_("Add --list to see them."),
                )
            for _time in range(number):
                with self._watch(what) as progress:
                    past = act(progress)
                if past is None:
                    return
                yield past

    def _plan_bytes(self, paths: Sequence[PostPath], after: BytesAfter, command: str) -> Plan:
        steps: list[Write] = []
        refused: list[Refusal] = []
        with self._watch(_("Reading")) as progress:
            for number, path in enumerate(paths, 1):
                outcome = self._edited(path, after)
                if isinstance(outcome, Refusal):
                    refused.append(outcome)
                elif outcome:
                    steps.append(outcome)
                progress(number, len(paths))
        unchanged = len(paths) - len(steps) - len(refused)
        return Plan(Change(command, tuple(steps)), tuple(refused), unchanged)

    def _with_body(self, reading: Reading, post: Post, body: str) -> bytes:
        """Return a post's bytes with another body, and with its counts of that."""
        if body == post.body:
            return reading.data
        front = reading.data[: len(reading.data) - len(post.body.encode())]
        after = front + body.encode()
        new = self._repository.parse(reading.path, after).post
        if new is None or new.body != body:
            raise EditRefused(_("The front matter would end elsewhere."))
        return self.recounted(reading.path, reading.data, after)

    def _edited(self, path: PostPath, bytes_after: BytesAfter) -> Write | Refusal | None:
        """Return what editing a post comes to; None when it is that way already."""
        reading = self._repository.read(path)
        if reading.post is None:
            return Refusal.of(path, _unreadable(reading))
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

    def _renamed(self, path: PostPath, *, has_day: bool, new_urls: bool) -> Move | None:
        reading = self._repository.read(path)
        if reading.post is None:
            raise _unreadable(reading)
        to = self._writer.path_after(reading.post.summary, has_day=has_day)
        if to == path:
            return None
        if not new_urls:
            self._require_same_address(reading.post.summary, to)
        self._writer.require_writable(path, moves=True)
        return Move(path, to, reading.data)

    def _require_same_address(self, summary: PostSummary, to: PostPath) -> None:
        """Raise EditRefused where a post would have another address under this path."""
        old = self._repository.address_of(summary)
        new = self._repository.address_of(summary._replace(path=to))
        if old != new:
            raise EditRefused(
                _("Its address would change from {old} to {new}.", old=old, new=new), hint=_KEEP_URL
            )

    def _removed(self, path: PostPath) -> Move:
        reading = self._repository.read(path)
        if problem := _unread(reading):
            raise EditRefused(problem.message, hint=problem.hint)
        self._writer.require_writable(path, moves=True)
        return Move(path, self._writer.path_in_trash(path), reading.data)

    def _with_links(
        self, plan: Plan, moves: Sequence[Move], *, fix_links: bool, goes: bool = False
    ) -> Plan:
        """Return a plan with the mentions of posts that move, or go; or with links to them mended.

        What is left then is no link, or stands in code, in front matter or with a template.
        """
        if not moves:
            return plan
        data_of = self._repository.data_of
        targets = [move.path for move in moves]
        gone = set(targets) if goes else set()
        posts = [path for path in sorted(self._repository.scan()) if path not in gone]
        links = self._writer.relinking(
            [self._moved(move, goes=goes) for move in moves],
            self._repository.site_address,
            self._address_of_bytes,
        )
        mended: dict[PostPath, bytes] = {}
        left: dict[Mention, int] = {}
        named: set[Mention] = set()
        names = names_of(targets)
        found = 0
        with self._watch("Reading") as progress:
            for number, path in enumerate(posts, 1):
                data = data_of(path)
                seen = links.seen(path, data)
                found += seen.total()
                if seen and fix_links and (new := links.after(path, data)) != data:
                    self._writer.require_writable(path)
                    mended[path] = data = new
                    seen = links.seen(path, new)
                named.update(mentions_in(path, data, names))
                left |= {Mention(path, of): count for of, count in seen.items() if of != path}
                progress(number, len(posts))
        steps: list[Step] = [
            step for move in moves for step in _with_bytes(move, mended.get(move.path))
        ]
        others = [path for path in mended if path not in targets]
        steps[:0] = [Write(path, data_of(path), mended[path]) for path in others]
        told = sorted({*left, *named}, key=lambda mention: (mention.path, mention.of))
        return replace(
            plan,
            change=replace(plan.change, steps=tuple(steps)),
            mentions=tuple(told),
            links=LinkCounts(found - sum(left.values()), sum(left.values())) if fix_links else None,
        )

    def _address_of_bytes(self, path: PostPath, data: bytes) -> str | None:
        post = self._repository.parse(path, data).post
        return self._repository.address_of(post.summary) if post else None

    def _moved(self, move: Move, *, goes: bool) -> MovedPost:
        post = self._repository.parse(move.path, move.data).post
        address_of = self._repository.address_of
        old = address_of(post.summary) if post else None
        if goes or post is None:
            return MovedPost(move.path, None if goes else move.to, old)
        return MovedPost(move.path, move.to, old, address_of(post.summary._replace(path=move.to)))


def _with_bytes(move: Move, data: bytes | None) -> Iterator[Step]:
    """Yield a move, of a post whose links change too with other bytes."""
    if data is None:
        yield move
    else:
        yield Write(move.path, move.data, data)
        yield Move(move.path, move.to, data)


def _front_matter(post: Post) -> FrontMatter:
    return post.summary.front_matter


def _line_end(reading: Reading) -> str:
    """Return what ends the first line of a file."""
    return "\r\n" if reading.data.partition(b"\n")[0].endswith(b"\r") else "\n"


def _unread(reading: Reading) -> Problem | None:
    """Return what kept the bytes of a file from being read, None if nothing did."""
    return next((problem for problem in reading.problems if problem.rule in UNREAD), None)


def _unreadable(reading: Reading) -> EditRefused:
    """Return why a file is no post, where that shows in it, and what can be done."""
    if problem := _unread(reading):
        return EditRefused(problem.message, hint=problem.hint)
    if not reading.problems:
        return EditRefused(_("The file cannot be read."))
    problem = reading.problems[0]
    line, column = problem.position
    return EditRefused(
        _(
            "line {line}, column {column}: {message}",
            line=line,
            column=column,
            message=problem.message,
        ),
        hint=_TO_MEND,
    )
