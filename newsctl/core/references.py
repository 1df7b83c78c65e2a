"""What a user may write to name one post: a path, a name, a slug, a link, or how one begins."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from unicodedata import normalize

from newsctl.core.errors import AmbiguousPost, PostNotFound
from newsctl.core.filename import parse_filename
from newsctl.core.hits import Request
from newsctl.core.query import FieldPresent, FieldValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsctl.core.ports import PostIndex
    from newsctl.core.post import PostPath

_SHOWN = 10
_LINK_SCHEMES = ("http://", "https://")


def find_post(index: PostIndex, reference: str, *, here: str = "") -> PostPath:
    """Return the path of the post that `reference` names.

    Whole forms win over beginnings, and a path over a name, a name over a slug. `here` is the
    current folder below the archive's, empty outside it.

    Raises PostNotFound, or AmbiguousPost when one form fits several posts.
    """
    if reference.startswith(_LINK_SCHEMES):
        return _the_only(_with_link(index, reference), reference)
    # Names may be composed or not, as the system that wrote them has it (macOS: NFD).
    paths = {path: normalize("NFC", path) for path in index.paths()}
    for fits in _forms(normalize("NFC", reference), normalize("NFC", here)):
        fitting = [path for path, composed in paths.items() if fits(composed)]
        if fitting:
            return _the_only(fitting, reference)
    for file in index.left_out():
        if any(fits(file.path) for fits in _forms(reference, here)):
            raise PostNotFound(
                f"{file.path} is not read as a post: {file.reason}",
                hint=f"Try: newsctl validate {file.path}",
            )
    raise PostNotFound(f"No post fits {reference!r}.", hint="Try: newsctl search")


def slug_of(path: str) -> str:
    """Return a file name's slug: no folder, date or extension."""
    return parse_filename(path).slug


def _forms(reference: str, here: str) -> Iterator[Callable[[str], bool]]:
    """Yield the ways in which a reference may fit a path, the surest first."""
    whole = posixpath.normpath(posixpath.join(here, reference))
    below = posixpath.normpath(reference)
    yield lambda path: path in {whole, below}
    yield lambda path: posixpath.basename(path) == reference
    yield lambda path: posixpath.basename(path).rsplit(".", 1)[0] == reference
    yield lambda path: slug_of(path) == reference
    if reference:
        yield lambda path: path.startswith((whole, below))
        yield lambda path: posixpath.basename(path).startswith(reference)
        yield lambda path: slug_of(path).startswith(reference)


def _with_link(index: PostIndex, link: str) -> list[PostPath]:
    whole = index.search(Request(FieldValue("externe_link", (link,)))).hits
    if paths := [hit.summary.path for hit in whole]:
        return paths
    linked = (hit.summary for hit in index.search(Request(FieldPresent("externe_link"))).hits)
    return [post.path for post in linked if str(post.front_matter["externe_link"]).startswith(link)]


def _the_only(fitting: list[PostPath], reference: str) -> PostPath:
    if not fitting:
        raise PostNotFound(f"No post fits {reference!r}.", hint="Try: newsctl list")
    if len(fitting) > 1:
        raise AmbiguousPost(
            f"{len(fitting)} posts fit {reference!r}.", candidates=tuple(fitting[:_SHOWN])
        )
    return fitting[0]
