"""References to one post: a path, a name, a slug, a title, a link, or the beginning of one."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from newsctl.core.archive.folding import folded
from newsctl.core.archive.hits import Request, Sort
from newsctl.core.errors import AmbiguousPost, PostNotFound, UnreadablePost
from newsctl.core.messages import _, as_message
from newsctl.core.post.filename import parse_path
from newsctl.core.post.post import PostPath
from newsctl.core.query.ast import Everything, FieldPresent, FieldValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsctl.core.archive.file_changes import Trashed
    from newsctl.core.archive.ports import PostIndex
    from newsctl.core.post.post import PostSummary

    _ReferenceForms = Iterator[Callable[[str], bool]]

_LINK_SCHEMES = ("http://", "https://")


def find_post(
    index: PostIndex, reference: str, *, here: str = "", unread: bool = False
) -> PostPath:
    """Return the path of the post that `reference` names.

    Exact matches precede prefixes; a path precedes a name, a name a slug, a slug a title. `here` is
    the current folder relative to the archive's, empty outside of it. With `unread`, a file that
    cannot be read as a post is found too, if no post matches.

    Raises PostNotFound, UnreadablePost for a file that cannot be read as a post, or AmbiguousPost
    for several matches.
    """
    if fitting := posts_named(index, reference, here=here) or _beginning(index, reference, here):
        return _the_only(fitting, reference)
    left_out = {file.path: file for file in index.left_out()}
    for fits in (*_whole_forms(reference, here), *_beginnings(reference, here)):
        if fitting := [path for path in left_out if fits(path)]:
            if unread:
                return _the_only(fitting, reference)
            raise UnreadablePost(
                _(
                    "{fitting} is not read as a post: {reason}",
                    fitting=fitting[0],
                    reason=as_message(left_out[fitting[0]].reason),
                ),
                hint=_("Try: newsctl validate {fitting}", fitting=fitting[0]),
            )
    raise PostNotFound(
        _("No post fits {reference!r}.", reference=reference), hint=_("Try: newsctl search")
    )


def posts_named(index: PostIndex, reference: str, *, here: str = "") -> list[PostPath]:
    """Return the posts with exactly this path, else name, else slug, else title; or this link."""
    if reference.startswith(_LINK_SCHEMES):
        whole = index.search(Request(FieldValue("externe_link", (reference,)))).hits
        return [hit.summary.path for hit in whole]
    found = _fitting(index.paths(), _whole_forms, reference, here)
    return found or _titled(index, reference, str.__eq__)


def _beginning(index: PostIndex, reference: str, here: str) -> list[PostPath]:
    """Return the posts whose path, else name, slug, title, or whose link begins with this."""
    if reference.startswith(_LINK_SCHEMES):
        linked = (hit.summary for hit in index.search(Request(FieldPresent("externe_link"))).hits)
        return [post.path for post in linked if _link_of(post).startswith(reference)]
    found = _fitting(index.paths(), _beginnings, reference, here)
    return found or _titled(index, reference, str.startswith)


def names_in_trash(files: Iterable[Trashed]) -> dict[str, Trashed]:
    """Return files of the trash by their paths in it, without its folder."""
    return {file.path.partition("/")[2]: file for file in files}


def find_trashed(files: Sequence[Trashed], reference: str) -> Trashed:
    """Return the file of the trash that a reference names: its path, name, slug, or prefix.

    Raises PostNotFound, or AmbiguousPost for several matches.
    """
    by_name = names_in_trash(files)
    by_path = {file.path: file for file in files}
    if exact := by_path.get(PostPath(reference)) or by_name.get(reference):
        return exact
    for fits in (*_whole_forms(reference, ""), *_beginnings(reference, "")):
        fitting = [name for name, file in by_name.items() if fits(file.original)]
        if len(fitting) > 1:
            raise AmbiguousPost(
                _(
                    "{fitting:,} files in the trash fit {reference!r}.",
                    fitting=len(fitting),
                    reference=reference,
                ),
                candidates=tuple(fitting),
            )
        if fitting:
            return by_name[fitting[0]]
    raise PostNotFound(
        _("No file in the trash fits {reference!r}.", reference=reference),
        hint=_("Try: newsctl trash"),
    )


class FolderDrafts(NamedTuple):
    """The drafts of an archive that lie in folders, which the index may not include.

    `summary_of` reads one; None if it cannot be read.
    """

    paths: Sequence[PostPath]
    summary_of: Callable[[PostPath], PostSummary | None]

    def named(self, reference: str, *, here: str = "") -> list[PostPath]:
        """Return the drafts with exactly this path, else name, else slug, else title, or link."""
        if reference.startswith(_LINK_SCHEMES):
            return self._with(_link_of, reference, str.__eq__)
        found = _fitting(self.paths, _whole_forms, reference, here)
        return found or self._with(_title_of, folded(reference), str.__eq__)

    def find(self, reference: str, *, here: str = "") -> PostPath:
        """Return the draft that a reference names, as `find_post` does of posts.

        Raises PostNotFound, AmbiguousPost.
        """
        fitting = self.named(reference, here=here)
        if not fitting and reference.startswith(_LINK_SCHEMES):
            fitting = self._with(_link_of, reference, str.startswith)
        elif not fitting:
            fitting = _fitting(self.paths, _beginnings, reference, here) or self._with(
                _title_of, folded(reference), str.startswith
            )
        if not fitting and self.paths:
            raise PostNotFound(
                _("No post fits {reference!r}.", reference=reference),
                hint=_("Try: newsctl search, or newsctl drafts"),
            )
        return _the_only(fitting, reference)

    def _with(
        self, text_of: Callable[[PostSummary], str], wanted: str, fits: Callable[[str, str], bool]
    ) -> list[PostPath]:
        read = (self.summary_of(path) for path in self.paths) if wanted else ()
        return [one.path for one in read if one and fits(text_of(one), wanted)]


def _title_of(summary: PostSummary) -> str:
    return folded(summary.title)


def _link_of(summary: PostSummary) -> str:
    return str(summary.front_matter.get("externe_link", ""))


def slug_of(path: str) -> str:
    """Return the slug of a file name: without folder, date and extension."""
    return parse_path(path).slug


def _fitting(
    files: Iterable[PostPath],
    forms: Callable[[str, str], _ReferenceForms],
    reference: str,
    here: str,
) -> list[PostPath]:
    """Return the files of the first form that matches any path."""
    # Names may be composed or not, as the system that wrote them has it (macOS: NFD).
    paths = {path: normalize("NFC", path) for path in files}
    for fits in forms(normalize("NFC", reference), normalize("NFC", here)):
        if fitting := [path for path, composed in paths.items() if fits(composed)]:
            return fitting
    return []


def _whole_forms(reference: str, here: str) -> _ReferenceForms:
    """Yield predicates for an exact match of a path, the most specific first."""
    whole = posixpath.normpath(posixpath.join(here, reference))
    below = posixpath.normpath(reference)
    yield lambda path: path in {whole, below}
    yield lambda path: posixpath.basename(path) == reference
    yield lambda path: posixpath.basename(path).rsplit(".", 1)[0] == reference
    yield lambda path: slug_of(path) == reference


def _beginnings(reference: str, here: str) -> _ReferenceForms:
    """Yield predicates for a prefix match of a path, the most specific first."""
    whole = posixpath.normpath(posixpath.join(here, reference))
    below = posixpath.normpath(reference)
    if reference:
        yield lambda path: path.startswith((whole, below))
        yield lambda path: posixpath.basename(path).startswith(reference)
        yield lambda path: slug_of(path).startswith(reference)


def _titled(index: PostIndex, reference: str, fits: Callable[[str, str], bool]) -> list[PostPath]:
    """Return the posts whose title matches, ignoring case, accents and kinds of quotes."""
    wanted = folded(reference)
    if not wanted:
        return []
    everything = Request(
        Everything(), Sort("path", descending=False), highlights=False, front_matter=False
    )
    return [
        path
        for columns in index.search(everything).columns
        for path, title in zip(columns.paths, columns.titles, strict=True)
        if fits(folded(title), wanted)
    ]


def _the_only(fitting: list[PostPath], reference: str) -> PostPath:
    """Return the only match. Raises PostNotFound, AmbiguousPost."""
    if not fitting:
        raise PostNotFound(
            _("No post fits {reference!r}.", reference=reference), hint=_("Try: newsctl search")
        )
    if len(fitting) > 1:
        raise AmbiguousPost(
            _("{fitting:,} posts fit {reference!r}.", fitting=len(fitting), reference=reference),
            candidates=tuple(fitting),
        )
    return fitting[0]
