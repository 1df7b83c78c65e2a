"""Plans to rename, remove and restore posts: each is a move of one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsctl.core.archive.file_changes import Change, Move
from newsctl.core.change.link_planner import LinkPlanner
from newsctl.core.change.mentions import MovedPost
from newsctl.core.change.plans import Plan, Refusal, not_a_post
from newsctl.core.errors import EditRefused
from newsctl.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from newsctl.core.archive.file_changes import Trashed
    from newsctl.core.archive.ports import PostRepository, Watch
    from newsctl.core.change.post_style import PostStyle
    from newsctl.core.change.post_writer import PostWriter
    from newsctl.core.post.post import PostPath, PostSummary

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
            return self._renamed(path, has_day=has_day, new_urls=new_urls)

        plan, moves = _planned(paths, renamed, command, self._repository.scan())
        return self._links.planned(plan, [self._moved(move) for move in moves], fix=fix_links)

    def plan_removal(
        self, paths: Sequence[PostPath], command: str, *, fix_links: bool = False
    ) -> Plan:
        """Plan moves to the archive's trash, and find mentions of the removed posts.

        Files that cannot be read are refused, since they could not be restored. With `fix_links`,
        links to removed posts are replaced by their text.
        """
        plan, moves = _planned(paths, self._removed, command)
        return self._links.planned(plan, [self._gone(move) for move in moves], fix=fix_links)

    def plan_restoring(self, files: Sequence[Trashed], command: str) -> Plan:
        """Plan moves of files from the trash to their former paths.

        Files that cannot be read, or whose path is taken, are refused.
        """
        originals = {file.path: file.original for file in files}

        def restored(path: PostPath) -> Move:
            return Move(path, originals[path], self._data_of(path))

        return _planned([*originals], restored, command, self._repository.scan())[0]

    def _renamed(self, path: PostPath, *, has_day: bool, new_urls: bool) -> Move | None:
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

    def _removed(self, path: PostPath) -> Move:
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


def _planned(
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
    no_place = {*taken}
    for path in paths:
        try:
            move = move_of(path)
        except EditRefused as error:
            refused.append(Refusal.of(path, error))
            continue
        if move and move.to in no_place:
            refused.append(Refusal(path, _("{to} is there already.", to=move.to)))
        elif move:
            no_place.add(move.to)
            moves.append(move)
    unchanged = len(paths) - len(moves) - len(refused)
    return Plan(Change(command, tuple(moves)), tuple(refused), unchanged), moves
