"""What most posts of an archive have in common is a habit of it, and one finding."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from newsctl.core.messages import _, as_message, joined
from newsctl.core.problems import Fixable, Severity
from newsctl.validation.rule import ArchiveRule, PostRule
from newsctl.validation.rules import BY_ID

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

_TOLD_BY_MESSAGE = frozenset({"field-spellings"})
"""Rules whose message tells all there is to decide, for however many posts."""


def gathered_by_habit(
    problems: Iterable[Problem], posts: Sequence[PostPath], *, but: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield problems in their order, and one note for all that most posts of a folder share.

    So are notes that many posts of the archive have, wherever they stand. `posts` are those that
    were checked, `but` the rules that someone asked for. Only rules of habits are looked at.
    """
    found = list(problems)
    unread = {problem.path for problem in found if problem.rule in _NO_POST}
    every = Counter(folder for path in posts for folder in _folders(path))
    read = Counter(folder for path in posts if path not in unread for folder in _folders(path))
    notes: dict[int, Problem] = {}
    gone: set[int] = set()
    for (rule, _kind), places in _of_habits(found, but).items():
        totals = read if isinstance(BY_ID[rule], PostRule | ArchiveRule) else every
        for folder, shared in _shared(found, places, totals):
            notes[shared[0]] = _note(rule, [found[at] for at in shared], folder, totals[folder])
            gone.update(shared[1:])
    for at, problem in enumerate(found):
        if at not in gone:
            yield notes.get(at, problem)


def _of_habits(found: Sequence[Problem], but: Collection[str]) -> dict[tuple[str, str], list[int]]:
    """Return where in the problems those of each habit are."""
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, (_path, rule, message, *_rest) in enumerate(found):
        if rule in BY_ID and BY_ID[rule].habit and rule not in but:
            places[rule, message if rule in _TOLD_BY_MESSAGE else ""].append(at)
    return places


def _shared(
    found: Sequence[Problem], places: Sequence[int], totals: Counter[str]
) -> Iterator[tuple[str, list[int]]]:
    """Yield the outermost folders in which most posts have a problem, with its places.

    What many posts have and is only a note, or one decision for all, is shared by the archive.
    """
    paths = {found[at].path for at in places}
    first = found[places[0]]
    is_small = first.rule in _TOLD_BY_MESSAGE or first.severity is Severity.INFO
    if is_small:
        if len(paths) > MOST_ALIKE:
            yield "", list(places)
        return
    counts = Counter(folder for path in paths for folder in _folders(path))
    habits = {
        folder
        for folder, count in counts.items()
        if count >= FEWEST_POSTS and 2 * count > totals[folder]
    }
    by_folder: defaultdict[str, list[int]] = defaultdict(list)
    for at in places:
        for folder in _folders(found[at].path):
            if folder in habits:
                by_folder[folder].append(at)
                break
    yield from by_folder.items()


def _folders(path: PostPath) -> list[str]:
    """Return the folders that a post is in, the archive itself as an empty name first."""
    parts = path.split("/")[:-1]
    return ["", *("/".join(parts[: depth + 1]) for depth in range(len(parts)))]


def _note(rule: str, shared: Sequence[Problem], folder: str, total: int) -> Problem:
    first = shared[0]
    posts = len({problem.path for problem in shared})
    where = _(" in {folder}", folder=folder) if folder else ""
    is_one = rule in _TOLD_BY_MESSAGE
    severity = first.severity if is_one else Severity.INFO
    says = first.message if is_one else as_message(BY_ID[rule].what)
    hint, times = Counter(problem.hint for problem in shared).most_common(1)[0]
    if hint is None or "newsctl.toml" not in hint or 2 * times <= len(shared):
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
