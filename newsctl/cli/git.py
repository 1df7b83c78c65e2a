"""What git says has changed in the archive."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError, NewsctlError, UsageError
from newsctl.core.post import PostPath

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from newsctl.cli.context import Context

LONGEST = 120
"""Seconds that git may take for one answer: some are enough for a checkout of a million files. One
that waits for a lock or a disk of another machine would be waited for without end."""

_BEGINNING = (
    "git",
    "--no-optional-locks",  # only looking: the index of the checkout stays as it is
    "-c",
    "core.fsmonitor=false",
)
_DIFF = (
    *("diff", "--name-only", "-z", "--relative", "--no-renames"),
    *("--no-ext-diff", "--no-textconv", "--ignore-submodules=all"),
)
_OF_A_HOOK = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}
_NEW = ("ls-files", "-z", "--others", "--exclude-standard")


def changed_posts(
    context: Context, posts: Sequence[PostPath], ref: str | None
) -> Sequence[PostPath]:
    """Return those of the posts that git says changed since a commit; without one, all of them."""
    if ref is None:
        return posts
    changed = changed_paths(context.root, ref)
    return [path for path in posts if path in changed]


def changed_paths(root: Path, ref: str) -> frozenset[PostPath]:
    """Return what differs from a commit below a folder, and the files that git does not know.

    What is deleted is among them, what git ignores is not. The folder may be any of a checkout. No
    program that a checkout's own settings name is run: no monitor, filter, hook or diff driver.
    Raises UsageError when the folder is in no checkout, or for a commit that is not there, and
    ArchiveError where git is missing, does not answer, or cannot read the checkout.
    """
    git = _Git(root)
    commit = git.commit(ref)
    tracked = (*_DIFF, commit) if commit else ("ls-files", "-z")
    return frozenset((*git.paths(*tracked), *git.paths(*_NEW)))


class _Git:
    """Git in one folder, with every filter of its checkout switched off."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._settings: tuple[str, ...] = ()
        inside = self._run("rev-parse", "--is-inside-work-tree")
        if inside.stdout.strip() != b"true":
            raise _no_checkout(root, inside)
        self._settings = tuple(self._without_filters())

    def commit(self, ref: str) -> str | None:
        """Return a commit by its whole name; None for HEAD where there is no commit yet."""
        named = "" if ref.startswith("-") else ref  # which no commit can be called
        found = self._run("rev-parse", "--verify", "--quiet", f"{named}^{{commit}}")
        if found.returncode == 0:
            return found.stdout.decode().strip()
        if ref == "HEAD":
            return None
        raise UsageError(f"git knows no commit {ref!r}.", hint="git log names some.")

    def paths(self, *arguments: str) -> Iterator[PostPath]:
        """Yield the paths that a command lists, relative to the folder."""
        ran = self._run(*arguments, "--", ".")
        if ran.returncode:
            raise _refusal(ran)
        for path in filter(None, ran.stdout.split(b"\0")):
            yield PostPath(os.fsdecode(path))

    def _without_filters(self) -> Iterator[str]:
        # git compares through these, and says of a file whose filter is off that it has changed
        named = self._run("config", "-z", "--name-only", "--get-regexp", r"^filter\.").stdout
        for name in filter(None, os.fsdecode(named).split("\0")):
            value = "false" if name.endswith(".required") else ""
            yield from ("-c", f"{name}={value}")

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 -- no shell, and no argument of the archive's
                [*_BEGINNING, *self._settings, *arguments],
                cwd=self._root,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=LONGEST,
            )
        except FileNotFoundError as error:
            raise ArchiveError(
                "--changed needs git, which is not installed.", hint="Name the posts instead."
            ) from error
        except subprocess.TimeoutExpired as error:
            raise ArchiveError(
                f"git {arguments[0]} did not answer in {LONGEST} seconds.",
                hint="Does it answer in this folder by itself? Else name the posts instead.",
            ) from error


def _environment() -> dict[str, str]:
    """Return this process's environment, without what git tells its hooks of where it was run."""
    kept = {key: value for key, value in os.environ.items() if key not in _OF_A_HOOK}
    return {**kept, "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1"}


def _no_checkout(root: Path, ran: subprocess.CompletedProcess[bytes]) -> NewsctlError:
    if ran.returncode and b"not a git repository" not in ran.stderr:
        return _refusal(ran)
    return UsageError(f"{root} is not in a git checkout.", hint="Leave --changed out.")


def _refusal(ran: subprocess.CompletedProcess[bytes]) -> ArchiveError:
    return ArchiveError(f"git: {os.fsdecode(ran.stderr).strip()}")
