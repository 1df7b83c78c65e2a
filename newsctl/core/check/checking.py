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

    Look = Callable[["Batch"], "Seen"]
    """Looks at the posts of a batch."""

    Looks = Callable[[Iterable["Batch"]], Iterator["Seen"]]
    """Has batches looked at, by whatever process, and gives what was seen in their order."""

Gathered: TypeAlias = Any
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

    def gather(self, reading: Reading) -> Gathered | None:
        """Keep of a post what the rules compare, None if that is nothing. Never raises."""
        ...

    def conclude(
        self, gathered: Iterable[Gathered], paths: Collection[PostPath]
    ) -> Sequence[Problem]:
        """Return what is wrong with posts beside one another, by path.

        `gathered` comes from every post, in any order, `paths` are those of all posts.
        """
        ...

    def shared(self, problems: Iterable[Problem], posts: Sequence[PostPath]) -> Iterable[Problem]:
        """Return problems of posts with one for all that most posts have in common."""
        ...


class Batch(NamedTuple):
    """Posts that are looked at together; `checked` are those to be held to the rules themselves."""

    paths: tuple[PostPath, ...]
    checked: frozenset[PostPath]


class Seen(NamedTuple):
    """What a look at a batch found, and what it kept of the posts; able to cross processes."""

    posts: int
    problems: tuple[Problem, ...]
    gathered: tuple[Gathered, ...]


def look_with(rules: Rules, read: Read, *, compare: bool = True) -> Look:
    """Return what looks at batches: it reads each post once, and keeps none.

    Without `compare` nothing is gathered.
    """

    def look(batch: Batch) -> Seen:
        problems: list[Problem] = []
        gathered: list[Gathered] = []
        for reading in chain.from_iterable(read_ahead(map(read, batch.paths))):
            if reading.path in batch.checked:
                problems.extend(rules.check(reading))
            if compare and (kept := rules.gather(reading)) is not None:
                gathered.append(kept)
        return Seen(len(batch.paths), tuple(problems), tuple(gathered))

    return look


class Checking:
    """The rules, for the posts of one archive.

    `looks` has batches looked at, in this process or in others. Without `compare` the rules that
    compare posts with one another are left out, and with them the reading of all other posts.
    `whole` says that what is chosen will always be all posts, so that none is looked for again.
    """

    def __init__(
        self,
        repository: PostRepository,
        rules: Rules,
        looks: Looks,
        *,
        compare: bool = True,
        whole: bool = False,
    ) -> None:
        self._repository = repository
        self.rules = rules
        self._looks = looks
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
        gathered: list[Gathered] = []
        done = 0
        for seen in self._looks(_batches(paths, frozenset(chosen))):
            yield from seen.problems
            gathered.extend(seen.gathered)
            done += seen.posts
            progress(done, len(paths))
        if self._compares:
            wanted = frozenset(chosen)
            found = self.rules.conclude(gathered, paths)
            yield from (problem for problem in found if problem.path in wanted)

    def _to_read(self, chosen: Sequence[PostPath]) -> Sequence[PostPath]:
        if self._whole or not self._compares:
            return chosen
        return sorted({*chosen, *self._repository.scan()})


def _batches(paths: Sequence[PostPath], chosen: frozenset[PostPath]) -> Iterator[Batch]:
    rest = iter(paths)
    while batch := tuple(islice(rest, POSTS_IN_A_BATCH)):
        yield Batch(batch, chosen.intersection(batch))
