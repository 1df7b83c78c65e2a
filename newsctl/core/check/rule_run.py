"""Holding posts to the rules: each by itself, and then all of them beside one another."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from newsctl.core.archive.read_ahead import read_ahead

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from newsctl.core.archive.ports import PostRepository, Progress, Read, Reading
    from newsctl.core.post.post import PostPath
    from newsctl.core.problems import Problem

    CheckBatch = Callable[["PostBatch"], "BatchResult"]
    """RunBatches at the posts of a batch."""

    RunBatches = Callable[[Iterable["PostBatch"]], Iterator["BatchResult"]]
    """Checks batches, in whatever process, and gives the results in their order."""

Comparable: TypeAlias = Any
"""What the rules keep of one post to compare it with others; nobody else looks into it."""

POSTS_IN_A_BATCH = 100
"""Some 20 ms of work: much more than handing it to another process takes, and no wait at Ctrl-C."""


class Rules(Protocol):
    """The rules that are switched on for one archive."""

    @property
    def compares(self) -> bool:
        """Whether any of these rules compares posts with one another."""
        ...

    def check(self, reading: Reading) -> Sequence[Problem]:
        """Return what is wrong with a file by itself. Never raises for what it holds."""
        ...

    def gather(self, reading: Reading) -> Comparable | None:
        """Keep of a post what the rules compare, None if that is nothing. Never raises."""
        ...

    def conclude(
        self, gathered: Iterable[Comparable], paths: Collection[PostPath]
    ) -> Sequence[Problem]:
        """Return what is wrong with posts beside one another, by path.

        `gathered` comes from every post, in any order, `paths` are those of all posts.
        """
        ...

    def shared(self, problems: Iterable[Problem], posts: Sequence[PostPath]) -> Iterable[Problem]:
        """Return problems of posts with one for all that most posts have in common."""
        ...


class PostBatch(NamedTuple):
    """Posts that are checked together; `checked` are those to be held to the rules themselves."""

    paths: tuple[PostPath, ...]
    checked: frozenset[PostPath]


class BatchResult(NamedTuple):
    """What checking a batch found, and what it kept of the posts; able to cross processes."""

    posts: int
    problems: tuple[Problem, ...]
    gathered: tuple[Comparable, ...]


def batch_checker(rules: Rules, read: Read, *, compare: bool = True) -> CheckBatch:
    """Return what checks batches: it reads each post once, and keeps none.

    Without `compare` nothing is gathered.
    """

    def check(batch: PostBatch) -> BatchResult:
        problems: list[Problem] = []
        gathered: list[Comparable] = []
        for reading in chain.from_iterable(read_ahead(map(read, batch.paths))):
            if reading.path in batch.checked:
                problems.extend(rules.check(reading))
            if compare and (kept := rules.gather(reading)) is not None:
                gathered.append(kept)
        return BatchResult(len(batch.paths), tuple(problems), tuple(gathered))

    return check


class RuleRun:
    """The rules, for the posts of one archive.

    `run_batches` checks batches, in this process or in others. Without `compare` the rules that
    compare posts with one another are left out, and with them the reading of all other posts.
    `whole` says that what is chosen will always be all posts, so that none is looked for again.
    """

    def __init__(
        self,
        repository: PostRepository,
        rules: Rules,
        run_batches: RunBatches,
        *,
        compare: bool = True,
        whole: bool = False,
    ) -> None:
        self._repository = repository
        self.rules = rules
        self._run_batches = run_batches
        self._compares = compare and rules.compares
        self._whole = whole

    def problems(self, chosen: Sequence[PostPath], progress: Progress) -> Iterator[Problem]:
        """Yield what is wrong with the chosen posts.

        First comes what is wrong with a post by itself, in the order of the paths and as it is
        found; then what is wrong with posts beside one another, for which all have to be read. An
        archive is compared as a whole even when few posts are chosen: whether a story is told
        twice does not depend on who asks.
        """
        paths = self._to_read(chosen)
        gathered: list[Comparable] = []
        done = 0
        for result in self._run_batches(_batches(paths, frozenset(chosen))):
            yield from result.problems
            gathered.extend(result.gathered)
            done += result.posts
            progress(done, len(paths))
        if self._compares:
            wanted = frozenset(chosen)
            found = self.rules.conclude(gathered, paths)
            yield from _each_once([problem for problem in found if problem.path in wanted])

    def _to_read(self, chosen: Sequence[PostPath]) -> Sequence[PostPath]:
        if self._whole or not self._compares:
            return chosen
        return sorted({*chosen, *self._repository.scan()})


def _each_once(found: Sequence[Problem]) -> Iterator[Problem]:
    """Yield problems without those of a post beside another, where that has the problem itself."""
    having = {(problem.path, problem.rule) for problem in found}
    return (problem for problem in found if (problem.beside, problem.rule) not in having)


def _batches(paths: Sequence[PostPath], chosen: frozenset[PostPath]) -> Iterator[PostBatch]:
    rest = iter(paths)
    while batch := tuple(islice(rest, POSTS_IN_A_BATCH)):
        yield PostBatch(batch, chosen.intersection(batch))
