"""The addition of posts: composed, checked, and refused if the archive has their story."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count as numbers_from
from typing import TYPE_CHECKING, Protocol

from newsctl.core.archive.file_changes import Change, Write
from newsctl.core.change.plans import command_on
from newsctl.core.change.post_objects import meant_keys
from newsctl.core.errors import ArchiveError, InvalidPost, UsageError
from newsctl.core.messages import _, joined
from newsctl.core.post.date_forms import written_in
from newsctl.core.post.dates import doubt_message, is_doubtful, zone_named
from newsctl.core.post.field_edits import RenameKey, SetValue
from newsctl.core.post.filename import parse_filename
from newsctl.core.post.post import Draft, Manuscript, PostPath
from newsctl.core.post.word_counts import count_words
from newsctl.core.problems import Problem, Severity
from newsctl.core.query.fields import DATE_FIELD
from newsctl.core.settings.rule_names import weight_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsctl.core.archive.ports import Check, PostRepository, Reading
    from newsctl.core.change.post_style import PostStyle
    from newsctl.core.change.post_writer import PostWriter
    from newsctl.core.post.post import Post
    from newsctl.core.query.fields import FieldNames
    from newsctl.core.settings import Settings


_DOUBTFUL = "date-doubtful"
_UNDATED = {"date-missing", "file-name-undated"}
_GIVEN_BY = {
    "title-missing": _("newsctl add TITLE"),
    "field-missing": _("--field KEY=VALUE gives it, or an option of its own."),
}
"""What gives a new post what rules miss, where a file would get a line."""

_STEM = 70
"""Letters of a slug that leave room for a number within the longest name (`slugify`)."""


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to be added: its reading, its bytes, and the findings of the rules."""

    post: Post
    data: bytes
    problems: tuple[Problem, ...]

    @property
    def path(self) -> PostPath:
        """The path it will have."""
        return self.post.path

    @property
    def step(self) -> Write:
        """The step that writes its file."""
        return Write(self.path, None, self.data)


def change_of_new(name: str, posts: Sequence[NewPost]) -> Change:
    """Return the change by which a command adds posts."""
    return Change(
        command_on(name, [post.path for post in posts]), tuple(post.step for post in posts)
    )


class KnownPosts(Protocol):
    """Detects posts that an archive has already, in other words or from another source."""

    def refuse(self, post: Post) -> None:
        """Raise KnownStory for a post that the archive has, or is about to have."""

    def add(self, post: Post) -> None:
        """Register a post that is about to be written."""


class Intake:
    """Prepares new posts one by one, without writing them.

    They are composed in `style`, which may be that of drafts. `known` refuses posts that the
    archive already has; without it, they are added too. `copied` are the truth values that new
    posts have because others do.
    """

    def __init__(  # noqa: PLR0913 -- by name, in the one place that wires
        self,
        repository: PostRepository,
        writer: PostWriter,
        settings: Settings,
        *,
        check: Check,
        style: PostStyle,
        known: KnownPosts | None,
        names: FieldNames,
    ) -> None:
        self._repository = repository
        self._writer = writer
        self._settings = settings
        self._check = check
        self._known = known
        self._style = style
        self._names = names
        draft = style.draft
        self._folder = draft.folder if draft else None
        self._mark = {draft.key: draft.value} if draft and not draft.folder else {}
        self._taken = {*repository.scan(), *(repository.drafts() if draft else ())}
        self.copied: dict[str, bool] = {}
        self._last_numbers: dict[PostPath, int] = {}

    def take(self, new: Draft | Manuscript) -> NewPost:
        """Prepare a post to be added.

        Raises InvalidPost if a rule finds an error, KnownStory if the archive has the story,
        ArchiveError if its path is taken, UsageError if it cannot be a file.
        """
        reading = self._written_out(new)
        if reading.post and self._known:
            self._known.refuse(reading.post)
        if isinstance(new, Draft) and self._needs_number(new, reading.path):
            reading = self._numbered(new, reading.path)
        is_draft = isinstance(new, Draft)
        problems = tuple(self._check(reading))
        if isinstance(new, Draft) and new.date is None:
            _require_date(problems)
        if all(problem.rule != _DOUBTFUL for problem in problems):
            problems = (*problems, *self._doubts_of_date(new, reading.path))
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        if errors:
            raise _invalid([_for_options(one) for one in errors] if is_draft else errors)
        if reading.post is None:
            raise InvalidPost(_("This is no post."))
        if reading.path in self._taken:
            raise ArchiveError(
                _("{path} is there already.", path=reading.path),
                hint=_("Give another --slug or --date."),
            )
        self._writer.require_free(reading.path)
        self._taken.add(reading.path)
        if self._known:
            self._known.add(reading.post)
        return NewPost(reading.post, reading.data, problems)

    def _doubts_of_date(self, new: Draft | Manuscript, path: PostPath) -> Iterator[Problem]:
        """Report an ambiguous date; no rule can, once it is written as it was parsed."""
        if not isinstance(new, Draft) or not is_doubtful(written := new.written_date or ""):
            return
        if new.date and (severity := weight_at(path, _DOUBTFUL, self._settings)):
            yield Problem(path, _DOUBTFUL, doubt_message(written, new.date.date()), severity)

    def _needs_number(self, draft: Draft, path: PostPath) -> bool:
        return draft.is_numbered and path in self._taken and not self._folder

    def _numbered(self, draft: Draft, path: PostPath) -> Reading:
        """Compose a draft under its first free name with a number at the end."""
        name, gap = draft.slug or draft.title, " "
        if not self._settings.names_are_titles:
            name, gap = self._writer.slug_of(name)[:_STEM], "-"
        for number in numbers_from(self._last_numbers.get(path, 1) + 1):
            reading = self._written_out(draft._replace(slug=f"{name}{gap}{number}"))
            if reading.path not in self._taken:
                break
        self._last_numbers[path] = number
        return reading

    def _written_out(self, new: Draft | Manuscript) -> Reading:
        """Compose a new post, and parse the result."""
        if isinstance(new, Manuscript):
            return self._completed(new)
        draft = new._replace(fields={**new.fields, **self._mark})
        flags = self._style.flags.items()
        self.copied.update((key, value) for key, value in flags if key not in draft.fields)
        path, data = self._writer.compose(draft, self._style)
        if self._folder:
            path = self._path_in_drafts(new.slug or new.title)
        return self._repository.parse(path, data)

    def _path_in_drafts(self, title: str) -> PostPath:
        return PostPath(f"{self._folder}/{self._writer.slug_of(title)}.md")

    def _completed(self, new: Manuscript) -> Reading:
        """Complete a whole post with the date, the word counts and the path that it lacks."""
        name = PostPath(new.name)
        renamed = self._renamed(self._post(name, new.data))
        edits = [SetValue(key, value) for key, value in {**new.fields, **self._mark}.items()]
        data = self._writer.edited(new.data, [*renamed, *edits])
        post = self._post(name, data)
        data = self._writer.edited(data, list(self._missing(post, new)))
        summary = self._post(name, data).summary
        slug = new.slug or (parse_filename(name).slug if parse_filename(name).date else None)
        moment = summary.date or new.moment
        if self._folder:
            path = self._path_in_drafts(slug or summary.title)
        else:
            path = self._writer.path_of_new(slug or summary.title, moment, self._style)
        return self._repository.parse(path, data)

    def _renamed(self, post: Post) -> Iterator[RenameKey]:
        """Yield the edits that give keys of a whole post the names that they mean here."""
        front_matter = post.summary.front_matter
        for key, meant in meant_keys(front_matter, self._names).items():
            to = self._date_field(post) if meant == DATE_FIELD else meant
            if to not in front_matter and meant != "body":
                yield RenameKey(key, to)

    def _missing(self, post: Post, new: Manuscript) -> Iterator[SetValue]:
        """Yield the edits that add a missing date and the word counts."""
        front_matter, field = post.summary.front_matter, self._date_field(post)
        if new.is_dated or (post.summary.date is None and not self._folder):
            zone, is_exact = zone_named(self._settings.time_zone), new.is_dated
            date = self._style.date_text(new.moment, zone, is_exact=is_exact)
            if date or field in front_matter:
                yield SetValue(field, date or written_in(new.moment, (), zone))
        for key, count in count_words(post.body)._asdict().items():
            if key in self._style.counts or key in front_matter:
                yield SetValue(key, count)

    def _date_field(self, post: Post) -> str:
        """Return the key of the post's date, or else the usual one."""
        key = self._settings.date_key(post.summary.front_matter)
        has_it = key in post.summary.front_matter
        return key if has_it else self._style.date_field or key

    def _post(self, name: PostPath, data: bytes) -> Post:
        reading = self._repository.parse(name, data)
        if reading.post is None:
            problem = reading.problems[0]
            raise InvalidPost(joined(": ", (problem.rule, problem.message)), hint=problem.hint)
        return reading.post


def _require_date(problems: Iterable[Problem]) -> None:
    """Raise UsageError if a post without a date has to have one."""
    if any(one.rule in _UNDATED and one.severity is Severity.ERROR for one in problems):
        raise UsageError(
            _("It has no date."),
            hint=_("If another field has it: --map FIELD=date; if none has: --undated vandaag"),
        )


def _for_options(problem: Problem) -> Problem:
    """Return a problem of what is in no file yet: no line is added there."""
    return problem._replace(hint=_GIVEN_BY.get(problem.rule, problem.hint))


def _invalid(errors: Sequence[Problem]) -> InvalidPost:
    """Return the error for a post that rules refuse."""
    lines = [joined(": ", (error.rule, error.message)) for error in errors]
    if len(lines) == 1:
        return InvalidPost(lines[0], hint=errors[0].hint)
    reasons = tuple(
        _("{text} ({hint})", text=text, hint=error.hint) if error.hint else text
        for text, error in zip(lines, errors, strict=True)
    )
    return InvalidPost(_("{rules} rules are against this post.", rules=len(lines)), reasons=reasons)
