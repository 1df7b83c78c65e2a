"""The formats of imports, and their detection."""

from __future__ import annotations

import re
from enum import StrEnum

from newsctl.core.errors import UsageError
from newsctl.core.messages import _


class ImportFormat(StrEnum):
    """The format of a file to import."""

    RSS = "rss"
    ATOM = "atom"
    JSONFEED = "jsonfeed"
    CSV = "csv"
    JSONL = "jsonl"
    HTML = "html"
    WXR = "wxr"
    SQLITE = "sqlite"


BEGINNING = 64 * 1024
"""Bytes by which a format is detected: the root of a feed, with what may stand before it."""

_BOM = b"\xef\xbb\xbf"
_ROOTS = (
    (re.compile(rb"xmlns:wp\s*=|wordpress\.org/export"), ImportFormat.WXR),
    (re.compile(rb"<(?:\w+:)?(?:rss|RDF)[\s>]"), ImportFormat.RSS),
    (re.compile(rb"<(?:\w+:)?feed[\s>]"), ImportFormat.ATOM),
    (re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|article|main)[\s>]"), ImportFormat.HTML),
)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org')
DATABASE_MARK = b"SQLite format 3\0"
_OTHERS = (
    (b"---", _("a post"), _("newsctl add --from FILE")),
    (b"PK\x03\x04", _("a zip file, or a spreadsheet"), _("Save it as CSV.")),
    (b"\xff\xfe", _("in UTF-16"), _("iconv -f utf-16 -t utf-8 FILE | newsctl import -")),
    (b"\xfe\xff", _("in UTF-16"), _("iconv -f utf-16 -t utf-8 FILE | newsctl import -")),
    (b"\x1f\x8b", _("compressed"), _("gunzip -c FILE | newsctl import -")),
)


def format_of(beginning: bytes, where: str) -> ImportFormat:
    """Detect the format of a file by its beginning. Raises UsageError if that is impossible."""
    if beginning.startswith(DATABASE_MARK):
        return ImportFormat.SQLITE
    for mark, what, hint in _OTHERS:
        if beginning.startswith(mark):
            raise UsageError(
                _("{where} is {what}, which is not imported.", where=where, what=what), hint=hint
            )
    text = beginning.removeprefix(_BOM).lstrip()
    first_line = text.partition(b"\n")[0]
    match text[:1]:
        case b"<":
            found = next((form for root, form in _ROOTS if root.search(text)), None)
        case b"{":
            found = ImportFormat.JSONFEED if _JSON_FEED.search(text) else ImportFormat.JSONL
        case b"[":
            found = ImportFormat.JSONL
        case _:
            has_columns = any(sign in first_line for sign in (b",", b";", b"\t"))
            found = ImportFormat.CSV if has_columns and b"\0" not in first_line else None
    if found is None:
        raise UsageError(
            _(
                "What {where} holds is none of: {importformat}.",
                where=where,
                importformat=", ".join(ImportFormat),
            ),
            hint=_("Say what it is: --as FORMAT") if text else _("It is empty."),
        )
    return found
