"""Changed files of the archive, by git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from newsctl.core.errors import ArchiveError, NewsctlError, UsageError
from newsctl.core.messages import _
from newsctl.core.post.post import PostPath

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsctl.cli.context import Context

LONGEST = 120
"""Seconds that git may take for one answer: some are enough for a checkout of a million files. One
that waits for a lock or a disk of another machine would be waited for without end."""

_BEGINNING = ("git", "--no-optional-locks", "--no-pager")
"""Only looking: the index of the checkout stays as it is."""

_OVERRIDES = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.sshCommand": "false",
    "credential.helper": "",
    "safe.bareRepository": "explicit",
}
"""Settings that win over those of a checkout, whose programs would run else."""

_FILTERS = r"^filter\."
_DIFF = (
    *("diff", "--name-only", "-z", "--relative", "--no-renames"),
    *("--no-ext-diff", "--no-textconv", "--ignore-submodules=all"),
)
_OF_A_HOOK = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}
_OFFLINE = {
    "GIT_ALLOW_PROTOCOL": "none",  # a partial clone fetches what it lacks, by ssh or a helper
    "GIT_NO_LAZY_FETCH": "1",  # the same, from git 2.44 on
    "GIT_TERMINAL_PROMPT": "0",
}
_NEW = ("ls-files", "-z", "--others", "--exclude-standard")


def changed_posts(
    context: Context, posts: Sequence[PostPath], ref: str | None
) -> Sequence[PostPath]:
    """Return those of the posts that changed since a commit, by git; all without a commit."""
    if ref is None:
        return posts
    changed = changed_paths(context.root, ref)
    return [path for path in posts if path in changed]


def changed_paths(root: Path, ref: str) -> frozenset[PostPath]:
    """Return the paths below a folder that differ from a commit, and untracked files.

    Deleted files are included, ignored ones are not. The folder may be anywhere in a checkout.
    Raises UsageError if the folder is in no checkout, or the commit does not exist, and
    ArchiveError if git is missing, does not answer, or cannot read the checkout.
    """
    git = _Git(root)
    commit = git.commit(ref)
    tracked = (*_DIFF, commit) if commit else ("ls-files", "-z")
    return frozenset((*git.paths(*tracked), *git.paths(*_NEW)))


class _Git:
    """Git in one folder, prevented from running programs that the folder's settings name.

    A checkout is data, possibly of an attacker: its settings may name a monitor, hooks, filters by
    `.gitattributes`, diff drivers, and remote helpers. All are disabled by settings in the
    environment (`GIT_CONFIG_COUNT` of git-config(1)), which allow any name: `-c NAME=VALUE` is
    split at the first `=`, and the name of a filter may contain one. A folder that looks like a
    bare repository may be inside the files of a plain one and have settings of its own
    (`safe.bareRepository` of git-config(1)), so bare repositories are refused.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        # A setting from the environment alone: a git that does not list it heeds none of these.
        # No checkout can guess its name, and so pretend that it is heeded.
        self._mark = f"newsctl.x{os.urandom(8).hex()}"
        self._overrides = {**_OVERRIDES, self._mark: "true"}
        inside = self._run("rev-parse", "--is-inside-work-tree", "--absolute-git-dir")
        inside_tree, _, git_folder = os.fsdecode(inside.stdout).rstrip("\n").partition("\n")
        if inside_tree != "true" or _is_within(root, git_folder):
            raise _no_checkout(root, inside)
        self._overrides.update(self._no_filters())

    def commit(self, ref: str) -> str | None:
        """Return the full name of a commit; None for HEAD before the first commit."""
        named = "" if ref.startswith("-") else ref  # which no commit can be called
        found = self._run("rev-parse", "--verify", "--quiet", f"{named}^{{commit}}")
        if found.returncode == 0:
            return found.stdout.decode().strip()
        if ref == "HEAD":
            return None
        raise UsageError(_("git knows no commit {ref!r}.", ref=ref), hint=_("git log names some."))

    def paths(self, *arguments: str) -> Iterator[PostPath]:
        """Yield the paths that a git command lists, relative to the folder."""
        ran = self._run(*arguments, "--", ".")
        if ran.returncode:
            raise _refusal(ran)
        for path in filter(None, ran.stdout.split(b"\0")):
            yield PostPath(os.fsdecode(path))

    def _no_filters(self) -> Iterator[tuple[str, str]]:
        """Yield the settings that disable each filter of the checkout.

        Raises ArchiveError for a version of git that would ignore them.
        """
        # git compares through these, and says of a file whose filter is off that it has changed
        ran = self._run("config", "-z", "--name-only", "--get-regexp", f"{_FILTERS}|^{self._mark}$")
        names = [name for name in os.fsdecode(ran.stdout).split("\0") if name]
        if self._mark not in names:
            raise ArchiveError(
                _("This git would run programs that a checkout names."),
                hint=_("--changed needs git 2.31 or newer; else name the posts instead."),
            )
        for name in names:
            if name != self._mark:
                yield name, "false" if name.endswith(".required") else ""

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run git in the archive, whatever its exit code. Raises ArchiveError."""
        try:
            return subprocess.run(  # noqa: S603 -- no shell, and no argument of the archive's
                [*_BEGINNING, *arguments],
                cwd=self._root,
                env=_environment(self._overrides),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=LONGEST,
            )
        except FileNotFoundError as error:
            raise ArchiveError(
                _("--changed needs git, which is not installed."), hint=_("Name the posts instead.")
            ) from error
        except subprocess.TimeoutExpired as error:
            raise ArchiveError(
                _(
                    "git {arguments} did not answer in {longest} seconds.",
                    arguments=arguments[0],
                    longest=LONGEST,
                ),
                hint=_("Does it answer in this folder by itself? Else name the posts instead."),
            ) from error


def _environment(overrides: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for git, in which these settings precede all others.

    The variables that git sets for its hooks are removed. Settings that the user put into the
    environment are kept.
    """
    kept = {key: value for key, value in os.environ.items() if key not in _OF_A_HOOK}
    given = kept.get("GIT_CONFIG_COUNT", "")
    number = int(given) if given.isdecimal() else 0
    for place, (name, value) in enumerate(overrides.items(), number):
        kept[f"GIT_CONFIG_KEY_{place}"] = name
        kept[f"GIT_CONFIG_VALUE_{place}"] = value
    count = str(number + len(overrides))
    return {**kept, **_OFFLINE, "GIT_CONFIG_COUNT": count, "LC_ALL": "C"}


def _is_within(folder: Path, git_folder: str) -> bool:
    """Tell whether a folder is inside git's own files, as in a bare repository."""
    return Path(git_folder) in (resolved := folder.resolve(), *resolved.parents)


def _no_checkout(root: Path, ran: subprocess.CompletedProcess[bytes]) -> NewsctlError:
    if ran.returncode and b"not a git repository" not in ran.stderr:
        return _refusal(ran)
    return UsageError(
        _("{root} is not in a git checkout.", root=root), hint=_("Leave --changed out.")
    )


def _refusal(ran: subprocess.CompletedProcess[bytes]) -> ArchiveError:
    return ArchiveError(_("git: {fsdecode}", fsdecode=os.fsdecode(ran.stderr).strip()))
