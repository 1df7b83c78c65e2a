"""A body converted to the HTML that a site makes of it."""

from __future__ import annotations

import re

from newsctl.markup.elements import BLOCKS
from newsctl.markup.templates import without_templates

LARGEST_MARKDOWN = 128 * 1024
"""A longer body keeps its markdown marks: what markdown-it takes can grow with the square of the
length, and is 2 s for as many brackets as this."""

HTML_BLOCKS = BLOCKS - {"hgroup", "listing", "plaintext", "pre", "xmp"}
"""Elements that open a block of HTML in markdown (CommonMark section 4.6, condition 6)."""

_NOT_HTML = re.compile(
    rf"\n[ \t]*\n(?! {{0,3}}</?(?:{'|'.join(sorted(HTML_BLOCKS))})[\s/>])[^\n]", re.IGNORECASE
)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")


def html_of_body(body: str, *, is_mdx: bool = False) -> str:
    """Return the HTML of a body of HTML, markdown, or both, as Jekyll renders it.

    For MDX, scripts are replaced by what they display.
    """
    lines = body.replace("\r\n", "\n").replace("\r", "\n") if "\r" in body else body
    lines = lines.replace("\0", "")
    if not is_mdx or len(lines) > LARGEST_MARKDOWN:
        return _html_of_lines(lines, is_mdx=is_mdx)
    from newsctl.markup.mdx import with_plain_signs, without_script  # noqa: PLC0415 -- few archives have any

    return with_plain_signs(_html_of_lines(without_script(lines), is_mdx=True))


def _html_of_lines(lines: str, *, is_mdx: bool) -> str:
    """Return the HTML of a body whose line ends are LF."""
    markdown = _ATTRIBUTES.sub("", without_templates(lines)) if "{" in lines else lines
    if not has_markdown(markdown):
        return markdown
    from newsctl.markup.markdown import rendered  # noqa: PLC0415 -- 40 ms, no post in HTML needs it

    try:
        return rendered(markdown, is_mdx=is_mdx)
    except RecursionError:
        return markdown


def has_markdown(text: str) -> bool:
    """Tell whether any line of a text may be markdown, and the text is not too long.

    There is none if every line after an empty one opens an HTML block. That holds for most news
    posts, and the check takes a tenth of rendering.
    """
    return len(text) <= LARGEST_MARKDOWN and _NOT_HTML.search(f"\n\n{text}") is not None
