"""newsctl for programs: `newsctl.open(path)` returns an archive to be queried.

It prints nothing, starts no process, never ends this one, and leaves the environment unchanged.
What a user of the command line would read goes to the logger `newsctl`. An archive answers from its
files as of each question, and may be asked by several threads at once.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from newsctl.cli.checking import RuleChoice, rule_run
from newsctl.cli.reading.language import catalog_of, language_named
from newsctl.cli.reading.variables import LANGUAGE
from newsctl.cli.snapshot_context import SnapshotContext, unwatched, without_processes
from newsctl.core.archive.hints import QueryHints
from newsctl.core.archive.hits import Request, Sort, shared_words
from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.core.query.ast import Everything, all_of
from newsctl.core.query.fields import AS_WRITTEN, FieldKind
from newsctl.core.research.calendar import per_named
from newsctl.core.research.concordance import occurrences
from newsctl.core.research.keywords import LEAST
from newsctl.core.research.related import LEAST_LIKE, Relation, post_of, related
from newsctl.core.research.tables import by_field, by_period, table_of
from newsctl.core.research.trends import Trend, counted_trend
from newsctl.core.research.word_lists import WordChoice, collocate_list, keyword_list, use_named
from newsctl.rendering.trend_view import rows_of
from newsctl.workers.shared import SharedWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from newsctl.cli.context import Context
    from newsctl.core.archive.hits import Hit
    from newsctl.core.post.post import Post, Value
    from newsctl.core.problems import Problem
    from newsctl.core.query.ast import Query
    from newsctl.core.research.tables import Axis
    from newsctl.core.research.trends import CountedTrend

Rows: TypeAlias = list[dict[str, Any]]
"""What pandas.DataFrame and polars.DataFrame take."""


@dataclass(frozen=True, slots=True)
class ArchivePost:
    """A post of an answer.

    `fields` is its front matter as written, `text` the text of its body. `score` and `highlights`,
    offsets in the title and in the text, show why a search found it; `score` and `shared`, the
    words that both posts have, why it is related to another.
    """

    path: Path
    title: str
    date: datetime | None
    fields: Mapping[str, Value] = field(repr=False)
    text: str = field(repr=False)
    score: float = 0.0
    title_highlights: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    highlights: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    shared: tuple[str, ...] = field(default=(), repr=False)
    is_scored: bool = field(default=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the post as one flat dictionary.

        A key that has the name of one of newsctl's own, `text`, is `front_matter.text` beside it.
        Where the answer has no scores, as a list, `score` is the key of that name, or None.
        """
        own = {
            "path": str(self.path),
            "title": self.title,
            "date": self.date,
            "text": self.text,
            "score": self.score if self.is_scored else self.fields.get("score"),
        }
        beside = own.keys() - {"title", "date"}
        keys = {AS_WRITTEN + key if key in beside else key: self.fields[key] for key in self.fields}
        return {**keys, **own}


class Answer(list[ArchivePost]):
    """Posts in order; `total` also counts those that a limit left out.

    `notes` are hints, as a user of the command line reads them.
    """

    def __init__(self, posts: Sequence[ArchivePost], total: int, notes: Sequence[str] = ()) -> None:
        super().__init__(posts)
        self.total = total
        self.notes = notes

    def to_dicts(self) -> Rows:
        """Return the posts as rows."""
        return [post.to_dict() for post in self]


@dataclass(frozen=True, slots=True)
class ArchiveFinding:
    """A finding of a rule in a file; line and column count from 1.

    `severity` is error, warning or info; `fixable` is safe, unsafe (it needs review), or None if
    newsctl cannot fix it.
    """

    path: Path
    line: int
    column: int
    severity: str
    rule: str
    message: str
    hint: str | None = None
    fixable: str | None = None


class FindingList(list[ArchiveFinding]):
    """Findings, in the order of `newsctl validate`: by file, then those of several files."""

    def to_dicts(self) -> Rows:
        """Return the findings as rows."""
        return [{**asdict(one), "path": str(one.path)} for one in self]


class OpenArchive:
    """An archive that can be asked many questions.

    Every method may raise `newsctl.core.errors.NewsctlError`: UsageError for an invalid query,
    field or period, ArchiveError for files that cannot be read, PostNotFound.

    Answers come from an immutable snapshot: a scan that finds changes replaces it for later
    questions. So threads wait only for scans, and simultaneous questions share one.
    """

    def __init__(self, path: str | Path, *, follow: bool = True) -> None:
        self._context = SnapshotContext(archive_option=Path(path).expanduser().absolute())
        self._follow = follow
        self._has_scanned = False
        self._keeper: Callable[[], bool] | None = None
        self._shared_scan = SharedWork(self._look)
        self.root = self._context.root

    def refresh(self) -> bool:
        """Scan the files, and tell whether posts may have changed.

        It is for archives opened with `follow=False`. A file written at the moment of the scan is
        read again by the next, since its stamp proves nothing.
        """
        return self._shared_scan()

    def scan_by(self, keeper: Callable[[], bool] | None) -> None:
        """Leave scanning to `keeper`, which updates the index on disk and tells whether it did.

        If it could not, or with None, this process scans itself.
        """
        self._keeper = keeper

    def _look(self) -> bool:
        """Scan the files, and replace the context if posts have changed; tell whether it was."""
        with without_processes():
            context = self._context.going_on()
            if not (self._keeper and self._keeper() and context.index.reopen()):
                context.archive.synchronise()
            context.open_snapshot()
            has_changed = not self._has_scanned or context.has_other_posts(self._context)
            if has_changed:
                context.prepare()
                self._context, self._has_scanned = context, True
            return has_changed

    def search(
        self,
        query: str,
        *,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> Answer:
        """Return the posts that match a query, sorted by relevance."""
        return self._posts(query, since, until, Sort(), limit)

    def list(
        self,
        query: str = "",
        *,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> Answer:
        """Return all posts, or those of a query, the newest first."""
        return self._posts(query, since, until, Sort("date"), limit)

    def get(self, reference: str) -> ArchivePost:
        """Return the post of a path, slug, title or link. Raises PostNotFound, AmbiguousPost."""
        with self.session() as context:
            found = _read(context, reference)
            summary = found.shown
            path = self.root / summary.path
            return ArchivePost(path, summary.title, summary.date, summary.front_matter, found.text)

    def count(self, query: str = "", *, since: str | None = None, until: str | None = None) -> int:
        """Return how many posts match a query."""
        with self.session() as context:
            asked = Request(_query(context, query, since, until), limit=0)
            return context.archive.search(asked).total

    def trend(
        self,
        *queries: str,
        per: str = "jaar",
        within: str = "",
        since: str | None = None,
        until: str | None = None,
    ) -> Rows:
        """Return a row for each period of each query: posts, total, share, and `partial`."""
        with self.session() as context:
            filters = context.parser.period(since, until)
            asked = Trend(queries, filters, within, per_named(per))
            return rows_of(_counted(context, asked).series, smooth=False, absolute=False)

    def plot(
        self,
        *queries: str,
        per: str = "jaar",
        within: str = "",
        since: str | None = None,
        until: str | None = None,
        absolute: bool = False,
        language: str = "en",
    ) -> str:
        """Return a trend as an SVG picture: of shares, or with `absolute` of numbers."""
        if language_named({LANGUAGE: language}, is_tty=False) != language:
            raise UsageError(_("There is no language {language!r}.", language=language))
        with self.session() as context:
            period = context.parser.period(since, until)
            asked = Trend(queries, period, within, per_named(per), absolute=absolute)
            from newsctl.rendering.plot import trend_svg  # noqa: PLC0415 -- for that alone

            return trend_svg(_counted(context, asked), self.root.name, catalog_of(language))

    def facets(
        self, field: str, query: str = "", *, by: str | None = None, per: str | None = None
    ) -> Rows:
        """Count posts by a field, the commonest value first, and by a second field or a period."""
        with self.session() as context:
            names = {"value": field, **({} if by is None else {"by": by})}
            axes: dict[str, Axis] = {name: by_field(at) for at, name in enumerate(names)}
            if per is not None:
                axes["period"] = by_period(per_named(per), context.zone)
            asked = [_keys_named(context, name) for name in names.values()]
            facts = context.archive.facts(_query(context, query), asked)
            ranked = table_of(facts, [*axes.values()]).ranked()
            return [{**dict(zip(axes, cell, strict=True)), "posts": n} for cell, n in ranked]

    def related(  # noqa: PLR0913 -- by name, as the options
        self,
        reference: str | None = None,
        *,
        text: str | None = None,
        before: bool = False,
        after: bool = False,
        same_story: bool = False,
        least: float = LEAST_LIKE,
        limit: int | None = 10,
    ) -> Answer:
        """Return the posts on the subject of a post, or of a text, the most similar first.

        The likeness is the `score`, from `least` to 1; `shared` are the words that both have. With
        `before` or `after` only earlier or later posts are returned; a text has the present date.
        Raises PostNotFound, AmbiguousPost, and UsageError for both a post and a text, or neither.
        """
        with self.session() as context:
            if (reference is None) is (text is None):
                raise UsageError(_("Related to which post, or to what text?"))
            if text is not None:
                post = post_of(text.encode("utf-8", "replace"), context.repository, context.now())
            else:
                post = _read(context, str(reference))
            relation = Relation(before, after, same_story, least)
            asked = Request(Everything(), limit=limit, highlights=False, text=True)
            page = related(context.archive, context.settings, post, relation, asked)
            return Answer(self._found(page.hits, is_scored=True), page.total)

    def validate(
        self,
        query: str = "",
        *,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        compare: bool = True,
    ) -> FindingList:
        """Check all posts, or those of a query, by the rules, and return the findings.

        `select` and `ignore` name rules and families; without `compare`, rules that compare posts
        are left out. Raises UsageError for an unknown rule.
        """
        with self.session() as context:
            is_whole = not query.strip()
            choice = RuleChoice([*select] or None, [*ignore] or None, compare)
            run = rule_run(context, choice, whole=is_whole)
            chosen = context.repository.files()
            if not is_whole:
                asked = Request(_query(context, query), Sort("path", descending=False))
                chosen = [hit.summary.path for hit in context.archive.search(asked).hits]
            found = run.problems(chosen, unwatched)
            return FindingList(_finding(self.root, one) for one in found)

    def kwic(self, query: str, *, width: int = 40) -> Rows:
        """Return each match of the words of a query, with the text around it."""
        with self.session() as context:
            asked = Request(_query(context, query), Sort("date"), text=True)
            return [
                {
                    "path": str(self.root / one.post.path),
                    "date": one.post.date,
                    "left": one.left,
                    "hit": one.hit,
                    "right": one.right,
                }
                for one in occurrences(context.archive.search(asked).hits, width)
            ]

    def words(
        self,
        query: str = "",
        *,
        against: str | None = None,
        use: str = "over",
        least: float = LEAST,
        parts: bool = False,
        stop_words: bool = False,
    ) -> Rows:
        """Return the words that mark the posts of a query beside all others, or some others.

        Those of use `over` are commoner than elsewhere, those of `under` rarer, from a
        log-likelihood (Dunning 1993; Rayson and Garside 2000) on; the surest come first. Without a
        query there is nothing to compare with, and all words are returned, the commonest first.
        """
        choice = WordChoice(least=least, parts=parts, stop_words=stop_words, use=use_named(use))
        with self.session() as context:
            other = None if against is None else _query(context, against)
            return keyword_list(context.archive, _query(context, query), other, choice).rows

    def collocates(
        self,
        word: str,
        query: str = "",
        *,
        window: int = 5,
        least: float = LEAST,
        parts: bool = False,
        stop_words: bool = False,
    ) -> Rows:
        """Return the words within a window around a word, by log-likelihood and by logDice."""
        choice = WordChoice(least=least, parts=parts, stop_words=stop_words)
        with self.session() as context:
            asked = _query(context, query)
            near = context.parser.parse_typed(word)
            return collocate_list(context.archive, near, window, asked, choice).rows

    def _posts(
        self, query: str, since: str | None, until: str | None, sort: Sort, limit: int | None
    ) -> Answer:
        with self.session() as context:
            asked = _query(context, query, since, until)
            page = context.archive.search(Request(asked, sort, limit, text=True))
            notes = [*QueryHints(context.archive, context.parser).notes(asked, page.total)]
            found = self._found(page.hits, is_scored=sort == Sort())
            return Answer(found, page.total, notes)

    def _found(self, hits: Iterable[Hit], *, is_scored: bool) -> Sequence[ArchivePost]:
        return [_post(self.root, hit, is_scored=is_scored) for hit in hits]

    @contextmanager
    def session(self) -> Iterator[SnapshotContext]:
        """Return the updated context for one question, which starts no processes.

        Its content is internal to newsctl, and changes with it.
        """
        if self._follow or not self._has_scanned:
            self.refresh()
        context = self._context.for_one_question()
        try:
            with without_processes():
                yield context
        finally:
            context.forget_question()


def open_archive(path: str | Path, *, follow: bool = True) -> OpenArchive:
    """Open an archive: its folder, or one within it. Raises ArchiveError if there is none.

    Each question scans the files first. Without `follow` only the first one does, and those after
    `refresh`: with 100,000 posts a scan takes longer than most answers.
    """
    return OpenArchive(path, follow=follow)


def _query(
    context: Context, text: str, since: str | None = None, until: str | None = None
) -> Query:
    """Parse a query; hints are logged."""
    given = [context.parser.parse_typed(text)] if text.strip() else []
    query = all_of([*given, context.parser.period(since, until)])
    _notice_beside_answer(context, query)
    return query


def _notice_beside_answer(context: Context, *queries: Query) -> None:
    for note in QueryHints(context.archive, context.parser).beside_answer(*queries):
        context.notice(note)


def _keys_named(context: Context, name: str) -> Sequence[str]:
    found = context.field_names.find(name)
    if found is None or found.kind in {FieldKind.BODY, FieldKind.PATH, FieldKind.PRESENCE}:
        raise UsageError(_("There is no field {name!r}.", name=name))
    return found.name, *found.also


def _counted(context: Context, asked: Trend) -> CountedTrend:
    counted = counted_trend(context.archive, context.parser, asked, context.now(), unwatched)
    _notice_beside_answer(context, *counted.queries, counted.whole_query)
    return counted


def _read(context: Context, reference: str) -> Post:
    reading = context.archive.read(context.archive.find(reference))
    if reading.post is None:
        raise UsageError(_("{path} cannot be read as a post.", path=reading.path))
    return reading.post


def _finding(root: Path, problem: Problem) -> ArchiveFinding:
    line, column = problem.position
    fixable = problem.fixable and str(problem.fixable)
    severity, rule = str(problem.severity), problem.rule
    where = root / problem.path
    return ArchiveFinding(
        where, line, column, severity, rule, problem.message, problem.hint, fixable
    )


def _post(root: Path, hit: Hit, *, is_scored: bool) -> ArchivePost:
    summary, text = hit.summary, hit.text
    return ArchivePost(
        root / summary.path,
        summary.title,
        summary.date,
        summary.front_matter,
        text.value if text else "",
        hit.score,
        hit.highlights,
        text.highlights if text else (),
        tuple(shared_words(hit)),
        is_scored,
    )
