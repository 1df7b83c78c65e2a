"""Files in a Hugo site's content that belong to a page and are not pages themselves.

https://gohugo.io/content-management/page-bundles/ and
https://gohugo.io/content-management/build-options/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsctl.core.post.post import Value

_BUNDLE = re.compile(
    r"index(?:\.[\w-]+)?\.(?:md|markdown|mdown|html?|adoc|asciidoc|org|rst|pandoc|pdc)"
)
_SECTION = re.compile(r"_index(?:\.[\w-]+)?\.(?:md|markdown)")


def is_bundle(names: Sequence[str]) -> bool:
    """Tell whether a folder with these files is a leaf bundle: one page with its resources.

    Everything else in it, and in the folders below it, is a resource of that page.
    """
    return any(map(_BUNDLE.fullmatch, names))


def is_page_of_bundle(name: str) -> bool:
    """Tell whether a file is the page of its bundle, in one of its languages."""
    return _BUNDLE.fullmatch(name) is not None


def section_pages(names: Sequence[str]) -> list[str]:
    """Return the names of the files that configure a whole section, `_index.md`."""
    return list(filter(_SECTION.fullmatch, names))


def makes_no_pages(section: bytes) -> bool:
    """Tell whether a file `_index.md` tells Hugo to render nothing below it.

    It does so by a `cascade` with `render: never` among its build options, unless it has a target.
    """
    if b"cascade" not in section or b"never" not in section:
        return False
    # few sections say so, and listing files loads no parser
    from newsctl.core.post.post import PostPath  # noqa: PLC0415
    from newsctl.core.settings import Settings  # noqa: PLC0415
    from newsctl.front_matter.reading.reader import parse  # noqa: PLC0415

    post = parse(PostPath("_index.md"), section, Settings()).post
    cascade = post.summary.front_matter.get("cascade") if post else None
    return any(map(_renders_nothing, cascade if isinstance(cascade, list | tuple) else (cascade,)))


def _renders_nothing(values: Value) -> bool:
    """Tell whether a cascade applies to all pages below it, and stops their rendering."""
    if not isinstance(values, dict) or {"target", "_target"} & {*values}:
        return False
    options = values.get("build", values.get("_build"))
    return isinstance(options, dict) and options.get("render") == "never"
