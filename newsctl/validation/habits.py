"""What most posts of an archive have in common is a habit of it, and one finding."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from newsctl.core.messages import _, as_message, joined
from newsctl.core.problems import TOP, Fixable, Severity
from newsctl.validation.purposes import is_index
from newsctl.validation.rule import ArchiveRule, PostRule
from newsctl.validation.rules import BY_ID
from newsctl.validation.ways import folders_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

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
"""Rules of files that are not read as posts, and held to no rule of these."""

_NO_MOMENT = "date-missing"

_OF_DOCUMENTS = frozenset({"front-matter-missing", "title-missing"})
"""Rules that ask for what posts have and documents, which are of no day, may go without."""

_PAGES = "pages"
"""The kind of finding that a page is no post of a day."""

_OTHER_KEY = "other key"
"""The kind of finding that the moment of a post seems to stand under another key."""

_NAMED_DAY = re.compile(
    r"(?<!\d)(?:\d{4}([-_.])\d\d?\1\d\d?|\d\d?([-_.])\d\d?\2\d{4})(?!\d)[^/]*\Z"
)
"""A day in numbers in the name of a file, which may be no name that a site takes a date of."""

_TOLD_BY_MESSAGE = frozenset({"body-html-unknown", "field-spellings"})
"""Rules whose message tells all there is to decide, for however many posts."""

_BREAKS_NOTHING = frozenset({"link-tracking"})
"""Rules of what readers hardly meet: of many posts one note is enough, wherever they stand."""


def gathered_by_habit(
    problems: Iterable[Problem], posts: Sequence[PostPath], *, but: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield problems in their order, and one note for all that most posts of a folder share.

    So are notes that many posts of the archive have, wherever they stand. `posts` are those that
    were checked, `but` the rules that someone asked for. Only rules of habits are looked at.
    """
    found = list(problems)
    unread = {problem.path for problem in found if problem.rule in _NO_POST}
    every = Counter(folder for path in posts for folder in folders_of(path))
    posts_read = [path for path in posts if path not in unread]
    read = Counter(folder for path in posts_read for folder in folders_of(path))
    # An empty field of dates, or a date under another key, is told where it stands, and no page's.
    fieldless = {one.path for one in found if one.rule == _NO_MOMENT and one.position == TOP}
    pages = pages_beside_posts(fieldless, posts_read)
    notes: dict[int, Problem] = {}
    gone: set[int] = set()
    documents: set[str] = set()
    for (rule, kind), places in _of_habits(found, pages, but):
        totals = read if isinstance(BY_ID[rule], PostRule | ArchiveRule) else every
        groups = [("", places)] if kind == _PAGES else [*_shared(found, places, totals, documents)]
        if rule == _NO_MOMENT and kind != _PAGES:
            documents = {folder for folder, _ in groups}
        for folder, shared in groups:
            told = [found[at] for at in shared]
            notes[shared[0]] = _note(rule, told, folder, totals[folder], kind=kind)
            gone.update(shared[1:])
    for at, problem in enumerate(found):
        if at not in gone:
            yield notes.get(at, problem)


def pages_beside_posts(undated: Collection[PostPath], posts: Iterable[PostPath]) -> set[PostPath]:
    """Return which posts without a moment are pages of an archive that has posts of a day too.

    They are the `index.md` of a folder with posts, and, where another folder holds posts of a day,
    those of a folder in which most have no moment, unless its name is a number, as of a year. None
    has a day in its own name, as minutes of a meeting have (`01-06-2010.md`).
    """
    inside: defaultdict[str, list[PostPath]] = defaultdict(list)
    holding: Counter[str] = Counter()
    for path in posts:
        inside[path.rpartition("/")[0]].append(path)
        holding.update(folders_of(path))
    without = {
        folder: [path for path in paths if path in undated and not _NAMED_DAY.search(path)]
        for folder, paths in inside.items()
    }
    has_posts = any(2 * len(without[folder]) <= len(paths) > 1 for folder, paths in inside.items())
    pages: set[PostPath] = set()
    for folder, found in without.items():
        is_of_day = folder.rpartition("/")[2].isdecimal()
        if has_posts and not is_of_day and 2 * len(found) > len(inside[folder]) > 1:
            pages.update(found)
        elif holding[folder] > 1 and len(undated) < holding[""]:
            pages.update(filter(is_index, found))
    return pages


def _of_habits(
    found: Sequence[Problem], pages: Collection[PostPath], but: Collection[str]
) -> list[tuple[tuple[str, str], list[int]]]:
    """Return where in the problems those of each habit are: first whether posts have a moment."""
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, (path, rule, message, *_rest) in enumerate(found):
        if rule in BY_ID and BY_ID[rule].habit and rule not in but:
            kind = ""
            if rule == _NO_MOMENT:
                kind = _PAGES if path in pages else _OTHER_KEY if _names_key(found[at]) else ""
            places[rule, message if rule in _TOLD_BY_MESSAGE else kind].append(at)
    return sorted(places.items(), key=lambda group: group[0][0] != _NO_MOMENT)


def _names_key(problem: Problem) -> bool:
    return problem.position != TOP and "newsctl.toml" in (problem.hint or "")


def _shared(
    found: Sequence[Problem],
    places: Sequence[int],
    totals: Counter[str],
    documents: Collection[str],
) -> Iterator[tuple[str, list[int]]]:
    """Yield the outermost folders in which most posts have a problem, with its places.

    What many posts have and is only a note, or one decision for all, is shared by the archive; what
    documents may go without, by each of the folders of `documents` where more than one does.
    """
    paths = {found[at].path for at in places}
    first = found[places[0]]
    is_small = first.rule in _TOLD_BY_MESSAGE | _BREAKS_NOTHING or first.severity is Severity.INFO
    if is_small:
        if len(paths) > MOST_ALIKE:
            yield "", list(places)
        return
    counts = Counter(folder for path in paths for folder in folders_of(path))
    habits = {
        folder
        for folder, count in counts.items()
        if (count >= FEWEST_POSTS and 2 * count > totals[folder])
        or (first.rule in _OF_DOCUMENTS and folder in documents and count > 1)
    }
    by_folder: defaultdict[str, list[int]] = defaultdict(list)
    for at in places:
        for folder in folders_of(found[at].path):
            if folder in habits:
                by_folder[folder].append(at)
                break
    yield from by_folder.items()


def _note(rule: str, shared: Sequence[Problem], folder: str, total: int, *, kind: str) -> Problem:
    first = shared[0]
    posts = len({problem.path for problem in shared})
    where = _(" in {folder}", folder=folder) if folder else ""
    is_one = rule in _TOLD_BY_MESSAGE
    severity = first.severity if is_one or kind == _OTHER_KEY else Severity.INFO
    says = first.message if is_one else as_message(BY_ID[rule].what)
    hint, times = Counter(problem.hint for problem in shared).most_common(1)[0]
    if kind == _PAGES:
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
