"""A post as it is stored: the columns from which answers are made, and its front matter."""

from __future__ import annotations

import json
import re
import struct
from itertools import repeat
from math import isfinite
from typing import TYPE_CHECKING

from newsctl.core.archive.hits import Columns
from newsctl.core.post.post import PostSummary
from newsctl.core.post.text_lists import separators_in, with_text_lists
from newsctl.dutch.normalise import fold, normalise
from newsctl.whoosh_index import schema as fields
from newsctl.whoosh_index.formats.segment import StoredFields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsctl.core.post.post import FrontMatter, Post, PostPath, Value
    from newsctl.whoosh_index.formats.segment import SegmentReader

LONGEST_VALUE = 500
"""Characters of a front matter value that count when it is sought as a whole."""

_NO_FRONT_MATTER: FrontMatter = {}
_as_json = json.JSONEncoder(separators=(",", ":")).encode
_SEPARATOR = "\x1f"
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?", re.ASCII)


def stored_fields(post: Post) -> StoredFields:
    """Return the stored fields of a post."""
    summary, date = post.shown, post.summary.date
    return StoredFields(
        path_term(summary.path),
        fields.NO_DATE if date is None else int(date.timestamp()),
        dump_headline(summary),
        dump_front_matter(summary.front_matter),
        post.text.encode("utf-8", "replace"),
    )


def path_term(path: PostPath) -> bytes:
    """Encode a path, including one that is not UTF-8."""
    return path.encode("utf-8", "surrogateescape")


def value_term(key: str, value: str) -> bytes:
    """Return the term of a whole front matter value, folded."""
    return _keyed(key, fold_value(value).encode("utf-8", "replace"))


def fold_value(value: str) -> str:
    """Return a value folded for comparison."""
    return fold(normalise(" ".join(value.split())))[:LONGEST_VALUE]


def number_term(key: str, number: float) -> bytes:
    """Return a term that sorts by number within its key (IEEE 754, with the sign inverted)."""
    positive_zero = number + 0.0  # -0.0 has other bits, but is no other number
    bits = struct.unpack(">q", struct.pack(">d", positive_zero))[0]
    ordered = bits ^ 0x7FFFFFFFFFFFFFFF if bits < 0 else bits
    return _keyed(key, struct.pack(">Q", ordered + 2**63))


def number_in(term: bytes) -> float:
    """Decode the number in a term of `number_term`."""
    ordered = int(struct.unpack(">Q", term[-8:])[0]) - 2**63
    bits = ordered ^ 0x7FFFFFFFFFFFFFFF if ordered < 0 else ordered
    return float(struct.unpack(">d", struct.pack(">q", bits))[0])


def number_of(value: str) -> float | None:
    """Parse a value as a plain decimal number; None if it is not one."""
    if not _NUMBER.fullmatch(value):
        return None
    number = float(value)
    return number if isfinite(number) else None


def dump_headline(summary: PostSummary) -> bytes:
    """Encode the date and the title of a post."""
    return f"{summary.moment}\t{summary.title}".encode("utf-8", "surrogatepass")


def dump_front_matter(front_matter: FrontMatter) -> bytes:
    """Encode front matter as JSON, followed by a line of separators of lists in text."""
    written = _as_json(front_matter)
    if separators := separators_in(front_matter):
        written = f"{written}\n{_as_json(separators)}"
    return written.encode()


def title_in(segment: SegmentReader, document: int) -> str:
    """Return the title of a document without making a summary."""
    return segment.headline(document).partition("\t")[2]


def columns_in(paths: Iterable[PostPath], headlines: Iterable[str]) -> Columns:
    """Return the columns for the stored fields of at least one document."""
    moments, _, titles = zip(*[headline.partition("\t") for headline in headlines], strict=True)
    return Columns([*paths], moments, titles)


def summaries(columns: Columns) -> Iterator[PostSummary]:
    """Return summaries without front matter, twice as fast as one by one."""
    paths, moments, titles = columns
    return map(PostSummary, paths, titles, moments, repeat(_NO_FRONT_MATTER))


def summary_in(segment: SegmentReader, document: int) -> PostSummary:
    """Return the summary of a document."""
    (summary,) = summaries(columns_in(*segment.paths_and_headlines([document])))
    return summary._replace(front_matter=front_matter_in(segment, document))


def front_matter_in(segment: SegmentReader, document: int) -> FrontMatter:
    """Return the front matter of a document."""
    written, _, separators = segment.front_matter(document).partition(b"\n")
    front_matter: dict[str, Value] = json.loads(written)
    return with_text_lists(front_matter, json.loads(separators)) if separators else front_matter


def _keyed(key: str, value: bytes) -> bytes:
    return f"{key}{_SEPARATOR}".encode("utf-8", "replace") + value
