"""Sanitising of foreign HTML by nh3 (ammonia)."""

from __future__ import annotations

import re
from html import escape

import nh3

from newsctl.core.errors import UsageError
from newsctl.core.messages import _
from newsctl.markup.html_body import body_of_html
from newsctl.markup.html_tree import is_too_hard
from newsctl.markup.text import text_of_html, without_invisible

_LINE_ENDS = re.compile(r"\s*[\r\n]\s*")


def harmless_html(html: str) -> str:
    """Return HTML without scripts, for feeds; if it is too complex, escaped as text."""
    return escape(html) if is_too_hard(html) else nh3.clean(html, link_rel=None)


def body_of_cleaned(html: str) -> str:
    """Return HTML as a body with text, links, images and the like, and no scripts, styles or forms.

    Raises UsageError for nesting so deep that sanitising would take minutes.
    """
    if is_too_hard(html):
        raise UsageError(_("Its HTML is nested too deep, or has a tag too long, to be read."))
    return body_of_html(nh3.clean(html, link_rel=None))


def text_of_title(title: str, *, is_html: bool) -> str:
    """Return a title in one line, without tags and entities if it is HTML."""
    if is_html:
        return " ".join(without_invisible(text_of_html(title)).split())
    return _LINE_ENDS.sub(" ", title).strip()
