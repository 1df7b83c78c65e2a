"""The context of a command: builds every object that it needs, each on first use.

Only here are packages wired together, and only here and in its base classes (`in_archive`,
`surroundings`) are they imported late: a command that does not search never imports Whoosh, one
that prints plain lines never imports Rich.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING

from newsctl.cli.reading.in_archive import InArchive
from newsctl.cli.reading.variables import CACHE
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import tzinfo

    from newsctl.core.archive.archive import Archive
    from newsctl.core.archive.hits import Facet, Hit
    from newsctl.core.archive.ports import Check, PostRepository, Reading
    from newsctl.core.archive.same_story import ArchivedStories, Stories
    from newsctl.core.change.assigning import Assigner
    from newsctl.core.change.doubts import Doubts
    from newsctl.core.change.drafting import Drafting
    from newsctl.core.change.edit_planner import EditPlanner, Substitute
    from newsctl.core.change.editor import Editor
    from newsctl.core.change.intake import Intake, KnownPosts
    from newsctl.core.change.move_planner import MovePlanner
    from newsctl.core.change.post_style import PostStyle
    from newsctl.core.change.post_writer import PostWriter
    from newsctl.core.change.publishing import Publishing
    from newsctl.core.change.questions import FieldQuestion
    from newsctl.core.change.substitution import Replaced
    from newsctl.core.check.repair_plan import ArchiveRepairs
    from newsctl.core.check.rule_run import Rules
    from newsctl.core.periods import Period
    from newsctl.core.post.drafts import DraftForm
    from newsctl.core.post.post import PostPath, PostSummary, Value
    from newsctl.core.problems import Fixable, Problem, RuleText
    from newsctl.core.query.ast import Query
    from newsctl.core.query.fields import FieldNames
    from newsctl.core.query.parser import QueryParser
    from newsctl.core.settings import Settings
    from newsctl.core.settings.site_facts import SiteZone
    from newsctl.dutch.analysis import DutchAnalysis
    from newsctl.front_matter.archive.folder_watch import FolderWatch
    from newsctl.rendering.paths import Place
    from newsctl.searching.index import SearchableIndex
    from newsctl.storage.revisions import ChangedFiles


_LONGEST_DAY = timedelta(hours=25)
_LONGEST_SUBSTITUTION = 2
"""Seconds of the processor for the text of one post."""


class Context(InArchive):
    """The objects for one archive, built on first use."""

    @property
    def takes_undated(self) -> bool:
        """Whether posts need no date in their name."""
        from newsctl.front_matter.archive.archive_settings import takes_undated

        return takes_undated(self.root, self.settings)

    @property
    def site_zone(self) -> SiteZone | None:
        """The time zone that the site of the archive names."""
        from newsctl.front_matter.archive.site_facts import site_zone

        return site_zone(self.root)

    @property
    def site_in_words(self) -> str | None:
        """A line about the site of the archive; None without a site."""
        from newsctl.front_matter.archive.archive_settings import site_in_words

        return site_in_words(self.root)

    def create_settings(self, text: Callable[[], str]) -> str:
        """Write a new `newsctl.toml`, and return its name. Raises ArchiveError if there is one."""
        from newsctl.front_matter.archive.archive_settings import create_settings

        return create_settings(self.root, text)

    @cached_property
    def zone(self) -> tzinfo:
        """The archive's time zone."""
        from newsctl.core.post.dates import zone_named

        return zone_named(self.settings.time_zone)

    def now(self) -> datetime:
        """Return the current time in the archive's zone."""
        return datetime.now(self.zone)

    def moment(self, written: str) -> datetime:
        """Parse a date as in front matter, or a day in words, which means its beginning.

        Raises UsageError for anything else.
        """
        from newsctl.core.errors import UsageError
        from newsctl.core.periods import DateWordsError
        from newsctl.core.post.dates import DateProblem, parse_date, refuse_skipped
        from newsctl.dutch.date_words import resolve

        parsed = parse_date(written, self.zone)
        if not isinstance(parsed, DateProblem):
            refuse_skipped(parsed, written)
            return parsed
        hint = _("Try '2025-11-03 10:00' or gisteren.")
        try:
            period = resolve(written, now=self.now())
        except DateWordsError as error:
            raise UsageError(error.message, hint=hint) from error
        if period.end - period.start > _LONGEST_DAY:
            raise UsageError(_("{written} is longer than a day.", written=written), hint=hint)
        return period.start

    @cached_property
    def repository(self) -> PostRepository:
        """The archive's files."""
        from newsctl.front_matter.repository import MarkdownRepository

        ahead = self.head_start.scan if self.head_start else None
        return MarkdownRepository(
            self.root, self.settings, parse=_parse, ahead=ahead, watch=self.folder_watch
        )

    folder_watch: FolderWatch | None = None
    """What watches the archive's folders for changes, for a program that scans them repeatedly."""

    def watch_folders(self) -> None:
        """Watch folders for changes, if the system can; call it before using the repository."""
        from newsctl.front_matter.archive.folder_watch import FolderWatch

        self.folder_watch = FolderWatch.begin()

    @cached_property
    def writer(self) -> PostWriter:
        """The writer of the archive's files."""
        from newsctl.front_matter.writer import MarkdownWriter
        from newsctl.front_matter.writing.write_lock import PATIENCE, WriteLock

        patience = PATIENCE if self.wait else 0
        lock = WriteLock(self.lock, self.root, patience, self.notice_waiting)
        return MarkdownWriter(self.root, self.settings, lock=lock, journal=self.journal)

    def within_time(self, substitute: Substitute) -> Substitute:
        """Wrap a substitution so that it raises UsageError when a pattern takes too long."""
        from newsctl.core.errors import UsageError
        from newsctl.workers.time_limit import at_most

        def limited(text: str, newline: str) -> Replaced:
            try:
                with at_most(_LONGEST_SUBSTITUTION):
                    return substitute(text, newline)
            except TimeoutError as late:
                message = _(
                    "The pattern takes more than {longest_substitution} s for one post.",
                    longest_substitution=_LONGEST_SUBSTITUTION,
                )
                hint = _("Nothing was changed. Repetitions within repetitions, (a+)+, take long.")
                raise UsageError(message, hint=hint) from late

        return limited

    @cached_property
    def editor(self) -> Editor:
        """The editor, which makes planned changes and undoes them."""
        from newsctl.core.change.editor import Editor

        return Editor(self.writer, watch=self.watch)

    @property
    def edits(self) -> EditPlanner:
        """The planner of edits."""
        from newsctl.core.change.edit_planner import EditPlanner

        return EditPlanner(self.repository, self.writer, check=self._check, watch=self.watch)

    @property
    def moves(self) -> MovePlanner:
        """The planner of moves: renaming, removing, restoring."""
        from newsctl.core.change.move_planner import MovePlanner

        return MovePlanner(self.repository, self.writer, watch=self.watch)

    def _check(self, reading: Reading) -> Sequence[Problem]:
        return self.checker(reading)  # loads the rules, which undo, rename and rm need not

    @property
    def stories(self) -> Stories:
        """The stories of the archive, to which those of new posts are added."""
        from newsctl.core.archive.same_story import Stories

        return Stories(self._archived_stories())

    @property
    def drafting(self) -> Drafting:
        """The factory of drafts of new posts."""
        from dataclasses import replace

        from newsctl.core.change.drafting import Drafting

        assigner = replace(self.assigner, is_for_new=True)
        return Drafting(assigner, now=self.now, moment=self.moment, page=self.page)

    def intake(self, *, force: bool, draft: bool = False) -> Intake:
        """Return the intake of new posts, or of drafts.

        With `force` it accepts a story that the archive has already.
        """
        return self._intake(None if force else self.stories, self.style_of_new(draft=draft))

    def intake_of_items(self, *, force: bool) -> Intake:
        """Return the intake of imported items; with `force` it accepts known ones too."""
        from newsctl.core.archive.same_item import ArchivedItems

        items = ArchivedItems(self._archived_stories())
        return self._intake(None if force else items, self.style)

    def _intake(self, known: KnownPosts | None, style: PostStyle) -> Intake:
        from newsctl.core.change.intake import Intake

        return Intake(
            self.repository,
            self.writer,
            self.settings,
            check=self.checker,
            style=style,
            known=known,
            names=self.field_names,
        )

    def _archived_stories(self) -> ArchivedStories:
        from newsctl.core.archive.same_story import ArchivedStories

        return ArchivedStories(self.archive.search, self.repository.read, self.settings)

    def style_of_new(self, *, draft: bool) -> PostStyle:
        """Return the style of a new post, or of a draft."""
        return self.style.of_drafts(self.draft_form) if draft else self.style

    @cached_property
    def draft_form(self) -> DraftForm:
        """How the site keeps drafts."""
        from newsctl.front_matter.archive.sites import draft_form

        return draft_form(self.root)

    def changes_since(self, token: str | None) -> ChangedFiles:
        """Scan the archive's files; return the changes since a token, and the new token.

        Raises UsageError for an unknown token, ArchiveBusy, ArchiveError.
        """
        from newsctl.core.archive.manifest import unread_folders
        from newsctl.front_matter.writing.journal import name_archive
        from newsctl.storage.revisions import RECORD_OF_CHANGES, Revisions

        repository = self.repository
        changed = Revisions(self.journal / RECORD_OF_CHANGES).look(
            repository.scan, repository.data_of, token, hidden=lambda: unread_folders(repository)
        )
        name_archive(self.journal, self.root)
        return changed

    def page_address(self, summary: PostSummary) -> str:
        """Return the address of a post on its site. Raises NoAddress."""
        from newsctl.front_matter.archive.page_address import page_address

        return page_address(self.root, summary, self.zone)

    @property
    def publishing(self) -> Publishing:
        """The use cases of publishing drafts and unpublishing posts."""
        from newsctl.core.change.publishing import Publishing

        return Publishing(
            self.repository, self.writer, self.draft_form, self.style, check=self._check
        )

    def repairs(self, rules: Rules, fixable: Fixable, command: str) -> ArchiveRepairs:
        """Return the repairs of posts; with `Fixable.UNSAFE` also by fixes that need review."""
        from newsctl.core.check.repair_plan import ArchiveRepairs
        from newsctl.core.problems import Fixable

        return ArchiveRepairs(
            self.repository,
            self.writer,
            check=rules.check,
            is_link=lambda path: (self.root / path).is_symlink(),
            unsafe=fixable is Fixable.UNSAFE,
            command=command,
        )

    @property
    def questions(self) -> Sequence[FieldQuestion]:
        """The questions to a user who adds a post."""
        from newsctl.core.change.questions import questions

        return questions(self.settings, self.facets, self.style.keys, self.zone)

    @property
    def doubts(self) -> Doubts:
        """The detection of misspelt keys and values."""
        from newsctl.core.change.doubts import Doubts

        return Doubts(self.facets, self.field_names)

    @property
    def assigner(self) -> Assigner:
        """The resolver of assignments."""
        from newsctl.core.change.assigning import Assigner
        from newsctl.core.query.ast import FieldPresent

        @cache
        def newest(key: str) -> Sequence[Value]:
            hits = self._newest(FieldPresent(key), front_matter=True)
            return [hit.summary.front_matter.get(key) for hit in hits]

        return Assigner(
            self.field_names,
            self.settings,
            self.zone,
            self.moment,
            newest,
            self.draft_form.key,
        )

    def _newest(self, query: Query, *, front_matter: bool) -> Iterable[Hit]:
        """Return the newest posts of a query, as examples of the archive's style."""
        from newsctl.core.archive.hits import Request, Sort
        from newsctl.core.change.post_style import NEWEST

        newest = Request(query, Sort("date"), NEWEST, highlights=False, front_matter=front_matter)
        return self.archive.search(newest).hits

    @cached_property
    def style(self) -> PostStyle:
        """The style of the newest posts."""
        from newsctl.core.change.post_style import name_below_all, style_of
        from newsctl.core.query.ast import Everything
        from newsctl.front_matter.archive.generators import JEKYLL
        from newsctl.front_matter.archive.site_facts import generator_of
        from newsctl.front_matter.archive.sites import site_at

        hits = self._newest(Everything(), front_matter=False)
        readings = [self.repository.read(hit.summary.path) for hit in hits]
        is_news = generator_of(self.root) in {None, JEKYLL}
        style = style_of(readings, self.settings, self.zone, is_news=is_news)
        site = site_at(self.root)
        has_folder = site and (site.folders or site.with_posts_folders)
        if style.name or has_folder or not (paths := self.repository.scan()):
            return style
        return style._replace(name=name_below_all(paths))

    def page(self, data: bytes) -> dict[str, Value]:
        """Return the parts of a post in a web page. Raises UsageError."""
        from newsctl.front_matter.web_page import read_saved_page

        return read_saved_page(data)

    @cached_property
    def index(self) -> SearchableIndex:
        """The archive's index."""
        from newsctl.searching.index import SearchableIndex
        from newsctl.storage.private_folders import refuse_within
        from newsctl.whoosh_index.formats.index_folder import IndexFolder

        cache = refuse_within(self.cache, self.root, variable=CACHE)
        folder = IndexFolder(cache, self.root)
        return SearchableIndex(folder, reading=self.settings.reading, notice=self.notice)

    @cached_property
    def analysis(self) -> DutchAnalysis:
        """The analysis of words, with the archive's lexicon if there is an archive."""
        from newsctl.core.errors import ArchiveError
        from newsctl.dutch.analysis import DutchAnalysis
        from newsctl.dutch.lexicon import EMPTY

        try:
            index = self.index
        except ArchiveError:
            return DutchAnalysis(EMPTY)
        return self.archive.healed(lambda: index.analysis)

    @cached_property
    def archive(self) -> Archive:
        """The use cases of reading the archive."""
        from newsctl.core.archive.archive import Archive

        return Archive(self.repository, self.index, notice=self.notice, watch=self.watch)

    @cached_property
    def place(self) -> Place:
        """The archive's folder relative to the current folder."""
        from newsctl.rendering.paths import Place

        return Place(self.root, self.cwd_if_any)

    @cached_property
    def checker(self) -> Check:
        """A function that applies all rules to one reading."""
        return self.rules_of().check

    def rule(self, name: str) -> RuleText:
        """Return the documentation of a rule. Raises UsageError for an unknown name."""
        from newsctl.validation.rules import explain

        return explain(name).explanation

    def rules_weighed(
        self,
        settings: Settings,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] = (),
        *,
        compare: bool = True,
    ) -> Sequence[RuleText]:
        """Return the documentation of rules, with their severities by these settings.

        `select` and `ignore` name rules and families. Without `compare`, rules that compare posts
        are left out. Raises UsageError for an unknown name.
        """
        from newsctl.validation.severities import rules_weighed

        return rules_weighed(settings, select, ignore, compare=compare)

    def remove_indexes(self, *, every: bool) -> int:
        """Remove this archive's index, or all, and those of archives that no longer exist."""
        from newsctl.whoosh_index.formats.index_folder import remove_indexes

        return remove_indexes(self.cache, None if every else self.root)

    def rules_of(
        self,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] | None = None,
        *,
        now: datetime | None = None,
    ) -> Rules:
        """Return the chosen rules. Raises UsageError for an unknown name."""
        from newsctl.front_matter.archive.site_facts import site_facts
        from newsctl.validation.check import Checker

        clock = self.now if now is None else lambda: now
        site = site_facts(self.root)
        return Checker(self.settings, clock=clock, site=site, select=select, ignore=ignore)

    @cached_property
    def facets(self) -> Mapping[str, Facet]:
        """The archive's front matter keys and their commonest values."""
        return self.archive.facets()

    @property
    def facets_beside_index(self) -> Mapping[str, Facet]:
        """The facets of the last commit, read without opening the index or scanning files."""
        from newsctl.whoosh_index.formats.facets import facets_without_index

        return facets_without_index(self.cache, self.root)

    @cached_property
    def field_names(self) -> FieldNames:
        """The fields of the archive, with all their names."""
        from newsctl.core.query.fields import FieldNames

        dates = self.settings.date_keys(self.facets)
        return FieldNames(tuple(self.facets), dates, zone=self.zone)

    def forget_fields(self) -> None:
        """Clear the cached fields, when another index may have others."""
        for name in ("facets", "field_names", "parser"):
            vars(self).pop(name, None)

    @cached_property
    def parser(self) -> QueryParser:
        """The parser of queries, with the archive's fields and the current date."""
        from newsctl.core.query.parser import QueryParser

        return QueryParser(
            self.field_names, self._period, saved=self.settings.queries, has_posts=self._has_posts
        )

    def _has_posts(self, query: Query) -> bool:

        return self.archive.count(query) > 0

    def _period(self, words: str) -> Period:
        from newsctl.dutch.date_words import resolve

        return resolve(words, now=self._moment_of_asking)

    @cached_property
    def _moment_of_asking(self) -> datetime:
        return self.now()  # one moment for all dates of a query, even at midnight


def _parse(path: PostPath, data: bytes, settings: Settings) -> Reading:
    """Parse a post. The parsers of YAML, markdown and HTML are imported on first use."""
    from newsctl.front_matter.reading.reader import parse

    return parse(path, data, settings)
