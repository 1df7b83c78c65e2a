"""Running the rules on posts: on each alone, and then on all of them together."""

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
"""What the rules keep of one post to compare it with others; no other code looks into it."""

POSTS_IN_A_BATCH = 100
"""Some 20 ms of work: much more than handing it to another process takes, and no wait at Ctrl-C."""


class Rules(Protocol):
    """The rules that are enabled for one archive."""

    @property
    def compares(self) -> bool:
        """Whether any rule compares posts with each other."""

    def check(self, reading: Reading) -> Sequence[Problem]:
        """Return the problems of one file alone. Never raises for its content."""

    def gather(self, reading: Reading) -> Comparable | None:
        """Return the data of a post that the comparing rules need; None if none. Never raises."""

    def conclude(
        self, gathered: Iterable[Comparable], paths: Collection[PostPath]
    ) -> Sequence[Problem]:
        """Return the problems of posts in comparison with each other, by path.

        `gathered` are the data of every post, in any order; `paths` are those of all posts.
        """

    def shared(self, problems: Iterable[Problem], posts: Sequence[PostPath]) -> Iterable[Problem]:
        """Return problems, with those that most posts have in common merged into one."""


class PostBatch(NamedTuple):
    """Posts that are read together; `checked` are those to be checked themselves."""

    paths: tuple[PostPath, ...]
    checked: frozenset[PostPath]


class BatchResult(NamedTuple):
    """The problems of a batch and the data gathered from its posts; it can be pickled."""

    posts: int
    problems: tuple[Problem, ...]
    gathered: tuple[Comparable, ...]


def batch_checker(rules: Rules, read: Read, *, compare: bool = True) -> CheckBatch:
    """Return a function that checks batches: it reads each post once, and keeps none.

    Without `compare` no data is gathered.
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
    """Runs the rules on posts of one archive.

    `run_batches` checks batches, in this process or in others. Without `compare` the comparing
    rules are left out, and so is the reading of the other posts. `whole` says that all posts will
    be chosen, so that none has to be looked up.
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
        """Yield the problems of the chosen posts.

        First come the problems of each post alone, in the order of the paths, as they are found;
        then those in comparison with others, for which all posts must be read. The whole archive is
        compared even if few posts are chosen: whether a story is told twice does not depend on the
        choice.
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


def _each_once(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield problems without those of a post beside another that has the same problem itself."""
    having = {(problem.path, problem.rule) for problem in problems}
    return (problem for problem in problems if (problem.beside, problem.rule) not in having)


def _batches(paths: Sequence[PostPath], chosen: frozenset[PostPath]) -> Iterator[PostBatch]:
    rest = iter(paths)
    while batch := tuple(islice(rest, POSTS_IN_A_BATCH)):
        yield PostBatch(batch, chosen.intersection(batch))
