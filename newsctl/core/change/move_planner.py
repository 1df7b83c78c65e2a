"""Plans to rename, remove and restore posts: each is a move of one file.

Links to these posts in all others are updated on request.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import Change, Move, Write
from newsctl.core.change.mentions import MovedPost, mentions_in, names_of
from newsctl.core.change.plans import LinkCounts, Mention, Plan, Refusal, not_a_post
from newsctl.core.errors import EditRefused
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from newsctl.core.archive.file_changes import Step, Trashed
    from newsctl.core.archive.ports import PostRepository, Watch
    from newsctl.core.change.mentions import PostLinks
    from newsctl.core.change.post_style import PostStyle
    from newsctl.core.change.post_writer import PostWriter
    from newsctl.core.post.post import PostPath, PostSummary


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
        found = self._find_links(moved, fix=fix)
        steps = (
            *self._writes(found.mended, moved),
            *_with_new_bytes(plan.change.steps, found.mended),
        )
        return replace(
            plan,
            change=replace(plan.change, steps=steps),
            mentions=found.mentions,
            links=found.counts if fix else None,
        )

    def _find_links(self, moved: Sequence[MovedPost], *, fix: bool) -> _FoundLinks:
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
        counts = links.counts_in(path, data)
        links_found.total += counts.total()
        if counts and fix and (new := links.after(path, data)) != data:
            self._writer.require_writable(path)
            links_found.mended[path] = data = new
            counts = links.counts_in(path, new)
        links_found.left |= {Mention(path, of): count for of, count in counts.items() if of != path}
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


def _with_new_bytes(moves: Sequence[Step], mended: Mapping[PostPath, bytes]) -> Iterator[Step]:
    """Yield moves; a post with updated links of its own is moved with its new bytes."""
    for move in moves:
        data = mended.get(move.path)
        if isinstance(move, Move) and data is not None:
            yield Write(move.path, move.data, data)
            yield Move(move.path, move.to, data)
        else:
            yield move


_KEEP_URL = _("To rename it all the same: --new-urls")


class MovePlanner:
    """Plans moves of posts, to be shown and then made by an `Editor`.

    `watch` returns the progress reporter of long work.
    """

    def __init__(self, repository: PostRepository, writer: PostWriter, *, watch: Watch) -> None:
        self._repository = repository
        self._writer = writer
        self._links = LinkPlanner(repository, writer, watch=watch)

    def plan_names(
        self,
        paths: Sequence[PostPath],
        command: str,
        style: PostStyle,
        *,
        new_urls: bool = False,
        fix_links: bool = False,
    ) -> Plan:
        """Plan file names that follow date and title, and find mentions of the old ones.

        If the names of the archive have no day, by its style, names without one get none. Refused
        are moves that change a post's address on the site, unless `new_urls`. With `fix_links` the
        same change updates links to the posts.
        """
        has_day = style.name is None or style.name.has_day

        def renamed(path: PostPath) -> Move | None:
            return self._move_to_own_name(path, has_day=has_day, new_urls=new_urls)

        plan, moves = _plan_moves(paths, renamed, command, self._repository.scan())
        return self._links.planned(plan, [self._moved(move) for move in moves], fix=fix_links)

    def plan_removal(
        self, paths: Sequence[PostPath], command: str, *, fix_links: bool = False
    ) -> Plan:
        """Plan moves to the archive's trash, and find mentions of the removed posts.

        Files that cannot be read are refused, since they could not be restored. With `fix_links`,
        links to removed posts are replaced by their text.
        """
        plan, moves = _plan_moves(paths, self._move_to_trash, command)
        return self._links.planned(plan, [self._gone(move) for move in moves], fix=fix_links)

    def plan_restoring(self, files: Sequence[Trashed], command: str) -> Plan:
        """Plan moves of files from the trash to their former paths.

        Files that cannot be read, or whose path is taken, are refused.
        """
        originals = {file.path: file.original for file in files}

        def restored(path: PostPath) -> Move:
            return Move(path, originals[path], self._data_of(path))

        return _plan_moves([*originals], restored, command, self._repository.scan())[0]

    def _move_to_own_name(self, path: PostPath, *, has_day: bool, new_urls: bool) -> Move | None:
        """Return the move of a post to the name that follows date and title; None if it has it."""
        reading = self._repository.read(path)
        if reading.post is None:
            raise not_a_post(reading)
        to = self._writer.path_after(reading.post.summary, has_day=has_day)
        if to == path:
            return None
        if not new_urls:
            self._require_same_address(reading.post.summary, to)
        self._writer.require_writable(path, moves=True)
        return Move(path, to, reading.data)

    def _require_same_address(self, summary: PostSummary, to: PostPath) -> None:
        """Raise EditRefused if a post would have another address under this path."""
        old = self._repository.address_of(summary)
        new = self._repository.address_of(summary._replace(path=to))
        if old != new:
            raise EditRefused(
                _("Its address would change from {old} to {new}.", old=old, new=new), hint=_KEEP_URL
            )

    def _move_to_trash(self, path: PostPath) -> Move:
        data = self._data_of(path)
        self._writer.require_writable(path, moves=True)
        return Move(path, self._writer.path_in_trash(path), data)

    def _data_of(self, path: PostPath) -> bytes:
        reading = self._repository.read(path)
        if problem := reading.unread:
            raise EditRefused(problem.message, hint=problem.hint)
        return reading.data

    def _moved(self, move: Move) -> MovedPost:
        """Return a moved post as the updating of links needs it."""
        post = self._repository.parse(move.path, move.data).post
        if post is None:
            return MovedPost(move.path, move.to)
        address_of = self._repository.address_of
        new = post.summary._replace(path=move.to)
        return MovedPost(move.path, move.to, address_of(post.summary), address_of(new))

    def _gone(self, move: Move) -> MovedPost:
        """Return a removed post as the updating of links needs it."""
        post = self._repository.parse(move.path, move.data).post
        address = self._repository.address_of(post.summary) if post else None
        return MovedPost(move.path, None, address)


def _plan_moves(
    paths: Sequence[PostPath],
    move_of: Callable[[PostPath], Move | None],
    command: str,
    taken: Collection[PostPath] = (),
) -> tuple[Plan, list[Move]]:
    """Return a plan of moves to free paths, and these moves.

    `move_of` returns the move of a post, None if it stays, or raises EditRefused.
    """
    moves: list[Move] = []
    refused: list[Refusal] = []
    taken_paths = {*taken}
    for path in paths:
        try:
            move = move_of(path)
        except EditRefused as error:
            refused.append(Refusal.of(path, error))
            continue
        if move and move.to in taken_paths:
            refused.append(Refusal(path, _("{to} is there already.", to=move.to)))
        elif move:
            taken_paths.add(move.to)
            moves.append(move)
    unchanged = len(paths) - len(moves) - len(refused)
    return Plan(Change(command, tuple(moves)), tuple(refused), unchanged), moves
