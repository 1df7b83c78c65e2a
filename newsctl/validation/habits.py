"""Habits of an archive: problems that most posts have in common become one finding."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from newsctl.core.messages import _, as_message, joined
from newsctl.core.problems import TOP, Fixable, Severity
from newsctl.validation.purposes import is_index
from newsctl.validation.rule import ArchiveRule, PostRule
from newsctl.validation.rules import BY_ID
from newsctl.validation.ways import by_folder, folders_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Problem

FEWEST_POSTS = 10
"""Posts of a folder that show a habit; of fewer, each is worth a line."""

MOST_ALIKE = 3
"""Posts with one and the same mistake, or a note of one kind, that are each worth a line."""

_MENDED = {
    Fixable.SAFE: _("validate --fix mends it. "),
    Fixable.UNSAFE: _("validate --unsafe-fixes mends it. "),
    None: "",
}
_NO_POST = frozenset(
    (
        *("file-empty", "file-left-out", "file-not-utf8", "file-too-large", "file-unreadable"),
        *("front-matter-missing", "front-matter-unclosed", "front-matter-yaml"),
        *("front-matter-toml", "front-matter-not-a-mapping", "front-matter-bounds"),
    )
)
"""Rules of files that are not read as posts, so that no rule of posts checks them."""

_NO_MOMENT = "date-missing"

_OF_DOCUMENTS = frozenset({"front-matter-missing", "title-missing"})
"""Rules that ask for what posts have and documents, which are of no day, may go without."""

_NAMED_DAY = re.compile(
    r"(?<!\d)(?:\d{4}([-_.])\d\d?\1\d\d?|\d\d?([-_.])\d\d?\2\d{4})(?!\d)[^/]*\Z"
)
"""A day in numbers in the name of a file, which may be no name that a site takes a date of."""

_TOLD_BY_MESSAGE = frozenset({"body-html-unknown", "field-misspelt", "field-spellings"})
"""Rules whose message is all there is to decide, for however many posts."""

_BREAKS_NOTHING = frozenset({"link-tracking"})
"""Rules of what readers hardly meet: of many posts one note is enough, wherever they stand."""


class _HabitKind(Enum):
    """The kinds of findings of a rule that are merged separately."""

    USUAL = auto()
    PAGES = auto()  # a page beside the posts has no date
    OTHER_KEY = auto()  # the moment of a post seems to stand under another key


class _Alike(NamedTuple):
    """A group of findings that one note may stand for: of a rule and kind, or with one message."""

    rule: str
    kind: _HabitKind
    message: str


def habits_as_notes(
    problems: Iterable[Problem], posts: Sequence[PostPath], *, but: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield problems in order, with those that most posts of a folder share merged into a note.

    Notes that many posts of the archive have are merged wherever they are. `posts` are those that
    were checked, `but` the rules that were asked for explicitly. Only rules with `habit` are
    merged.
    """
    found = list(problems)
    unread = {problem.path for problem in found if problem.rule in _NO_POST}
    posts_read = [path for path in posts if path not in unread]
    every, read = by_folder(posts), by_folder(posts_read)
    # Only these may be pages: an empty field of dates, or a date under another key, has a position.
    fieldless = {one.path for one in found if one.rule == _NO_MOMENT and one.position == TOP}
    notes: dict[int, Problem] = {}
    gone: set[int] = set()
    documents: Collection[str] = ()
    for alike, places in _of_habits(found, pages_beside_posts(fieldless, posts_read), but):
        totals = read if isinstance(BY_ID[alike.rule], PostRule | ArchiveRule) else every
        folders = _folders_with_a_note(alike, [found[at] for at in places], totals, documents)
        shared_in: defaultdict[str, list[int]] = defaultdict(list)
        for at in places:
            outermost = next(filter(folders.__contains__, folders_of(found[at].path)), None)
            if outermost is not None:
                shared_in[outermost].append(at)
        if alike.rule == _NO_MOMENT and alike.kind is _HabitKind.USUAL:
            documents = shared_in.keys()
        for folder, shared in shared_in.items():
            notes[shared[0]] = _note(alike, [found[at] for at in shared], folder, totals[folder])
            gone.update(shared[1:])
    yield from (notes.get(at, problem) for at, problem in enumerate(found) if at not in gone)


def pages_beside_posts(undated: Collection[PostPath], posts: Sequence[PostPath]) -> set[PostPath]:
    """Return which posts without a moment are pages of an archive that has dated posts too.

    They are the `index.md` of a folder with posts. Where another folder holds dated posts, they are
    also those of a folder in which most have no moment, unless its name is a number, such as a
    year, or it holds a single post. None has a day in its own name, as minutes of a meeting have
    (`01-06-2010.md`).
    """
    inside: defaultdict[str, list[PostPath]] = defaultdict(list)
    holding = by_folder(posts)
    for path in posts:
        inside[path.rpartition("/")[0]].append(path)
    without = {
        folder: [path for path in paths if path in undated and not _NAMED_DAY.search(path)]
        for folder, paths in inside.items()
    }
    has_posts = any(2 * len(without[folder]) <= len(paths) > 1 for folder, paths in inside.items())
    pages: set[PostPath] = set()
    for folder, found in without.items():
        is_of_day = folder.rpartition("/")[2].isdecimal()
        is_undated = 2 * len(found) > len(inside[folder]) and holding[folder] > 1
        if has_posts and not is_of_day and is_undated:
            pages.update(found)
        elif holding[folder] > 1 and len(undated) < holding[""]:
            pages.update(filter(is_index, found))
    return pages


def _of_habits(
    found: Sequence[Problem], pages: Collection[PostPath], but: Collection[str]
) -> list[tuple[_Alike, list[int]]]:
    """Return the indexes of the problems of each habit, those about missing dates first."""
    places: defaultdict[_Alike, list[int]] = defaultdict(list)
    for at, (_path, rule, message, *_rest) in enumerate(found):
        if rule in BY_ID and BY_ID[rule].habit and rule not in but:
            kind = _kind_of(found[at], pages)
            says = message if rule in _TOLD_BY_MESSAGE else ""
            places[_Alike(rule, kind, says)].append(at)
    return sorted(places.items(), key=lambda group: group[0].rule != _NO_MOMENT)


def _kind_of(problem: Problem, pages: Collection[PostPath]) -> _HabitKind:
    """Return the kind of a finding; for a post without a date, what it may be instead."""
    if problem.rule != _NO_MOMENT:
        return _HabitKind.USUAL
    if problem.path in pages:
        return _HabitKind.PAGES
    names_key = problem.position != TOP and "newsctl.toml" in (problem.hint or "")
    return _HabitKind.OTHER_KEY if names_key else _HabitKind.USUAL


def _folders_with_a_note(
    alike: _Alike,
    problems: Sequence[Problem],
    totals: Mapping[str, int],
    documents: Collection[str],
) -> set[str]:
    """Return the folders that get one note for a group of problems.

    It is the archive for pages, and for notes that many posts have, or one decision for all;
    otherwise those folders in which most posts have the problem. What documents may lack is noted
    in each of the folders of `documents` in which more than one does.
    """
    paths = {problem.path for problem in problems}
    if alike.kind is _HabitKind.PAGES:
        return {""}
    is_small = alike.rule in _BREAKS_NOTHING or problems[0].severity is Severity.INFO
    if alike.message or is_small:
        return {""} if len(paths) > MOST_ALIKE else set()
    known = documents if alike.rule in _OF_DOCUMENTS else ()
    return {
        folder
        for folder, count in by_folder(paths).items()
        if (count >= FEWEST_POSTS and 2 * count > totals[folder]) or (folder in known and count > 1)
    }


def _note(alike: _Alike, shared: Sequence[Problem], folder: str, total: int) -> Problem:
    """Return the note for problems that posts of a folder share, among so many posts."""
    first, rule = shared[0], alike.rule
    posts = len({problem.path for problem in shared})
    where = _(" in {folder}", folder=folder) if folder else ""
    severity = (
        first.severity if alike.message or alike.kind is _HabitKind.OTHER_KEY else Severity.INFO
    )
    says = alike.message or as_message(BY_ID[rule].what)
    hint, times = Counter(problem.hint for problem in shared).most_common(1)[0]
    if alike.kind is _HabitKind.PAGES:
        hint = _("They seem to be pages beside the posts. --all shows each.")
    elif hint is None or "newsctl.toml" not in hint or 2 * times <= len(shared):
        table = f'[rules.folders."{folder}/**"]' if folder else "[rules]"
        hint = _(
            '--all shows each. If it is meant so, in newsctl.toml: {table} {rule} = "off"',
            table=table,
            rule=rule,
        )
    return first._replace(
        message=_(
            "{posts:,} of {total:,} posts{where}: {says}",
            posts=posts,
            total=total,
            where=where,
            says=says,
        ),
        severity=severity,
        hint=joined("", (_MENDED[BY_ID[rule].fixable], hint)),
        fix=None,
    )
