"""Updates of links in all other posts to posts that are moved or removed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import Move, Write
from newsctl.core.change.mentions import mentions_in, names_of
from newsctl.core.change.plans import LinkCounts, Mention
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.core.archive.file_changes import Step
    from newsctl.core.archive.ports import PostRepository, Watch
    from newsctl.core.change.mentions import MovedPost, PostLinks
    from newsctl.core.change.plans import Plan
    from newsctl.core.change.post_writer import PostWriter
    from newsctl.core.post.post import PostPath


@dataclass(slots=True)
class _FoundLinks:
    """The links to posts that move: their number, those left as they are, and new bytes.

    `mended` has the new bytes of posts whose links are updated; `named` are mentions that are not
    links.
    """

    total: int = 0
    left: dict[Mention, int] = field(default_factory=dict)
    named: set[Mention] = field(default_factory=set)
    mended: dict[PostPath, bytes] = field(default_factory=dict)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All places that still name a post by its old path, sorted."""
        found = {*self.left, *self.named}
        return tuple(sorted(found, key=lambda mention: (mention.path, mention.of)))

    @property
    def counts(self) -> LinkCounts:
        """The numbers of links updated and left as they are."""
        left = sum(self.left.values())
        return LinkCounts(self.total - left, left)


class LinkPlanner:
    """Finds links to posts that move, and updates them if asked to."""

    def __init__(self, repository: PostRepository, writer: PostWriter, *, watch: Watch) -> None:
        self._repository = repository
        self._writer = writer
        self._watch = watch

    def planned(self, plan: Plan, moved: Sequence[MovedPost], *, fix: bool) -> Plan:
        """Return a plan of moves with the mentions of moved posts; with `fix`, links are updated.

        Mentions that remain then are no links, or stand in code, in front matter or in a template.
        """
        if not moved:
            return plan
        found = self._found(moved, fix=fix)
        steps = (*self._writes(found.mended, moved), *_with_bytes(plan.change.steps, found.mended))
        return replace(
            plan,
            change=replace(plan.change, steps=steps),
            mentions=found.mentions,
            links=found.counts if fix else None,
        )

    def _found(self, moved: Sequence[MovedPost], *, fix: bool) -> _FoundLinks:
        """Find the links to moved posts in all posts."""
        gone = {post.path for post in moved if post.to is None}
        posts = [path for path in sorted(self._repository.scan()) if path not in gone]
        links = self._writer.relinking(moved, self._repository.site_address, self._address_of_bytes)
        names = names_of([post.path for post in moved])
        found = _FoundLinks()
        with self._watch(_("Reading")) as progress:
            for number, path in enumerate(posts, 1):
                data = self._scan_links(path, links, found, fix=fix)
                found.named.update(mentions_in(path, data, names))
                progress(number, len(posts))
        return found

    def _scan_links(
        self, path: PostPath, links: PostLinks, links_found: _FoundLinks, *, fix: bool
    ) -> bytes:
        """Add the links of one post to those found, and return its bytes, updated with `fix`."""
        data = self._repository.data_of(path)
        seen = links.seen(path, data)
        links_found.total += seen.total()
        if seen and fix and (new := links.after(path, data)) != data:
            self._writer.require_writable(path)
            links_found.mended[path] = data = new
            seen = links.seen(path, new)
        links_found.left |= {Mention(path, of): count for of, count in seen.items() if of != path}
        return data

    def _writes(
        self, mended: Mapping[PostPath, bytes], moved: Sequence[MovedPost]
    ) -> Iterator[Step]:
        """Yield the steps that update links in posts that are not moved."""
        moving = {post.path for post in moved}
        for path, data in mended.items():
            if path not in moving:
                yield Write(path, self._repository.data_of(path), data)

    def _address_of_bytes(self, path: PostPath, data: bytes) -> str | None:
        post = self._repository.parse(path, data).post
        return self._repository.address_of(post.summary) if post else None


def _with_bytes(moves: Sequence[Step], mended: Mapping[PostPath, bytes]) -> Iterator[Step]:
    """Yield moves; a post with updated links of its own is moved with its new bytes."""
    for move in moves:
        data = mended.get(move.path)
        if isinstance(move, Move) and data is not None:
            yield Write(move.path, move.data, data)
            yield Move(move.path, move.to, data)
        else:
            yield move
