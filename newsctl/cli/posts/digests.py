"""The steps of `manifest` and `changes`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsctl.cli.posts.notices import notice_guessed_archive
from newsctl.cli.terminal.paging import standard_output
from newsctl.core.archive.manifest import (
    FileDigests,
    differences,
    manifest_lines,
    read_manifest,
    unread_folders,
)
from newsctl.core.errors import ArchiveError
from newsctl.core.messages import _, _n, joined
from newsctl.rendering.streams import write_styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.cli.context import Context
    from newsctl.core.post.post import PostPath
    from newsctl.storage.revisions import ChangedFiles


def write_manifest(context: Context, paths: Sequence[PostPath], *, is_whole: bool) -> int:
    """Write a manifest of files to standard output, and return the exit code."""
    notice_guessed_archive(context)
    files = FileDigests(context.repository)
    with context.watch(_("Reading")) as progress, standard_output(context) as out:
        lines = manifest_lines(paths, files, progress, is_whole=is_whole)
        write_styled(lines, out, context.out)
    return _exit_code(context, files, 0)


def check_manifest(context: Context, text: str) -> int:
    """Write how the files differ from a manifest, and return the exit code: 1 if any differs."""
    manifest = read_manifest(text)
    notice_guessed_archive(context)
    files = FileDigests(context.repository)
    with context.watch(_("Reading")) as progress:
        found = differences(manifest, context.repository.scan(), files, progress)
    lines = (
        "\t".join([one.kind, *map(context.place.line, filter(None, (one.path, one.to)))]) + "\n"
        for one in found
    )
    with standard_output(context) as out:
        write_styled(lines, out, context.out)
    context.notice(
        _n(
            "{n:,} file differs from a manifest of {digests:,}.",
            "{n:,} files differ from a manifest of {digests:,}.",
            len(found),
            digests=len(manifest.digests),
        )
    )
    return _exit_code(context, files, 1 if found else 0)


def _exit_code(context: Context, files: FileDigests, otherwise: int) -> int:
    """Print which files cannot be read, and return the exit code for that, or else `otherwise`."""
    for problem in files.unread:
        context.warn(joined(": ", (context.place.path(problem.path), problem.message)))
    return ArchiveError.exit_code if notice_unread(context) or files.unread else otherwise


def notice_unread(context: Context) -> bool:
    """Print which folders could not be scanned, and tell whether there are any."""
    folders = unread_folders(context.repository)
    for folder in folders:
        name = context.place.path(folder)
        context.warn(_("{name} cannot be read, so nothing is known of what is in it.", name=name))
    return bool(folders)


def write_changes(context: Context, changes: ChangedFiles, *, is_json: bool) -> None:
    """Write the changes since a token, and the new token as the last line.

    A reader who is interrupted has no new token, and asks again with the old one.
    """
    groups = {"added": changes.added, "changed": changes.changed, "removed": changes.removed}
    place = context.place
    if is_json:
        paths = {kind: [place.path(path) for path in group] for kind, group in groups.items()}
        whole = {"schema_version": 1, **paths, "token": changes.token}
        lines = [json.dumps(whole, ensure_ascii=False) + "\n"]
    else:
        lines = [
            f"{kind}\t{place.line(path)}\n" for kind, group in groups.items() for path in group
        ]
        lines.append(f"token\t{changes.token}\n")
    with standard_output(context) as out:
        write_styled(lines, out, context.out)
